"""Beside the picture of a take: its name and score, its lines, its markers, its notes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import Take, TakeLine, points
from acting_mirror.gui.takes.line_list import LineList
from acting_mirror.gui.takes.marker_list import MarkerList
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.tab import Tab
from acting_mirror.rehearsal.direction_tips import feedback_on
from acting_mirror.rehearsal.tips import SPEAKING
from acting_mirror.report.moments import in_minutes, in_words

_SAVED_AFTER_MS: Final = 700
"""After the last key, before notes are written."""
_WIDTH, _NARROW_WIDTH = 400, 320
_TABS: Final = (marked("Lines"), marked("Markers"), marked("Notes"))
_NO_LINES: Final = marked("This take has no lines: it was recorded without a script.")


class Notes(QPlainTextEdit):
    """What the user notes about a take; told when the keys rest, and when it is left."""

    written = Signal(str)
    """The whole text."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setPlaceholderText(tr("What worked, and what to try next time"))
        self.setAccessibleName(tr("Notes"))
        self.setTabChangesFocus(True)
        self._saved = ""
        self._rest = QTimer(self, singleShot=True, interval=_SAVED_AFTER_MS)
        self._rest.timeout.connect(self.flush)
        self.textChanged.connect(self._rest.start)

    def show_notes(self, notes: str, anew: bool) -> None:
        """Show the notes as they are in the folder; unless `anew`, what was written and is not there yet stays."""
        kept = not anew and self.toPlainText() != self._saved
        self._saved = notes
        if not kept and notes != self.toPlainText():
            self.setPlainText(notes)

    def flush(self) -> None:
        """Tell now what is not in the folder yet."""
        self._rest.stop()
        if self.toPlainText() != self._saved:
            self.written.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell when it is left."""
        super().focusOutEvent(event)
        self.flush()


class ReviewCard(QFrame):
    """A head, three tabs, and under the lines what is to be said of the line of now.

    Attributes:
        lines: The list of lines.
        markers: The list of markers.
        notes: The field of notes.
        name: The field of the name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no take yet."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.name, self.total, self.about = _NameField(), QLabel(), label("", "small")
        self.total.setProperty("role", "score")
        self.total.setToolTip(tr(SPEAKING))
        self.lines, self.markers, self.notes = LineList(), MarkerList(), Notes()
        self.happened, self.tip, self._no_lines = label("", "second"), label("", "quiet"), label(tr(_NO_LINES), "quiet")
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._line: TakeLine | None = None
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._tabs.idClicked.connect(self._stack.setCurrentIndex)

    def narrow(self, on: bool) -> None:
        """Leave more room to the picture."""
        self._narrow = on
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as in every window of this kind, or as its tabs need."""
        width = _NARROW_WIDTH if self._narrow else _WIDTH
        return QSize(max(width, self.minimumSizeHint().width()), super().sizeHint().height())

    def show_take(self, take: Take, anew: bool) -> None:
        """Show another take, `anew`, or the same one with other facts."""
        facts = take.facts
        self.name.show_name(facts.name)
        played = facts.script
        if facts.character and facts.script:
            played = tr("{character} in {script}", character=facts.character, script=facts.script)
        read_by = tr("read by {model}", model=facts.model) if facts.model else ""
        length = in_minutes(facts.length_s) if facts.length_s else ""
        about = (in_words(facts.made), length, played, facts.share, read_by)
        self.about.setText(" · ".join(part for part in about if part))
        self.total.setText("" if facts.total is None else f"{facts.total:.0f}")
        self.total.setAccessibleName(points(facts.total, facts.share))
        self.lines.show_lines(facts.lines)
        self.lines.setVisible(bool(facts.lines))
        self._no_lines.setVisible(not facts.lines)
        self.markers.show_markers(facts.markers, anew)
        self.notes.show_notes(facts.notes, anew)
        count = len(facts.markers)
        self._tabs.button(1).setText(tr("Markers {count}", count=count) if count else tr("Markers"))
        self._show_verdict()

    def show_current(self, row: int | None) -> None:
        """Say of a line how it went."""
        self.lines.show_current(row)
        self._line = self.lines.lines[row] if row is not None else None
        self._show_verdict()

    def show_tab(self, name: str) -> None:
        """Show the lines, the markers or the notes."""
        self._tabs.button(_TABS.index(name)).setChecked(True)
        self._stack.setCurrentIndex(_TABS.index(name))

    def flush(self) -> None:
        """Tell what was written and not told yet."""
        self.notes.flush()

    def _show_verdict(self) -> None:
        happened, tip = feedback_on(self._line) if self._line is not None else ("", "")
        for each, words in ((self.happened, happened), (self.tip, tip)):
            each.setText(words)
            each.setVisible(bool(words))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.setContentsMargins(-9, 0, 0, 0)  # the name's own edge is not seen, and it stands over what is below
        top.addWidget(self.name, 1)
        top.addWidget(self.total)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for number, words in enumerate(_TABS):
            tab = Tab(tr(words))
            self._tabs.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self._tabs.button(0).setChecked(True)
        said = QWidget()
        self._stack.addWidget(_column(said, (self._no_lines, self.lines, self.happened, self.tip), self.lines))
        self._stack.addWidget(self.markers)
        self._stack.addWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.about)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)


class _NameField(QLineEdit):
    """A title that can be written in."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "title")
        self.setAccessibleName(tr("Name of the take"))
        self.setToolTip(tr("Click to give it another name"))
        self._name = ""
        self.editingFinished.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_name(self, name: str) -> None:
        """Show a name, unless another one is being written."""
        before, self._name = self._name, name
        if self.text() == before or not self.hasFocus():
            self.setText(name)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc takes back what was written."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if (words := self.text().strip()) and words != self._name:
            self.written.emit(words)
        else:
            self.setText(self._name)
        self.clearFocus()


def _column(inside: QWidget, widgets: Sequence[QWidget], grows: QWidget) -> QWidget:
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is grows else 0)
    return inside
