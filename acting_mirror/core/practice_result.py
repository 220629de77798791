"""How a round of practice went."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.move import Move


@dataclass(frozen=True, slots=True)
class TaskResult:
    """How one task went.

    Attributes:
        emotion: What was asked for, a stored name.
        turned_from: The emotion it was to come straight from; None when there was none.
        match_s: Seconds of readable time until the face first showed it; None when it never did.
        held_s: How long it was held at best, seconds.
        wanted_s: How long it was to be held.
        points: 0 to 100.
        moves: What the face did of what people expect, as in `LineScore`.

    Raises:
        ValueError: An emotion or a number that can't be.
    """

    emotion: str
    turned_from: str | None
    match_s: float | None
    held_s: float
    wanted_s: float
    points: float
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        """Check the values."""
        for name in {self.emotion, self.turned_from} - {None}:
            if name not in EMOTIONS:
                raise ValueError(f"{name!r} is none of {', '.join(EMOTIONS)}")
        numbers = (self.match_s or 0.0, self.held_s, self.wanted_s, self.points)
        if not all(0 <= number < math.inf for number in numbers) or self.points > 100:
            raise ValueError(f"times and points are not negative, and points at most 100: {numbers}")

    @property
    def held(self) -> bool:
        """Whether it was held for as long as was asked."""
        return self.held_s >= self.wanted_s


@dataclass(frozen=True, slots=True)
class RoundResult:
    """How a round went.

    Attributes:
        made: When it ended; aware of its time zone.
        level: How hard it was, from 1.
        profile: Name of the profile by which the face was read; "" for none.
        streak: The most tasks in a row that were held before the clock ran out.
        tasks: In their order, those that were not begun left out; at least one.

    Raises:
        ValueError: No tasks, or a time without its zone.
    """

    made: datetime
    level: int
    profile: str
    streak: int
    tasks: tuple[TaskResult, ...]

    def __post_init__(self) -> None:
        """Check the values."""
        if not self.tasks or self.made.tzinfo is None:
            raise ValueError(f"a round has tasks and a time with its zone, not {self.tasks} and {self.made}")

    @property
    def points(self) -> float:
        """The mean of its tasks, 0 to 100."""
        return sum(task.points for task in self.tasks) / len(self.tasks)

    def of(self, emotion: str) -> tuple[TaskResult, ...]:
        """The tasks that asked for an emotion."""
        return tuple(task for task in self.tasks if task.emotion == emotion)


def mean_match_s(tasks: Iterable[TaskResult]) -> float | None:
    """How long it took on average until the face first showed what was asked, seconds; None when it never did."""
    times = [task.match_s for task in tasks if task.match_s is not None]
    return sum(times) / len(times) if times else None
