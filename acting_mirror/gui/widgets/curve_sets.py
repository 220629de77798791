"""Which curves can be shown together: emotions, movements, or head and eyes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import marked, tr
from acting_mirror.core.moved import SHOWN
from acting_mirror.core.movement_words import shown_movement
from acting_mirror.core.movements import NAMES
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.widgets.curves import LEVELS, Curves, broken, curves_of

Kind = Literal["emotions", "movements", "head"]
TITLES: Final[dict[Kind, str]] = {
    "emotions": marked("Emotions"),
    "movements": marked("Movements"),
    "head": marked("Head and eyes"),
}
MOST: Final = 4
"""So many movements at once can be told apart, and named beside each other."""
PROMISE: Final = marked("Your curves appear here as soon as a face is read.")
_MOVED_PROMISE: Final = marked("These curves appear as soon as your movements are measured.")
_ONLY_FIRST: Final = marked("Movements are measured of the nearest face: choose face 1 to see them.")
_LIKE: Final = ("sad", "happy", "angry", "disgust", "surprise")
_SIDE_DEG: Final = 45.0
"""The angle at the upper edge of the plot; its lower edge is as far to the other side."""
_ANGLES: Final = {
    "yaw_deg": marked("Head left"),
    "pitch_deg": marked("Head up"),
    "roll_deg": marked("Head tilted left"),
    "gaze_yaw_deg": marked("Eyes left"),
    "gaze_pitch_deg": marked("Eyes up"),
}


@dataclass(frozen=True, slots=True)
class CurveSet:
    """Curves with one scale.

    Attributes:
        kind: Which.
        like: The emotion in whose colour and dashes each curve is drawn, by the curve's stored name.
        shown: What a curve is called, by its stored name.
        said: What a curve says at a height in percent, such as "Happy 70 %".
        leads: What is said when a curve, by its stored name, is above the others; None where that means nothing.
        levels: Lines across, in percent, and their labels.
    """

    kind: Kind
    like: dict[str, str]
    shown: Callable[[str], str]
    said: Callable[[str, float], str]
    leads: Callable[[str], str] | None = None
    levels: tuple[tuple[int, str], ...] = tuple((level, str(level)) for level in LEVELS)

    def times(self, timeline: Timeline) -> npt.NDArray[np.float64]:
        """The times, in seconds, of what `cut` cuts."""
        return np.asarray(timeline.rows["t_s"]) if self.kind == "emotions" else timeline.frame_times

    def cut(self, timeline: Timeline, first: int, last: int, person: int, origin_s: float) -> Curves:
        """Curves of a person between two of the times, since `origin_s`."""
        if self.kind == "emotions":
            return curves_of(timeline.rows[first:last], person, origin_s)
        t_s, moved = timeline.frame_times[first:last] - origin_s, timeline.moved
        if moved is None or person != 0:
            return Curves(t_s, np.full((len(self.like), len(t_s)), np.nan))
        shown = moved[first:last, [SHOWN.index(name) for name in self.like]].T.astype(np.float64)
        percent = 100 * shown if self.kind == "movements" else 50 * (1 + shown / _SIDE_DEG).clip(0, 2)
        return broken(t_s, percent)

    def promise(self, person: int) -> str:
        """What stands where there are no curves yet."""
        return tr(PROMISE) if self.kind == "emotions" else only_first(person) or tr(_MOVED_PROMISE)


def only_first(person: int) -> str:
    """Why nothing is measured of a person's movements; "" for the one of whom they are."""
    return tr(_ONLY_FIRST) if person else ""


def _emotion(name: str, percent: float) -> str:
    return tr("{emotion} {percent:.0f} %", emotion=shown_name(name), percent=percent)


def _movement(name: str, percent: float) -> str:
    return tr("{movement} {percent:.0f} %", movement=shown_movement(name), percent=percent)


def _angle(name: str, percent: float) -> str:
    return tr("{turn} {degrees:.0f}°", turn=tr(_ANGLES[name]), degrees=(percent / 50 - 1) * _SIDE_DEG)


EMOTION_CURVES: Final = CurveSet(
    "emotions",
    {emotion: emotion for emotion in EMOTIONS},
    shown_name,
    _emotion,
    lambda name: tr("{emotion} leads", emotion=shown_name(name)),
)
_HEAD: Final = CurveSet(
    "head",
    dict(zip(_ANGLES, _LIKE, strict=True)),
    lambda name: tr(_ANGLES[name]),
    _angle,
    levels=tuple((level, f"{(level / 50 - 1) * _SIDE_DEG:.0f}°") for level in LEVELS),
)


def curve_set(kind: Kind, movements: Sequence[str]) -> CurveSet:
    """A set by its kind; `movements` are the stored names of those to show, of which the first few are."""
    if kind != "movements":
        return EMOTION_CURVES if kind == "emotions" else _HEAD
    known = [name for name in movements if name in NAMES] or NAMES[:1]
    like = dict(zip(known, _LIKE[:MOST], strict=False))
    return CurveSet(
        kind, like, shown_movement, _movement, lambda name: tr("{movement} is strongest", movement=shown_movement(name))
    )
