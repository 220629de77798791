"""What lies over another widget and keeps its place there."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget


class Over(QFrame):
    """Hidden at first; `_place` is called whenever the other widget's size or its own wish for room changes."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget."""
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of what it lies over."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take the room that other words or another style need."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def _place(self) -> None:
        raise NotImplementedError
