"""One opened camera, in a thread that may block for ever."""

import logging
import threading
import time
from typing import Any, Final

import cv2
import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.camera_list import capture, mode_of

_log = logging.getLogger(__name__)

_EMPTY_PAUSE_S: Final = 0.01
_TICK_S: Final = 1e-6

Arrival = tuple[int, float, Image]
"""A picture's number from 1, the monotonic time in seconds at which it arrived, and its pixels in BGR."""


class CameraDevice:
    """One `cv2.VideoCapture` in a daemon thread: its calls may block for ever, so nobody waits for it without a limit.

    Attributes:
        opened: Set when the device was tried: `works` says with what result.
        works: Whether it could be opened.
        rate: Frames a second that it says it gives; 0 where it says nothing.
        codec: How it says it codes its pictures, such as MJPG; empty where it says nothing.
        newest: The newest picture; None before the first.
    """

    def __init__(self, index: int, size: tuple[int, int], rate: float) -> None:
        """Begin to open it; `size` is (width, height) in pixels, `rate` frames a second, both only wishes."""
        self.opened = threading.Event()
        self.works = False
        self.rate = 0.0
        self.codec = ""
        self.newest: Arrival | None = None
        self._arrived = threading.Condition()
        self._left = threading.Event()
        self._wanted = index, size, rate
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def leave(self, within_s: float = 0.0) -> None:
        """Let go of it, and wait a moment for that: until then nobody can open it again."""
        self._left.set()
        self._thread.join(within_s)

    def after(self, number: int, within_s: float) -> Arrival | None:
        """The newest picture if it is newer than `number`; None if none came."""
        with self._arrived:
            self._arrived.wait_for(lambda: self.newest is not None and self.newest[0] > number, within_s)
            return self.newest if self.newest is not None and self.newest[0] > number else None

    def _run(self) -> None:
        try:
            device = capture(*self._wanted)
            self.works = device.isOpened()
            if self.works:
                _, self.rate, self.codec = mode_of(device)
        except cv2.error as error:
            _log.warning("opening camera %s: %s", self._wanted[0], error)
            return
        finally:
            self.opened.set()
        try:
            self._read(device)
        except cv2.error as error:
            _log.warning("camera %s: %s", self._wanted[0], error)
        finally:
            device.release()

    def _read(self, device: Any) -> None:  # noqa: ANN401 - OpenCV's type is a plain class
        number, last_s = 0, 0.0
        while self.works and not self._left.is_set():
            there, picture = device.read()
            # Windows' monotonic clock ticks 64 times a second: two pictures may come within a tick.
            moment_s = max(time.monotonic(), last_s + _TICK_S)
            bgr = _as_bgr(picture) if there else None
            if bgr is None:
                self._left.wait(_EMPTY_PAUSE_S)  # a device that is gone fails at once, again and again
                continue
            number, last_s = number + 1, moment_s
            with self._arrived:
                self.newest = number, moment_s, bgr
                self._arrived.notify_all()


def _as_bgr(picture: Image | None) -> Image | None:
    """A copy, as some backends write the next picture into the same memory; None for what is no picture."""
    if picture is None or not picture.size or picture.dtype != np.uint8:
        return None
    if picture.ndim == 2 or picture.shape[2] == 1:  # infrared cameras, for faces at login, are listed like others
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)
    return np.array(picture) if picture.shape[2] == 3 else None
