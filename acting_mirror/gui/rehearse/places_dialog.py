"""The script that lies open, at the places that its user should look at."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, footer, label
from acting_mirror.rehearsal.script_rows import Row


class PlacesDialog(Dialog):
    """Shows a script to be looked through; it is changed in the program that wrote it.

    Attributes:
        text: The script, a row a line.
    """

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._places: Sequence[tuple[int, str]] = ()
        self._at = 0
        self._words = label("")
        self.text = QPlainTextEdit(readOnly=True, centerOnScroll=True)
        self.text.setAccessibleName(tr("The script"))
        self.next = button(tr("Next"), tr("Go to the next place"))
        self.next.clicked.connect(self._go_on)
        close = button(tr("Close"), tr("Close this (Esc)"))
        close.clicked.connect(self.close)
        inside, column = QVBoxLayout(), QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 4)
        inside.setSpacing(8)
        inside.addWidget(self._words)
        inside.addWidget(self.text, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(footer(label("", "quiet"), self.next, close))
        self.resize(640, 480)

    @property
    def current(self) -> str:
        """The words at which the script is shown."""
        return self.text.textCursor().block().text()

    def show_places(self, title: str, rows: Sequence[Row], places: Sequence[tuple[int, str]]) -> None:
        """Show a script at the first of some places.

        Args:
            title: What is about them.
            rows: Of the script.
            places: The number of each one's row, and what is told there.
        """
        self.setWindowTitle(title)
        self._places = places
        self.text.setPlainText("\n".join(_written(row) for row in rows))
        self.text.setExtraSelections([self._marked(row) for row, _ in places])
        self.next.setVisible(len(places) > 1)
        self.show()
        self.raise_()
        self._go_to(0)  # which a text that is not shown yet would do wrongly

    def _go_on(self) -> None:
        self._go_to((self._at + 1) % len(self._places))

    def _go_to(self, place: int) -> None:
        self._at = place
        row, words = self._places[place]
        self._words.setText(words)
        self.text.setTextCursor(QTextCursor(self.text.document().findBlockByNumber(row)))
        self.text.centerCursor()

    def _marked(self, row: int) -> QTextEdit.ExtraSelection:
        mark, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setBackground(self.palette().highlight())
        look.setForeground(self.palette().highlightedText())
        mark.format = look
        mark.cursor = QTextCursor(self.text.document().findBlockByNumber(row))
        mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return mark


def _written(row: Row) -> str:
    """A row with its notes, as one line."""
    notes = (f"[[{note.words}{']]' if note.closed else ''}" for note in row.notes)
    return " ".join(" ".join((row.text, *notes)).split())
