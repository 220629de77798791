"""Whether a movement that people expect of a face came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A movement that was expected, where it is sure whether it came; `rehearsal.moves` says how that comes about.

    Attributes:
        movement: Its name, one of `movements.NAMES`.
        emotion: For which it was expected, a stored name.
        came_s: Seconds from the line's start until it came; None: it did not.
    """

    movement: str
    emotion: str
    came_s: float | None
