"""How loud a microphone hears."""

import math
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.theme import theme_of

_QUIETEST_DB: Final = -60.0


class LevelMeter(QWidget):
    """A small bar, in decibels, so that speech moves it as far as it sounds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show silence."""
        super().__init__(parent)
        self.setFixedSize(QSize(48, 6))
        self.setAccessibleName(tr("Microphone level"))
        self._share = 0.0

    @property
    def share(self) -> float:
        """How far the bar reaches, 0 to 1."""
        return self._share

    def show_level(self, peak: float) -> None:
        """Show a peak, 0 to 1 of full scale."""
        decibels = 20 * math.log10(peak) if peak > 1e-4 else _QUIETEST_DB
        share = min(1.0, max(0.0, 1 - decibels / _QUIETEST_DB))
        if abs(share - self._share) > 0.01:
            self._share = share
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint track and bar."""
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self._share > 0.02:
            painter.setBrush(QColor(theme.record if self._share > 0.97 else theme.good))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), self.height()), 3, 3)
        painter.end()
