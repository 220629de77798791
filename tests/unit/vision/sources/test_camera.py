import itertools
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources import camera as camera_module
from acting_mirror.vision.sources import camera_permission
from acting_mirror.vision.sources.camera import Camera, CameraEvent
from acting_mirror.vision.sources.camera_list import CameraInfo, list_cameras, modes
from tests.fake_camera import FakeDriver, Step, for_ever, picture

Install = Callable[..., FakeDriver]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterable[Install]:
    monkeypatch.setattr(camera_module, "_PAUSE_S", 0.2)
    drivers: list[FakeDriver] = []

    def install(
        *scripts: Callable[[], Iterable[Step]] | None,
        rate: float = 100.0,
        opening_s: float = 0.0,
        exclusive: bool = False,
    ) -> FakeDriver:
        drivers.append(FakeDriver(*scripts, rate=rate, opening_s=opening_s, exclusive=exclusive))
        monkeypatch.setattr(cv2, "VideoCapture", drivers[-1])
        return drivers[-1]

    yield install
    for driver in drivers:
        driver.let_go.set()
    deadline = time.monotonic() + 5
    while any(thread.name.startswith("camera") for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "a camera thread goes on"
        time.sleep(0.01)


class Seen:
    def __init__(self) -> None:
        self.events: list[CameraEvent] = []
        self.frames: list[Frame] = []

    def camera(self, **options: float) -> Camera:
        options = {"open_within_s": 2.0, "retry_s": 0.6, "stall_s": 0.15} | options
        return Camera(0, on_event=self.events.append, **options)  # type: ignore[arg-type]

    def take(self, camera: Camera, most: int = 10_000) -> None:
        with camera:
            for frame in itertools.islice(camera, most):
                self.frames.append(frame)


@pytest.fixture
def seen() -> Seen:
    return Seen()


def script(*steps: Step) -> Callable[[], Iterable[Step]]:
    return lambda: steps


def test_it_asks_for_mjpg_720p_at_30_and_says_what_it_found(install: Install, seen: Seen) -> None:
    driver = install(for_ever(picture(size=(640, 480))))
    camera = seen.camera()
    seen.take(camera, 3)
    asked = driver.opened[0].asked
    assert asked[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")
    assert (asked[cv2.CAP_PROP_FRAME_WIDTH], asked[cv2.CAP_PROP_FRAME_HEIGHT], asked[cv2.CAP_PROP_FPS]) == (
        1280,
        720,
        30,
    )
    assert camera.size == (640, 480)
    assert camera.found == "640x480 at 30, MJPG"


def test_times_increase_from_0_by_when_pictures_arrive(install: Install, seen: Seen) -> None:
    install(for_ever(picture()), rate=50)
    seen.take(seen.camera(), 20)
    times = [frame.t_s for frame in seen.frames]
    assert times[0] == 0
    assert np.median(np.diff(times)) == pytest.approx(0.02, abs=0.01)
    assert min(np.diff(times)) > 0


def test_the_newest_picture_wins_and_the_others_are_counted(install: Install, seen: Seen) -> None:
    install(for_ever(picture()), rate=100)
    camera = seen.camera()
    with camera:
        for _ in itertools.islice(camera, 3):
            time.sleep(0.1)
    assert camera.dropped >= 8


def test_a_slow_camera_of_7_a_second_is_no_stall(install: Install, seen: Seen) -> None:
    install(for_ever(picture()), rate=7)
    seen.take(seen.camera(stall_s=2.0), 5)
    assert seen.events == []
    assert np.median(np.diff([frame.t_s for frame in seen.frames])) == pytest.approx(1 / 7, abs=0.03)


def test_empty_frames_are_passed_over(install: Install, seen: Seen) -> None:
    install(script(*[picture(), None, None] * 5, np.zeros((0, 0, 3), np.uint8), picture(7), "die"))
    seen.take(seen.camera(), 6)
    assert [frame.bgr[0, 0, 0] for frame in seen.frames][-1] == 7


def test_a_read_that_blocks_is_told_and_the_camera_comes_back(install: Install, seen: Seen) -> None:
    install(script(picture(1), 0.25, *[picture(2)] * 100), None)
    camera = seen.camera(retry_s=3.0)
    seen.take(camera, 5)
    assert seen.events == [CameraEvent.STALLED, CameraEvent.BACK]
    assert camera.ended_because is None


def test_a_camera_pulled_out_and_plugged_in_again_goes_on(install: Install, seen: Seen) -> None:
    driver = install(script(picture(1), "die"), None, for_ever(picture(2)))
    seen.take(seen.camera(retry_s=5.0), 4)
    assert seen.events == [CameraEvent.STALLED, CameraEvent.BACK]
    assert seen.frames[-1].bgr[0, 0, 0] == 2
    assert len(driver.opened) >= 3
    assert min(np.diff([frame.t_s for frame in seen.frames])) > 0


def test_a_camera_that_stays_away_ends_cleanly_with_a_reason(install: Install, seen: Seen) -> None:
    install(script(picture(1), picture(1), "die"), None)
    camera = seen.camera()
    started = time.monotonic()
    seen.take(camera)
    assert 0.6 <= time.monotonic() - started < 4
    assert seen.events == [CameraEvent.STALLED, CameraEvent.LOST]
    assert camera.ended_because is not None


def test_another_size_is_fitted_into_the_first(install: Install, seen: Seen) -> None:
    install(lambda: itertools.chain([picture(1)], itertools.repeat(picture(200, (100, 200)))))
    seen.take(seen.camera(stall_s=5.0), 6)
    assert {frame.size for frame in seen.frames} == {(160, 120)}
    last = seen.frames[-1].bgr
    assert last[60, 80, 0] == 200
    assert last[60, 5, 0] == 0
    assert seen.events == [CameraEvent.RESIZED]


def test_frames_do_not_share_the_drivers_memory(install: Install, seen: Seen) -> None:
    buffer = picture(0)

    def overwriting() -> Iterable[Step]:
        for number in range(200):
            buffer[:] = number
            yield buffer

    install(overwriting)
    seen.take(seen.camera(), 5)
    lights = [int(frame.bgr[0, 0, 0]) for frame in seen.frames]
    assert lights == sorted(set(lights))


@pytest.mark.parametrize(
    ("scripts", "opening_s", "says"),
    [
        ((None,), 0.0, "No camera found"),
        ((script("die"),), 0.0, "no picture within"),
        ((script(),), 60.0, "no picture within"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence_in_time(
    install: Install, seen: Seen, scripts: tuple[Callable[[], Iterable[Step]] | None, ...], opening_s: float, says: str
) -> None:
    install(*scripts, opening_s=opening_s)
    started = time.monotonic()
    with pytest.raises(UserError, match=says):
        seen.take(seen.camera(open_within_s=0.3))
    assert time.monotonic() - started < 2


def test_leaving_returns_at_once_though_a_read_blocks(install: Install, seen: Seen) -> None:
    install(script(picture(), 60.0))
    camera = seen.camera()
    thread = threading.Thread(target=seen.take, args=(camera,))
    thread.start()
    while not seen.frames:
        time.sleep(0.01)
    started = time.monotonic()
    camera.__exit__(None, None, None)
    thread.join(5)
    assert time.monotonic() - started < 1
    assert not thread.is_alive()


def test_50_times_open_and_close_leave_no_thread(install: Install, seen: Seen) -> None:
    install(for_ever(picture()), rate=500)
    for _ in range(50):
        seen.take(seen.camera(), 2)
    assert len(seen.frames) == 100


def test_cameras_are_found_by_a_part_of_their_name(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        camera_module, "list_cameras", lambda: [CameraInfo(0, "HD Webcam"), CameraInfo(2, "Studio Cam")]
    )
    install(for_ever(picture()))
    with Camera("studio") as camera:
        assert camera.name == "Studio Cam"
    with pytest.raises(UserError, match=r"“HD Webcam”, “Studio Cam”"):
        Camera("phone").__enter__()


def test_a_camera_that_is_taken_says_so(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "list_cameras", lambda: [CameraInfo(0, "HD Webcam")])
    install(None)
    with pytest.raises(UserError, match="HD Webcam can't be opened: close other programs"):
        Camera(0, open_within_s=1.0).__enter__()


def test_no_camera_at_all_says_what_else_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "list_cameras", list)
    with pytest.raises(UserError, match="No camera found"):
        Camera("any").__enter__()


def test_listing_never_fails_and_modes_are_what_the_camera_gives(install: Install) -> None:
    assert isinstance(list_cameras(), list)
    install(for_ever(picture()))
    assert modes(0) == [f"{size} at 30, MJPG" for size in ("640x480", "1280x720", "1920x1080", "3840x2160")]


def test_leaving_waits_for_the_device_so_that_it_opens_again_at_once(install: Install, seen: Seen) -> None:
    install(for_ever(picture()), rate=20, exclusive=True)
    for _ in range(3):
        seen.take(seen.camera(), 1)
    assert len(seen.frames) == 3


def test_a_blocked_device_is_opened_again_as_soon_as_it_lets_go(install: Install, seen: Seen) -> None:
    driver = install(script(picture(1), 1.0), for_ever(picture(2)), exclusive=True)
    seen.take(seen.camera(retry_s=5.0), 4)
    assert seen.events == [CameraEvent.STALLED, CameraEvent.BACK]
    assert seen.frames[-1].bgr[0, 0, 0] == 2
    assert driver.opened[0].released


def test_a_camera_that_opens_slowly_comes_back_and_is_opened_only_once(install: Install, seen: Seen) -> None:
    driver = install(script(picture(1), "die"), for_ever(picture(2)))
    camera = seen.camera(retry_s=4.0)
    with camera:
        driver.opening_s = 0.45  # three times as long as a stall
        seen.frames += itertools.islice(camera, 3)
    assert seen.events == [CameraEvent.STALLED, CameraEvent.BACK]
    assert len(driver.opened) == 2


def test_a_camera_plugged_into_another_socket_is_found_by_its_name(
    install: Install, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    indices = iter([0, 3])
    latest = 3
    monkeypatch.setattr(camera_module, "list_cameras", lambda: [CameraInfo(next(indices, latest), "HD Webcam")])
    opened: list[int] = []
    driver = install(script(picture(1), "die"), for_ever(picture(2)))

    def noting(index: int, backend: int) -> object:
        opened.append(index)
        return driver(index, backend)

    monkeypatch.setattr(cv2, "VideoCapture", noting)
    seen.take(seen.camera(retry_s=4.0), 3)
    assert opened == [0, 3]


def test_a_rate_that_drops_and_recovers_is_told(install: Install, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "_PACE_S", 0.4)
    driver = install(for_ever(picture()), rate=50)
    driver.says[cv2.CAP_PROP_FPS] = 30
    camera = seen.camera(stall_s=1.0)
    with camera:
        for number, frame in enumerate(camera):
            seen.frames.append(frame)
            if number == 25:
                assert seen.events == []
                driver.opened[0].rate = 7
            if seen.events == [CameraEvent.SLOW]:
                driver.opened[0].rate = 50
            if CameraEvent.STEADY in seen.events or number > 150:
                break
    assert seen.events == [CameraEvent.SLOW, CameraEvent.STEADY]


def test_it_says_the_rate_that_the_camera_gives_not_what_was_asked(install: Install, seen: Seen) -> None:
    driver = install(for_ever(picture()))
    driver.says |= {cv2.CAP_PROP_FPS: 15, cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"YUYV")}
    camera = seen.camera()
    seen.take(camera, 1)
    assert camera.found == "160x120 at 15, YUYV"
    driver.says |= {cv2.CAP_PROP_FPS: 0, cv2.CAP_PROP_FOURCC: -1}
    seen.take(camera, 1)
    assert camera.found == "160x120"


def test_infrared_pictures_are_shown_and_what_is_no_picture_is_passed_over(install: Install, seen: Seen) -> None:
    grey = np.full((120, 160), 90, np.uint8)
    raw = np.zeros((1, 4000, 2), np.uint8)
    install(script(*[grey, grey[:, :, None], raw, picture(1).astype(np.uint16), picture(5)] * 20))
    seen.take(seen.camera(), 8)
    assert {frame.bgr.shape for frame in seen.frames} == {(120, 160, 3)}
    assert {int(frame.bgr[0, 0, 0]) for frame in seen.frames} == {90, 5}


def test_an_index_that_is_not_there_names_those_that_are(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "list_cameras", lambda: [CameraInfo(0, "HD Webcam")])
    install(None)
    with pytest.raises(UserError, match=r"There is no camera 4: choose one of these: 0 \(“HD Webcam”\)"):
        Camera(4, open_within_s=1.0).__enter__()


def test_listing_modes_of_a_camera_that_blocks_ends(install: Install) -> None:
    install(for_ever(picture()), opening_s=60.0)
    started = time.monotonic()
    assert modes(0, within_s=0.2) == []
    assert time.monotonic() - started < 1


def test_listing_survives_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", None)
    assert list_cameras() == []


class FakeMac:
    """macOS's AVFoundation, whose user answers the question for the camera."""

    AVMediaTypeVideo = "vide"

    def __init__(self, status: int, answer: int | None = None) -> None:
        self.status, self.answer = status, answer
        self.AVCaptureDevice = SimpleNamespace(
            authorizationStatusForMediaType_=lambda _: self.status,
            requestAccessForMediaType_completionHandler_=self.ask,
        )

    def ask(self, _kind: str, handler: Callable[[bool], None]) -> None:
        if self.answer is not None:
            self.status = self.answer
            handler(self.answer == 3)


@pytest.mark.parametrize(
    ("status", "answer", "allowed"), [(3, None, True), (2, None, False), (0, 3, True), (0, 2, False)]
)
def test_macos_asks_the_user_once_before_the_camera_opens(
    monkeypatch: pytest.MonkeyPatch, status: int, answer: int | None, allowed: bool
) -> None:
    monkeypatch.setenv("OPENCV_AVFOUNDATION_SKIP_AUTH", "")
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "AVFoundation", FakeMac(status, answer))
    assert camera_permission.ask_permission(0.1) is allowed
    monkeypatch.setattr(camera_module, "list_cameras", lambda: [CameraInfo(0, "FaceTime HD")])
    if not allowed:
        with pytest.raises(UserError, match="FaceTime HD is not allowed to this program: allow it in System Settings"):
            Camera(0).__enter__()


def test_linux_says_when_the_device_may_not_be_read(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "list_cameras", lambda: [CameraInfo(0, "HD Webcam")])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os.path, "exists", lambda _: True)
    monkeypatch.setattr(os, "access", lambda *_: False)
    install(None)
    with pytest.raises(UserError, match="add yourself to the group"):
        Camera(0, open_within_s=1.0).__enter__()
