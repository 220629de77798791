"""The takes in the library's list, as Qt wants them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake, points
from acting_mirror.gui.takes.thumbnails import Thumbnails
from acting_mirror.report.moments import in_minutes, in_words

Index = QModelIndex | QPersistentModelIndex

PICTURE: int = Qt.ItemDataRole.DecorationRole
TAKE: int = Qt.ItemDataRole.UserRole


class TakeRows(QAbstractListModel):
    """One row a take."""

    renamed = Signal(object, str)
    """A `ListedTake` and the name it was given."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        """Have no rows yet."""
        super().__init__()
        self._thumbnails = thumbnails
        self.takes: tuple[ListedTake, ...] = ()
        thumbnails.made.connect(self._on_made)

    def show_takes(self, takes: Sequence[ListedTake]) -> None:
        """Show other takes; the same ones that have changed keep their rows."""
        takes = tuple(takes)
        if [take.folder for take in takes] != [take.folder for take in self.takes]:
            self.beginResetModel()
            self.takes = takes
            self.endResetModel()
            return
        before, self.takes = self.takes, takes
        for row, (old, new) in enumerate(zip(before, takes, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, folder: Path | None) -> int | None:
        """The row of a take; None where it is not listed."""
        return next((row for row, take in enumerate(self.takes) if take.folder == folder), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        """How many there are."""
        return 0 if parent.isValid() else len(self.takes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Those that can be opened can be renamed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.takes[index.row()].whole else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """What is painted, read aloud and edited."""
        take = self.takes[index.row()]
        if role == TAKE:
            return take
        if role == PICTURE:
            return self._thumbnails.of(take.folder)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return take.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (take.name, about(take), *_spoken(take)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return take.problem or take.notes or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802 - Qt's
        """Ask for another name; the row changes when it is written."""
        take = self.takes[index.row()]
        if role != Qt.ItemDataRole.EditRole or not str(value).strip() or value == take.name:
            return False
        self.renamed.emit(take, str(value))
        return True

    def _on_made(self, folder: Path) -> None:
        if (row := self.row_of(folder)) is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))


def about(take: ListedTake) -> str:
    """When, how long, what was played, and how much of it was scored."""
    length = in_minutes(take.length_s) if take.length_s else ""
    where = tr("recorded on the Mirror") if take.recording else ""
    parts = (in_words(take.made), length, where, take.script, take.character, take.share)
    return " · ".join(part for part in parts if part)


def _spoken(take: ListedTake) -> list[str]:
    score = points(take.total, "")  # its share is in `about`
    return [take.problem, score, tr("starred") if take.star else ""]
