"""How the head is turned and where the eyes look, as a small drawing of a head from the front."""

from dataclasses import astuple
from math import cos, radians, sin, sqrt
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.language import tr
from acting_mirror.gui.widgets import theme

_SIDE: Final = 60
_WIDE, _HIGH = 0.74, 1.0
"""Half the width and half the height of a head, in half heights."""
_HALF: Final = 26.0
"""Half the height of the drawing in pixels."""
_EYES: Final = 0.32, 0.12
"""How far the eyes are from the middle, across and up, in half heights."""
_EYE: Final = 0.15, 0.1
"""Half the width and half the height of an open eye."""
_IRIS: Final = 0.065
_STEP_DEG: Final = 0.5
"""Smaller turns are not drawn."""


class HeadView(QWidget):
    """A head with eyes, nose and mouth that turn; as in the picture, also where that is mirrored."""

    def __init__(self) -> None:
        """Start without a face."""
        super().__init__()
        self._pose: HeadPose | None = None
        self._eyes = UNSEEN
        self._mirrored = False
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(tr("Head"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Small."""
        return QSize(_SIDE, _SIDE)

    def show_head(self, pose: HeadPose | None, eyes: Eyes, mirrored: bool) -> None:
        """Turn the head and its eyes; None where nothing is measured."""
        self._pose, self._eyes, self._mirrored = pose, eyes, mirrored
        angles = () if pose is None else (*astuple(pose), eyes.gaze_yaw_deg, eyes.gaze_pitch_deg, 40 * eyes.closed)
        wanted = (mirrored, *np.round(np.nan_to_num(angles) / _STEP_DEG).tolist())
        if wanted != self._drawn:
            self._drawn = wanted
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the head."""
        painter, colours = QPainter(self), theme.theme_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.rect().center())
        painter.scale(_HALF if not self._mirrored else -_HALF, _HALF)
        pose = self._pose
        painter.setPen(_line(colours.quiet if pose is not None else colours.track, 2.0))
        painter.rotate(pose.roll_deg if pose is not None else 0.0)
        painter.drawEllipse(QPointF(), _WIDE, _HIGH)
        if pose is not None:
            self._paint_face(painter, pose, colours)

    def _paint_face(self, painter: QPainter, pose: HeadPose, colours: theme.Theme) -> None:
        painter.setPen(_line(colours.second, 2.0))
        painter.drawPath(_through(pose, (0.0, 0.1), (0.0, -0.25)))
        painter.drawPath(_through(pose, (-0.24, -0.5), (0.0, -0.54), (0.24, -0.5)))
        for side in (-1, 1):
            self._paint_eye(painter, pose, side * _EYES[0], colours)

    def _paint_eye(self, painter: QPainter, pose: HeadPose, x: float, colours: theme.Theme) -> None:
        """As open as it is, with an iris where it is known."""
        eyes, at = self._eyes, _turned(pose, x, _EYES[1])
        wide = _EYE[0] * cos(radians(pose.yaw_deg))
        high = _EYE[1] * (1 - np.nan_to_num(eyes.closed))
        painter.setPen(_line(colours.second, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, wide, high)
        if np.isnan(eyes.gaze_yaw_deg) or high < _IRIS / 2:
            return
        across = wide * sin(radians(eyes.gaze_yaw_deg - pose.yaw_deg))
        up = high * sin(radians(eyes.gaze_pitch_deg - pose.pitch_deg))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.link))
        painter.drawEllipse(at + QPointF(across, -up), min(_IRIS, wide), min(_IRIS, high))


def _line(colour: str, pixels: float) -> QPen:
    return QPen(QColor(colour), pixels / _HALF)


def _through(pose: HeadPose, *points: tuple[float, float]) -> QPainterPath:
    """A line on the face."""
    first, *others = (_turned(pose, x, y) for x, y in points)
    path = QPainterPath(first)
    for point in others:
        path.lineTo(point)
    return path


def _turned(pose: HeadPose, x: float, y: float) -> QPointF:
    """Where a point of the face is seen, x to its own left and y up, on a head as deep as it is wide."""
    z = _WIDE * sqrt(max(0.0, 1 - (x / _WIDE) ** 2 - (y / _HIGH) ** 2))
    yaw, pitch = radians(pose.yaw_deg), radians(pose.pitch_deg)
    x, z = x * cos(yaw) + z * sin(yaw), z * cos(yaw) - x * sin(yaw)
    return QPointF(x, -y * cos(pitch) - z * sin(pitch))
