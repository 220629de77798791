"""Two hundred clips by `batch`, killed three times at random moments and gone on with, against an undisturbed run.

    python -m tests.bench.batch [--clips 200] [--seconds 2 10] [--workers 2] [--seed 0]

Among the clips are five broken ones and one that hangs. Prints whether all results are the same, how much quicker so
many workers are than one, how a worker's memory grew, how soon a journal of 100,000 clips opens, and the measured
seconds that docs/batch.md reckons with.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
from skimage import data

from acting_mirror.core.frame import Image
from acting_mirror.pipeline.batch.clip_reader import ClipReader, Progress, Tell
from acting_mirror.pipeline.batch.journal import Journal
from acting_mirror.pipeline.batch.run import Batch
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint, Way
from acting_mirror.pipeline.batch.workers import Patience, Workers
from acting_mirror.settings.schema import AnalysisSettings
from tests.many_clips import results
from tests.media import make_clip, steady

RATE, SIZE = 25, (640, 360)
HANGS = "hangs.mp4"
PATIENCE = Patience(opening_s=120.0, reading_s=5.0, per_s=60.0)


class HangingReader(ClipReader):
    """Reads clips, but for the one that hangs."""

    def read(self, task: ClipTask, tell: Tell = lambda _: None) -> ClipResult:
        if task.clip.name == HANGS:
            tell(Progress(0.0))
            threading.Event().wait()
        return super().read(task, tell)


def make_material(folder: Path, clips: int, seconds: tuple[float, float], chance: random.Random) -> None:
    folder.mkdir()
    photo = np.asarray(cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR), np.uint8)
    for number in range(clips - 6):
        start = chance.randrange(100)

        def at(t_s: float, start: int = start) -> Image:
            picture = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)
            left = 14 + abs((start + round(RATE * t_s)) % 200 - 100)
            picture[:, left : left + 512] = photo[: SIZE[1]]
            return picture

        make_clip(folder / f"{number:03}.mp4", steady(chance.uniform(*seconds), RATE), SIZE, at)
    whole = (folder / "000.mp4").read_bytes()
    for number, content in enumerate((b"", b"no clip", whole[: len(whole) // 2], whole[:40], bytes(10_000))):
        (folder / f"broken-{number}.mp4").write_bytes(content)
    shutil.copy(folder / "001.mp4", folder / HANGS)


def read(clips: Path, out: Path, workers: int) -> None:
    """What `acting-mirror batch --resume` does, with the reader that hangs; says what it reads."""
    with Batch(out, sorted(clips.iterdir()), Way.of(AnalysisSettings())) as batch:
        waiting = batch.waiting(threading.Event())
        print("waiting", len(waiting), flush=True)
        for task, result in batch.read(waiting, Workers(workers, HangingReader, PATIENCE), threading.Event()):
            print("ended", task.clip.name, round(result.seconds, 3), flush=True)
        batch.write_overview()


def begin(clips: Path, out: Path, workers: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "tests.bench.batch", "--read", str(clips), str(out), "--workers", str(workers)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def run(clips: Path, out: Path, workers: int, watch: bool = False) -> tuple[float, list[str]]:
    """Seconds, and what was read."""
    started, lines = time.perf_counter(), []
    process = begin(clips, out, workers)
    sizes: dict[int, list[float]] = {}
    for line in process.stdout or ():
        lines.append(line)
        for child in children(process.pid) if watch else ():
            sizes.setdefault(child, []).append(resident_mb(child))
    assert process.wait() == 0
    for child, each in sizes.items():
        if len(each) >= 20:
            early, end, most = float(np.median(each[5:15])), float(np.median(each[-10:])), max(each)
            print(f"worker {child}: {early:.0f} MB after ten clips, {end:.0f} MB at the end, {most:.0f} MB at most")
    return time.perf_counter() - started, [line for line in lines if line.startswith("ended")]


def children(process: int) -> Iterator[int]:
    """Its workers, on Linux."""
    with suppress(OSError):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                yield int(child)


def resident_mb(process: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def killed(clips: Path, out: Path, workers: int, within_s: float, chance: random.Random) -> list[str]:
    """Three runs that are killed amid their work, and one to the end; what ended in them."""
    ended = []
    for _ in range(3):
        process = begin(clips, out, workers)
        time.sleep(chance.uniform(2, max(3, within_s / 4)))
        process.send_signal(signal.SIGKILL)
        ended += [line for line in process.communicate()[0].splitlines(True) if line.startswith("ended")]
    return ended + run(clips, out, workers)[1]


def journal_of_many(folder: Path, count: int = 100_000) -> None:
    way = Way(AnalysisSettings(), "0" * 64, "1")
    tasks = [ClipTask(Path(f"/clips/{number // 1000:03}/take {number}.mp4"), folder, way) for number in range(count)]
    figures = {f"figure_{number}": round(number / 7, 2) for number in range(100)}
    with Journal(folder / "many.sqlite") as journal:
        journal._put((task, ClipResult(Fingerprint(1, 2, "0" * 64), figures), "done") for task in tasks)
    started = time.perf_counter()
    with Journal(folder / "many.sqlite") as journal:
        opened = time.perf_counter() - started
        known = sum(journal.result(task) is not None for task in tasks)
    took, size = time.perf_counter() - started, (folder / "many.sqlite").stat().st_size / 1e6
    print(f"a journal of {known:,} clips ({size:.0f} MB) opens in {opened:.3f} s; all are looked up in {took:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--seconds", type=float, nargs=2, default=(2, 10))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--read", type=Path, nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        read(*chosen.read, chosen.workers)
        return
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = folder / "clips"
        make_material(clips, chosen.clips, chosen.seconds, chance)
        one_s, lines = run(clips, folder / "one" / "out", 1, watch=True)
        many_s, _ = run(clips, folder / "many" / "out", chosen.workers)
        ended = killed(clips, folder / "killed" / "out", chosen.workers, many_s, chance)
        same = results(folder / "one") == results(folder / "many") == results(folder / "killed")
        print(f"{len(lines)} clips ended; killed three times, the results are {'the same' if same else 'NOT THE SAME'}")
        twice = len(ended) - len(set(line.split()[1] for line in ended))
        print(f"{twice} clips were read to their end twice")
        print(f"one worker {one_s:.1f} s, {chosen.workers} workers {many_s:.1f} s: {one_s / many_s:.2f} times")
        busy = sum(float(line.split()[-1]) for line in lines)
        print(f"{busy:.1f} s of one worker for the clips, with what is written of each")
        journal_of_many(folder)
        if not same or twice:
            sys.exit(1)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
