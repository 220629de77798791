"""What one actor's face shows at rest and at its strongest, so that scores count on the actor's own scale."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import tr
from acting_mirror.core.movements import OwnRange
from acting_mirror.core.scores import Probs

NEUTRAL: Final = EMOTIONS.index("neutral")
LEAST_RANGE: Final = 0.1
"""From rest to strongest at least: what lies closer together is told apart by the noise of the readings."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The baseline and the range of one face, measured with one model.

    Attributes:
        name: What the user calls it.
        neutral: float32 (7,), median probabilities of the face at rest, in the order of `EMOTIONS`; read-only.
        strongest: float32 (7,), the probability of each emotion at its strongest, 1 where it was not measured;
            neutral's entry is not used; read-only.
        model: Name of the model, "" where that was not noted.
        movements: What the face does at rest and at its strongest; None where that was not measured.

    Raises:
        ValueError: Another shape, no probability, or an emotion at its strongest below rest.
    """

    name: str
    neutral: Probs
    strongest: Probs
    model: str = ""
    movements: OwnRange | None = None

    def __post_init__(self) -> None:
        """Check the values and make them read-only."""
        for name in ("neutral", "strongest"):
            probs = np.asarray(getattr(self, name), np.float64)
            if probs.shape != (len(EMOTIONS),):
                raise ValueError(f"{name} has shape ({len(EMOTIONS)},), not {probs.shape}")
            if not ((probs >= 0) & (probs <= 1)).all():
                raise ValueError(f"{name} holds probabilities, not {probs}")
            kept = probs.astype(np.float32)
            kept.flags.writeable = False
            object.__setattr__(self, name, kept)
        if (np.delete(self.strongest - self.neutral, NEUTRAL) < 0).any():
            raise ValueError(f"an emotion is stronger than at rest, not {self.strongest} above {self.neutral}")

    def doubt(self, model: str) -> str:
        """What to tell who reads with a model: a sentence where the profile was made with another one, else ""."""
        if self.model in ("", model):
            return ""
        return tr(
            "The profile {name} was made with the model {made_with}, not with {model}: calibrate again.",
            name=self.name,
            made_with=self.model,
            model=model,
        )

    def strengths(self, probs: npt.ArrayLike) -> Probs:
        """How strong each emotion is on the actor's own scale: 0 as at rest, 1 as at its strongest.

        Args:
            probs: (…, 7) probabilities; NaN stays NaN.

        Returns:
            float32 (…, 7): (p - neutral) / (strongest - neutral), cut to 0 to 1; neutral's entry is what is left of 1,
            never below 0.
        """
        span = np.maximum(self.strongest - self.neutral, LEAST_RANGE)
        strengths = np.clip((np.asarray(probs, np.float32) - self.neutral) / span, 0, 1)
        strengths[..., NEUTRAL] = 0
        strengths[..., NEUTRAL] = np.maximum(0, 1 - strengths.sum(axis=-1))
        return np.asarray(strengths, np.float32)

    def calibrated(self, probs: npt.ArrayLike) -> Probs:
        """The strengths as probabilities: float32 (…, 7) that sum to 1."""
        strengths = self.strengths(probs)
        return np.asarray(strengths / strengths.sum(axis=-1, keepdims=True), np.float32)
