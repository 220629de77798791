"""Faces that detectors miss."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import cv2

from acting_mirror.core.face_mesh import FaceMesh, Points
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import crop_face, to_grey
from acting_mirror.vision.landmarks.face_box import seen_box
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker, open_landmarker

_DIM: Final = 35.0
"""Mean grey value of a face below which the cascade may miss it."""
_THERE: Final = 0.2
"""A face is the one that is expected when their boxes overlap by more."""


class SecondLook:
    """Looks for faces that are tilted, turned, raised or dark by the face landmarker. Use it from one thread.

    A hand before a face can pass for one there. So one that looks ahead in good light is not believed: a detector would
    have seen it. Without the landmarker nothing is found.
    """

    def __init__(self, detector: str, landmarker: FaceLandmarker | None = None) -> None:
        """Draw boxes as a detector of this name does; without a landmarker, one is opened when it is first needed."""
        self._detector, self._own = detector, landmarker

    def find(self, bgr: Image) -> list[FaceBox]:
        """The missed faces of a picture that are a tenth as wide or wider; boxes in its pixels, with landmarks."""
        if self._landmarker is None:
            return []
        return self._missed(bgr, self._landmarker.find_all(bgr, quick=True), self._landmarker.canonical)

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        """Those that are where a detector missed what was expected."""
        if self._landmarker is None:
            return []
        meshes = [mesh for box in expected if (mesh := self._landmarker.find(bgr, box)) is not None]
        missed = self._missed(bgr, meshes, self._landmarker.canonical)
        return [box for box in missed if any(box.iou(place) > _THERE for place in expected)]

    @cached_property
    def _landmarker(self) -> FaceLandmarker | None:
        return self._own or open_landmarker()

    def _missed(self, bgr: Image, meshes: Sequence[FaceMesh], canonical: Points) -> list[FaceBox]:
        """The faces among them that a detector may well miss."""
        boxes = [seen_box(self._detector, mesh, canonical) for mesh in meshes]
        return [box for box in boxes if not (box.head and box.head.ahead and _light(bgr, box) >= _DIM)]


def _light(bgr: Image, box: FaceBox) -> float:
    """The mean grey value of a face."""
    return cv2.mean(to_grey(crop_face(bgr, box)))[0]
