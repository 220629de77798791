"""How well the face played a line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from acting_mirror.core.calibration import Profile
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.move import Move
from acting_mirror.core.take import TakeLine
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.rehearsal.fit import TOLERANCE, Values, fit_of, lead_of, rivals, shown
from acting_mirror.rehearsal.moves import moves_in

Flags = npt.NDArray[np.bool_]

STEP_S: Final = 1 / 30
"""A line is looked at this often, whatever the frame rate: no picture of an ordinary camera is passed over."""
WINDOW_S: Final = 0.6
"""Each moment is the median of so much time around it: two syllables of quick, four of slow speech at least (people
speak three to six a second), so that a mouth which is open for less than half of the time changes nothing."""
SHORTEST_S: Final = 0.6
"""Less readable time than one such window is no line that could be judged."""
LEAST_READABLE: Final = 0.25
"""With less of the line seen, nobody knows how it was played."""
IN_S: Final = 0.5
"""The first moments count little by little: a face takes a third to half a second to change."""
OUT_S: Final = 0.3
"""So do the last ones: where a line ends is known no better than a word is long, and the next thought comes first."""
GRACE_S: Final = 0.3
"""An emotion that comes this soon is not late: a quick reaction to a cue."""
LATE_COST: Final = 0.1
"""What each second of delay costs, up to one, besides the time off target."""
WILD: Final = 0.5
"""So many swings a second, all the way off and back again, are wholly unsteady: no thought lasts two seconds then."""
UNSTEADY_COST: Final = 0.2
"""What a wholly unsteady face costs, besides the time off target."""
_TURNS: Final = 45
"""So many moments are tried for a turn; in a line of six seconds they are 45 ms apart."""
LEAK_SHARE: Final = 0.15
"""What led for less of the time is nothing to speak of."""


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line's readable moments: their times from its start, and the strengths they show, medians."""

    t_s: Values
    strengths: Values
    length_s: float
    readable: float

    @classmethod
    def of(cls, timeline: Timeline, start_s: float, end_s: float, profile: Profile | None) -> Self:
        """Look at a line `STEP_S` by `STEP_S`: each moment shows the newest frame, as the window does."""
        moments = np.arange(start_s, end_s, STEP_S)
        times = timeline.frame_times
        frame_s = np.append(-np.inf, times)[np.searchsorted(times, moments, side="right")]
        rows = timeline.between(0, start_s - STALE_S, end_s)
        strengths = shown(np.concatenate([np.full((1, len(EMOTIONS)), np.nan), rows["raw"]]), profile)
        row_s = np.append(-np.inf, rows["t_s"])
        row = np.searchsorted(row_s, moments, side="right") - 1
        stale = (row_s[row] != frame_s) | (moments - frame_s > STALE_S)
        seen = strengths[np.where(stale, 0, row)]
        readable = ~np.isnan(seen[:, 0])
        share = float(readable.mean()) if len(moments) else 0.0
        return cls((moments - start_s)[readable], medians(seen)[readable], end_s - start_s, share)

    @property
    def enough(self) -> bool:
        """Whether so much could be read that it can be judged."""
        return len(self.t_s) * STEP_S >= SHORTEST_S and self.readable >= LEAST_READABLE

    def weights(self, turn_s: float | None) -> Values:
        """How much each moment counts: little at the line's ends, and while the face turns."""
        weights = edge_weights(self.t_s, self.length_s)
        if turn_s is not None:
            weights = np.minimum(weights, np.abs(self.t_s + STEP_S / 2 - turn_s) / IN_S)
        return weights


@dataclass(frozen=True, slots=True, eq=False)
class _Played:
    """A line's moments against what they want: the fit, the wanted emotion's strength, whether it shows, the rival.

    The wanted emotion changes at the moment number `turn`.
    """

    fit: Values
    own: Values
    shows: Flags
    rival: npt.NDArray[np.intp]
    turn: int = 0

    @classmethod
    def of(cls, strengths: Values, emotion: str, wanted: float | None) -> Self:
        """All moments against one emotion."""
        wanted = None if emotion == "neutral" else wanted
        shows = lead_of(strengths, emotion, wanted) >= 0.5
        own = strengths[:, EMOTIONS.index(emotion)]
        rival = rivals(strengths, emotion, wanted).argmax(axis=-1)
        return cls(fit_of(strengths, emotion, wanted), own, shows, rival)

    def until(self, turn: int, other: Self) -> Self:
        """These moments up to a number, and another's from there on."""
        shows = np.concatenate([self.shows[:turn], other.shows[turn:]])
        rival = np.concatenate([self.rival[:turn], other.rival[turn:]])
        fit, own = (np.concatenate([a[:turn], b[turn:]]) for a, b in ((self.fit, other.fit), (self.own, other.own)))
        return type(self)(fit, own, shows, rival, turn)


def score_line(
    timeline: Timeline, target: Target, start_s: float, end_s: float, profile: Profile | None = None
) -> LineScore | None:
    """Score how person 0 played a line.

    Each readable moment has a fit (see `rehearsal.fit`), of medians over `WINDOW_S`, so that speaking, which opens the
    mouth for moments, neither makes nor breaks a line. The total is 100 times the mean fit, those of the line's
    first and last moments counting less, times 1 - `LATE_COST` a second of delay, times 1 - `UNSTEADY_COST` of what is
    missing to steady. A product, because how it came and held matters only as far as it was there.

    A target that turns into another wants the first throughout the first third and the second throughout the last.
    In between, the turn is where it suits the actor best; the moments around it count less, as at a line's ends. Both
    emotions count alike, however long each lasts: without the turn, half of what was wanted is there.

    Args:
        timeline: What was read; its raw probabilities count.
        target: What the line wants.
        start_s: When the line begins, by the timeline's clock.
        end_s: When it ends.
        profile: The actor's own scale; None to take probabilities as strengths.

    Returns:
        The score; None for an open target, and when the line is too short or too little of it could be read.
    """
    if target.emotion is None:
        return None
    line = _Line.of(timeline, start_s, end_s, profile)
    if not line.enough:
        return None
    turn_s = _turn(line, target)
    played = _played(line, target, turn_s)
    came = np.flatnonzero(played.shows)
    onset_s = float(came[0]) * STEP_S if len(came) else None
    steadiness = _steadiness(played, came[0] if len(came) else 0)
    late_s = 1.0 if onset_s is None else min(max(onset_s - GRACE_S, 0.0), 1.0)
    total = 100 * _mean_fit(played, line.weights(turn_s))
    total *= (1 - LATE_COST * late_s) * (1 - UNSTEADY_COST * (1 - steadiness))
    strength = float(np.median(played.own[played.shows] if len(came) else played.own))
    leak, leak_share = _leak(played)
    on_target = float(played.shows.mean())
    moves = _moves(timeline, target, (start_s, start_s + (turn_s or 0.0), end_s), profile)
    return LineScore(total, on_target, onset_s, strength, steadiness, leak, leak_share, line.readable, moves)


def _moves(
    timeline: Timeline, target: Target, times_s: tuple[float, float, float], profile: Profile | None
) -> tuple[Move, ...]:
    """What the face did, between a line's start, its turn and its end, by times from the start."""
    start_s, turn_s, end_s = times_s
    own = profile.movements if profile is not None else None
    first, then = target.emotion or "neutral", target.then
    if then is None:
        return moves_in(timeline, first, start_s, end_s, own)
    later = moves_in(timeline, then, turn_s, end_s, own)
    shift_s = turn_s - start_s
    shifted = (replace(move, came_s=move.came_s + shift_s) if move.came_s is not None else move for move in later)
    return (*moves_in(timeline, first, start_s, turn_s, own), *shifted)


def edge_weights(t_s: Values, length_s: float) -> Values:
    """How much the moments of a line count, 0 to 1: little at its ends; their times are from its start."""
    return np.clip(np.minimum((t_s + STEP_S) / IN_S, (length_s - t_s) / OUT_S), 0, 1)


def total_of(lines: Iterable[LineScore | TakeLine | None]) -> float | None:
    """The mean of the lines' totals, each line counting alike, 0 to 100; None when none was scored."""
    totals = [line.total for line in lines if line is not None and line.total is not None]
    return float(np.mean(totals)) if totals else None


def medians(seen: Values) -> Values:
    """The median of the readable moments around each one, (n, columns); NaN where it can't be read itself.

    At a line's ends the window stays whole and within the line: half a window is two syllables less.
    """
    middle = np.full_like(seen, np.nan)
    readable = np.flatnonzero(~np.isnan(seen[:, 0]))
    if len(readable):
        reach = min(round(WINDOW_S / STEP_S / 2), (len(seen) - 1) // 2)
        first = np.clip(readable - reach, 0, len(seen) - 1 - 2 * reach)
        middle[readable] = np.nanmedian(sliding_window_view(seen, 2 * reach + 1, 0)[first], axis=-1)
    return middle


def _played(line: _Line, target: Target, turn_s: float | None) -> _Played:
    """The line against its target, which turns at a time in seconds from its start; None: it stays."""
    first = _Played.of(line.strengths, target.emotion or "neutral", target.strength)
    if target.then is None or turn_s is None:
        return first
    last = _Played.of(line.strengths, target.then, target.strength)
    return first.until(int(np.searchsorted(line.t_s, turn_s)), last)


def _turn(line: _Line, target: Target) -> float | None:
    """When the actor turns from one emotion into the other: where in the middle third the line fits best."""
    if target.then is None:
        return None
    candidates = np.linspace(line.length_s / 3, line.length_s * 2 / 3, _TURNS)

    def fit(turn_s: float) -> float:
        return _mean_fit(_played(line, target, turn_s), line.weights(turn_s))

    return float(max(candidates, key=fit))


def _mean_fit(played: _Played, weights: Values) -> float:
    """The weighted mean; of a line that turns, the mean of those before and after, as far as they were seen."""
    parts = slice(None, played.turn), slice(played.turn, None)
    means = [float(np.average(played.fit[part], weights=weights[part])) for part in parts if weights[part].any()]
    return float(np.mean(means)) if means else 0.0


def _steadiness(played: _Played, onset: int) -> float:
    """1 for no swings since the emotion came, 0 for `WILD`.

    What a strength moves beyond the way from where it came to where it ended is swings: to grow or to fade is steady.
    """
    turn = max(played.turn, onset)
    excess = sum(_excess(part) for part in (played.own[onset:turn], played.own[turn:]) if len(part))
    return float(np.clip(1 - excess / 2 / ((len(played.own) - onset) * STEP_S) / WILD, 0, 1))


def _excess(strength: Values) -> float:
    """How far a strength moved, less the way from first to last; a move within the tolerance is the readings' noise."""
    moved, at = 0.0, float(strength[0])
    for value in strength.tolist():
        if abs(value - at) >= TOLERANCE:
            moved, at = moved + abs(value - at), value
    return moved - abs(at - float(strength[0]))


def _leak(played: _Played) -> tuple[str | None, float]:
    """What led most while the target did not show, and for which share of all moments; (None, 0) if hardly anything."""
    led = np.bincount(played.rival[~played.shows], minlength=len(EMOTIONS))
    share = float(led.max()) / len(played.rival)
    return (EMOTIONS[int(led.argmax())], share) if share >= LEAK_SHARE else (None, 0.0)
