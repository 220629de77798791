"""Probabilities of the seven emotions."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import tr

Probs = npt.NDArray[np.float32]


def percent(share: float) -> str:
    """A share as it is written wherever it is shown, so that all say the same: "56 %"."""
    return tr("{percent:.0f} %", percent=100 * float(share))


@dataclass(frozen=True, slots=True, eq=False)
class EmotionScores:
    """How much a face shows of each emotion.

    Attributes:
        probs: float32 (7,), sums to 1, in the order of `EMOTIONS`; read-only.

    Raises:
        ValueError: Another shape, a negative or non-finite value, or another sum.
    """

    probs: Probs

    def __post_init__(self) -> None:
        """Check the values and make them read-only."""
        probs = np.asarray(self.probs, np.float32).view()
        if probs.shape != (len(EMOTIONS),):
            raise ValueError(f"scores have shape ({len(EMOTIONS)},), not {probs.shape}")
        if not np.isfinite(probs).all() or (probs < 0).any() or abs(float(probs.sum()) - 1) > 1e-3:
            raise ValueError(f"scores are probabilities that sum to 1, not {probs}")
        probs.flags.writeable = False
        object.__setattr__(self, "probs", probs)

    @property
    def label(self) -> str:
        """The emotion that leads."""
        return EMOTIONS[int(self.probs.argmax())]

    def of(self, emotion: str) -> float:
        """How much of an emotion there is, 0 to 1."""
        return float(self.probs[EMOTIONS.index(emotion)])
