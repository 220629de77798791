"""What a line of a script wants to be seen in the face."""

from dataclasses import dataclass
from typing import Final

from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES, shown_name
from acting_mirror.core.language import tr

LEAST_STRENGTH: Final = 0.01
"""The least strength that can be asked for; less could not be told from a face at rest."""


@dataclass(frozen=True, slots=True)
class Target:
    """The emotion a line wants; its `str` gives the words of its note, such as `sad 40%` or `scared -> angry`.

    Attributes:
        emotion: The stored name of the emotion, one of `EMOTIONS`; None for an open line, which is not scored.
        strength: How strong, as a share of the actor's own range, 0.01 to 1; None when no strength is asked for.
            Neutral has none: it is the face at rest.
        then: The stored name of what it turns into in the course of the line; None if it stays.

    Raises:
        ValueError: The parts don't fit together.
    """

    emotion: str | None
    strength: float | None = None
    then: str | None = None

    def __post_init__(self) -> None:
        """Check the parts."""
        for name in (self.emotion, self.then):
            if name is not None and name not in EMOTIONS:
                raise ValueError(f"{name!r} is none of {', '.join(EMOTIONS)}")
        if self.emotion is None and (self.strength is not None or self.then is not None):
            raise ValueError("an open target has no strength and turns into nothing")
        if self.then is not None and self.then == self.emotion:
            raise ValueError(f"{self.emotion} can't turn into itself")
        if self.strength is not None and not LEAST_STRENGTH <= self.strength <= 1:
            raise ValueError(f"a strength of {self.strength} is not between {LEAST_STRENGTH} and 1")
        if self.strength is not None and self.emotion == "neutral" and self.then is None:
            raise ValueError("neutral has no strength")

    def __str__(self) -> str:
        """The words of its note, which are English in every language."""
        if self.emotion is None:
            return "open"
        words = SHOWN_NAMES[self.emotion].lower()
        if self.then is not None:
            words += f" -> {SHOWN_NAMES[self.then].lower()}"
        return words if self.strength is None else f"{words} {100 * self.strength:g}%"

    @property
    def words(self) -> str:
        """As the actor reads it: "Sad 40 %", "Scared, then Angry", or "Open"."""
        if self.emotion is None:
            return tr("Open")
        emotion = shown_name(self.emotion)
        if self.then is not None:
            emotion = tr("{emotion}, then {then}", emotion=emotion, then=shown_name(self.then))
        if self.strength is None:
            return emotion
        return tr("{emotion} {percent:g} %", emotion=emotion, percent=100 * self.strength)
