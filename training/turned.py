"""Views of faces turned aside, made from their own photos: the landmarks with their depths are turned as a head turns.

What surrounds the face is stretched between the turned head and the edge that stays (Zhu et al. 2016), so no hole is
left.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import DEPTH, Rotation, head_rotation

# fmt: off
_OVAL: Final = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
# fmt: on
"""The landmarks around the face."""
_HAIR: Final = 1.25
"""Where the head's outline lies, in sizes of the face: it turns with the face."""
_STILL: Final = 2.4
"""Where the background begins that stays."""
_BEHIND: Final = 0.25
"""How far the head's outline lies behind that of the face, in widths of the face."""
_FINER: Final = 2
"""The view is made so many times as large and then reduced."""
_FLAT: Final = 1e-6
"""Twice the area, in pixels, of a triangle that has none."""
_SHIFT: Final = 4
"""Binary places of the corners of what OpenCV fills."""


@dataclass(frozen=True, slots=True, eq=False)
class Turner:
    """Turns faces.

    Attributes:
        canonical: See `head_rotation`.
        triangles: intp (N, 3), corners among the landmarks, the head's outline, and the edge of what stays.
    """

    canonical: Points
    triangles: npt.NDArray[np.intp]

    @classmethod
    def of(cls, canonical: Points) -> "Turner":
        """Lay the triangles over the canonical face."""
        flat = np.concatenate([canonical, *_around(canonical)])[:, :2]
        return cls(canonical, _triangles(flat))

    def turned(self, picture: Image, points: Points, yaw_deg: float, pitch_deg: float = 0.0) -> Image:
        """A face as it would look if its head turned further.

        Args:
            picture: uint8 (H, W), grey.
            points: (478, 3), its landmarks, see `FaceMesh`.
            yaw_deg: How much further to its own left.
            pitch_deg: And up.

        Returns:
            uint8 (H, W).
        """
        head = head_rotation(points, self.canonical)
        centre = points[: len(self.canonical)].mean(axis=0)
        seen = (points[: len(self.canonical)] - centre) * (1, -1, -DEPTH)
        hair, still = (ring @ head.T for ring in _around(seen @ head))
        moved = np.concatenate([seen, hair]) @ (head @ _turn(yaw_deg, pitch_deg) @ head.T).T
        after = np.concatenate([moved, still])
        before = np.concatenate([seen, hair, still])
        # A detector would frame the turned face anew.
        shift = _middle(seen[:, :2]) - _middle(moved[: len(seen), :2])
        after[: len(moved), :2] += shift
        return self._painted(picture, _placed(before, centre), _placed(after, centre), after[:, 2])

    def _painted(self, picture: Image, before: Points, after: Points, depths: npt.NDArray[np.float64]) -> Image:
        """Each triangle moved from where it was to where it is, what is behind first."""
        height, width = picture.shape
        fine = (after + 0.5) * _FINER - 0.5
        order = np.argsort(depths[self.triangles].mean(axis=1))
        shown = np.full((height * _FINER, width * _FINER), -1, np.int32)
        corners = np.round(fine[self.triangles] * 2**_SHIFT).astype(np.int32)
        for number in order.tolist():
            cv2.fillConvexPoly(shown, corners[number], number, cv2.LINE_8, _SHIFT)
        ys, xs = (np.indices(shown.shape) + 0.5) / _FINER - 0.5
        places = np.stack([xs, ys], axis=2)
        inside = shown >= 0
        matrices = _affine(after[self.triangles], before[self.triangles])[shown[inside]]
        places[inside] = np.einsum("nij,nj->ni", matrices[:, :, :2], places[inside]) + matrices[:, :, 2]
        columns, rows = np.moveaxis(places.astype(np.float32), 2, 0)
        large = cv2.remap(picture, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _around(face: Points) -> tuple[Points, Points]:
    """The head's outline, and the edge of what stays, around a face that looks ahead, y up, z to the camera."""
    oval = face[list(_OVAL)]
    middle = oval.mean(axis=0)
    back = np.array([0, 0, _BEHIND * np.ptp(oval[:, 0])])
    hair = middle + (oval - middle) * (_HAIR, _HAIR, 1) - back
    still = middle + (oval - middle) * (_STILL, _STILL, 0) - 4 * back
    return hair, still


def _triangles(flat: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Corners of Delaunay's triangles between points."""
    low, size = flat.min(axis=0), np.ptp(flat, axis=0).max()
    scaled = ((flat - low) / size * 1000 + 10).astype(np.float32)
    plane = cv2.Subdiv2D((0, 0, 1020, 1020))
    plane.insert(scaled.tolist())
    corners = np.array(plane.getTriangleList()).reshape(-1, 3, 2)
    distances = np.linalg.norm(corners[:, :, None] - scaled, axis=-1)
    return np.asarray(distances.argmin(axis=-1)[distances.min(axis=-1).max(axis=-1) < 0.01])


def _turn(yaw_deg: float, pitch_deg: float) -> Rotation:
    yaw, pitch = np.radians([yaw_deg, pitch_deg])
    aside = [[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]
    up = [[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]]
    return np.array(aside) @ np.array(up)


def _middle(flat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray((flat.min(axis=0) + flat.max(axis=0)) / 2)


def _placed(points: Points, centre: npt.NDArray[np.float64]) -> Points:
    """In pixels, y down."""
    return np.asarray(points[:, :2] * (1, -1) + centre[:2])


def _affine(source: npt.NDArray[np.float64], target: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """For each of N triangles (N, 3, 2) the matrix (2, 3) to another; flat ones, which hardly show, are moved alone."""
    sides, others = (np.swapaxes(corners[:, 1:] - corners[:, :1], 1, 2) for corners in (source, target))
    areas = sides[:, 0, 0] * sides[:, 1, 1] - sides[:, 0, 1] * sides[:, 1, 0]
    flat = np.abs(areas) < _FLAT
    sides[flat], others[flat] = np.eye(2), np.eye(2)
    linear = others @ np.linalg.inv(sides)
    return np.concatenate([linear, target[:, 0, :, None] - linear @ source[:, 0, :, None]], axis=2)
