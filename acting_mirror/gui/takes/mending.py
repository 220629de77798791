"""The take that is looked at, finished or read again."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.gui.sessions.jobs import Job
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.desk import TakeDesk
from acting_mirror.gui.takes.review import Review


class Mending(QObject):
    """One take at a time, by the strip under its picture."""

    ended = Signal(object)
    """The folder of a take that is mended, or was not to be after all: it is to be looked at anew."""

    def __init__(self, desk: TakeDesk, review: Review, preferences: Preferences, parent: QObject) -> None:
        """Mend nothing yet."""
        super().__init__(parent)
        self._desk, self._review, self._preferences = desk, review, preferences
        self._job: Job | None = None
        review.strip.wanted.connect(self.begin)
        review.strip.cancelled.connect(self.cancel)

    def begin(self) -> None:
        """Mend the take."""
        take, strip = self._review.take, self._review.strip
        if take is None or self._job is not None:
            return
        self._review.close_player()
        strip.begin()
        analysis = self._preferences.settings.analysis
        self._job = self._desk.mend(take, analysis, strip.show_share, lambda: self._on_ended(take.folder))

    def cancel(self) -> None:
        """Leave the take as it is."""
        if self._job is not None:
            self._job.stop.set()

    def _on_ended(self, folder: Path) -> None:
        self._job = None
        self.ended.emit(folder)
