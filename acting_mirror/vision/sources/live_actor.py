"""The drawn actor as a live source, for whoever has no camera at hand."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources.synthetic import SyntheticActor


class LiveActor:
    """Plays the performance of `SyntheticActor` over and over, in real time; a live `FrameSource`.

    A picture that would be late is left out, so its times are true.
    """

    def __init__(self, size: tuple[int, int] = (960, 540), rate: float = 30.0) -> None:
        """Choose the size (width, height) in pixels and the pictures a second."""
        self.name = "Demo actor"
        self.size = size
        self.rate = rate
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = True
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self._actor = SyntheticActor(size, rate)
        self._left = threading.Event()

    def __enter__(self) -> Self:
        """Paint what all pictures share."""
        self._left.clear()
        self._actor.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the iteration. May be called from another thread."""
        self._left.set()

    def __iter__(self) -> Iterator[Frame]:
        """Yield the pictures at their times, until it is left."""
        started, count, slot = time.monotonic(), 0, 0
        length = self._actor.frame_count or 1
        while not self._left.wait(max(0.0, started + slot / self.rate - time.monotonic())):
            yield Frame(count, time.monotonic() - started, self._actor.frame(slot % length).bgr)
            count += 1
            slot = max(slot + 1, int((time.monotonic() - started) * self.rate))
