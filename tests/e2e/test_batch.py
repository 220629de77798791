"""Many clips, stopped and killed, against the same clips read one after the other in one process."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from acting_mirror.core.frame import Image
from acting_mirror.pipeline.batch.run import Batch
from acting_mirror.pipeline.batch.task import Way
from acting_mirror.settings.schema import AnalysisSettings
from tests.e2e.conftest import COMMAND, Run
from tests.many_clips import Here, make_clips, results

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither of the signals")
_SETTINGS = AnalysisSettings(model="mini_xception")


def end_amid(words: list[str], folder: Path, number: signal.Signals, done: int) -> int:
    """Begin a command and send its processes a signal when so many clips are done; its exit code."""
    process = subprocess.Popen(words, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True, env={**os.environ})
    deadline = time.monotonic() + 60
    while len(list(folder.glob("out/clips/*.json"))) < done and time.monotonic() < deadline:
        time.sleep(0.01)
    send = os.kill if number is signal.SIGKILL else os.killpg  # a terminal sends Ctrl-C to all, kill -9 hits one
    send(process.pid, number)
    return process.wait(60)


def test_stopped_killed_and_resumed_it_gives_what_one_process_gives(run: Run, tmp_path: Path, astronaut: Image) -> None:
    clips = make_clips(tmp_path / "clips", astronaut, 8, 0.6)
    way = Way.of(_SETTINGS)
    with Batch(tmp_path / "sequential" / "out", clips, way) as batch:
        list(batch.read(batch.waiting(threading.Event()), Here(way), threading.Event()))
        batch.write_overview()
    words = ["batch", "clips", "-o", "out", "--model", "mini_xception", "--workers", "2"]
    assert end_amid([*COMMAND, *words], tmp_path, signal.SIGKILL, 2) == -signal.SIGKILL
    early = {path: path.stat().st_mtime_ns for path in tmp_path.glob("out/clips/*.json")}
    assert end_amid([*COMMAND, *words, "--resume"], tmp_path, signal.SIGINT, 5) == 130
    done = run(*words, "--resume")
    assert done.returncode == 0, done.stderr
    assert "7 clips are read. 1 can't be read." in done.stdout
    assert results(tmp_path / "out") == results(tmp_path / "sequential" / "out")
    assert {path: path.stat().st_mtime_ns for path in early} == early, "nothing twice"
