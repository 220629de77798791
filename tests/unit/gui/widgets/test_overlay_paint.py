import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.face_contours import CONTOURS, IRISES
from acting_mirror.core.face_mesh import LANDMARKS
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.gui.widgets.overlay_paint import draw_reading

EYE = 30.0, 20.0
"""Where the first contour is in the picture; the others lie far outside of it."""


def reading(eyes: Eyes = UNSEEN) -> FrameAnalysis:
    points = np.full((LANDMARKS, 3), -500.0)
    around = np.linspace(0, 2 * np.pi, len(CONTOURS[0]), endpoint=False)
    points[list(CONTOURS[0]), :2] = np.stack([np.cos(around), np.sin(around)], axis=1) * 8 + EYE
    points[IRISES[0][0], :2] = EYE
    points[IRISES[0][1], :2] = EYE[0] + 3, EYE[1]
    still = np.zeros(len(NAMES), np.float32)
    movements = Movements(HeadPose(0, 0, 0), still, still, eyes, points=points)
    face = TrackedFace(0, FaceBox(-300, -300, 9, 9), Unreadable.TOO_DARK, movements=movements)
    return FrameAnalysis(0, 0.0, (face,), 1.0)


def painted(analysis: FrameAnalysis, mirrored: bool = False, landmarks: bool = True) -> np.ndarray:
    """Where something is drawn, bool (80, 200): a picture of 100 by 40 at twice its size."""
    image = QImage(200, 80, QImage.Format.Format_Grayscale8)
    image.fill(128)
    painter = QPainter(image)
    draw_reading(painter, analysis, 0, QRectF(0, 0, 200, 80), 2.0, mirrored, None, landmarks)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(80, image.bytesPerLine())[:, :200] != 128


@pytest.mark.parametrize(("mirrored", "x"), [(False, 60), (True, 140)])
def test_lines_lie_on_the_face_also_in_a_mirror(qapp: QApplication, mirrored: bool, x: int) -> None:
    down, across = np.nonzero(painted(reading(), mirrored))
    assert across.mean() == pytest.approx(x, abs=2)
    assert down.mean() == pytest.approx(40, abs=2)
    assert np.ptp(across) == pytest.approx(32, abs=5)


def test_an_iris_is_drawn_where_no_lid_hides_it(qapp: QApplication) -> None:
    assert not painted(reading())[40, 66]
    assert painted(reading(Eyes(0.0, 0.0, 0.0)))[40, 66]


def test_no_lines_are_drawn_unless_they_are_wanted(qapp: QApplication) -> None:
    assert not painted(reading(), landmarks=False).any()
