"""Landmarks of small faces."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

_SIDE: Final = 256
"""Pixels to which the small faces are enlarged, as many as the landmarker is shown."""


def find_small(landmarker: FaceLandmarker, picture: Image) -> FaceMesh | None:
    """The landmarks of a face that fills a picture, which is enlarged and framed by its repeated edges.

    Args:
        landmarker: What finds them.
        picture: uint8 (S, S), grey.

    Returns:
        The face, in pixels of the picture; None where there is none.
    """
    large = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR)
    framed = cv2.copyMakeBorder(large, *(_SIDE // 2,) * 4, cv2.BORDER_REPLICATE)
    bgr = np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR), np.uint8)
    mesh = landmarker.find(bgr, FaceBox(_SIDE / 2, _SIDE / 2, _SIDE, _SIDE))
    if mesh is None:
        return None
    scale = len(picture) / _SIDE
    points = (mesh.points - (_SIDE / 2, _SIDE / 2, 0)) * scale
    points[:, :2] += scale / 2 - 0.5  # pixels lie half a pixel inside of what they cover
    return replace(mesh, points=points)
