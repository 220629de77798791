import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.moved import SHOWN
from acting_mirror.core.movements import OwnRange
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.pipeline.take_mending import mend
from acting_mirror.pipeline.take_recording import TakeRecording
from acting_mirror.record.microphone import Microphone
from acting_mirror.record.take_facts import change_facts
from acting_mirror.record.take_store import Lack, TakeStore
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from tests.fake_microphone import fake_sounddevice
from tests.live_source import PacedActor
from tests.media import pictures_of, sound_of
from tests.readings import doing, probs_of, timeline_of
from tests.refusals import refused
from tests.takes import MADE, a_line
from tests.unit.pipeline.test_engine import wait_for

FACTS = TakeFacts("", MADE, script="The Door", character="ANNA")
SETTINGS = AnalysisSettings(model="mini_xception")
NAME = "2026-11-24 09.30.12"


@pytest.fixture(scope="module")
def idle() -> tuple[LiveEngine, PacedActor]:
    return LiveEngine(SETTINGS), PacedActor()


@pytest.fixture
def engine(idle: tuple[LiveEngine, PacedActor]) -> Iterator[LiveEngine]:
    engine, actor = idle
    engine.start(actor)
    wait_for(lambda: engine.reading)
    yield engine
    engine.stop()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "door.FOUNTAIN"
    path.write_bytes(b"ANNA\r\nIs it you?\r\n")
    return path


def test_a_take_has_clean_pictures_sound_readings_lines_and_the_script(
    engine: LiveEngine, tmp_path: Path, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    store = TakeStore(tmp_path / "Takes", tmp_path / "takes.sqlite")
    recording = TakeRecording(engine, store.folder, FACTS, script, Microphone())
    assert store.open(recording.folder).facts.length_s == 0
    line = TakeLine(1, 4, "ANNA", "Is it you?", None, recording.now_s, recording.now_s + 0.2, None)
    recording.note_line(line)
    assert store.open(recording.folder).facts.lines == (line,)
    wait_for(lambda: recording.now_s > 0.8)
    take = recording.finish()
    assert sorted(path.name for path in take.folder.iterdir()) == [
        "media.mp4",
        "script.fountain",
        "take.json",
        "timeline.npz",
    ]
    assert (take.folder.name, take.facts.name, take.facts.model) == (
        NAME,
        NAME,
        load_bundle("mini_xception").card.full_name,
    )
    assert store.open(take.folder) == take
    assert store.lacks(take) == ()
    assert (take.folder / take.facts.script_file).read_bytes() == script.read_bytes()
    times, pictures = pictures_of(take.media)
    assert times[0] == 0
    assert take.facts.length_s == pytest.approx(times[-1] + 1 / 30, abs=0.01)
    assert len(sound_of(take.media)[1]) / 48_000 == pytest.approx(take.facts.length_s, abs=0.05)
    readings = store.timeline(take)
    assert readings.frames > 5
    assert np.abs(readings.frame_times[:, None] - np.array(times)[None]).min(axis=1)[1:].max() < 0.0001
    plain = PacedActor()._pictures
    assert all(min(np.abs(picture.astype(int) - one).mean() for one in plain) < 4 for picture in pictures[::10])


def test_folders_are_numbered_and_nothing_is_replaced(engine: LiveEngine, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "take.json").write_text("mine")
    folders = []
    for _ in range(2):
        recording = TakeRecording(engine, tmp_path, FACTS)
        wait_for(lambda: engine.recording is not None and engine.recording.pictures > 2)
        folders.append(recording.finish().folder.name)
    assert folders == [f"{NAME}-2", f"{NAME}-3"]
    assert (tmp_path / NAME / "take.json").read_text() == "mine"


def test_a_take_of_which_no_picture_came_leaves_no_folder(
    engine: LiveEngine, tmp_path: Path, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acting_mirror.pipeline.recorder.Recorder.offer", lambda *_: None)
    recording = TakeRecording(engine, tmp_path / "Takes", FACTS, script)
    with pytest.raises(UserError, match="no picture came"):
        recording.finish()
    assert list((tmp_path / "Takes").iterdir()) == []


def test_what_cannot_begin_leaves_no_folder(engine: LiveEngine, tmp_path: Path, script: Path) -> None:
    plain = engine.record(tmp_path / "output.avi")
    wait_for(lambda: plain.pictures)
    with pytest.raises(UserError, match="stop the recording"):
        TakeRecording(engine, tmp_path / "Takes", FACTS, script)
    assert list((tmp_path / "Takes").iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="can't be made"):
        TakeRecording(engine, tmp_path / "file" / "Takes", FACTS)


def test_a_script_that_is_gone_keeps_nobody_from_recording(engine: LiveEngine, tmp_path: Path) -> None:
    recording = TakeRecording(engine, tmp_path, FACTS, tmp_path / "gone.fountain")
    wait_for(lambda: engine.recording is not None and engine.recording.pictures)
    assert recording.finish().facts.script_file == ""


def test_a_take_is_whole_when_the_camera_or_the_engine_ended_first(engine: LiveEngine, tmp_path: Path) -> None:
    recording = TakeRecording(engine, tmp_path, FACTS)
    wait_for(lambda: recording.timeline.frames > 3)
    recording.note_line(a_line())
    engine.stop()
    take = recording.finish()
    assert take.media.exists()
    assert take.facts.total == 80
    assert TakeStore(tmp_path, tmp_path / "takes.sqlite").timeline(take).frames > 3


def test_movements_of_a_take_count_from_the_rest_that_is_known_at_its_end(
    engine: LiveEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smile, rests = doing(mouth_corners_up=0.8).measures, doing().measures
    unsettled = lambda t_s: doing(smile) if t_s < 2 else doing(rests)  # noqa: E731
    read = timeline_of(lambda _: {}, 4, move=unsettled)
    monkeypatch.setattr(TakeRecording, "timeline", read)
    store = TakeStore(tmp_path, tmp_path / "takes.sqlite")
    for profile, at_first in ((None, 0.8), (Profile("", probs_of({}), np.ones(7), "", OwnRange(smile, rests)), 0.0)):
        engine.profile = profile
        recording = TakeRecording(engine, tmp_path, FACTS)
        wait_for(lambda: engine.recording is not None and engine.recording.pictures > 2)
        moved = store.timeline(recording.finish()).moved
        assert moved is not None and moved[0, SHOWN.index("mouth_corners_up")] == pytest.approx(at_first, abs=0.01)
    engine.profile = None


def test_a_full_disk_keeps_what_was_recorded_and_says_so_once(
    engine: LiveEngine, tmp_path: Path, small_disk: Path
) -> None:
    recording = TakeRecording(engine, small_disk / "Takes", FACTS)
    recording.note_line(a_line())
    (small_disk / "filler").write_bytes(bytes(700_000))
    with pytest.raises(OSError, match="No space"):  # until the camera's pictures find no room
        (small_disk / "more").write_bytes(bytes(1_000_000))
    wait_for(lambda: engine.recording is not None and engine.recording.failed)
    recording.note_line(a_line(2))
    with refused(r"disk is full.* is kept as ", Remedy.RECOVER):
        recording.finish()
    (small_disk / "filler").unlink()
    (small_disk / "more").unlink()
    store = TakeStore(small_disk / "Takes", tmp_path / "takes.sqlite")
    take = store.open(recording.folder)
    assert take.facts.lines[0] == a_line()
    assert Lack.END in store.lacks(take)
    assert [path.name for path in take.folder.iterdir() if path.suffix == ".part"] == []


def test_a_take_that_broke_off_is_finished_read_again_and_scored(engine: LiveEngine, tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "Takes", tmp_path / "takes.sqlite")
    recording = TakeRecording(engine, store.folder, FACTS)
    wait_for(lambda: recording.now_s > 1.8)
    recording.note_line(TakeLine(1, 0, "ANNA", "Is it you?", a_line().target, 0.1, 1.3, None))
    broken = store.folder / "broken"
    shutil.copytree(recording.folder, broken)
    take = store.open(broken)
    assert (store.lacks(take), take.facts.length_s) == ((Lack.END, Lack.READINGS), pytest.approx(1.8, abs=0.5))
    told: list[tuple[int, int | None]] = []
    spoken = replace(take.facts.lines[0], voice=LineVoice(words_a_minute=120.0))

    def meanwhile(done: int, total: int | None) -> None:
        told.append((done, total))
        change_facts(take, lines=(spoken,))

    mended = mend(take, SETTINGS, progress=meanwhile)
    assert mended.facts.lines[0].voice == spoken.voice
    assert told[-1][0] == told[-1][1] == store.timeline(mended).frames
    assert store.lacks(mended) == ()
    assert store.open(broken) == mended
    assert mended.facts.length_s > 0.5
    assert mended.facts.lines[0].score is not None
    assert mended.facts.total == mended.facts.lines[0].score.total
    assert store.timeline(mended).frames > 15
    with pytest.raises(UserError, match="being recorded right now"):
        mend(store.open(recording.folder), SETTINGS)
    recording.finish()
    mended.media.unlink()
    with pytest.raises(UserError, match=r"media\.mp4"):
        mend(mended, SETTINGS)
    assert json.loads((broken / "take.json").read_text())["total"] == mended.facts.total
