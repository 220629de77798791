"""What person 0's face did over time, in columns: a row a frame, NaN where it was not measured."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.eyes import Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements, OwnRange, Rest, Values, eyes_closed

ANGLES: Final = ("yaw_deg", "pitch_deg", "roll_deg", "gaze_yaw_deg", "gaze_pitch_deg")
SHOWN: Final = (*ANGLES, "eyes_closed", *NAMES)
"""The columns that say what is seen: angles in degrees, how far eyes are closed and movements from 0 to 1."""
HEAD: Final = slice(0, 3)
EYES: Final = slice(3, 6)
"""The columns of `HeadPose` and `Eyes`."""
_CLOSED: Final = SHOWN.index("eyes_closed")
_MEASURED: Final = slice(len(SHOWN), len(SHOWN) + len(NAMES))
LIP_CONTRAST: Final = _MEASURED.stop
_COLUMNS: Final = (*SHOWN, *(f"{name} measured" for name in NAMES), "lip contrast")
NOT_MEASURED: Final = np.full(len(_COLUMNS), np.nan, np.float32)


def row_of(movements: Movements) -> Values:
    """The row of a frame."""
    head, eyes = astuple(movements.head), astuple(movements.eyes)
    parts = head, eyes, movements.strengths, movements.measures, (movements.lip_contrast,)
    return np.concatenate(parts, dtype=np.float32)


def movements_in(row: Values) -> Movements | None:
    """The movements that a row was made of; None where nothing was measured."""
    if np.isnan(row[0]):
        return None
    shown, measures, eyes = row[EYES.stop : len(SHOWN)], row[_MEASURED], Eyes(*row[EYES].tolist())
    return Movements(HeadPose(*row[HEAD].tolist()), measures, shown, eyes, lip_contrast=float(row[LIP_CONTRAST]))


def measures_of(moved: Values) -> Values:
    """What was measured, (frames, movements), of rows of frames."""
    return moved[:, _MEASURED]


def settle(times: npt.NDArray[np.float64], moved: Values, own: OwnRange | None = None) -> None:
    """Count all movements anew from the rest that is known at the end: the calmest second of the whole.

    Args:
        times: float64 (frames,), in seconds.
        moved: float32 (frames, columns), changed in place.
        own: The actor's own rest and range, which count instead where they are known.
    """
    measures = measures_of(moved)
    if own is None:
        rest = Rest()
        for t_s, values in zip(times.tolist(), measures, strict=True):
            if not np.isnan(values[0]):
                rest.update(t_s, values)
        own = OwnRange.from_rest(rest.measures)
    moved[:, _CLOSED] = eyes_closed(measures, own.rest)
    moved[:, EYES.stop : len(SHOWN)] = own.strengths(measures)


def to_arrays(moved: Values) -> dict[str, npt.NDArray[Any]]:
    """The columns with their names, to be stored."""
    return {"moved": moved, "moved_columns": np.array(_COLUMNS)}


def from_arrays(arrays: Mapping[str, npt.NDArray[Any]], frames: int) -> Values | None:
    """The columns that were stored, those that are known by now; None where none were.

    Raises:
        ValueError: They are not of so many frames, or damaged.
    """
    if "moved" not in arrays:
        return None
    stored, names = np.asarray(arrays["moved"], np.float32), arrays["moved_columns"].tolist()
    if stored.shape != (frames, len(names)):
        raise ValueError(f"movements have shape ({frames}, {len(names)}), not {stored.shape}")
    moved = np.tile(NOT_MEASURED, (frames, 1))
    for number, name in enumerate(_COLUMNS):
        if name in names:
            moved[:, number] = stored[:, names.index(name)]
    return moved
