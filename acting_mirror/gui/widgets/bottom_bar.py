"""A bar of buttons along a page's foot, and a row of widgets."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

_HEIGHT: Final = 60
"""The same with and without the large button, so that a page never moves."""


class Bar(QFrame):
    """Buttons at the left, what matters most in the middle, buttons at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; `place` fills it."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def place(self, left: Sequence[QWidget], middle: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Lay its widgets out; to be called once."""
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.addLayout(row(*left), 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(row(*middle), 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addLayout(row(*right), 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)


def row(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets beside each other."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made
