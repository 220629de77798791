"""The boosted cascade of Viola and Jones (2001), as trained by Lienhart and shipped with OpenCV."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2

from acting_mirror.core.errors import UserError
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.core.preprocess import to_grey
from acting_mirror.vision.detectors.regions import Region, around, whole

_CASCADE = "haarcascade_frontalface_default.xml"
_PROPOSE = (1.2, 4)
"""Ratio of successive sizes, and how many overlapping hits make a face, in a whole picture: quick, and sees ghosts."""
_VERIFY = (1.1, 6)
"""The same for a second look at what was proposed: real faces get 8 hits or more, 99 times of 100, ghosts 2 to 5."""
_NEAR = (1.1, 3)
"""The same where a face was in the frame before: that is evidence too."""
_SMALLEST = 24.0
"""The cascade's own window: the smallest face it can find, in pixels of the reduced picture."""
_SAME = 0.3
"""Boxes that overlap by more are one face; the one with more hits stays."""
_NEAR_PIXELS = 52.0
"""An expected face is reduced to this side: twice the cascade's window of 24, and a bit."""
_NEAR_REACH = 1.7
_NEAR_SIZES = (0.76, 1.3)
"""Sizes searched near an expected face, over its own."""


class HaarDetector:
    """Finds faces that look at the camera; has no landmarks; its score is the number of overlapping hits."""

    name = "haar"

    def __init__(self, rows: int) -> None:
        """Load the cascade; raises `UserError` when OpenCV comes without it."""
        self._rows = rows
        path = Path(cv2.data.haarcascades) / _CASCADE if hasattr(cv2, "data") else Path(_CASCADE)
        if not hasattr(cv2, "CascadeClassifier") or not path.is_file():
            raise UserError(
                tr("OpenCV has no Haar cascade (it must be 4.10 or later, below 5): install Acting Mirror again.")
            )
        self._cascade = cv2.CascadeClassifier(str(path))

    def find(self, bgr: Image) -> list[FaceBox]:
        """All faces of a picture; see `FaceDetector`."""
        small = whole(bgr, self._rows)
        grey = replace(small, image=to_grey(small.image))  # in this order: see docs/speed.md
        proposed = self._search(grey, _PROPOSE, _SMALLEST, math.inf)
        found: list[FaceBox] = []
        for face in sorted(self._look_at(bgr, proposed, _VERIFY), key=lambda face: -face.score):
            if all(face.iou(other) <= _SAME for other in found):
                found.append(face)
        return found

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        """The best face near each expected place; see `FaceDetector`."""
        return self._look_at(bgr, expected, _NEAR)

    def _look_at(self, image: Image, places: Sequence[FaceBox], how: tuple[float, int]) -> list[FaceBox]:
        found = []
        for box in places:
            region = around(image, box, _NEAR_REACH, _NEAR_PIXELS, grey=True)
            if region is None:
                continue
            side = max(box.width, box.height) / region.scale
            faces = self._search(region, how, side * _NEAR_SIZES[0], side * _NEAR_SIZES[1])
            if faces:
                found.append(max(faces, key=lambda face: (face.iou(box), face.score)))
        return found

    def _search(self, region: Region, how: tuple[float, int], smallest: float, largest: float) -> list[FaceBox]:
        limit = (0, 0) if math.isinf(largest) else (math.ceil(largest), math.ceil(largest))
        boxes, hits = self._cascade.detectMultiScale2(
            region.image,
            scaleFactor=how[0],
            minNeighbors=how[1],
            minSize=(int(smallest), int(smallest)),
            maxSize=limit,
        )
        return [
            region.in_picture(FaceBox(float(x), float(y), float(w), float(h), float(score)))
            for (x, y, w, h), score in zip(boxes, hits, strict=True)
        ]
