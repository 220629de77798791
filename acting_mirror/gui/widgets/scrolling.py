"""Shows a widget whole where there is room for it, and lets it be scrolled where there is not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Never asks for room, so that what stands beside it, such as the bar with Record, stays on the screen."""

    def __init__(self, layout: QLayout, least_width: int = 1) -> None:
        """Show what is laid out, at least so many pixels wide; what folds by its width must not be kept wide by it."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        inside = _Inside()
        inside.setLayout(layout)
        inside.setMinimumWidth(least_width)
        self.setWidget(inside)


class _Inside(QWidget):
    """Is squeezed as far as its layout allows before it is scrolled; Qt would stop where words like to stand."""

    def heightForWidth(self, _: int) -> int:  # noqa: N802 - Qt's name
        """No more than its least size."""
        return 0
