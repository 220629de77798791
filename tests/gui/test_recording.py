"""The one red button."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from tests.fake_camera import drawn, for_ever, picture
from tests.fake_microphone import FakeStream
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.media import pictures_of, sound_of


def saved(mirror: Driver) -> Path:
    """Stop, and find the file."""
    mirror.press("Space")
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    (path,) = mirror.recordings.glob("*.avi")
    assert mirror.notice == f"Saved {path.name}"
    return path


def test_space_records_and_space_stops_and_the_file_plays(mirror: Driver) -> None:
    mirror.demo()
    mirror.record()
    assert mirror.page.view.badge.words.startswith("Recording 0:0")
    mirror.until(lambda: mirror.page.bar.main.accessibleName() == "Stop recording")
    times, pictures = pictures_of(saved(mirror))
    assert len(times) > 6
    assert pictures[0].shape == (270, 480, 3)
    assert [path.suffix for path in mirror.recordings.iterdir()] == [".avi"]


def test_two_recordings_after_each_other_are_two_files(mirror: Driver) -> None:
    mirror.demo()
    for count in (1, 2):
        mirror.record()
        mirror.press("Space")
        mirror.until(lambda count=count: len(list(mirror.recordings.glob("*.avi"))) == count)
        mirror.until(lambda: mirror.notice.startswith("Saved ") and not mirror.live.busy)


@pytest.mark.parametrize("annotated", [True, False])
def test_the_reading_is_drawn_into_recordings_only_when_wanted(
    open_window: OpenWindow, cameras: Cameras, annotated: bool
) -> None:
    still = drawn((320, 240), seconds=1.0)[0]
    cameras(for_ever(still))
    mirror = open_window(annotated=annotated)
    mirror.camera()
    mirror.until(lambda: mirror.page.view.reading is not None and mirror.page.view.reading.faces)
    mirror.record()
    _, pictures = pictures_of(saved(mirror))
    differs = np.abs(pictures[-1].astype(int) - still).max(axis=2) > 100
    assert (differs.sum() > 200) == annotated


def test_three_two_one_and_then_it_records(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = open_window(countdown=True)
    mirror.demo()
    mirror.page.record.timer.setInterval(60)
    mirror.press("Space")
    counted = [mirror.page.view.count]
    mirror.page.record.changed.connect(lambda: counted.append(mirror.page.view.count))
    mirror.until(lambda: mirror.live.recording)
    assert [count for count, _ in itertools.groupby(counted)] == ["3", "2", "1", ""]
    mirror.until(lambda: mirror.live.recorded_s > 0.2)
    saved(mirror)


def test_space_calls_the_countdown_off(open_window: OpenWindow) -> None:
    mirror = open_window(countdown=True)
    mirror.demo()
    mirror.press("Space")
    assert mirror.page.view.count == "3"
    mirror.press("Space")
    assert mirror.page.view.count == ""
    assert not mirror.page.record.running
    assert not mirror.live.recording
    assert not mirror.recordings.exists()


def test_sound_is_recorded_with_the_picture(open_window: OpenWindow) -> None:
    mirror = open_window(sound=True)
    mirror.demo()
    mirror.record()
    stream = FakeStream.newest
    mirror.until(lambda: stream.started)
    tone = 0.5 * np.sin(np.arange(9600) * 2 * np.pi * 440 / 48_000)
    mirror.until(lambda: mirror.live.recorded_s > 0.6)
    stream.hear(tone, late_s=0.2)
    mirror.until(lambda: mirror.live.recorded_s > 1.0)
    _, samples = sound_of(saved(mirror))
    assert np.abs(samples).max() > 0.3
    assert stream.closed


def test_the_meter_shows_what_the_microphone_hears(open_window: OpenWindow) -> None:
    mirror = open_window(sound=True)
    mirror.demo()
    mirror.until(lambda: mirror.page.bar.meter.isVisible())
    mirror.until(lambda: hasattr(FakeStream, "newest") and FakeStream.newest.started)
    mirror.until(lambda: (FakeStream.newest.hear(np.full(480, 0.5)), mirror.page.bar.meter.share > 0.8)[1])


def test_delete_moves_the_recording_to_the_bin_or_says_that_it_can_not(mirror: Driver) -> None:
    mirror.demo()
    mirror.record()
    path = saved(mirror)
    mirror.click("Delete")
    mirror.until(lambda: path.name in mirror.notice and not mirror.notice.startswith("Saved"))
    assert mirror.notice in (
        f"{path.name} is in the bin.",
        f"{path.name} can't be moved to the bin: delete it in its folder.",
    )
    assert path.exists() == ("can't" in mirror.notice)
    if not path.exists():
        mirror.click("Undo")
        assert path.exists()


def test_another_source_finishes_the_recording(mirror: Driver, clip_file: Path) -> None:
    mirror.demo()
    mirror.record()
    mirror.open(clip_file)
    mirror.until(lambda: list(mirror.recordings.glob("*.avi")))
    (path,) = mirror.recordings.glob("*.avi")
    assert len(pictures_of(path)[0]) > 5

    def told() -> bool:
        if mirror.notice != f"Saved {path.name}":  # but that the clip has no sound here, which may cover it
            mirror.window.notice.closed.emit()
        return mirror.notice == f"Saved {path.name}"

    mirror.until(told)


def test_the_size_of_the_recording_and_the_room_are_told(mirror: Driver) -> None:
    mirror.demo()
    mirror.record()
    mirror.until(lambda: "free" in mirror.page.view.footnote)
    saved(mirror)


def test_pausing_the_picture_does_not_pause_the_recording(mirror: Driver, cameras: Cameras) -> None:
    cameras(for_ever(picture()))
    mirror.camera()
    mirror.record()
    mirror.page.bar.freeze.setChecked(True)
    before_s = mirror.live.recorded_s
    mirror.until(lambda: mirror.live.recorded_s > before_s + 0.3)
    assert len(pictures_of(saved(mirror))[0]) > 10
