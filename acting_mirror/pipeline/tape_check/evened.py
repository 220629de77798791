"""Pictures in which faces are found that are dark, lit from one side, or cut off by an edge."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame
from acting_mirror.core.movements import Movements

_ROWS: Final = 540
"""To which larger pictures are reduced: that is enough for landmarks."""
_BEYOND: Final = 0.4
"""Of its height, by which a picture is continued on all sides: what is cut off by an edge is found far from one."""
_AROUND: Final = 0.2
"""Of its height: over so much of what is around a place its brightness is evened out."""
_GREY: Final = 110.0
_DARKEST: Final = 4.0
"""Added before dividing, as what is black has only noise to show."""
_COLUMNS: Final = 160
"""To which a picture is reduced to blur it by so much."""


def evened(frame: Frame) -> Frame:
    """A picture as bright everywhere, with grey around it."""
    scale = _scale(frame)
    bgr = frame.bgr
    if scale < 1:
        bgr = np.asarray(cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    rows, columns = bgr.shape[:2]
    small = (_COLUMNS, max(1, round(_COLUMNS * rows / columns)))
    grey = cv2.cvtColor(cv2.resize(bgr, small, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    around = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), _AROUND * small[1])
    gains = cv2.resize(_GREY / (around + _DARKEST), (columns, rows))
    even = np.clip(bgr * gains[..., None], 0, 255).astype(np.uint8)
    beyond = _beyond(frame)
    edges = (beyond, beyond, beyond, beyond)
    framed = cv2.copyMakeBorder(even, *edges, cv2.BORDER_CONSTANT, value=(_GREY, _GREY, _GREY))
    return Frame(frame.index, frame.t_s, np.asarray(framed, np.uint8))


def in_frame(frame: Frame, faces: list[FaceBox], movements: Movements | None) -> tuple[list[FaceBox], Movements | None]:
    """Faces that were found in an evened picture, and landmarks, by the places that they have in the picture itself."""
    scale, beyond = _scale(frame), _beyond(frame)
    back = [
        FaceBox((face.x - beyond) / scale, (face.y - beyond) / scale, face.width / scale, face.height / scale)
        for face in faces
    ]
    if movements is None or movements.points is None:
        return back, movements
    points = movements.points.copy()
    points[:, :2] -= beyond
    return back, replace(movements, points=points / np.float32(scale))


def _scale(frame: Frame) -> float:
    return min(1.0, _ROWS / frame.size[1])


def _beyond(frame: Frame) -> int:
    """In pixels of the evened picture."""
    return round(_BEYOND * _scale(frame) * frame.size[1])
