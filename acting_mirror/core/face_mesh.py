"""The landmarks of a face, as the face landmarker numbers them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

LANDMARKS: Final = 478
"""The last ten are the irises; the canonical face has the others."""
RIGHT_EYE, LEFT_EYE = 33, 263
"""Outer corners of the eyes, the person's own right and left."""
_SURE: Final = 0.9999
"""Presence of a face that looks ahead, with nothing before it."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceMesh:
    """A face in a picture.

    Attributes:
        points: float64 (478, 3), (x, y) in pixels of the picture, and the depth in the same unit, smaller is closer.
        coefficients: How much the face does of what each names, 0 to 1.
        presence: How probably there is a face, 0 to 1.

    Raises:
        ValueError: Another shape.
    """

    points: Points
    coefficients: Mapping[str, float]
    presence: float

    def __post_init__(self) -> None:
        """Check the shape."""
        if self.points.shape != (LANDMARKS, 3):
            raise ValueError(f"a face has points of shape ({LANDMARKS}, 3), not {self.points.shape}")

    @property
    def is_sure(self) -> bool:
        """Whether nothing seems to hide a face that looks ahead; turned ones are often less probable."""
        return self.presence >= _SURE


def tilt(right: npt.NDArray[Any], left: npt.NDArray[Any]) -> float:
    """By how much right and left eye, each at (x, y) or (x, y, z), are turned clockwise from level, in radians."""
    return math.atan2(float(left[1] - right[1]), float(left[0] - right[0]))
