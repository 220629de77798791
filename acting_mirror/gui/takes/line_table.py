"""The lines of two takes in a table: what each wanted, both scores, and who said it best."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import TakeLine
from acting_mirror.gui.takes.line_list import wants
from acting_mirror.rehearsal.comparison import Best, Pair

_Index = QModelIndex | QPersistentModelIndex

_HEADS: Final = ("", marked("Line"), marked("Target"), marked("Left"), marked("Right"), marked("Best of all takes"))
_NUMBER, _LINE, _WANTS, _LEFT, _RIGHT, _BEST = range(6)
_WIDTHS: Final = {_NUMBER: 34, _WANTS: 140, _LEFT: 64, _RIGHT: 64, _BEST: 170}
_NARROW_WIDTHS: Final = {_NUMBER: 30, _WANTS: 96, _LEFT: 64, _RIGHT: 64, _BEST: 0}
_ROW: Final = 34
_A_POINT: Final = 0.5
"""A line that has never come to this was not said best by anyone."""


class LineTable(QTableView):
    """A row a line that both takes have; a click or Enter asks to play it."""

    chosen = Signal(int)
    """The row of a line to go to."""

    def __init__(self) -> None:
        """Show no line yet."""
        super().__init__()
        self.rows = _Rows()
        self.setModel(self.rows)
        self.setProperty("role", "cards")
        self.setAccessibleName(tr("Lines of both takes"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_LINE, QHeaderView.ResizeMode.Stretch)
        self.narrow(False)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))

    def show_pairs(self, pairs: Sequence[Pair], best: Callable[[TakeLine], Best | None]) -> None:
        """Show the lines of two takes; `best` says of a line of the left one who said it best."""
        self.rows.show_pairs(tuple(pairs), tuple(best(pair.left) for pair in pairs))

    def show_current(self, row: int) -> None:
        """Mark a line and bring it into view."""
        if row != self.currentIndex().row() or not self.selectedIndexes():
            self.selectRow(row)

    def narrow(self, on: bool) -> None:
        """Leave the best take out of a narrow window; the tip of a row has it."""
        for column, width in (_NARROW_WIDTHS if on else _WIDTHS).items():
            self.setColumnHidden(column, not width)
            if width:
                self.setColumnWidth(column, width)

    def event(self, event: QEvent) -> bool:
        """Leave the keys that go through the takes to the page."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)


class _Rows(QAbstractTableModel):
    """What the cells say."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: tuple[Pair, ...] = ()
        self._best: tuple[Best | None, ...] = ()

    def show_pairs(self, pairs: tuple[Pair, ...], best: tuple[Best | None, ...]) -> None:
        if pairs == self.pairs:
            self._best = best
            if pairs:
                self.dataChanged.emit(self.index(0, _BEST), self.index(len(pairs) - 1, _BEST))
            return
        self.beginResetModel()
        self.pairs, self._best = pairs, best
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        pair, column = self.pairs[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            best = self._words(index.row(), _BEST)
            told = (
                pair.left.text,
                tr("Best of all takes: {best}", best=best) if best else "",
                _both(pair),
                tr("● marks the higher score"),
            )
            return "\n".join(words for words in told if words)
        if role == Qt.ItemDataRole.FontRole and pair.better is not None and column == _LEFT + pair.better:
            font = QFont()
            font.setWeight(QFont.Weight.Bold)
            return font
        return None

    def _words(self, row: int, column: int) -> str:
        pair, best = self.pairs[row], self._best[row]
        if column in (_LEFT, _RIGHT):
            line = (pair.left, pair.right)[column - _LEFT]
            score = "\N{EN DASH}" if line.total is None else f"{line.total:.0f}"
            return f"{score} \N{BLACK CIRCLE}" if pair.better == column - _LEFT else score
        if column == _BEST:
            return "" if best is None or best.total < _A_POINT else f"{best.total:.0f}  {best.name}"
        return {_NUMBER: pair.left.shown_number, _LINE: pair.left.text, _WANTS: wants(pair.left)}[column]


def _both(pair: Pair) -> str:
    """How directions were followed in both takes; "" without any."""
    left, right = pair.left.direction_words, pair.right.direction_words
    if not (left or right):
        return ""
    return tr("Left: {left}", left=left or tr("no score")) + "\n" + tr("Right: {right}", right=right or tr("no score"))
