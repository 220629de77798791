"""Values that do not jump: in seconds, never in frames."""

import math
from typing import Final, Generic, TypeVar

import numpy as np

from acting_mirror.core.calibration import Profile
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.scores import EmotionScores

T = TypeVar("T")

CLOSE: Final = 0.1
"""A new leader with more than this ahead of the emotion that is named is no close call: it is named at once."""


def blend(elapsed_s: float, time_constant_s: float) -> float:
    """The weight of a new value in exponential smoothing, 1 - exp(-dt / tau): 0 for no time passed, towards 1."""
    return 1 - math.exp(-elapsed_s / time_constant_s) if time_constant_s > 0 else 1.0


class Held(Generic[T]):
    """A value that changes only when the new one has been proposed without a break for a while, or at once if told."""

    def __init__(self, hold_s: float) -> None:
        """Start without a value: the first one proposed is taken at once."""
        self.hold_s = hold_s
        self.value: T | None = None
        self._candidate: T | None = None
        self._since_s = 0.0

    def propose(self, t_s: float, value: T, at_once: bool = False) -> T:
        """What holds at a time at which `value` is proposed; `at_once` it does."""
        if self.value is None or value == self.value or at_once:
            self.value, self._candidate = value, None
        elif value != self._candidate:
            self._candidate, self._since_s = value, t_s
        elif t_s - self._since_s >= self.hold_s:
            self.value, self._candidate = value, None
        return self.value


class ScoreSmoother:
    """Smooths one person's scores and names the emotion: without flicker where it is a close call, else at once."""

    def __init__(self, time_constant_s: float, hold_s: float, restart_s: float = 1.0) -> None:
        """Set the time constant, how long a new leader must lead, and after which pause to start afresh."""
        self._time_constant_s = time_constant_s
        self._hold_s = hold_s
        self._restart_s = restart_s
        self._label: Held[str] = Held(hold_s)
        self._probs = np.zeros(len(EMOTIONS))
        self._last_s: float | None = None

    def update(self, t_s: float, scores: EmotionScores, profile: Profile | None = None) -> tuple[EmotionScores, str]:
        """Take the scores of a frame; returns the smoothed ones, on the profile's scale, and the label that holds."""
        if self._last_s is None or t_s - self._last_s > self._restart_s:
            self._label = Held(self._hold_s)
            self._probs = scores.probs.astype(np.float64)
        else:
            weight = blend(t_s - self._last_s, self._time_constant_s)
            self._probs += weight * (scores.probs - self._probs)
        self._last_s = t_s
        smoothed = EmotionScores(self._probs.astype(np.float32) if profile is None else profile.calibrated(self._probs))
        return smoothed, self._label.propose(t_s, smoothed.label, at_once=self._behind(smoothed) > CLOSE)

    def _behind(self, scores: EmotionScores) -> float:
        """How far the emotion that is named is behind the one that leads."""
        named = self._label.value
        return float(scores.probs.max() - scores.of(named)) if named is not None else 0.0
