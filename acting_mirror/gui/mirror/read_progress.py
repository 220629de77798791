"""How far a clip, or photos, are read, while they can already be looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.session import Session


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
        self._bar.setAccessibleName(tr("How much is read"))
        self._button = QPushButton(tr("Cancel"))
        self._button.setProperty("role", "link")
        self._button.setToolTip(tr("Stop reading, or go on; what has been read is kept"))
        self._button.clicked.connect(self._on_button)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._button)
        self._on = True

    def show_share(self, session: Session) -> None:
        """Say how far a clip or photos are read."""
        percent, on, left_s = 100 * session.share_read, session.being_read, session.left_s
        if not on:
            words = tr("Read: {percent:.0f} %", percent=percent)
        elif session.still:
            words = tr("Reading the photos: {percent:.0f} %", percent=percent)
        elif left_s is None:
            words = tr("Reading the clip: {percent:.0f} %", percent=percent)
        else:
            words = tr("Reading the clip: {percent:.0f} % · {seconds:.0f} s left", percent=percent, seconds=left_s)
        self._words.setText(words)
        self._bar.setValue(round(10 * percent))
        self._on = on
        self._button.setText(tr("Cancel") if on else tr("Read it all"))

    def _on_button(self) -> None:
        (self.cancelled if self._on else self.again).emit()
