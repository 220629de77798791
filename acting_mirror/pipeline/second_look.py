"""Faces that detectors miss."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.face_mesh import FaceMesh, Points
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import crop_face, reduced, to_grey
from acting_mirror.vision.landmarks.face_box import seen_box
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker, open_landmarker

# Where the cascade misses faces, see decision 25; hands before faces, and most faces that it sees, are far from these.
_DIM: Final = 35.0
"""Mean grey value of a face."""
_PALE: Final = 10.0
"""Its standard deviation."""
_ONE_SIDED: Final = 0.5
"""The mean of its darker side over that of the lighter one."""
_PIXELS: Final = 24
"""To a side of the face of which these are measured, so that noise is no contrast."""
_THERE: Final = 0.2
"""A face is the one that is expected when their boxes overlap by more."""


class SecondLook:
    """Looks for faces that are tilted, turned, raised or badly lit by the face landmarker. Use it from one thread.

    A hand before a face can pass for one there. So one that looks ahead is believed only in bad light and where nothing
    seems to hide it: else a detector would have seen it. Without the landmarker nothing is found.
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
        pairs = [(mesh, seen_box(self._detector, mesh, canonical)) for mesh in meshes]
        return [box for mesh, box in pairs if _may_be_missed(bgr, mesh, box)]


def _may_be_missed(bgr: Image, mesh: FaceMesh, box: FaceBox) -> bool:
    ahead = box.head is not None and box.head.ahead
    return not ahead or (mesh.is_sure and _is_badly_lit(crop_face(bgr, box)))


def _is_badly_lit(face: Image) -> bool:
    """Whether a face is dark, pale or lit from one side."""
    small = reduced(to_grey(face), (_PIXELS, _PIXELS))
    darker, lighter = sorted(cv2.mean(half)[0] for half in np.hsplit(small, 2))
    mean, deviation = (float(each[0, 0]) for each in cv2.meanStdDev(small))
    return mean < _DIM or deviation < _PALE or darker < _ONE_SIDED * lighter
