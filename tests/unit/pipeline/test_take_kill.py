import subprocess
import sys
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.take import Take
from acting_mirror.pipeline.take_mending import finish_recording
from acting_mirror.record.take_store import Lack, TakeStore
from tests.conftest import ROOT
from tests.media import pictures_of
from tests.takes import a_line, make_take

KILL_AT_EACH_STEP = r"""
import os, signal, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.pipeline.take_recording import TakeRecording
from acting_mirror.settings.schema import AnalysisSettings
from tests.live_source import PacedActor
from tests.takes import a_line, some_facts

STEPS = ("mkdir", "link", "unlink", "replace", "fsync")
engine, actor = LiveEngine(AnalysisSettings(model="mini_xception")), PacedActor()


def save(root, last):
    count = 0

    def counted(step, call):
        def counting(*arguments, **named):
            nonlocal count
            count += 1
            if count == last:
                os.write(1, f"{root} {step} {arguments[0]}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)
        return counting

    engine.start(actor)
    while engine.reading is None:
        time.sleep(0.01)
    for step in STEPS:
        setattr(os, step, counted(step, getattr(os, step)))
    recording = TakeRecording(engine, root / "Takes", some_facts("", []), root / "door.fountain")
    while engine.recording.bytes_written < 10_000:  # the first half second is on the disk
        time.sleep(0.01)
    recording.note_line(a_line())
    recording.finish()
    os.write(1, f"{root} whole\n".encode())
    os._exit(0)


children = []
for number, root in enumerate(sorted(Path(sys.argv[2]).iterdir()), start=1):
    child = os.fork()
    if not child:
        save(root, number)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
"""


def finished(take: Take) -> int:
    """How many pictures a take has when its recording was finished; 0 where none had come."""
    try:
        finish_recording(take)
        return len(pictures_of(take.media)[0])
    except (UserError, FileNotFoundError):
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="kills itself as POSIX systems do")
def test_kill_9_at_each_step_of_saving_a_take_leaves_it_whole_or_recoverable(tmp_path: Path) -> None:
    for number in range(1, 25):
        root = tmp_path / "roots" / f"{number:02}"
        make_take(root / "Takes", "old")
        (root / "door.fountain").write_bytes(b"ANNA\nIs it you?\n")
    command = [sys.executable, "-c", KILL_AT_EACH_STEP, str(ROOT), str(tmp_path / "roots")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    steps = [line.split(" ", 2) for line in sorted(done.stdout.splitlines())]
    assert len(steps) == 24, done.stderr
    whole = [number for number, (_, step, *_) in enumerate(steps) if step == "whole"]
    assert whole
    assert whole == list(range(whole[0], 24)), "steps beyond the last are never reached"
    kept = 0
    for number, (root, *step) in enumerate(steps):
        store = TakeStore(Path(root) / "Takes", tmp_path / "takes.sqlite")
        listed = {take.name: take for take in store.list()}
        assert not any(take.problem for take in listed.values()), step
        old = store.open(store.folder / "old")
        assert store.lacks(old) == ()
        assert old.media.read_bytes() == b"a film"
        new = [store.open(take.folder) for name, take in listed.items() if name != "old"]
        if number in whole:
            assert store.lacks(new[0]) == ()
        if new and new[0].facts.lines:
            kept += 1
            assert finished(new[0]) > 5, step
            assert new[0].facts.lines == (a_line(),)
            assert Lack.MEDIA not in store.lacks(new[0])
    assert kept > len(whole) + 8, "the steps after a line was noted"
