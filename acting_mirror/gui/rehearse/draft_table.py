"""The paragraphs of a script that was read, and what each is taken for."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.widgets.theme import theme_of
from acting_mirror.rehearsal.draft import Draft
from acting_mirror.rehearsal.script_rows import Kind

_Index = QModelIndex | QPersistentModelIndex

NAMES: Final = {
    Kind.CUE: marked("Name"),
    Kind.WORDS: marked("Words"),
    Kind.PARENTHETICAL: marked("In brackets"),
    Kind.ACTION: marked("Action"),
    Kind.HEADING: marked("Heading"),
    Kind.OTHER: marked("Leave out"),
}
"""What a paragraph may be, in the order of the keys."""
_COLUMNS: Final = (marked("What it is"), marked("What it says"))
KIND, TEXT = range(len(_COLUMNS))
_INDENTS: Final = {Kind.CUE: 12, Kind.WORDS: 4, Kind.PARENTHETICAL: 8}
"""Spaces before what is spoken, so that the table looks like a script."""


class DraftTable(QAbstractTableModel):
    """Shows a draft; each change makes another one, and can be taken back."""

    changed = Signal()
    """The draft is another one."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty; the rows have the colours of their dialog."""
        super().__init__(parent)
        self.draft = Draft("", ())
        self._before: list[Draft] = []
        self._dialog = parent

    @property
    def corrected(self) -> bool:
        """Whether anything was changed."""
        return bool(self._before)

    def show_draft(self, draft: Draft) -> None:
        """Show another draft."""
        self.beginResetModel()
        self.draft, self._before = draft, []
        self.endResetModel()
        self.changed.emit()

    def take_for(self, rows: Iterable[int], kind: Kind | None) -> None:
        """Say what paragraphs are; None for what they are taken for."""
        draft = self.draft
        for row in rows:
            draft = draft.with_kind(row, kind or draft.paragraphs[row].kind)
        self._change(draft)

    def undo(self) -> None:
        """Take back the last change."""
        if self._before:
            self.draft = self._before.pop()
            self._tell()

    def unsure_from(self, row: int) -> int | None:
        """The next paragraph that may be something else, from a row on and then from the top; None without any."""
        rows = [number for number, each in enumerate(self.draft.paragraphs) if not each.sure]
        return next((number for number in rows if number >= row), rows[0] if rows else None)

    def _change(self, draft: Draft) -> None:
        if draft != self.draft:
            self._before.append(self.draft)
            self.draft = draft
            self._tell()

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, KIND), self.index(self.rowCount() - 1, TEXT))
        self.changed.emit()

    # Qt's model

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's own
        return 0 if parent.isValid() else len(self.draft.paragraphs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's own
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401, D102, N802
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(_COLUMNS[section]) if shown else None

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's own
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT else usual

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102 - Qt's own
        paragraph = self.draft.paragraphs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == TEXT:
                return " " * _INDENTS.get(paragraph.kind, 0) + " / ".join(paragraph.text.splitlines())
            name = tr(NAMES[paragraph.kind])
            return name if paragraph.sure else tr("{kind}?", kind=name)
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return paragraph.text if index.column() == TEXT else None
        theme = theme_of(self._dialog.palette())
        if role == Qt.ItemDataRole.ForegroundRole:
            spoken = paragraph.kind in _INDENTS
            left_out = paragraph.kind is Kind.OTHER
            return QBrush(QColor(theme.quiet if left_out else theme.text if spoken else theme.second))
        if role == Qt.ItemDataRole.BackgroundRole and not paragraph.sure:
            colour = QColor(theme.warning)
            colour.setAlphaF(0.2)
            return QBrush(colour)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, D102, N802
        if role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        self._change(self.draft.with_text(index.row(), str(value).strip()))
        return True
