"""A bar of buttons along a page's foot, which gives up what there is no room for, and a row of widgets."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

_HEIGHT: Final = 60
"""The same with and without the large button, so that a page never moves."""


class Bar(QFrame):
    """Buttons at the left, what matters most in the middle, buttons at the right.

    How wide its words are depends on the language and on what is open: so its layout is asked how much there is to give
    up, not the width of the window.
    """

    LEVELS = 1
    """How many times `narrow` can give something up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; `place` fills it."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self._level = 0

    def narrow(self, level: int) -> None:
        """Give up what there is no room for, the more the higher the level, from 0 for nothing to `LEVELS`."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width will do: the bar gives way to the window."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show again what there is room for now."""
        super().resizeEvent(event)
        self._level = 0
        self.narrow(0)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Give up more when words have grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        layout = self.layout()
        while layout is not None and self._level < self.LEVELS and layout.minimumSize().width() > self.width():
            self._level += 1
            self.narrow(self._level)
            layout.activate()  # else it is as wide as before until Qt asks

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
