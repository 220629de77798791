"""What a line wants done besides what it wants to be seen: where to look, to hold still, one movement of the face."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.language import marked, tr


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction.

    Attributes:
        name: The words of its note, English in every language; by it a direction is stored.
        words: As the actor reads it, said by `tr`.
        part: What it is for; a line has one direction for each part.
        movement: The movement that it asks for; "" where it asks for something else.
    """

    name: str
    words: str
    part: str
    movement: str = ""


LENS, PARTNER, DOWN = "look: lens", "look: partner", "look: down"
STILL, NOD, SHAKE = "still", "nod", "shake"
FEW_BLINKS, NO_BLINKS = "blink: few", "blink: none"

DIRECTIONS: Final = {
    direction.name: direction
    for direction in (
        Direction(LENS, marked("Look into the lens"), "gaze"),
        Direction(PARTNER, marked("Look at your partner"), "gaze"),
        Direction(DOWN, marked("Look down"), "gaze"),
        Direction(FEW_BLINKS, marked("Blink little"), "blinks"),
        Direction(NO_BLINKS, marked("Don't blink"), "blinks"),
        Direction(STILL, marked("Hold still"), "head"),
        Direction(NOD, marked("Nod"), "head"),
        Direction(SHAKE, marked("Shake your head"), "head"),
        Direction("brows up", marked("Brows up"), "brows", "brows_up"),
        Direction("brows down", marked("Brows down"), "brows", "brows_down"),
        Direction("inner brows up", marked("Inner brows up"), "inner brows", "inner_brows_up"),
        Direction("eyes wide", marked("Eyes wide"), "lids", "eyes_wide"),
        Direction("eyes narrowed", marked("Eyes narrowed"), "lids", "eyes_narrowed"),
        Direction("nose up", marked("Nose and upper lip up"), "nose", "nose_and_upper_lip_up"),
        Direction("mouth corners up", marked("Mouth corners up"), "mouth corners", "mouth_corners_up"),
        Direction("mouth corners down", marked("Mouth corners down"), "mouth corners", "mouth_corners_down"),
        Direction("lips stretched", marked("Lips stretched"), "lips", "lips_stretched"),
        Direction("lips pressed", marked("Lips pressed"), "lips", "lips_pressed"),
        Direction("chin up", marked("Chin pushed up"), "chin", "chin_up"),
        Direction("jaw open", marked("Jaw open"), "jaw", "jaw_open"),
    )
}
"""By their names, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class DirectionScore:
    """How a direction was followed in a line; `rehearsal.directing` says how that comes about.

    Attributes:
        name: The direction.
        total: 0 to 100; None where it could not be told.
        amount: What there was of it: of a look and of stillness the share of the time, of a movement the median
            strength, both 0 to 1; of blinks, nods and shakes how many.
        seen: Share of the line's time in which it could be seen, 0 to 1; None where movements were not measured.
        instead: Of a look, where the eyes were most of the time that they were elsewhere; "" where they hardly were.
        instead_share: Share of the time in which they were there.

    Raises:
        ValueError: There is no such direction.
    """

    name: str
    total: float | None
    amount: float = 0.0
    seen: float | None = None
    instead: str = ""
    instead_share: float = 0.0

    def __post_init__(self) -> None:
        """Check the name."""
        in_order([self.name])

    @property
    def words(self) -> str:
        """As the actor reads it: "Look into the lens: 60 of 100"."""
        if self.total is None:
            return tr("{direction}: no score", direction=words_of(self.name))
        return tr("{direction}: {points:.0f} of 100", direction=words_of(self.name), points=self.total)


def words_of(name: str) -> str:
    """A direction as the actor reads it: "Look into the lens"."""
    return tr(DIRECTIONS[name].words)


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Directions in the order in which they are told.

    Raises:
        ValueError: One is unknown, or two are for the same part.
    """
    named = tuple(names)
    if unknown := set(named).difference(DIRECTIONS):
        raise ValueError(f"{', '.join(sorted(unknown))} is none of {', '.join(DIRECTIONS)}")
    if len({DIRECTIONS[name].part for name in named}) < len(named):
        raise ValueError(f"{', '.join(named)} don't go together")
    return tuple(name for name in DIRECTIONS if name in named)
