"""How a line's directions were followed, by what the face did in it; a score of its emotion has no part in this."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from acting_mirror.core.blinks import blinks
from acting_mirror.core.direction import DIRECTIONS, NO_BLINKS, NOD, STILL, DirectionScore
from acting_mirror.core.eyeline import Eyeline, Look
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.moved import EYES, HEAD, SHOWN
from acting_mirror.core.movements import Values
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.rehearsal.fit import strength_fit
from acting_mirror.rehearsal.scoring import LEAK_SHARE, LEAST_READABLE, SHORTEST_S, STEP_S, edge_weights, medians

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

FEW_A_MINUTE: Final = 10.5
"""The fewest that are usual in conversation (Doughty 2001)."""
USUAL_A_MINUTE: Final = 26.0
"""The mean in conversation (Bentivoglio et al. 1997)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """What was measured in a line.

    Attributes:
        t_s: The times of its moments from its start, `STEP_S` apart.
        shown: What the newest frame at each of them shows, (moments, SHOWN), NaN where nothing was measured.
        frames_s: The times of its frames.
        frames: What they show.
        length_s: How long it is.
    """

    t_s: Floats
    shown: Floats
    frames_s: Floats
    frames: Values
    length_s: float

    @classmethod
    def of(cls, times: Floats, moved: Values, start_s: float, end_s: float) -> Self:
        """Look at a line, by the times of all frames and what the face did in them."""
        before, first, last = np.searchsorted(times, (start_s - STALE_S, start_s, end_s)).tolist()
        rows = np.vstack([np.full((1, len(SHOWN)), np.nan), moved[before:last, : len(SHOWN)]])
        moments = np.arange(start_s, end_s, STEP_S)
        newest = np.searchsorted(times[before:last], moments, side="right")
        stale = moments - np.append(-np.inf, times[before:last])[newest] > STALE_S
        shown = rows[np.where(stale, 0, newest)]
        return cls(moments - start_s, shown, times[first:last], moved[first:last, : len(SHOWN)], end_s - start_s)

    def measured(self, name: str) -> Flags:
        """At which moments that was measured by which a direction is told."""
        direction = DIRECTIONS[name]
        by = direction.movement or ("eyes_closed" if direction.part in ("gaze", "blinks") else "yaw_deg")
        return np.asarray(np.isfinite(self.shown[:, SHOWN.index(by)]))

    def enough(self, where: Flags) -> bool:
        """Whether so many moments say how a line was played."""
        return bool(where.sum() * STEP_S >= SHORTEST_S and where.mean() >= LEAST_READABLE)

    def mean(self, fits: Floats, where: Flags) -> float:
        """The mean of what moments are worth, 0 to 100; those at the line's ends count less."""
        return 100 * float(np.average(fits[where], weights=edge_weights(self.t_s, self.length_s)[where]))


def score_directions(
    timeline: Timeline, directions: Sequence[str], start_s: float, end_s: float, eyeline: Eyeline | None = None
) -> tuple[DirectionScore, ...]:
    """Score how person 0 followed directions in a line.

    A look is worth the share of the time in which the eyes are there, the line's first and last moments counting less;
    stillness the share of the time in which the head is still; a movement its mean fit, as a strength of an emotion is
    scored where none is asked for. Few blinks are `FEW_A_MINUTE` or fewer, and one in any line; `USUAL_A_MINUTE` are
    worth nothing, and in between it falls evenly; where none are wanted it falls from none on. A nod or a shake is
    there or not.

    Args:
        timeline: What was read.
        directions: Their names.
        start_s: When the line begins, by the timeline's clock.
        end_s: When it ends.
        eyeline: Where lens and partner are as the actor's eyes are measured; None for the general one.

    Returns:
        One for each; without a total where too little was measured, and for a look at a partner of whom is not known
        where they are.
    """
    times, moved = timeline.frame_times, timeline.moved
    if moved is None:
        return tuple(DirectionScore(name, None) for name in directions)
    line = _Line.of(times, moved, start_s, end_s)
    return tuple(_scored(line, name, eyeline or Eyeline()) for name in directions)


def _scored(line: _Line, name: str, eyeline: Eyeline) -> DirectionScore:
    measured = line.measured(name)
    score = DirectionScore(name, None, seen=float(measured.mean()) if len(measured) else 0.0)
    if not line.enough(measured):
        return score
    direction = DIRECTIONS[name]
    if direction.part == "gaze":
        return _look(line, score, eyeline)
    if direction.part == "blinks":
        return _blinks(line, score)
    if direction.part == "head":
        return _head(line, score)
    strengths = medians(line.shown[:, [SHOWN.index(direction.movement)]])[:, 0]
    strength = float(np.median(strengths[measured]))
    return replace(score, total=line.mean(strength_fit(strengths, None), measured), amount=strength)


def _look(line: _Line, score: DirectionScore, eyeline: Eyeline) -> DirectionScore:
    wanted = Look(score.name.removeprefix("look: "))
    if wanted is Look.PARTNER and eyeline.partner is None:
        return score
    looks = eyeline.looks(line.t_s, line.shown[:, EYES])
    known = np.array([look is not None for look in looks])
    score = replace(score, seen=float(known.mean()))
    if not line.enough(known):
        return score
    there = np.array([look is wanted for look in looks])
    others = Counter(look for look in looks if look not in (None, wanted))
    instead, count = others.most_common(1)[0] if others else (None, 0)
    share = count / int(known.sum())
    told = replace(score, total=line.mean(there.astype(np.float64), known), amount=float(there[known].mean()))
    return replace(told, instead=str(instead), instead_share=share) if share >= LEAK_SHARE else told


def _blinks(line: _Line, score: DirectionScore) -> DirectionScore:
    count = len(blinks(line.frames_s, line.frames[:, SHOWN.index("eyes_closed")]))
    minutes = line.length_s * (score.seen or 0.0) / 60
    few, free = (0.0, 0.0) if score.name == NO_BLINKS else (FEW_A_MINUTE, max(1.0, FEW_A_MINUTE * minutes))
    too_many = (count - free) / ((USUAL_A_MINUTE - few) * minutes)
    return replace(score, total=100 * float(np.clip(1 - too_many, 0, 1)), amount=count)


def _head(line: _Line, score: DirectionScore) -> DirectionScore:
    motion = head_motion(line.frames_s, line.frames[:, HEAD])
    if score.name == STILL:
        return score if motion.still is None else replace(score, total=100 * motion.still, amount=motion.still)
    count = len(motion.nods if score.name == NOD else motion.shakes)
    return replace(score, total=100.0 if count else 0.0, amount=count)
