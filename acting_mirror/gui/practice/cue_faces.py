"""Small portraits of the drawn actor playing each emotion, as cues."""

from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.vision.sources.drawn.face import DrawnFace
from acting_mirror.vision.sources.drawn.pose import POSES, Motion

_SIDE: Final = 560
"""Of the square that is drawn, in pixels; about half of it is the portrait."""
_PORTRAIT: Final = 1.5
"""Side of the portrait in sides of the face's own square: hair and chin are in it."""


class CueFaces(QObject):
    """Draws them once, in a worker thread, when they are first wanted.

    Attributes:
        pictures: A square portrait for each emotion; empty until they are drawn.
    """

    drawn = Signal()
    """They are there."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Draw nothing yet."""
        super().__init__(parent)
        self.pictures: dict[str, QImage] = {}
        self._lane = jobs.lane()

    def want(self) -> None:
        """Draw them unless they are there or being drawn."""
        if not self.pictures and not self._lane.busy:
            self._lane.run(lambda _: portraits(), self._on_drawn)

    def close(self) -> None:
        """Wait for what is being drawn."""
        self._lane.close()

    def _on_drawn(self, pictures: dict[str, QImage]) -> None:
        self.pictures = pictures
        self.drawn.emit()


def portraits() -> dict[str, QImage]:
    """The portraits by the stored names of the emotions."""
    face, still = DrawnFace((_SIDE, _SIDE)), Motion()
    box = face.face_box(still)
    x, y = box.centre
    half = box.width * _PORTRAIT / 2
    top, left = max(0, round(y - half)), max(0, round(x - half))
    rows, columns = slice(top, round(y + half)), slice(left, round(x + half))
    return {emotion: _image(face.draw(pose, still)[rows, columns]) for emotion, pose in POSES.items()}


def _image(bgr: np.ndarray) -> QImage:
    pixels = np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA))
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
