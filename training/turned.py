"""Views turned aside of faces to learn from: in FER-2013 only one of ten is turned by more than 25 degrees."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training.data import Faces
from training.ferplus import Votes
from training.landmarks import find_small
from training.rendered import Renderer

_LEAST: Final = 10.0
_MOST: Final = 35.0
"""Degrees to a side, further to that to which a face is turned by as much as the least already."""
_FURTHEST: Final = 50.0
"""Beyond, there is no more of a face to be seen that could be read."""
_RAISED: Final = 10.0
"""Degrees up or down, at most."""


def with_views(faces: Faces, seed: int = 1) -> Faces:
    """The faces, and after them a turned view of each whose landmarks are found, with the same labels.

    Raises:
        UserError: The face landmarker can't be had.
    """
    views = dict(_views(faces, np.random.default_rng(seed)))
    rows = [*range(len(faces)), *views]
    pictures = np.concatenate([faces.pictures, *(view[None] for view in views.values())])
    return Faces(pictures, faces.labels[rows], Votes(faces.votes.shares[rows], faces.votes.judged[rows]))


def _views(faces: Faces, luck: np.random.Generator) -> Iterator[tuple[int, Image]]:
    landmarker = FaceLandmarker()
    renderer = Renderer.of(landmarker.canonical)
    for row, picture in enumerate(faces.pictures):
        mesh = find_small(landmarker, picture)
        if mesh is None:
            continue
        now = HeadPose.of(head_rotation(mesh.points, landmarker.canonical)).yaw_deg
        most = min(_MOST, _FURTHEST - abs(now))
        if most >= _LEAST:
            side = np.sign(now) if abs(now) > _LEAST else luck.choice((-1, 1))
            raised = luck.uniform(-_RAISED, _RAISED)
            yield row, renderer.turned(picture, mesh.points, side * luck.uniform(_LEAST, most), raised)
