"""Whatever runs, closing the window ends it in order, and what was recorded is kept."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acting_mirror.pipeline import clip
from tests.fake_camera import drawn, for_ever, picture
from tests.gui.conftest import Cameras, OpenWindow, running_threads
from tests.gui.driver import Driver
from tests.media import pictures_of

pytestmark = pytest.mark.usefixtures("made_behind")


def test_with_nothing_open(mirror: Driver) -> None:
    mirror.close()


def test_while_waiting_for_a_camera(mirror: Driver, cameras: Cameras) -> None:
    driver = cameras(for_ever(picture()), opening_s=1.0)
    mirror.window.begin()
    mirror.until(lambda: driver.opened or "Waiting for Studio" in mirror.state)
    mirror.close()


def test_while_live(mirror: Driver, cameras: Cameras) -> None:
    driver = cameras(for_ever(picture()))
    mirror.camera()
    mirror.close()
    assert driver.opened[-1].released


def test_while_recording_the_recording_is_finished(mirror: Driver) -> None:
    mirror.demo()
    mirror.record()
    mirror.close()
    (path,) = mirror.recordings.iterdir()
    assert path.suffix == ".avi"
    assert len(pictures_of(path)[0]) > 5


def test_in_the_moment_a_recording_begins(mirror: Driver) -> None:
    mirror.demo()
    mirror.press("Space")
    mirror.close()
    assert not list(mirror.recordings.glob("*.part.mkv"))


@pytest.mark.logs("recording:")
def test_what_became_of_a_recording_that_failed_is_told_before_the_end(
    open_window: OpenWindow, small_disk: Path, warned: list[str]
) -> None:
    (small_disk / "filler").write_bytes(bytes(950_000))
    mirror = open_window(recordings=str(small_disk))
    mirror.demo()
    mirror.press("Space")
    mirror.until(lambda: mirror.live.recording)
    recorder = mirror.live.engine and mirror.live.engine.recording
    mirror.live._look.stop()
    mirror.until(lambda: recorder and recorder.failed)
    mirror.close()
    assert "the disk is full" in warned.pop()


def test_while_counting_down_nothing_is_recorded(open_window: OpenWindow) -> None:
    mirror = open_window(countdown=True)
    mirror.demo()
    mirror.press("Space")
    mirror.close()
    assert not mirror.recordings.exists()


def test_while_reading_a_clip(mirror: Driver, slow_reading: threading.Event, clip_file: Path) -> None:
    mirror.open(clip_file)
    mirror.until(lambda: mirror.clip.being_read)
    slow_reading.set()
    mirror.close()


def test_while_reading_photos(mirror: Driver, tmp_path: Path) -> None:
    import cv2

    folder = tmp_path / "photos"
    folder.mkdir()
    for number, image in enumerate(drawn((320, 240), seconds=1.0)):
        cv2.imwrite(str(folder / f"{number}.png"), image)
    mirror.open(folder)
    assert not mirror.photos.complete
    mirror.close()


@pytest.mark.logs("yt_dlp", "sources.link")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_while_fetching_a_link(mirror: Driver, server: str) -> None:
    pytest.importorskip("yt_dlp")
    mirror.fetch(f"{server}/slow")
    mirror.close()


def test_while_exporting_nothing_half_written_stays(mirror: Driver, clip_file: Path) -> None:
    mirror.open(clip_file)
    mirror.until(lambda: mirror.clip.complete)
    mirror.press("Ctrl+E")
    dialog = mirror.window.exports.dialog
    assert dialog is not None
    dialog._export.click()
    mirror.until(lambda: mirror.recordings.exists())
    mirror.close()
    assert not list(mirror.recordings.iterdir())


def test_while_loading_another_model(mirror: Driver) -> None:
    mirror.demo()
    mirror.read_with(smoothing_s=1.0)
    mirror.close()


def test_while_the_source_before_is_still_finishing_its_recording(mirror: Driver, clip_file: Path) -> None:
    mirror.demo()
    mirror.record()
    mirror.window.current.open_files([clip_file])
    mirror.close()
    assert [path.suffix for path in mirror.recordings.iterdir()] == [".avi"]


def test_with_dialogs_open(mirror: Driver) -> None:
    for keys in ("Ctrl+,", "?", "Ctrl+L"):
        mirror.press(keys, mirror.window)
    mirror.close()


def of_sessions() -> list[threading.Thread]:
    """Threads that live as long as what is looked at; those of the pool are used again and end with the window."""
    return [thread for thread in running_threads() if not thread.name.startswith("job")]


def test_fifty_sources_one_after_the_other_leave_no_thread(mirror: Driver, cameras: Cameras) -> None:
    driver = cameras(for_ever(picture()), rate=200.0)
    mirror.window.begin()
    mirror.until(lambda: mirror.page.view.frame is not None)
    (camera,) = mirror.window.factory.cameras or []
    before = len(of_sessions())
    for turn in range(50):
        mirror.window.current.open_camera(camera) if turn % 2 else mirror.window.current.open_demo()
        if turn % 10 > 7:  # the others are left while they open
            mirror.until(lambda: mirror.page.view.frame is not None)
    mirror.until(lambda: len(of_sessions()) <= before)
    mirror.until(lambda: all(capture.released for capture in driver.opened[:-1]))


@pytest.fixture
def slow_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading stands still until the event is set."""
    go_on = threading.Event()
    analyse: Callable[..., object] = clip.Analyser.analyse

    def wait(self: clip.Analyser, frame: object) -> object:
        go_on.wait(10)
        return analyse(self, frame)

    monkeypatch.setattr(clip.Analyser, "analyse", wait)
    yield go_on
    go_on.set()
