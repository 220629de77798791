"""How far a clip is read, while it can already be watched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from acting_mirror.core.language import tr


class ReadProgress(QWidget):
    """A bar, the time left, and a button that cancels, or goes on after that."""

    cancelled = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start at nothing."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._words = QLabel()
        self._words.setProperty("role", "small")
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setAccessibleName(tr("How much of the clip is read"))
        self._button = QPushButton(tr("Cancel"))
        self._button.setProperty("role", "link")
        self._button.setToolTip(tr("Stop reading, or go on; what has been read is kept"))
        self._button.clicked.connect(self._on_button)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._button)
        self._on = True

    def show_share(self, share: float, left_s: float | None, on: bool) -> None:
        """Say how far it is.

        Args:
            share: Of the clip that is read, 0 to 1.
            left_s: Seconds until all is; None where unknown.
            on: Whether it is going on.
        """
        percent = 100 * share
        if not on:
            words = tr("Read: {percent:.0f} %", percent=percent)
        elif left_s is None:
            words = tr("Reading the clip: {percent:.0f} %", percent=percent)
        else:
            words = tr("Reading the clip: {percent:.0f} % · {seconds:.0f} s left", percent=percent, seconds=left_s)
        self._words.setText(words)
        self._bar.setValue(round(1000 * share))
        self._on = on
        self._button.setText(tr("Cancel") if on else tr("Read it all"))

    def _on_button(self) -> None:
        (self.cancelled if self._on else self.again).emit()
