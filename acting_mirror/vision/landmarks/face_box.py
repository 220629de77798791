"""Boxes of faces whose landmarks are known."""

from dataclasses import replace
from typing import Final

import numpy as np

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, FaceMesh, Points
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.head_pose import HeadPose, head_rotation

_WIDTH: Final = {"haar": 3.2, "yunet": 2.55}
_HEIGHT: Final = {"haar": 3.2, "yunet": 3.3}
_ABOVE: Final = {"haar": 0.25, "yunet": 0.21}
"""How detectors draw boxes: width, height, and how far above the middle of the landmarks, in root mean square distances
of the landmarks from there. Medians of 500 faces that both found, in films, photos and peaks of CK+, less a twentieth:
more peaks are read right so."""

_FIVE: Final = (468, 473, 1, 61, 291)
"""The middles of right and left iris, the tip of the nose, the right and left corner of the mouth."""


def box_like(detector: str, mesh: FaceMesh) -> FaceBox:
    """The box that a detector would draw, turned head or not: models know faces cropped so.

    Args:
        detector: Its name.
        mesh: The face.
    """
    middle = mesh.points.mean(axis=0)
    size = float(np.sqrt(((mesh.points - middle) ** 2).sum(axis=1).mean()))
    across = (mesh.points[LEFT_EYE] - mesh.points[RIGHT_EYE])[:2]
    x, y = middle[:2] + np.array([across[1], -across[0]]) / np.linalg.norm(across) * _ABOVE[detector] * size
    width, height = _WIDTH[detector] * size, _HEIGHT[detector] * size
    return FaceBox(float(x) - width / 2, float(y) - height / 2, width, height)


def seen_box(detector: str, mesh: FaceMesh, canonical: Points) -> FaceBox:
    """The same with landmarks and how the head is turned, as by a detector that finds them too.

    Args:
        detector: Its name.
        mesh: The face.
        canonical: See `canonical_face`.
    """
    five, head = mesh.points[_FIVE, :2].astype(np.float32), HeadPose.of(head_rotation(mesh.points, canonical))
    return replace(box_like(detector, mesh), landmarks=five, head=head)


def extent(mesh: FaceMesh) -> FaceBox:
    """The box that all landmarks just fit into."""
    least, most = mesh.points[:, :2].min(axis=0), mesh.points[:, :2].max(axis=0)
    return FaceBox(*least.tolist(), *(most - least).tolist())
