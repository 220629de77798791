"""A live source for tests of what comes behind it: the drawn actor in real time."""

import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from acting_mirror.core.frame import Frame, Image
from acting_mirror.vision.sources.synthetic import SyntheticActor


class PacedActor:
    """Frames of the drawn actor at their times, drawn beforehand; ends when it is left, as a camera does."""

    def __init__(self, rate: float = 30.0, seconds: float | None = None) -> None:
        self.name, self.size, self.rate = "paced actor", (320, 240), rate
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = True
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self._seconds = seconds
        self._left = threading.Event()
        self._pictures = _pictures(self.size, rate)

    def __enter__(self) -> Self:
        self._left.clear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()

    def __iter__(self) -> Iterator[Frame]:
        started, index = time.monotonic(), 0
        while self._seconds is None or index < self._seconds * self.rate:
            if self._left.wait(max(0.0, started + index / self.rate - time.monotonic())):
                return
            yield Frame(index, time.monotonic() - started, self._pictures[index % len(self._pictures)])
            index += 1


@cache
def _pictures(size: tuple[int, int], rate: float) -> list[Image]:
    """A second of the actor, drawn once for all tests."""
    with SyntheticActor(size, rate, 1.0) as actor:
        return [frame.bgr for frame in actor]
