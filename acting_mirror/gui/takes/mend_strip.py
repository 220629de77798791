"""Under the picture of a take that lacks something: what, and the button that mends it, with progress."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from acting_mirror.gui.widgets.form import label


class MendStrip(QWidget):
    """Hidden while nothing is lacking."""

    wanted = Signal()
    """It is to be mended."""
    cancelled = Signal()
    """It is not to be mended after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.words = label("", "second")
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setAccessibleName("How much of the take is read")
        self.button = QPushButton()
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self.button)
        self._on, self._since = False, 0.0
        self.hide()

    def offer(self, words: str, button: str) -> None:
        """Say what is lacking, and what the button does about it."""
        self._on = False
        self.words.setText(words)
        self.button.setText(button)
        self.button.setProperty("role", "primary")
        self._show(bar=False)

    def begin(self) -> None:
        """Show that it is being mended."""
        self._on, self._since = True, time.monotonic()
        self.words.setText("Reading the take…")
        self._bar.setRange(0, 0)
        self.button.setText("Cancel")
        self.button.setProperty("role", "link")
        self._show(bar=True)

    def show_share(self, done: int, total: int | None) -> None:
        """Say how many pictures are done, of how many where that is known."""
        if not self._on or not total:
            return
        share = min(done / total, 1.0)
        left_s = (time.monotonic() - self._since) * (1 - share) / share
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * share))
        left = f" · {left_s:.0f} s left" if share > 0.02 else ""
        self.words.setText(f"Reading the take: {100 * share:.0f} %{left}")

    def _show(self, bar: bool) -> None:
        self._bar.setVisible(bar)
        self.button.style().unpolish(self.button)  # or Qt goes on with the rules for the old role
        self.button.style().polish(self.button)
        self.show()

    def _on_button(self) -> None:
        (self.cancelled if self._on else self.wanted).emit()
