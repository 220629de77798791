"""What goes wrong with a camera is told in one sentence, and the window goes on."""

import threading
from collections.abc import Callable, Iterable
from itertools import cycle, takewhile

import pytest

from acting_mirror.core.frame import Image
from acting_mirror.vision.sources import camera as camera_module
from tests.fake_camera import drawn, for_ever, picture
from tests.gui.conftest import Cameras
from tests.gui.driver import Driver
from tests.media import pictures_of


def offered(mirror: Driver) -> list[str]:
    return [button.text() for button in mirror.page.state.buttons]


def test_without_a_camera_there_are_three_other_ways(mirror: Driver) -> None:
    mirror.window.begin()
    mirror.until(lambda: mirror.state.startswith("No camera found"))
    assert offered(mirror) == ["Open a clip…", "Paste a link…", "Demo actor"]
    mirror.click("Demo actor")
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert not mirror.page.state.isVisible()


def test_a_camera_that_another_program_uses_is_told_and_can_be_tried_again(mirror: Driver, cameras: Cameras) -> None:
    cameras(None, for_ever(picture()))
    mirror.window.begin()
    mirror.until(lambda: "Studio can't be opened: close other programs that use it" in mirror.state)
    assert offered(mirror) == ["Try again", "Open a clip…", "Demo actor"]
    mirror.click("Try again")
    mirror.until(lambda: mirror.page.view.frame is not None)


def test_a_camera_that_is_not_allowed_is_told(
    mirror: Driver, cameras: Cameras, monkeypatch: pytest.MonkeyPatch
) -> None:
    cameras(for_ever(picture()))
    monkeypatch.setattr(camera_module, "ask_permission", lambda: False)
    mirror.window.begin()
    mirror.until(lambda: "Studio is not allowed to this program" in mirror.state)


def test_a_camera_that_stays_dark_is_told(mirror: Driver, cameras: Cameras) -> None:
    cameras(for_ever(None))  # type: ignore[arg-type]
    mirror.window.begin()
    mirror.until(lambda: "gives no picture within" in mirror.state)


def until_pulled_out(pulled: threading.Event, *pictures: Image) -> Callable[[], Iterable[Image]]:
    """A script that repeats pictures until the camera is pulled out."""
    return lambda: takewhile(lambda _: not pulled.is_set(), cycle(pictures))


def test_a_camera_pulled_out_while_recording_leaves_what_was_recorded(mirror: Driver, cameras: Cameras) -> None:
    pulled = threading.Event()
    cameras(until_pulled_out(pulled, *drawn((320, 240), seconds=0.5)), None)
    mirror.camera()
    mirror.record()
    pulled.set()
    mirror.until(lambda: "The camera is gone" in mirror.state)
    (path,) = mirror.recordings.glob("*.avi")
    assert len(pictures_of(path)[0]) > 5
    assert mirror.notice == f"Saved {path.name}"
    assert offered(mirror)[0] == "Try again"


def test_a_camera_that_only_stumbles_goes_on(mirror: Driver, cameras: Cameras) -> None:
    pulled = threading.Event()
    cameras(until_pulled_out(pulled, picture()), for_ever(picture(200)))
    mirror.camera()
    pulled.set()
    mirror.until(lambda: "trying again" in mirror.notice)
    mirror.until(lambda: "is back" in mirror.notice)
    mirror.dismiss()
    assert mirror.notice == ""  # not that it is gone, which is no longer so
