"""Which of the movements that people expect came in a line, and which did not: only where that is sure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from acting_mirror.core.blinks import blinks
from acting_mirror.core.move import Move
from acting_mirror.core.moved import LIP_CONTRAST, SHOWN, measures_of
from acting_mirror.core.movements import GENERAL, NAMES, OwnRange, Values
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.rehearsal.expressions import expected

Flags = npt.NDArray[np.bool_]
Times = npt.NDArray[np.float64]

CAME: Final = 0.4
"""A movement of such a strength has come, see docs/movements.md; one that is weaker may be the measure's error."""
FAINT: Final = 0.2
"""One that was never so strong has not."""
_HELD_S: Final = 0.3
"""It must last so long to have come: no syllable does."""
_SEEN_S: Final = 0.6
"""Whether it did not come is known only when it could be seen for so long,"""
_SEEN_SHARE: Final = 0.5
"""and for so much of the line."""
_AROUND: Final = 2
"""Each picture is the median with so many before and after it: landmarks tremble."""

_MOUTH: Final = {"mouth_corners_up", "mouth_corners_down", "chin_up", "lips_stretched", "lips_pressed", "jaw_open"}
"""What speaking moves too."""
HIDDEN: Final = 0.045
"""With less contrast lips are hidden: see docs/movements.md."""
_EYES: Final = {"eyes_wide", "eyes_narrowed"}
"""What a blink moves too, and so does a look down: lids follow the eyes."""
_LOWERED_DEG: Final = 12
_AROUND_BLINK_S: Final = 0.1
_JAW_STILL_S: Final = 0.4
_JAW_MOVED: Final = 0.1
"""Who moves the jaw by more within so many seconds may be speaking."""

_RESTING: Final = 0.1
"""In so many of all pictures, those in which it moves least, a face is taken for one at rest."""
_STEADY_DEG: Final = {"inner_brows_up": 10, "brows_up": 10, "brows_down": 10, "mouth_corners_down": 10}
_COEFFICIENTS_DEG: Final = {"chin_up": 25, "lips_stretched": 25, "jaw_open": 25}
_OTHERS_DEG: Final = 20
"""So far may the head be turned from where it was at rest until a measure goes astray, see docs/movements.md."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The pictures of a line in which movements were measured.

    Attributes:
        t_s: Their times, from the line's start.
        lasts_s: How long each lasts.
        own: Strengths from the actor's own rest, (pictures, movements).
        general: The same from the rest of others.
        turned_deg: How far the head is turned.
        sure: Whether the face could be read.
        mouth: Whether lips are seen, and the jaw doesn't move.
        eyes: Whether the eyes neither blink nor look down.
    """

    t_s: Times
    lasts_s: Times
    own: Values
    general: Values
    turned_deg: Times
    sure: Flags
    mouth: Flags
    eyes: Flags

    @classmethod
    def of(cls, timeline: Timeline, start_s: float, end_s: float, own: OwnRange | None) -> Self | None:
        """Look at a line; None where nothing is measured in it, or the actor's rest is not known."""
        times, moved = timeline.frame_times, timeline.moved
        if moved is None:
            return None
        moved = moved[: len(times)]
        frames = np.flatnonzero((times >= start_s) & (times < end_s) & ~np.isnan(moved[:, 0]))
        everywhere = moved[:, [SHOWN.index(name) for name in NAMES]]
        measures = measures_of(moved)[frames]
        shown, general = everywhere[frames], GENERAL.strengths(measures)
        if len(frames) <= 2 * _AROUND or (own is None and np.allclose(shown, general, atol=1e-4)):
            return None
        if own is not None:
            shown = general = own.strengths(measures)
        lasts_s = np.minimum(np.diff(times, append=end_s)[frames], STALE_S)
        rows = timeline.between(0, start_s, end_s)
        sure = np.isin(times[frames], rows["t_s"][rows["reason"] < 0])
        mouth = ~_moves(times[frames], measures[:, NAMES.index("jaw_open")])
        mouth &= ~(moved[frames, LIP_CONTRAST] < HIDDEN)  # which is not known of older takes
        angles = _from_rest(moved, everywhere if own is None else None)[frames]
        turned_deg = np.abs(angles[:, :2]).max(axis=1)
        around = slice(*np.searchsorted(times, (start_s - STALE_S, end_s + STALE_S)))
        spans = blinks(times[around], moved[around, SHOWN.index("eyes_closed")])
        lowered = (angles[:, 2] < -_LOWERED_DEG) & np.isfinite(moved[frames, SHOWN.index("gaze_yaw_deg")])
        eyes = ~(lowered | _within(times[frames], spans))
        return cls(times[frames] - start_s, lasts_s, _calmed(shown), _calmed(general), turned_deg, sure, mouth, eyes)

    def move(self, name: str, emotion: str, length_s: float) -> Move | None:
        """Whether a movement came; None where that is not sure."""
        at = NAMES.index(name)
        limit = (_STEADY_DEG | _COEFFICIENTS_DEG).get(name, _OTHERS_DEG)
        sure = self.sure & (self.turned_deg <= limit)
        if name in _MOUTH:
            sure &= self.mouth
        strong = (self.own[:, at] >= CAME) & (self.general[:, at] > 0)
        if name in _EYES:
            sure, strong = sure & self.eyes, strong & self.eyes
        edges = np.flatnonzero(np.diff(strong, prepend=False, append=False)).reshape(-1, 2)
        for start, end in edges.tolist():
            if self.lasts_s[start:end] @ sure[start:end] >= _HELD_S:
                return Move(name, emotion, round(float(self.t_s[start]), 2))
        faint = np.maximum(self.own, self.general)[sure, at] < FAINT
        seen_s = float(self.lasts_s @ sure)
        missed = not strong.any() and faint.all() and seen_s >= max(_SEEN_S, _SEEN_SHARE * length_s)
        return Move(name, emotion, None) if missed else None


def moves_in(
    timeline: Timeline, emotion: str, start_s: float, end_s: float, own: OwnRange | None = None
) -> tuple[Move, ...]:
    """Which movements of an emotion came, and which did not.

    One has come when it lasts for `_HELD_S`, and has not when it was never more than faint for as long as one could
    see it. Nothing is said of what lies between; of a movement that goes astray while the head is turned so far; of
    the mouth while the jaw moves; and where the actor's own rest and that of others, unless it was measured, say
    different things.

    Args:
        timeline: What was read.
        emotion: What is wanted, a stored name.
        start_s: From when on, by the timeline's clock.
        end_s: Until when.
        own: The actor's own rest and range.

    Returns:
        What is sure, that which tells most first; nothing where movements were not measured.
    """
    names = expected(emotion)
    seen = _Seen.of(timeline, start_s, end_s, own) if names else None
    if seen is None:
        return ()
    return tuple(move for name in names if (move := seen.move(name, emotion, end_s - start_s)) is not None)


def _from_rest(moved: Values, shown: Values | None) -> Times:
    """Yaw and pitch of the head and pitch of the gaze: from how they are where the face moves least, or the lens."""
    angles = moved[:, [SHOWN.index(name) for name in ("yaw_deg", "pitch_deg", "gaze_pitch_deg")]].astype(np.float64)
    if shown is None:
        return angles
    unrest = shown.sum(axis=1)
    return np.asarray(angles - np.nanmedian(angles[unrest <= np.nanquantile(unrest, _RESTING)], axis=0))


def _calmed(strengths: Values) -> Values:
    """Medians over a few pictures; at the ends the window stays whole."""
    width = 2 * _AROUND + 1
    medians = np.median(sliding_window_view(strengths, width, 0), axis=-1)
    return np.asarray(np.pad(medians, ((_AROUND, _AROUND), (0, 0)), mode="edge"), np.float32)


def _within(times: Times, blinked: Iterable[tuple[float, float]]) -> Flags:
    """Whether each picture is in a blink, or so close to one that its median is."""
    within = np.zeros(len(times), bool)
    for start_s, end_s in blinked:
        within |= (times >= start_s - _AROUND_BLINK_S) & (times <= end_s + _AROUND_BLINK_S)
    return within


def _moves(times: Times, jaw: Values) -> Flags:
    """Whether the jaw moves around each picture."""
    first = np.searchsorted(times, times - _JAW_STILL_S / 2)
    last = np.searchsorted(times, times + _JAW_STILL_S / 2, side="right")
    return np.array([np.ptp(jaw[a:b]) > _JAW_MOVED for a, b in zip(first.tolist(), last.tolist(), strict=True)])
