"""Faces rendered anew from their own photos, by their landmarks with depths: turned aside, or with the mouth open.

What surrounds the face is stretched between the turned head and the edge that stays (Zhu et al. 2016), so no hole is
left.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, Points
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import DEPTH, Rotation, head_rotation

# fmt: off
_OVAL: Final = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
# fmt: on
"""The landmarks around the face."""
_LOWER_LIP: Final = (146, 91, 181, 84, 17, 314, 405, 321, 375, 95, 88, 178, 87, 14, 317, 402, 318, 324)
_MOUTH: Final = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
"""Around what is between the lips."""
_UPPER_LIP: Final = (
    0,
    11,
    12,
    37,
    38,
    39,
    40,
    41,
    42,
    72,
    73,
    74,
    185,
    267,
    268,
    269,
    270,
    271,
    272,
    302,
    303,
    304,
    409,
)
_CORNERS: Final = (61, 291)
"""Of the mouth."""
_UNDER: Final = 17
"""The middle of the lower lip's edge."""
_DARK: Final = (25, 0.75)
"""How bright the inside of a mouth is, and how much of it is so."""
_HAIR: Final = 1.25
"""Where the head's outline lies, in sizes of the face: it turns with the face."""
_STILL: Final = 2.4
"""Where the background begins that stays."""
_BEHIND: Final = 0.25
"""How far the head's outline lies behind that of the face, in widths of the face."""
_FINER: Final = 2
"""The view is made so many times as large and then reduced."""
_FINE: Final = 4
"""So is the mouth's inside."""
_FLAT: Final = 1e-6
"""Twice the area, in pixels, of a triangle that has none."""
_SHIFT: Final = 4
"""Binary places of the corners of what OpenCV fills."""


@dataclass(frozen=True, slots=True, eq=False)
class Renderer:
    """Renders faces anew.

    Attributes:
        canonical: See `head_rotation`.
        triangles: intp (N, 3), corners among the landmarks, the head's outline, and the edge of what stays.
        jaw: How much each landmark goes with the jaw, 0 to 1.
    """

    canonical: Points
    triangles: npt.NDArray[np.intp]
    jaw: npt.NDArray[np.float64]

    @classmethod
    def of(cls, canonical: Points) -> "Renderer":
        """Lay the triangles over the canonical face."""
        flat = np.concatenate([canonical, *_around(canonical, np.eye(3))])[:, :2]
        return cls(canonical, _triangles(flat), _jaw(canonical))

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
        centre, head, seen = self._seen(points)
        hair, still = _around(seen, head)
        moved = np.concatenate([seen, hair]) @ (head @ _turn(yaw_deg, pitch_deg) @ head.T).T
        # A detector would frame the turned face anew.
        moved[:, :2] += _middle(seen[:, :2]) - _middle(moved[: len(seen), :2])
        before, after = (np.concatenate(parts) for parts in ((seen, hair, still), (moved, still)))
        return self._painted(picture, _placed(before, centre), _placed(after, centre), after[:, 2])

    def opened(self, picture: Image, points: Points, gap: float) -> Image:
        """A face whose mouth opens further, as in speech: the jaw sinks, and between the lips it gets dark.

        Args:
            picture: uint8 (H, W), grey.
            points: (478, 3), its landmarks, see `FaceMesh`.
            gap: How far, in distances between the outer corners of the eyes; people speak with 0.05 to 0.2.

        Returns:
            uint8 (H, W).
        """
        centre, head, seen = self._seen(points)
        rings = _around(seen, head)
        sunk = gap * np.linalg.norm(seen[LEFT_EYE] - seen[RIGHT_EYE]) * -head[:, 1]
        before, after = (np.concatenate([face, *rings]) for face in (seen, seen + np.outer(self.jaw, sunk)))
        shut, wide = _placed(before, centre), _placed(after, centre)
        view = self._painted(picture, shut, wide, after[:, 2])
        inside = np.clip(_covered(picture.shape, wide) - _covered(picture.shape, shut), 0, 1) * _DARK[1]
        return np.asarray(view + inside * (_DARK[0] - view), np.uint8)

    def _seen(self, points: Points) -> tuple[npt.NDArray[np.float64], Rotation, Points]:
        """A face's centre, how it is turned, and its landmarks from there, y up and z towards the camera."""
        flat = points[: len(self.canonical)]
        centre = flat.mean(axis=0)
        return centre, head_rotation(points, self.canonical), (flat - centre) * (1, -1, -DEPTH)

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


def _around(seen: Points, head: Rotation) -> tuple[Points, Points]:
    """The head's outline, and the edge of what stays, around a face, y up and z towards the camera."""
    oval = (seen @ head)[list(_OVAL)]
    middle = oval.mean(axis=0)
    back = np.array([0, 0, _BEHIND * np.ptp(oval[:, 0])])
    hair = middle + (oval - middle) * (_HAIR, _HAIR, 1) - back
    still = middle + (oval - middle) * (_STILL, _STILL, 0) - 4 * back
    return hair @ head.T, still @ head.T


def _jaw(canonical: Points) -> npt.NDArray[np.float64]:
    """Full from the lower lip's edge down, fading to the cheeks; of the lower lip, most in its middle."""
    (half, corner), under = canonical[_CORNERS[1], :2], canonical[_UNDER, 1]
    aside = np.abs(canonical[:, 0]) / half
    weights = np.clip((corner - canonical[:, 1]) / (corner - under), 0, 1) * np.clip(1 - (aside / 2.2) ** 4, 0, 1)
    lip = list(_LOWER_LIP)
    weights[lip] = np.maximum(weights[lip], 1 - aside[lip] ** 2)
    weights[list({*_UPPER_LIP, *_MOUTH, *_CORNERS} - {*_LOWER_LIP})] = 0
    return np.asarray(weights)


def _covered(shape: tuple[int, ...], points: Points) -> npt.NDArray[np.float64]:
    """How much of each pixel is between the lips."""
    corners = np.round(((points[list(_MOUTH)] + 0.5) * _FINE - 0.5) * 2**_SHIFT).astype(np.int32)
    fine = cv2.fillPoly(np.zeros((shape[0] * _FINE, shape[1] * _FINE), np.float32), [corners], 1.0, cv2.LINE_8, _SHIFT)
    return np.asarray(cv2.resize(fine, shape[::-1], interpolation=cv2.INTER_AREA))


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
