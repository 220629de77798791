"""A camera, through OpenCV: a device that stalls, is taken or pulled out is a normal event."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame, Image
from acting_mirror.vision.sources.camera_list import capture, list_cameras

_log = logging.getLogger(__name__)

_STALL_S: Final = 2.0
"""A camera that gives no picture for this long has stalled; the slowest real ones give five a second in the dark."""
_POLL_S: Final = 0.05
_NO_CAMERA: Final = "No camera found: plug one in, or read a clip or photos instead."
_PAUSE_S: Final = 0.5
"""Between two attempts to open a device again."""


class CameraEvent(StrEnum):
    """What can happen to a camera, in the words for the user."""

    STALLED = "The camera gives no picture; trying again."
    BACK = "The camera is back."
    RESIZED = "The camera changed the size of its picture; it is fitted into the old one."
    LOST = "The camera is gone: plug it in again, or choose another one."


class _Device:
    """One `cv2.VideoCapture` in a daemon thread: its calls may block for ever, so nobody joins it.

    Attributes:
        opened: Set when the device was tried: `works` says with what result.
        works: Whether it could be opened.
    """

    def __init__(self, index: int, size: tuple[int, int], rate: float) -> None:
        self.opened = threading.Event()
        self.works = False
        self.newest: tuple[int, float, Image] | None = None
        self._arrived = threading.Condition()
        self._left = threading.Event()
        self._wanted = index, size, rate
        threading.Thread(target=self._run, name="camera", daemon=True).start()

    def leave(self) -> None:
        """Let go of it; the thread ends when its call returns."""
        self._left.set()

    def after(self, number: int, within_s: float) -> tuple[int, float, Image] | None:
        """The newest picture if it is newer than `number`, as (number, monotonic time, BGR); None if none came."""
        with self._arrived:
            self._arrived.wait_for(lambda: self.newest is not None and self.newest[0] > number, within_s)
            return self.newest if self.newest is not None and self.newest[0] > number else None

    def _run(self) -> None:
        try:
            device = capture(*self._wanted)
            self.works = device.isOpened()
        except cv2.error as error:
            _log.warning("opening camera %s: %s", self._wanted[0], error)
            self.opened.set()
            return
        self.opened.set()
        number = 0
        try:
            while self.works and not self._left.is_set():
                there, picture = device.read()
                if not there or picture is None or not picture.size:
                    time.sleep(_POLL_S / 5)  # a device that is gone fails at once, again and again
                    continue
                number += 1
                with self._arrived:
                    # A copy: some backends write the next picture into the same memory.
                    self.newest = number, time.monotonic(), np.array(picture)
                    self._arrived.notify_all()
        except cv2.error as error:
            _log.warning("camera %s: %s", self._wanted[0], error)
        finally:
            device.release()


class Camera:
    """A camera as a live source; times are seconds since it gave its first picture, taken when a picture arrives.

    The newest picture wins: who is late gets the newest, and the others count as `dropped`.

    Attributes:
        dropped: How many pictures nobody took in time.
        found: What the camera said it gives, such as "1280x720 at 30".
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
        on_event: Callable[[CameraEvent], None] = lambda _: None,
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
        self.name = f"camera {which}"
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

    def __enter__(self) -> Self:
        """Open it and wait for its first picture.

        Raises:
            UserError: There is no such camera, it is taken or not allowed, or it gives no picture in time.
        """
        self._index, self.name = _find(self._which)
        self._left.clear()
        self._device = _Device(self._index, *self._asked)
        first = None
        if self._device.opened.wait(self._open_within_s) and self._device.works:
            first = self._device.after(0, self._open_within_s)
        if first is None:
            self._device.leave()
            raise UserError(self._why_not())
        self._first = first
        self.size = first[2].shape[1], first[2].shape[0]
        self.found = f"{self.size[0]}x{self.size[1]} at {self.rate:g}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it; the iteration ends. May be called from another thread."""
        self._left.set()
        self._device.leave()

    def __iter__(self) -> Iterator[Frame]:
        """Yield the newest picture again and again, until it is left or gone for good."""
        start_s, index, seen = self._first[1], 0, 0
        arrival: tuple[int, float, Image] | None = self._first
        odd_size = False
        while arrival is not None:
            number, moment_s, picture = arrival
            self.dropped += max(0, number - seen - 1)
            seen = number
            resized = (picture.shape[1], picture.shape[0]) != self.size
            if resized and not odd_size:
                self._on_event(CameraEvent.RESIZED)
            odd_size = resized
            yield Frame(index, moment_s - start_s, _fitted(picture, self.size))
            index += 1
            device = self._device
            arrival = self._next(seen)
            if self._device is not device:
                seen = 0

    def _next(self, seen: int) -> tuple[int, float, Image] | None:
        """The next picture, through stalls and re-opening; None when left, or gone for longer than `retry_s`."""
        arrival = self._wait(seen, self._stall_s)
        if arrival is not None or self._left.is_set():
            return arrival
        self._on_event(CameraEvent.STALLED)
        deadline = time.monotonic() + self._retry_s
        while time.monotonic() < deadline and not self._left.is_set():
            arrival = self._wait(seen, _PAUSE_S)  # a device that only stalled goes on by itself
            if arrival is None and not self._left.is_set():
                arrival = self._reopened()
            if arrival is not None:
                self._on_event(CameraEvent.BACK)
                return arrival
        if not self._left.is_set():
            self._on_event(CameraEvent.LOST)
            self.ended_because = str(CameraEvent.LOST)
        return None

    def _wait(self, seen: int, within_s: float) -> tuple[int, float, Image] | None:
        deadline = time.monotonic() + within_s
        while not self._left.is_set() and (left_s := deadline - time.monotonic()) > 0:
            arrival = self._device.after(seen, min(_POLL_S, left_s))
            if arrival is not None:
                return arrival
        return None

    def _reopened(self) -> tuple[int, float, Image] | None:
        """Open the device anew, beside the one that may still be stuck."""
        self._device.leave()
        device = _Device(self._index, *self._asked)
        deadline = time.monotonic() + self._stall_s
        while time.monotonic() < deadline and not self._left.is_set():
            if device.opened.is_set() and not device.works:
                break
            arrival = device.after(0, _POLL_S)
            if arrival is not None:
                self._device = device
                return arrival
        device.leave()
        return None

    def _why_not(self) -> str:
        if not self._device.opened.is_set() or self._device.works:
            return f"{self.name} gives no picture within {self._open_within_s:g} s: unplug it and plug it in again."
        if not list_cameras():
            return _NO_CAMERA
        reason = "close other programs that use it, and allow the camera in the system's settings"
        return f"{self.name} can't be opened: {reason}."


def _find(which: int | str) -> tuple[int, str]:
    """The index and the name of a camera."""
    cameras = list_cameras()
    if isinstance(which, int):
        return which, next((camera.name for camera in cameras if camera.index == which), f"Camera {which}")
    for camera in cameras:
        if which.casefold() in camera.name.casefold():
            return camera.index, camera.name
    names = ", ".join(f"“{camera.name}”" for camera in cameras)
    if not names:
        raise UserError(_NO_CAMERA)
    raise UserError(f"There is no camera named “{which}”: choose one of these: {names}.")


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
