"""A label that breaks even what has no spaces, such as a long path, and keeps it as it is."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class WrappingLabel(QLabel):
    """Plain words as wide as there is room; `QLabel` itself breaks only between words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """What all lines take."""
        return ceil(self._laid_out(width).size().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.drawStaticText(0, 0, self._laid_out(self.width()))

    def _laid_out(self, width: int) -> QStaticText:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        words = QStaticText(self.text())
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextOption(option)
        words.setTextWidth(width)
        words.prepare(font=self.font())
        return words
