"""The sign beside Record that takes have no sound."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QToolButton, QWidget

from acting_mirror.gui.widgets.icons import icon

_ICON = QSize(18, 18)


class NoSound(QToolButton):
    """A struck-through microphone, seen only while sound is missing; a click asks how to fix it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setProperty("role", "flat")
        self.setIconSize(_ICON)
        self._paint()
        self.hide()

    def show_why(self, words: str) -> None:
        """Say why there is no sound; "" where there is."""
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.setIcon(icon("microphone_off", self.palette()))
