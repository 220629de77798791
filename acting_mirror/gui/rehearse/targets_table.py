"""The table of what lines want: its rows, and the fields in which they are changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QStyleOptionViewItem, QWidget

from acting_mirror.core.direction import words_of
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import marked, tr
from acting_mirror.core.target import Target
from acting_mirror.gui.widgets.cells import Cells
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.targets import read_directions

_Index = QModelIndex | QPersistentModelIndex

_COLUMNS: Final = (
    marked("Line"),
    marked("Who"),
    marked("Words"),
    marked("Target"),
    marked("Strength"),
    marked("Turns into"),
    marked("Directions"),
    marked("Suggested"),
)
LINE, WHO, WORDS, WANTS, STRENGTH, THEN, DIRECTIONS, SUGGESTED = range(len(_COLUMNS))
_TIPS: Final = {
    WANTS: marked("What your face should show; Open is not scored"),
    STRENGTH: marked("How strong, as a share of your own range; “any” if it doesn't matter"),
    THEN: marked("What it turns into during the line"),
    DIRECTIONS: marked("What to do besides, such as look: lens, still; each is scored by itself"),
    SUGGESTED: marked("What the words in brackets suggest: click to accept"),
}
_NOTHING, _OPEN, _STAYS, _ANY = "nothing", "open", "", 0
"""What the fields have besides stored names of emotions and percents."""
_DASH: Final = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line and what it wants of the actor.

    Attributes:
        line: The line.
        number: Of the actor's lines, from 1; 0 for one that is listened to.
        target: As written; None for nothing.
        suggested: What is suggested while nothing is written.
    """

    line: ScriptLine
    number: int
    target: Target | None
    suggested: Target | None

    @property
    def mine(self) -> bool:
        """Whether the actor speaks it, and does not listen to it."""
        return self.number > 0


class TargetsTable(QAbstractTableModel):
    """Rows as they are; a change is handed on, and comes back as other rows."""

    refused = Signal(str)
    """What was typed can't be: a sentence for the user."""

    def __init__(self, change: Callable[[dict[int, Target | None]], None], parent: QWidget) -> None:
        """Start empty.

        Args:
            change: Takes targets by the lines' indices.
            parent: Its dialog, whose colours the rows have.
        """
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._change, self._dialog = change, parent

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the same lines keep their places."""
        if [row.line.index for row in rows] != [row.line.index for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        else:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_COLUMNS) - 1))

    def accept(self, row: int) -> None:
        """Take a suggestion."""
        each = self.rows[row]
        if each.suggested is not None:
            self._change({each.line.index: each.suggested})

    # Qt's model

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's own
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401, D102, N802
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(_TIPS.get(section, ""))
        return tr(_COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's own
        target = self.rows[index.row()].target
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        shows = target is not None and target.emotion is not None
        strong = shows and (target.emotion != "neutral" or target.then is not None)  # type: ignore[union-attr]
        can = {WANTS: True, STRENGTH: strong, THEN: shows, DIRECTIONS: True}.get(index.column(), False)
        return usual | Qt.ItemFlag.ItemIsEditable if can else usual

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102 - Qt's own
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.EditRole:
            return _value(row.target, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            words = _words(row)[column] if column in (WHO, WORDS, DIRECTIONS) else ""
            return words or tr(_TIPS.get(column, ""))
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(self._colour(row, column))
        if role == Qt.ItemDataRole.FontRole and column == SUGGESTED:
            font = QFont()
            font.setItalic(True)
            return font
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, D102, N802
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        row = self.rows[index.row()]
        try:
            target = _changed(row.target, index.column(), value)
        except ValueError as error:
            said = tr("Line {number}: {reason}.", number=row.number, reason=error)
            self.refused.emit(said if row.mine else tr("Listening: {reason}.", reason=error))
            return False
        self._change({row.line.index: target})
        return True

    def _colour(self, row: Row, column: int) -> QColor:
        theme, palette = theme_of(self._dialog.palette()), self._dialog.palette()
        if column == SUGGESTED:
            return QColor(theme.link)
        if column == WANTS and row.target is not None and row.target.emotion is not None:
            return emotion_colour(row.target.emotion, palette)
        return QColor(theme.text if row.mine and column == WORDS else theme.second if row.mine else theme.quiet)


class Fields(Cells):
    """A list for emotions, a number for strengths."""

    def width(self, view: QWidget, column: int) -> int:
        """How wide a column has to be for its field, in pixels."""
        field = self._field(view, column)
        field.hide()
        field.ensurePolished()
        field.deleteLater()
        return field.sizeHint().width()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _: _Index) -> None:  # noqa: N802
        """A field has the whole cell."""
        editor.setGeometry(option.rect)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: D102, N802
        return self._field(parent, index.column())

    def _field(self, parent: QWidget, column: int) -> QWidget:
        if column == STRENGTH:
            number = QSpinBox(parent, minimum=0, maximum=100, singleStep=5, suffix=tr(" %"))
            number.setSpecialValueText(tr("any"))
            number.setAccessibleName(tr("Strength"))
            return number
        if column == DIRECTIONS:
            text = QLineEdit(parent)
            text.setAccessibleName(tr("Directions"))
            return text
        combo = QComboBox(parent)
        combo.setAccessibleName(tr(_COLUMNS[column]))
        for words, value in _choices(column):
            combo.addItem(words, value)
        combo.activated.connect(lambda _: self._take(combo))
        return combo

    def _take(self, combo: QComboBox) -> None:
        """A choice is made when it is made, without another click."""
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: D102, N802 - Qt's own
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(value)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: D102, N802
        if isinstance(editor, QSpinBox):
            model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())


def _choices(column: int) -> list[tuple[str, str]]:
    """What can be chosen in a column: its words and its value."""
    emotions = [(shown_name(emotion), emotion) for emotion in EMOTIONS]
    if column == THEN:
        return [(_DASH, _STAYS), *emotions]
    return [(tr("Nothing"), _NOTHING), *emotions, (tr("Open"), _OPEN)]


def _words(row: Row) -> tuple[str, ...]:
    """What stands in the columns."""
    target, line = row.target, row.line
    suggested = "" if row.suggested is None else row.suggested.emotion_words or row.suggested.words
    directions = " · ".join(map(words_of, target.directions)) if target is not None else ""
    if target is None or target.emotion is None:
        wants = (tr("Open") if target is not None and target.open else tr("Nothing"), "", "")
    else:
        strength = tr("any") if target.strength is None else tr("{percent:g} %", percent=100 * target.strength)
        if target.emotion == "neutral" and target.then is None:
            strength = ""
        wants = (shown_name(target.emotion), strength, shown_name(target.then) if target.then else _DASH)
    who = line.character if row.mine else tr("{character}, you listen", character=line.character)
    return (str(row.number) if row.mine else "", who, line.text, *wants, directions, suggested)


def _value(target: Target | None, column: int) -> str | int:
    """What the field of a column has."""
    if column == WANTS:
        return _NOTHING if target is None else target.emotion or (_OPEN if target.open else _NOTHING)
    if column == DIRECTIONS:
        return "" if target is None else ", ".join(target.directions)
    if column == STRENGTH:
        return _ANY if target is None or target.strength is None else round(100 * target.strength)
    return _STAYS if target is None else target.then or _STAYS


def _changed(target: Target | None, column: int, value: Any) -> Target | None:  # noqa: ANN401 - a field's own
    """A target with another value in a column; raises `ValueError` when they don't fit together."""
    if column == DIRECTIONS:
        directed = replace(target or Target(None), directions=read_directions(value))
        was_open = target is not None and target.open
        return None if directed.open and not was_open else directed
    directions = target.directions if target is not None else ()
    if column == WANTS:
        if value == _OPEN:
            return Target(None)
        if value == _NOTHING:
            return Target(None, directions=directions) if directions else None
        then = target.then if target is not None and target.then != value else None
        strength = target.strength if target is not None and (value != "neutral" or then is not None) else None
        return Target(value, strength, then, directions)
    if target is None:
        return None
    if column == STRENGTH:
        return replace(target, strength=None if value == _ANY else value / 100)
    then = None if value == _STAYS else value
    calm = target.emotion == "neutral" and then is None
    return replace(target, then=then, strength=None if calm else target.strength)
