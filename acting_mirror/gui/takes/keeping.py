"""What is written about the take that is looked at, kept in its folder."""

from pathlib import Path

from PySide6.QtCore import QObject

from acting_mirror.core.take import Marker
from acting_mirror.gui.takes.review import Review
from acting_mirror.gui.takes.take_changes import TakeChanges


class Keeping(QObject):
    """Keeps name, notes and markers; where that fails, it can be tried again, with what they have become meanwhile."""

    def __init__(self, changes: TakeChanges, review: Review, parent: QObject) -> None:
        """Keep what is written in a review."""
        super().__init__(parent)
        self._changes, self._review = changes, review
        card = review.card
        card.renamed.connect(lambda name: changes.rename(review.folder, name))
        card.notes.written.connect(lambda notes: self._note(review.folder, notes))
        review.edited_markers.connect(lambda markers: self._mark(review.folder, markers))

    def _note(self, folder: Path, notes: str) -> None:
        def again() -> None:
            self._review.card.flush() if self._shows(folder) else self._note(folder, notes)

        self._changes.note(folder, notes, again)

    def _mark(self, folder: Path, markers: tuple[Marker, ...]) -> None:
        def again() -> None:
            self._mark(folder, self._review.card.markers.markers if self._shows(folder) else markers)

        self._changes.mark(folder, markers, again)

    def _shows(self, folder: Path) -> bool:
        return self._review.take is not None and self._review.folder == folder
