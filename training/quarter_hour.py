"""A whole training in a quarter of an hour on a GPU: first the networks that teach, then the one that learns from them.

Each run is a process of its own (`python -m training train`), so that some share the device, and one that fails leaves
the others.
"""

import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError

TEACHERS: Final = ("studio_large", "studio_wide")
STUDENT: Final = "studio_large_taught"
_TEACHERS_SHARE: Final = 0.42
"""Of the time."""
_START_S: Final = 15.0
"""Until a process trains, and for its last weights."""
_SAVE_EVERY_S: Final = 60


def quarter_hour(data: Path, out: Path, device: str, minutes: float) -> Iterator[str]:
    """Train the teachers at once, then the student.

    Args:
        data: The folder with the data, or a file that `pack` wrote.
        out: Gets for each recipe `NAME.keras`, `NAME.csv` (its history) and `NAME.log`; `runs` has the rest.
        device: Where to compute.
        minutes: How long all may take.

    Yields:
        A line on each run that ended.

    Raises:
        UserError: A run failed.
    """
    out.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + 60 * minutes
    yield from _together(TEACHERS, (), data, out, device, 60 * minutes * _TEACHERS_SHARE)
    teachers = [out / f"{name}.keras" for name in TEACHERS]
    yield from _together((STUDENT,), teachers, data, out, device, end - time.monotonic())


def _together(
    names: Sequence[str], teachers: Sequence[Path], data: Path, out: Path, device: str, seconds: float
) -> Iterator[str]:
    minutes = max(seconds - _START_S, 1.0) / 60
    runs = {name: _started(name, teachers, data, out, device, minutes) for name in names}
    try:
        for name, process in runs.items():
            if process.wait():
                raise UserError(f"The run {name} failed: {out / name}.log says why.")
            for found, kept in (("model.keras", f"{name}.keras"), ("history.csv", f"{name}.csv")):
                shutil.copyfile(out / "runs" / name / found, out / kept)
            yield f"{name}: {_told(out / f'{name}.csv')}"
    finally:
        for process in runs.values():
            process.terminate()


def _started(
    name: str, teachers: Sequence[Path], data: Path, out: Path, device: str, minutes: float
) -> "subprocess.Popen[bytes]":
    command: list[object] = [sys.executable, "-m", "training", "train", name, "--data", data]
    command += ["--out", out / "runs" / name, "--device", device, "--minutes", minutes, "--save-every", _SAVE_EVERY_S]
    command += ["--teacher", *teachers] if teachers else []
    with (out / f"{name}.log").open("wb") as log:
        return subprocess.Popen(list(map(str, command)), stdout=log, stderr=subprocess.STDOUT)


def _told(history: Path) -> str:
    with history.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    seconds = sum(float(row["seconds"]) for row in rows)
    by_label, by_votes = (float(rows[-1][f"accuracy_{head}"]) for head in ("fer2013", "ferplus"))
    return f"{len(rows)} epochs in {seconds:.0f} s, PublicTest {by_label:.2%} by its label, {by_votes:.2%} by FER+"
