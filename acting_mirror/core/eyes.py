"""Where eyes look, and whether they are shut."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, Points
from acting_mirror.core.head_pose import Rotation

_CORNERS: Final = ((RIGHT_EYE, 133), (LEFT_EYE, 362))
_IRISES: Final = (468, 473)
_LIDS: Final = ((159, 145), (386, 374))
_RADIUS: Final = 0.118
"""From the middle of an eyeball to its iris, in distances between the outer corners of the eyes: 10.5 of 88.9 mm, for a
ball of 12 mm, an iris 11.7 mm wide (both usual of adults) and the canonical face."""
_CENTRE: Final = np.array([0.0, 0.0165, -0.05])
"""An eyeball's middle, seen from that of its corners, in the head's axes: as 327 peaks of CK+ look into the lens."""
_HIDDEN: Final = 0.035
"""The distance of the lids below which where an iris is aside is a guess: a third of what is usual."""
_SHUT: Final = 0.01
"""The distance of lids that are shut."""
_LEAST_OPEN: Final = 0.07
"""Eyes that are narrower at rest than most people's are rather shut or lowered."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """What the eyes of a face do; NaN where it was not measured.

    Attributes:
        gaze_yaw_deg: Where they look, seen from the lens: to the person's own left, in degrees, 0 into the lens; NaN
            where lids hide the irises.
        gaze_pitch_deg: Up; where lids hide the irises, as low as those are.
        closed: 0 as open as at rest, or more, to 1, shut.
    """

    gaze_yaw_deg: float
    gaze_pitch_deg: float
    closed: float


UNSEEN: Final = Eyes(np.nan, np.nan, np.nan)
"""Of a face whose eyes were not measured."""


def gaze(points: Points, rotation: Rotation) -> tuple[float, float]:
    """Where the eyes look, in degrees to the person's own left and up from the lens, as `Eyes` has it.

    An eyeball turns about its middle: the iris, as the lens sees it, is off that middle by the radius times the sine.

    Args:
        points: (478, 3), a face's, see `FaceMesh`.
        rotation: How its head is turned.
    """
    seen = points * (1, -1, -1)
    size = np.linalg.norm(seen[LEFT_EYE] - seen[RIGHT_EYE])
    corners = seen[np.array(_CORNERS)]
    middles = corners.mean(axis=1) / size + rotation @ _CENTRE
    off = (seen[np.array(_IRISES)] / size - middles)[:, :2] / _RADIUS
    widths = np.abs(corners[:, 0, 0] - corners[:, 1, 0])  # of a turned head the nearer eye says more
    x, y = np.clip(np.average(off, axis=0, weights=widths), -1, 1).tolist()
    yaw, pitch = np.degrees([np.arctan2(x, np.sqrt(max(1 - x * x - y * y, 0))), np.arcsin(y)]).tolist()
    upper, lower = seen[np.array(_LIDS)].transpose(1, 0, 2)
    hidden = np.linalg.norm(upper - lower, axis=1).mean() < _HIDDEN * size
    return (np.nan if hidden else yaw), pitch


def closed(lids: npt.NDArray[np.float32], rest: np.float32) -> npt.NDArray[np.float32]:
    """How far eyes are closed, 0 to 1, from the distance of their lids now and at rest; NaN stays NaN."""
    usual = max(float(rest), _LEAST_OPEN)
    return np.asarray(np.clip((usual - lids) / (usual - _SHUT), 0, 1), np.float32)
