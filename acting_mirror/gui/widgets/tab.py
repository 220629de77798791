"""A tab: one of several buttons, bold while it is the chosen one."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

_PX: Final = 14
_SIDES: Final = 36
"""Letters and the room beside them, in pixels, as in the style sheet."""


class Tab(QPushButton):
    """Has room for its words in bold, which Qt measures before they are."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        """Take the words."""
        super().__init__(words, parent)
        self.setProperty("role", "tab")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the bold words."""
        bold = QFont(self.font())
        bold.setPixelSize(_PX)
        bold.setWeight(QFont.Weight.DemiBold)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + _SIDES, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()
