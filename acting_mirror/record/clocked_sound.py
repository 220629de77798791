"""Sound that arrives in blocks, placed on the clock of the pictures."""

import math
import threading
from collections import deque
from typing import Final

import numpy as np

from acting_mirror.record.sound import Samples

_GAP_S: Final = 0.1
"""Sound that arrives this much later than expected was lost on the way; less is jitter of the time stamps."""
_FOLLOW_S: Final = 4.0
"""Time constant in which the sound follows the clock: longer than jitter, shorter than drift takes to be heard."""
_MOST_STRETCH: Final = 0.005
"""How much faster or slower sound is played at most: 9 cents, which nobody hears in speech."""
_WAITING_S: Final = 20.0
"""When so much waits to be taken, what comes is lost, and silence later."""


class ClockedSound:
    """Blocks of sound as one unbroken run of samples from second 0 of the pictures' clock.

    A sound card counts samples by a crystal of its own, which differs from the computer's clock by up to some
    hundredths of a percent: 60 ms in ten minutes. The run is stretched a little, never by more than half a percent, so
    that it follows the time stamps; what is missing is silence. Blocks are pushed from one thread and taken by another.

    Attributes:
        rate: Samples a second.
        layout: "mono".
        end_s: Never ends by itself.
    """

    def __init__(self, rate: int) -> None:
        """Start at second 0 with nothing."""
        self.rate = rate
        self.layout = "mono"
        self.end_s = math.inf
        self._lock = threading.Lock()
        self._pieces: deque[Samples] = deque()
        self._ready = 0
        self._placed = self._taken = 0
        self._mixed: list[tuple[int, Samples]] = []
        self._lag = 0.0
        self._level = 0.0

    @property
    def level(self) -> float:
        """The peak of the newest block, 0 to 1, for a meter."""
        return self._level

    @property
    def ready(self) -> int:
        """How many samples wait to be taken."""
        with self._lock:
            return self._ready

    def push(self, t_s: float, block: Samples) -> None:
        """Take a block.

        Args:
            t_s: When its first sample sounded, in seconds on the pictures' clock; jitters.
            block: float32 (samples,), -1 to 1; kept.
        """
        self._level = float(np.abs(block).max(initial=0.0))
        if self._ready > _WAITING_S * self.rate:
            return
        lag = t_s - self._placed / self.rate
        if lag < -_GAP_S and not self._placed:
            block = block[round(-lag * self.rate) :]  # from before second 0
            lag = 0.0
        if lag > _GAP_S or not self._placed:
            self._append(np.zeros(max(0, round(lag * self.rate)), np.float32))
            self._lag = 0.0
        else:
            self._lag += (lag - self._lag) * (1 - math.exp(-len(block) / self.rate / _FOLLOW_S))
        self._append(self._stretched(block))

    def mix(self, t_s: float, samples: Samples) -> None:
        """Add what else is heard from a time on, float32 (samples,); what was taken already stays as it is."""
        with self._lock:
            self._mixed.append((round(t_s * self.rate), samples))

    def take(self, count: int) -> Samples:
        """The next samples, float32 (1, count); silence where the sound has not come in time."""
        with self._lock:
            parts, have = [], 0
            while have < count and self._pieces:
                piece = self._pieces.popleft()
                parts.append(piece[: count - have])
                have += len(parts[-1])
                if len(piece) > len(parts[-1]):
                    self._pieces.appendleft(piece[len(parts[-1]) :])
            self._ready -= have
            missing = count - have
            self._placed += missing
            taken = np.concatenate([*parts, np.zeros(missing, np.float32)])
            return self._with_mixed(taken)[None]

    def _with_mixed(self, taken: Samples) -> Samples:
        start, end = self._taken, self._taken + len(taken)
        for at, samples in self._mixed:
            here = slice(max(at, start) - start, max(min(at + len(samples), end) - start, 0))
            taken[here] += samples[max(start - at, 0) :][: max(here.stop - here.start, 0)]
        self._mixed = [(at, samples) for at, samples in self._mixed if at + len(samples) > end]
        self._taken = end
        return np.clip(taken, -1, 1)

    def _stretched(self, block: Samples) -> Samples:
        stretch = min(max(self._lag / _FOLLOW_S, -_MOST_STRETCH), _MOST_STRETCH)
        count = round(len(block) * (1 + stretch))
        if count == len(block) or len(block) < 2:
            return block
        places = np.linspace(0, len(block) - 1, count)
        return np.interp(places, np.arange(len(block)), block).astype(np.float32)

    def _append(self, piece: Samples) -> None:
        with self._lock:
            self._pieces.append(piece)
            self._ready += len(piece)
            self._placed += len(piece)
