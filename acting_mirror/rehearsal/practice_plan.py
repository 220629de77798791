"""What a round of practice asks for: its tasks, by the emotions that are practised and the level."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult

TASKS: Final = 8
"""In a round: all seven emotions and one more, done in half a minute to a minute."""
TURN_S: Final = 1.0
"""So quickly one emotion should turn into the next where that is the task, and so long both are held."""
LEVEL_UP: Final = 80.0
"""Points of a whole round from which the next one is harder."""


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a round is.

    Attributes:
        strength: How strong an emotion must show at least: of the actor's own range with a profile, else its
            probability, 0 to 1.
        hold_s: For how long, seconds.
        par_s: Who needs no longer than this gets all points.
        turns: How many pairs of tasks turn one emotion into the next.
    """

    strength: float
    hold_s: float
    par_s: float
    turns: int


LEVELS: Final = (
    Level(0.3, 1.0, 5.0, 0),
    Level(0.4, 1.5, 4.0, 1),
    Level(0.5, 2.0, 3.0, 2),
    Level(0.6, 2.5, 2.5, 3),
    Level(0.7, 3.0, 2.0, 4),
)
"""From level 1 on. The first is for a face that only begins to show it, the third for one that shows it clearly."""


@dataclass(frozen=True, slots=True)
class Task:
    """An emotion to show and to hold.

    Attributes:
        emotion: A stored name.
        strength: How strong at least, 0 to 1.
        hold_s: For how long, seconds.
        par_s: The time to match it that costs no points.
        turns_from: The emotion of the task before, out of which this one should come at once; None for none.
        turns_into: That of the next task, which should come at once out of this one; None for none.
    """

    emotion: str
    strength: float
    hold_s: float
    par_s: float
    turns_from: str | None = None
    turns_into: str | None = None


def plan(emotions: Sequence[str], level: int, seed: int) -> tuple[Task, ...]:
    """The tasks of a round.

    Args:
        emotions: What is practised; stored names, at least one.
        level: How hard it is, from 1 to the number of `LEVELS`.
        seed: Decides the order.

    Returns:
        `TASKS` tasks. Every emotion comes before any comes again, and none twice in a row unless it is the only one.

    Raises:
        ValueError: No emotions, another one than the seven, or no such level.
    """
    if not emotions or set(emotions) - set(EMOTIONS) or not 1 <= level <= len(LEVELS):
        raise ValueError(f"a round has some of the emotions and a level from 1 to {len(LEVELS)}: {emotions}, {level}")
    rng, of = random.Random(seed), LEVELS[level - 1]
    order = _order(list(dict.fromkeys(emotions)), rng)
    tasks = [Task(next(order), of.strength, of.hold_s, of.par_s) for _ in range(TASKS)]
    pairs = range(0, TASKS - 1, 2)
    for at in rng.sample(pairs, of.turns) if len(set(emotions)) > 1 else ():
        first, second = tasks[at], tasks[at + 1]
        tasks[at] = replace(first, hold_s=TURN_S, turns_into=second.emotion)
        tasks[at + 1] = replace(second, hold_s=TURN_S, par_s=TURN_S, turns_from=first.emotion)
    return tuple(tasks)


def next_level(result: RoundResult) -> int:
    """The level after a round: one more when all of it was held and it went well, never less."""
    well = len(result.tasks) == TASKS and all(task.held for task in result.tasks) and result.points >= LEVEL_UP
    return min(result.level + well, len(LEVELS))


def _order(emotions: list[str], rng: random.Random) -> Iterator[str]:
    """All emotions in another order again and again."""
    last = None
    while True:
        rng.shuffle(emotions)
        if emotions[0] == last:
            emotions.reverse()
        yield from emotions
        last = emotions[-1]
