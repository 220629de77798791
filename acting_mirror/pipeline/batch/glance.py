"""A look at a clip once a second: a small picture of it, and how well its largest face is lit and focused."""

import math

import cv2
import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.preprocess import crop_face, to_grey
from acting_mirror.core.quality import sharpness
from acting_mirror.pipeline.photo_sheet import small_picture

_EVERY_S = 1.0
_QUALITY = 80
"""Of the small picture, as JPEG: about 10 kB."""


class Glance:
    """Looks at the frames that it is given.

    Attributes:
        views: Light (the mean grey value, 0 to 255) and sharpness of the largest face, once a second.
    """

    def __init__(self, length_s: float) -> None:
        """Prefer a picture from a third of so long a clip: the face has come in by then."""
        self.views: list[tuple[float, float]] = []
        self._wanted_s = length_s / 3
        self._viewed_s = self._pictured_s = -math.inf
        self._best = (False, -math.inf)
        self._picture: Image = np.zeros((1, 1, 3), np.uint8)

    def look(self, frame: Frame, analysis: FrameAnalysis) -> None:
        """Look at a frame, if the last look was a second ago."""
        face = analysis.person_0
        if face is not None and frame.t_s >= self._viewed_s + _EVERY_S:
            self._viewed_s = frame.t_s
            self.views.append(_view(frame, face.box))
        rank = (face is not None and face.reason is None, -abs(frame.t_s - self._wanted_s))
        due = frame.t_s >= self._pictured_s + _EVERY_S or rank[0] > self._best[0]
        if due and rank > self._best:
            self._pictured_s, self._best, self._picture = frame.t_s, rank, small_picture(frame.bgr)

    def jpeg(self) -> bytes:
        """The small picture, of a readable face if there was one."""
        encoded = cv2.imencode(".jpg", self._picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
        return encoded.tobytes()


def _view(frame: Frame, box: FaceBox) -> tuple[float, float]:
    grey = to_grey(crop_face(frame.bgr, box))
    return float(grey.mean()), sharpness(grey)
