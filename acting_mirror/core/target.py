"""What a line of a script wants to be seen in the face, and done."""

from dataclasses import dataclass
from typing import Final

from acting_mirror.core.direction import in_order, words_of
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES, shown_name
from acting_mirror.core.language import tr

LEAST_STRENGTH: Final = 0.01
"""The least strength that can be asked for; less could not be told from a face at rest."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a line wants; its `str` gives the words of its note, such as `sad 40%` or `scared -> angry, look: lens`.

    Attributes:
        emotion: The stored name of the emotion, one of `EMOTIONS`; None where directions alone are given, and for
            an open line, which is not scored.
        strength: How strong, as a share of the actor's own range, 0.01 to 1; None when no strength is asked for.
            Neutral has none: it is the face at rest.
        then: The stored name of what it turns into in the course of the line; None if it stays.
        directions: What is to be done besides, the names of `core.direction.DIRECTIONS`, which are brought into order.

    Raises:
        ValueError: The parts don't fit together.
    """

    emotion: str | None
    strength: float | None = None
    then: str | None = None
    directions: tuple[str, ...] = ()

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
        object.__setattr__(self, "directions", in_order(self.directions))

    def __str__(self) -> str:
        """The words of its note, which are English in every language."""
        return ", ".join(filter(None, (self._emotion_note, *self.directions))) or "open"

    @property
    def open(self) -> bool:
        """Whether it asks for nothing."""
        return self.emotion is None and not self.directions

    @property
    def feels(self) -> bool:
        """Whether it says something of the emotion, if only that it is open."""
        return self.emotion is not None or self.open

    @property
    def words(self) -> str:
        """As the actor reads it: "Sad 40 %", "Scared, then Angry · Hold still", or "Open"."""
        return " · ".join(filter(None, (self.emotion_words, *map(words_of, self.directions)))) or tr("Open")

    @property
    def emotion_words(self) -> str:
        """Its emotion as the actor reads it; "" without one."""
        if self.emotion is None:
            return ""
        emotion = shown_name(self.emotion)
        if self.then is not None:
            emotion = tr("{emotion}, then {then}", emotion=emotion, then=shown_name(self.then))
        if self.strength is None:
            return emotion
        return tr("{emotion} {percent:g} %", emotion=emotion, percent=100 * self.strength)

    @property
    def _emotion_note(self) -> str:
        if self.emotion is None:
            return ""
        words = SHOWN_NAMES[self.emotion].lower()
        if self.then is not None:
            words += f" -> {SHOWN_NAMES[self.then].lower()}"
        return words if self.strength is None else f"{words} {100 * self.strength:g}%"
