"""A camera at OpenCV's boundary: stands in for `cv2.VideoCapture`, whose hardware is not here.

A script says what each read gives: a picture, None for an empty frame, a number of seconds to block, or "die".
"""

import functools
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator

import cv2
import numpy as np

from acting_mirror.core.frame import Image

Step = Image | float | None | str


class FakeCapture:
    """One opened device, playing a script at a rate."""

    def __init__(self, script: Iterable[Step] | None, rate: float, blocked: threading.Event) -> None:
        self._script: Iterator[Step] | None = None if script is None else iter(script)
        self.rate, self._blocked = rate, blocked
        self._next_s = time.monotonic()
        self._dead = False
        self.released = False
        self.says: dict[int, float] = {}
        self.asked: dict[int, float] = {}

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self._script is not None

    def set(self, prop: int, value: float) -> bool:
        self.asked[prop] = value
        return True

    def get(self, prop: int) -> float:
        return self.says.get(prop, self.asked.get(prop, 0.0))

    def read(self) -> tuple[bool, Image | None]:
        assert self._script is not None
        if self._dead:
            return False, None
        self._next_s += 1 / self.rate
        time.sleep(max(0.0, self._next_s - time.monotonic()))
        step = next(self._script, "die")
        if isinstance(step, float):
            self._blocked.wait(step)
            self._next_s = time.monotonic()
            return False, None
        if isinstance(step, str):
            self._dead = True
            return False, None
        return step is not None, step

    def release(self) -> None:
        self.released = True
        self._script = self._script if self._dead else iter(())


class FakeDriver:
    """Takes the place of `cv2.VideoCapture`; each opening takes the next script, None for one that fails.

    An exclusive one refuses to open a device that is still open, as real ones do.

    Attributes:
        opened: The captures so far.
        let_go: Set it to end reads and openings that block.
        says: What captures say of themselves, by OpenCV's property; what they were asked for where it is left out.
    """

    def __init__(
        self,
        *scripts: Callable[[], Iterable[Step]] | None,
        rate: float = 30.0,
        opening_s: float = 0.0,
        exclusive: bool = False,
    ) -> None:
        self.opened: list[FakeCapture] = []
        self.let_go = threading.Event()
        self._scripts = itertools.chain(scripts, itertools.repeat(scripts[-1]))
        self._rate, self.opening_s, self._exclusive = rate, opening_s, exclusive
        self.says: dict[int, float] = {}

    def __call__(self, index: int, backend: int) -> FakeCapture:
        self.let_go.wait(self.opening_s)
        busy = self._exclusive and any(capture.isOpened() and not capture.released for capture in self.opened)
        script = None if busy else next(self._scripts)
        self.opened.append(FakeCapture(None if script is None else script(), self._rate, self.let_go))
        self.opened[-1].says = self.says
        return self.opened[-1]


def picture(light: int = 100, size: tuple[int, int] = (160, 120)) -> Image:
    """A plain picture, uint8 (H, W, 3)."""
    return np.full((size[1], size[0], 3), light, np.uint8)


def for_ever(*pictures: Image) -> Callable[[], Iterable[Step]]:
    """A script that repeats pictures without end."""
    return lambda: itertools.cycle(pictures)


@functools.cache
def drawn(size: tuple[int, int], columns: int = 1, rows: int = 1, seconds: float = 2.0) -> list[Image]:
    """Pictures of the drawn actor, or of a crowd of them, made beforehand, for a camera that plays them."""
    from acting_mirror.vision.sources.synthetic import SyntheticActor

    cell = max(64, size[0] // columns), max(64, size[1] // rows)
    with SyntheticActor(cell, 30.0, seconds) as actor:
        crowds = [np.tile(frame.bgr, (rows, columns, 1)) for frame in actor]
    return [np.asarray(cv2.resize(crowd, size), np.uint8) for crowd in crowds]
