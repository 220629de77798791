import os
import signal
import subprocess
import time
from pathlib import Path

from tests.e2e.conftest import COMMAND, Run
from tests.media import make_clip, steady
from tests.takes import make_take


def test_takes_are_listed_and_one_is_written_as_numbers(run: Run, tmp_path: Path) -> None:
    make_take(tmp_path / "Takes", "Monday")
    broken = make_take(tmp_path / "Takes", "Tuesday")
    (broken.folder / "take.json").write_text("{")
    listed = run("takes", "--folder", str(tmp_path))
    assert listed.returncode == 0, listed.stderr
    assert "Monday" in listed.stdout
    assert "take.json is damaged" in listed.stderr
    files = [str(tmp_path / name) for name in ("lines.csv", "take.json", "readings.csv", "take.eaf")]
    options = [word for pair in zip(("--csv", "--json", "--readings", "--eaf"), files, strict=True) for word in pair]
    done = run("takes", "\N{FULLWIDTH LATIN CAPITAL LETTER M}ONDAY", "--folder", str(tmp_path), *options)
    assert done.returncode == 0, done.stderr
    assert all(len(Path(file).read_text()) > 100 for file in files)


def test_ctrl_c_while_faces_are_blurred_leaves_neither_page_nor_film(tmp_path: Path, user_folders: Path) -> None:
    take = make_take(tmp_path / "Takes", "Monday")
    take.media.unlink()
    make_clip(take.media, steady(60, 30), (320, 240))
    shared = tmp_path / "shared"
    shared.mkdir()
    words = [*COMMAND, "takes", "Monday", "--folder", ".", "--report", "shared/page.html", "--blur"]
    process = subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )
    deadline = time.monotonic() + 30
    while not list(shared.glob(".*.part")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "everything but the report was written" in errors
    assert not list(shared.iterdir())
