"""A camera, through OpenCV: a device that stalls, is taken or pulled out is a normal event."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.language import marked, tr
from acting_mirror.core.text import key
from acting_mirror.vision.sources.camera_device import Arrival, CameraDevice
from acting_mirror.vision.sources.camera_list import in_words, list_cameras
from acting_mirror.vision.sources.camera_permission import ask_permission, remedy

_STALL_S: Final = 2.0
"""A camera that gives no picture for this long has stalled; the slowest real ones give five a second in the dark."""
_POLL_S: Final = 0.05
_NO_CAMERA: Final = marked("No camera found: plug one in, or read a clip or photos instead.")
_PAUSE_S: Final = 0.5
"""Between two attempts to open a device again, and what leaving it may take."""
_PACE_S: Final = 3.0
"""Over how long a camera's rate is measured."""


class CameraEvent(StrEnum):
    """What can happen to a camera, in the words for the user, which `tr` says."""

    STALLED = marked("The camera gives no picture; trying again.")
    BACK = marked("The camera is back.")
    SLOW = marked("The camera gives far fewer pictures a second than it should: more light helps most.")
    STEADY = marked("The camera gives its full rate again.")
    RESIZED = marked("The camera changed the size of its picture; it is fitted into the old one.")
    LOST = marked("The camera is gone: plug it in again, or choose another one.")


class _Pace:
    """Tells a camera that has become slow, as most do in the dark, from one that keeps its rate."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._seen: deque[tuple[float, int]] = deque()
        self._slow = False

    def update(self, moment_s: float, number: int) -> CameraEvent | None:
        """Take the time and the number of a picture; what to tell of it."""
        self._seen.append((moment_s, number))
        while len(self._seen) > 2 and moment_s - self._seen[1][0] >= _PACE_S:
            self._seen.popleft()
        elapsed_s = moment_s - self._seen[0][0]
        if elapsed_s < _PACE_S:
            return None
        pace = (number - self._seen[0][1]) / elapsed_s
        # Two limits, so that a camera in between does not go back and forth.
        if pace < 0.6 * self._rate and not self._slow:
            self._slow = True
            return CameraEvent.SLOW
        if pace > 0.8 * self._rate and self._slow:
            self._slow = False
            return CameraEvent.STEADY
        return None

    def restart(self) -> None:
        """Forget what was seen, after a break."""
        self._seen.clear()


class Camera:
    """A camera as a live source; times are seconds since it gave its first picture, taken when a picture arrives.

    The newest picture wins: who is late gets the newest, and the others count as `dropped`.

    Attributes:
        dropped: How many pictures nobody took in time.
        found: What the camera said it gives, such as "1280x720 at 30, MJPG"; the size is that of its first picture.
        ended_because: Why it ended by itself, in a sentence; None while it goes on.
    """

    def __init__(
        self,
        which: int | str = 0,
        size: tuple[int, int] = (1280, 720),
        rate: float = 30.0,
        open_within_s: float = 20.0,
        retry_s: float = 10.0,
        stall_s: float = _STALL_S,
        on_event: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Remember what to open.

        Args:
            which: Index, or a part of the name.
            size: (width, height) to ask for, in pixels.
            rate: Frames a second to ask for.
            open_within_s: How long opening may take; Windows needs up to 20 s (opencv/opencv#17687).
            retry_s: How long a camera that is gone is tried again before the source ends.
            stall_s: After how many seconds without a picture it counts as gone.
            on_event: Told of what happens to it, in the thread that iterates.
        """
        self.name = tr("camera {which}", which=which)
        self.size = size
        self.rate = rate
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = True
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self.dropped = 0
        self.found = ""
        self.ended_because: str | None = None
        self._which, self._asked = which, (size, rate)
        self._open_within_s, self._retry_s, self._stall_s = open_within_s, retry_s, stall_s
        self._on_event = on_event
        self._left = threading.Event()
        self._given_up = threading.Event()
        self._stalls = 0

    def __enter__(self) -> Self:
        """Open it and wait for its first picture.

        Raises:
            UserError: There is no such camera, it is taken or not allowed, or it gives no picture in time.
        """
        self._index, self.name = _find(self._which)
        if not ask_permission():
            raise UserError(
                tr("{name} is not allowed to this program: {remedy}.", name=self.name, remedy=remedy(self._index))
            )
        self._left.clear()
        self.dropped, self.ended_because = 0, None
        deadline = time.monotonic() + self._open_within_s
        self._device = device = CameraDevice(self._index, *self._asked)
        first = None
        try:
            first = self._first_of(device, deadline)
        finally:
            if first is None:
                device.leave(_PAUSE_S)
        if first is None:
            raise UserError(self._why_not())
        self._first = first
        self.size = first[2].shape[1], first[2].shape[0]
        self.found = in_words(self.size, device.rate, device.codec)
        return self

    def give_up(self) -> None:
        """Wait no longer for it to open; from another thread. `__enter__` raises, and so does every later one."""
        self._given_up.set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it; the iteration ends. May be called from another thread."""
        self._left.set()
        self._device.leave(_PAUSE_S)

    def __iter__(self) -> Iterator[Frame]:
        """Yield the newest picture again and again, until it is left or gone for good."""
        try:
            yield from self._frames()
        finally:
            if self._left.is_set():  # `__exit__` may have missed a device that was opened again just then
                self._device.leave()

    def _first_of(self, device: CameraDevice, deadline: float) -> Arrival | None:
        """Its first picture; None when it does not open, gives none in time, or nobody waits any more."""
        while (left_s := deadline - time.monotonic()) > 0 and not self._given_up.is_set():
            if device.opened.is_set():
                if not device.works:
                    return None
                if (arrival := device.after(0, min(_POLL_S, left_s))) is not None:
                    return arrival
            else:
                device.opened.wait(min(_POLL_S, left_s))
        return None

    def _frames(self) -> Iterator[Frame]:
        start_s, index, seen = self._first[1], 0, 0
        arrival: Arrival | None = self._first
        odd_size = False
        pace = _Pace(min(self._device.rate or self.rate, self.rate))
        while arrival is not None:
            number, moment_s, picture = arrival
            self.dropped += max(0, number - seen - 1)
            seen = number
            resized = (picture.shape[1], picture.shape[0]) != self.size
            if resized and not odd_size:
                self._tell(CameraEvent.RESIZED)
            odd_size = resized
            if (event := pace.update(moment_s, number)) is not None:
                self._tell(event)
            yield Frame(index, moment_s - start_s, _fitted(picture, self.size))
            index += 1
            device, stalls = self._device, self._stalls
            arrival = self._next(seen)
            if self._device is not device:
                seen = 0
            if self._stalls != stalls:
                pace.restart()

    def _next(self, seen: int) -> Arrival | None:
        """The next picture, through stalls and re-opening; None when left, or gone for longer than `retry_s`."""
        arrival = self._wait(seen, self._stall_s)
        if arrival is not None or self._left.is_set():
            return arrival
        self._stalls += 1
        self._tell(CameraEvent.STALLED)
        deadline = time.monotonic() + self._retry_s
        while time.monotonic() < deadline and not self._left.is_set():
            arrival = self._wait(seen, _PAUSE_S)  # a device that only stalled goes on by itself
            if arrival is None and not self._left.is_set():
                arrival = self._reopened(deadline)
            if arrival is not None:
                self._tell(CameraEvent.BACK)
                return arrival
        if not self._left.is_set():
            self._tell(CameraEvent.LOST)
            self.ended_because = tr(CameraEvent.LOST)
        return None

    def _wait(self, seen: int, within_s: float) -> Arrival | None:
        deadline = time.monotonic() + within_s
        while not self._left.is_set() and (left_s := deadline - time.monotonic()) > 0:
            arrival = self._device.after(seen, min(_POLL_S, left_s))
            if arrival is not None:
                return arrival
        return None

    def _reopened(self, deadline: float) -> Arrival | None:
        """Open the device anew, beside the one that may still be stuck; what opens slowly is not opened twice."""
        self._device.leave(_PAUSE_S)
        self._index = _index_now(self._index, self.name)
        device = CameraDevice(self._index, *self._asked)
        while not device.opened.wait(_POLL_S) and time.monotonic() < deadline and not self._left.is_set():
            continue
        device_before, self._device = self._device, device
        arrival = self._wait(0, self._stall_s) if device.works else None
        if arrival is None:
            self._device = device_before
            device.leave(_PAUSE_S)
        return arrival

    def _tell(self, event: CameraEvent) -> None:
        self._on_event(tr(event))

    def _why_not(self) -> str:
        if not self._device.opened.is_set() or self._device.works:
            return tr(
                "{name} gives no picture within {seconds:g} s: unplug it and plug it in again.",
                name=self.name,
                seconds=self._open_within_s,
            )
        cameras = list_cameras()
        if not cameras:
            return tr(_NO_CAMERA)
        if all(camera.index != self._index for camera in cameras):
            names = ", ".join(f"{camera.index} (“{camera.name}”)" for camera in cameras)
            return tr("There is no camera {number}: choose one of these: {names}.", number=self._index, names=names)
        return tr("{name} can't be opened: {remedy}.", name=self.name, remedy=remedy(self._index))


def _index_now(index: int, name: str) -> int:
    """A camera that was plugged in again may have got another index."""
    same = [camera.index for camera in list_cameras() if camera.name == name]
    return index if index in same or not same else same[0]


def _find(which: int | str) -> tuple[int, str]:
    """The index and the name of a camera."""
    cameras = list_cameras()
    if isinstance(which, int):
        return which, next(
            (camera.name for camera in cameras if camera.index == which), tr("Camera {which}", which=which)
        )
    for camera in cameras:
        if key(which) in key(camera.name):
            return camera.index, camera.name
    names = ", ".join(f"“{camera.name}”" for camera in cameras)
    if not names:
        raise UserError(tr(_NO_CAMERA))
    raise UserError(tr("There is no camera named “{name}”: choose one of these: {names}.", name=which, names=names))


def _fitted(picture: Image, size: tuple[int, int]) -> Image:
    """A picture inside another size, with black bars, as a recording that runs can't change its size."""
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    scale = min(size[0] / width, size[1] / height)
    inner = max(1, round(width * scale)), max(1, round(height * scale))
    result = np.zeros((size[1], size[0], 3), np.uint8)
    x, y = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    result[y : y + inner[1], x : x + inner[0]] = cv2.resize(picture, inner, interpolation=cv2.INTER_AREA)
    return result
