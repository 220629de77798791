"""All movements as thin bars, in one column or two."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.movement_words import shown_movement
from acting_mirror.core.movements import NAMES, Values
from acting_mirror.core.scores import percent
from acting_mirror.gui.widgets import theme

_ROW: Final = 20
_BAR: Final = 4
_GAP: Final = 16
_SEEN: Final = 0.1
"""A movement that is weaker is not worth a word."""
_NONE: Final = np.zeros(len(NAMES), np.float32)


class MovementBars(QWidget):
    """Names, and how much there is of each; as many columns as the names leave room for."""

    def __init__(self) -> None:
        """Start without a face."""
        super().__init__()
        self._names = [shown_movement(name) for name in NAMES]
        self._strengths = _NONE
        self._columns = 1
        self.setAccessibleName(tr("Movements"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strengths(self, strengths: Values | None) -> None:
        """Show how strong each movement is, 0 to 1; None where nothing is measured."""
        wanted = _NONE if strengths is None else strengths
        self._say("" if strengths is None else self._words(strengths))
        if np.abs(wanted - self._strengths).max() * self.width() > 1:
            self._strengths = wanted
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All rows."""
        return QSize(100, _ROW * -(-len(NAMES) // self._columns))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """All rows, however narrow."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Stand in two columns where the names allow it."""
        super().resizeEvent(event)
        longest = max(map(QFontMetrics(self._small()).horizontalAdvance, self._names))
        columns = 2 if 2 * longest + _GAP <= self.width() else 1
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows."""
        painter, colours = QPainter(self), theme.theme_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        width = (self.width() - _GAP * (self._columns - 1)) / self._columns
        rows = -(-len(NAMES) // self._columns)
        for number, (name, strength) in enumerate(zip(self._names, self._strengths.tolist(), strict=True)):
            column, row = divmod(number, rows)
            place = QRectF(column * (width + _GAP), row * _ROW, width, _ROW)
            painter.setPen(QColor(colours.second))
            painter.drawText(place.adjusted(0, 0, 0, -_BAR - 1), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(Qt.PenStyle.NoPen)
            track = QRectF(place.left(), place.bottom() - _BAR - 1, width, _BAR)
            for length, colour in ((width, colours.track), (width * strength, colours.link)):
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(track.topLeft(), track.size()).adjusted(0, 0, length - width, 0), 2, 2)

    def _words(self, strengths: Values) -> str:
        """What is seen, in steps of ten percent, for those who hear it."""
        steps = np.round(strengths, 1).tolist()
        seen = [f"{name} {percent(step)}" for name, step in zip(self._names, steps, strict=True) if step >= _SEEN]
        return "\n".join(seen) or tr("At rest")

    def _say(self, words: str) -> None:
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        return font
