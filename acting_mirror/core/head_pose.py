"""How a head is turned, from its landmarks and those of a face that looks straight ahead."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, Points

Rotation = npt.NDArray[np.float64]

DEPTH: Final = 1.2
"""Landmarks are flatter than faces: with their depths as they are, a head turned by 40 degrees measures 34."""

_AHEAD_DEG: Final = 15.0
"""Detectors may well miss a face that is turned, raised or tilted by more."""


@dataclass(frozen=True, slots=True)
class HeadPose:
    """The angles of a head, 0 when it looks into the lens.

    Attributes:
        yaw_deg: Turned to its own left, in degrees.
        pitch_deg: Turned up.
        roll_deg: Tilted to its own left shoulder.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float

    @classmethod
    def of(cls, rotation: Rotation) -> Self:
        """The angles of a rotation: first tilted, then turned up, then to a side."""
        x, y, z = rotation[:, 2]
        roll = np.arctan2(-rotation[1, 0], rotation[1, 1])
        yaw, pitch = np.arctan2(x, z), np.arcsin(np.clip(y, -1, 1))
        return cls(*(float(np.degrees(angle)) for angle in (yaw, pitch, roll)))

    @property
    def ahead(self) -> bool:
        """Whether it looks ahead and is upright enough that detectors see it."""
        return max(abs(self.yaw_deg), abs(self.pitch_deg), abs(self.roll_deg)) <= _AHEAD_DEG


def head_rotation(points: Points, canonical: Points) -> Rotation:
    """How a head is turned from straight ahead.

    The mean of two answers that err to opposite sides: Procrustes (Umeyama 1991) on landmarks with their depths, and
    the scaled orthographic view that explains them best without depths (DeMenthon and Davis 1995).

    Args:
        points: (478, 3), a face's, see `FaceMesh`.
        canonical: (468, 3), a face that looks straight ahead: x to its left, y up, z towards the camera.

    Returns:
        float64 (3, 3), from the canonical face's axes to those of the picture, y up and z towards the camera.
    """
    seen = points[: len(canonical)] * (1, -1, -DEPTH)
    seen, ahead = seen - seen.mean(axis=0), canonical - canonical.mean(axis=0)
    across, up = np.linalg.solve(ahead.T @ ahead, ahead.T @ seen[:, :2]).T
    across, up = across / np.linalg.norm(across), up / np.linalg.norm(up)
    flat = _nearest_rotation(np.stack([across, up, np.cross(across, up)]))
    return _nearest_rotation(flat + _nearest_rotation(seen.T @ ahead))


def straightened(points: Points, rotation: Rotation) -> Points:
    """A face as it would look straight ahead: float64 (478, 2), in distances between its outer corners of the eyes."""
    ahead = points * (1, -1, -1) @ rotation
    return np.asarray(ahead[:, :2] * (1, -1) / np.linalg.norm(ahead[LEFT_EYE] - ahead[RIGHT_EYE]))


def _nearest_rotation(matrix: npt.NDArray[np.float64]) -> Rotation:
    """By its singular vectors (Kabsch 1976)."""
    left, _, right = np.linalg.svd(matrix)
    return np.asarray(left @ np.diag([1, 1, np.linalg.det(left @ right)]) @ right)
