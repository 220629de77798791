"""YuNet (Wu et al. 2023): a small network that finds faces in many poses, with landmarks."""

import logging
import math
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.vision.detectors import yunet_weights
from acting_mirror.vision.detectors.regions import Region, around, whole

_log = logging.getLogger(__name__)

_SCORE = 0.7
_SCORE_NEAR = 0.5
"""Where a face is expected: the evidence of the frames before counts too."""
_OVERLAP = 0.3
"""Boxes that overlap by more are one face."""
_NEAR_PIXELS = 64.0
_NEAR_REACH = 2.0


class YuNetDetector:
    """Finds faces in most poses; its score is a probability."""

    name = "yunet"

    def __init__(self, rows: int, weights: Path | None = None) -> None:
        """Load the weights; raises `UserError` when they are missing or not what they should be."""
        self._rows = rows
        path = weights or yunet_weights.downloaded()
        if not path.is_file():
            raise UserError(tr("YuNet's weights are not at {path}.", path=path), Remedy.GET_YUNET)
        try:
            self._net = cv2.FaceDetectorYN.create(str(path), "", (320, 240), _SCORE_NEAR, _OVERLAP, 200)
        except cv2.error as error:
            _log.exception("loading %s", path)
            raise UserError(tr("{path} can't be loaded as YuNet's weights: download them again.", path=path)) from error

    def find(self, bgr: Image) -> list[FaceBox]:
        """All faces of a picture; see `FaceDetector`."""
        return [face for face in self._search(whole(bgr, self._rows)) if face.score >= _SCORE]

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        """The best face near each expected place; see `FaceDetector`."""
        found = []
        for box in expected:
            region = around(bgr, box, _NEAR_REACH, _NEAR_PIXELS)
            faces = self._search(region) if region else []
            if faces:
                found.append(max(faces, key=lambda face: (face.iou(box), face.score)))
        return found

    def _search(self, region: Region) -> list[FaceBox]:
        height, width = (32 * math.ceil(side / 32) for side in region.image.shape[:2])
        padded = np.zeros((height, width, 3), np.uint8)  # the network works in steps of 32 pixels
        padded[: region.image.shape[0], : region.image.shape[1]] = region.image
        self._net.setInputSize((width, height))
        _, rows = self._net.detect(padded)
        return [region.in_picture(_face(row)) for row in (rows if rows is not None else ()) if min(row[2:4]) > 1]


def _face(row: np.ndarray) -> FaceBox:
    x, y, width, height = (float(value) for value in row[:4])
    return FaceBox(x, y, width, height, float(row[14]), row[4:14].reshape(5, 2).astype(np.float32))
