"""How far a clip is read, while it can already be watched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget


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
        self._bar.setAccessibleName("How much of the clip is read")
        self._button = QPushButton("Cancel")
        self._button.setProperty("role", "link")
        self._button.setToolTip("Stop reading, or go on; what has been read is kept")
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
        left = f" · {left_s:.0f} s left" if left_s is not None else ""
        self._words.setText(f"Reading the clip: {100 * share:.0f} %{left}" if on else f"Read: {100 * share:.0f} %")
        self._bar.setValue(round(1000 * share))
        self._on = on
        self._button.setText("Cancel" if on else "Read it all")

    def _on_button(self) -> None:
        (self.cancelled if self._on else self.again).emit()
