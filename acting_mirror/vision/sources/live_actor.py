"""The drawn actor as a live source, for whoever has no camera at hand."""

import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.drawn.pose import POSES, Pose, pose_of
from acting_mirror.vision.sources.synthetic import SyntheticActor, eased

_CHANGE_S: Final = 0.2
"""How long the face takes to what it is told: as quick as a face that knew what comes."""


class LiveActor:
    """Plays the performance of `SyntheticActor` over and over, or what it is told, in real time; a live `FrameSource`.

    A picture that would be late is left out, so its times are true.
    """

    def __init__(self, size: tuple[int, int] = (960, 540), rate: float = 30.0) -> None:
        """Choose the size (width, height) in pixels and the pictures a second."""
        self.name = tr("Demo actor")
        self.size = size
        self.rate = rate
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = True
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self._actor = SyntheticActor(size, rate)
        self._left = threading.Event()
        self._wanted: Pose | None = None
        self._aim: Pose | None = None
        self._pose = self._from = POSES["neutral"]
        self._since_s = -math.inf

    def __enter__(self) -> Self:
        """Paint what all pictures share."""
        self._left.clear()
        self._since_s = -math.inf
        self._actor.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the iteration. May be called from another thread."""
        self._left.set()

    def act(self, emotion: str | None, strength: float | None = None) -> None:
        """Show an emotion from now on. May be called from another thread.

        Args:
            emotion: Its stored name; None to go back to the performance.
            strength: As which it is to be read, 0 to 1; None to show it as clearly as it can.
        """
        self._wanted = pose_of(emotion, strength) if emotion is not None else None

    def __iter__(self) -> Iterator[Frame]:
        """Yield the pictures at their times, until it is left."""
        started, count, slot = time.monotonic(), 0, 0
        while not self._left.wait(max(0.0, started + slot / self.rate - time.monotonic())):
            yield Frame(count, time.monotonic() - started, self.picture(slot / self.rate))
            count += 1
            slot = max(slot + 1, int((time.monotonic() - started) * self.rate))

    def picture(self, t_s: float) -> Image:
        """What it shows at a time in seconds, later than the one before: uint8 (H, W, 3), BGR."""
        wanted, in_turn_s = self._wanted, t_s % (self._actor.length_s or 1.0)
        if wanted != self._aim:
            self._aim, self._from, self._since_s = wanted, self._pose, t_s
        aim = wanted if wanted is not None else self._actor.pose_at(in_turn_s)
        self._pose = self._from.towards(aim, eased((t_s - self._since_s) / _CHANGE_S))
        return self._actor.picture(in_turn_s, self._pose)
