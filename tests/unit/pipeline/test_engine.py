import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.pipeline.engine import EngineFigures, LiveEngine
from acting_mirror.settings.schema import AnalysisSettings
from tests.live_source import PacedActor
from tests.media import pictures_of

OUR_THREADS = {"capture", "analyse", "record"}


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.01)


def our_threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & OUR_THREADS


class Heard:
    """Readings and problems as an engine tells them."""

    def __init__(self) -> None:
        self.readings: list[tuple[float, FrameAnalysis]] = []
        self.problems: list[str] = []

    def reading(self, reading: FrameAnalysis) -> None:
        self.readings.append((time.monotonic(), reading))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def engine(heard: Heard) -> Iterator[LiveEngine]:
    engine = LiveEngine(AnalysisSettings(), heard.reading, heard.problems.append)
    yield engine
    engine.stop()
    assert not our_threads()


def test_frames_and_readings_come_out_while_it_runs(engine: LiveEngine, heard: Heard) -> None:
    engine.start(PacedActor())
    wait_for(lambda: engine.reading is not None and engine.reading.faces)
    assert engine.frame is not None
    assert engine.frame.size == (320, 240)
    assert engine.figures.captured > 5
    times = [reading.t_s for _, reading in heard.readings]
    assert times == sorted(times)


def test_a_source_that_ends_says_so(engine: LiveEngine) -> None:
    engine.start(PacedActor(seconds=0.3))
    assert engine.ended.wait(5)
    engine.stop()
    assert not our_threads()


def test_a_recording_has_every_frame_with_the_newest_reading(engine: LiveEngine, tmp_path: Path) -> None:
    engine.start(PacedActor())
    wait_for(lambda: engine.reading is not None and engine.reading.faces)
    engine.record(tmp_path / "output.avi")
    wait_for(lambda: engine.recording is not None and engine.recording.seconds > 1.1)
    path = engine.stop()
    assert path == tmp_path / "output.avi"
    times, pictures = pictures_of(path)
    assert 1.0 <= times[-1] <= 2.5
    np.testing.assert_allclose(np.diff(times), 1 / 30, atol=1e-3)
    assert engine.figures.overflowed == 0
    plain = PacedActor()._pictures
    assert all(min(np.abs(picture.astype(int) - one).mean() for one in plain) > 1 for picture in pictures[::10])
    assert {file.name for file in tmp_path.iterdir()} == {"output.avi"}


def test_recordings_are_numbered(engine: LiveEngine, tmp_path: Path) -> None:
    engine.start(PacedActor())
    names = []
    for _ in range(2):
        engine.record(tmp_path / "output.avi")
        wait_for(lambda: engine.recording is not None and engine.recording.seconds > 0)
        path = engine.stop_recording()
        assert path is not None
        names.append(path.name)
    assert names == ["output.avi", "output-2.avi"]


def test_recording_without_a_source_is_refused(engine: LiveEngine, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Start a camera"):
        engine.record(tmp_path / "output.avi")


def test_changing_the_model_pauses_readings_shortly_and_the_picture_never(
    engine: LiveEngine, heard: Heard, tmp_path: Path
) -> None:
    engine.start(PacedActor())
    wait_for(lambda: len(heard.readings) > 20 and engine.reading is not None and engine.reading.faces)
    usual = max(np.diff([moment for moment, _ in heard.readings[5:]]))
    engine.record(tmp_path / "output.avi")
    before = engine._analyser
    engine.load(AnalysisSettings(smoothing_s=0.1))
    wait_for(lambda: engine._analyser is not before)
    changed = time.monotonic()
    wait_for(lambda: heard.readings[-1][0] > changed + 0.5)
    moments = [moment for moment, reading in heard.readings if reading.faces]
    assert max(np.diff(moments[5:])) <= max(0.5, 3 * usual)  # on a busy computer they are further apart anyway
    people = {face.person for _, reading in heard.readings for face in reading.faces}
    assert people == {0}
    path = engine.stop()
    assert path is not None
    np.testing.assert_allclose(np.diff(pictures_of(path)[0]), 1 / 30, atol=1e-3)


def test_a_model_that_cannot_be_had_is_told_and_the_old_one_goes_on(engine: LiveEngine, heard: Heard) -> None:
    engine.start(PacedActor())
    with pytest.raises(UserError, match="nobody"):
        engine.load(AnalysisSettings(model="nobody"))
    count = len(heard.readings)
    wait_for(lambda: len(heard.readings) > count + 3)


def test_start_and_stop_50_times_leaves_nothing(engine: LiveEngine, tmp_path: Path) -> None:
    handles = Path("/proc/self/fd")
    before = len(list(handles.iterdir())) if handles.exists() else 0
    actor = PacedActor()
    for _ in range(50):
        engine.start(actor)
        engine.record(tmp_path / "output.avi")
        wait_for(lambda: engine.recording is not None and engine.recording.seconds > 0)
        engine.stop()
    assert not our_threads()
    assert not list(tmp_path.glob("*.part*"))
    if handles.exists():
        assert len(list(handles.iterdir())) <= before + 2


@pytest.mark.parametrize(
    ("captured", "read", "behind_ms", "slow"),
    [
        (30, 20, 60, False),
        (30, 9, 90, False),
        (6, 6, 70, False),
        (0, 0, 0, False),
        (30, 5, 200, True),
        (6, 3, 90, True),
        (30, 20, 400, True),
    ],
)
def test_how_it_keeps_up_is_only_told_where_the_computer_is_too_slow(
    captured: float, read: float, behind_ms: float, slow: bool
) -> None:
    words = EngineFigures(captured, read, behind_ms, 0).slowness
    told = (
        f"This computer is too slow to keep up ({read} pictures a second, {behind_ms} ms late): close other programs."
    )
    assert words == (told if slow else "")
