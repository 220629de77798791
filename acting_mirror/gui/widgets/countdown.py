"""Seconds counted down."""

from PySide6.QtCore import QObject, QTimer, Signal


class Countdown(QObject):
    """Counts, and tells when it is over."""

    changed = Signal()
    """It began, went on, or ended."""
    over = Signal()
    """Nothing is left."""

    def __init__(self, parent: QObject) -> None:
        """Rest."""
        super().__init__(parent)
        self._left = 0
        self.timer = QTimer(self, interval=1000)
        self.timer.timeout.connect(lambda: self.start(self._left - 1))

    @property
    def words(self) -> str:
        """What is left; "" while nothing is counted."""
        return str(self._left) if self._left else ""

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self.timer.isActive()

    def start(self, seconds: int) -> None:
        """Count from so many seconds; 0 is over at once."""
        self._left = seconds
        if seconds:
            self.timer.start()
        else:
            self.timer.stop()
            self.over.emit()
        self.changed.emit()

    def cancel(self) -> None:
        """Call it off."""
        self._left = 0
        self.timer.stop()
        self.changed.emit()
