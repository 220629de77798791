"""How a line was played."""

from dataclasses import dataclass

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.move import Move


@dataclass(frozen=True, slots=True)
class LineScore:
    """What a line's readings say about its target; `rehearsal.scoring` says how it comes about.

    Attributes:
        total: 0 to 100.
        on_target: Share of the readable time in which the face showed the target, 0 to 1.
        onset_s: Seconds from the line's start until it showed, those that can't be read not counted; None: never.
        strength: Median strength while it showed, 0 to 1 of the actor's own range.
        steadiness: 1 for a face that holds or grows evenly, 0 for one that comes and goes all the time.
        leak: The emotion that showed most instead; None if nothing much did.
        leak_share: Share of the readable time in which that one led, 0 to 1.
        readable: Share of the line's time in which the face could be read, 0 to 1.
        moves: Which of the movements that people expect came, and which did not; only those of which that is sure.

    Raises:
        ValueError: What showed instead is no emotion.
    """

    total: float
    on_target: float
    onset_s: float | None
    strength: float
    steadiness: float
    leak: str | None
    leak_share: float
    readable: float
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        """Check the emotion."""
        if self.leak is not None and self.leak not in EMOTIONS:
            raise ValueError(f"{self.leak!r} is none of {', '.join(EMOTIONS)}")
