"""The script that lies open, at the words below names that were not taken as speech."""

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, footer, label
from acting_mirror.rehearsal.script_file import ScriptFile


class UnspokenDialog(Dialog):
    """Shows a script to be looked through; it is changed in the program that wrote it.

    Attributes:
        text: The script, a row a line.
    """

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setWindowTitle("Not taken as speech")
        self._rows: tuple[int, ...] = ()
        self._words = label("")
        self.text = QPlainTextEdit(readOnly=True, centerOnScroll=True)
        self.text.setAccessibleName("The script")
        self.next = button("Next", "Go to the next words that were not taken as speech")
        self.next.clicked.connect(self._go_on)
        close = button("Close", "Close this (Esc)")
        close.clicked.connect(self.close)
        inside, column = QVBoxLayout(), QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 4)
        inside.setSpacing(8)
        inside.addWidget(self._words)
        inside.addWidget(self.text, 1)
        bar = footer(label("", "quiet"), close)
        row = bar.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(1, self.next)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(bar)
        self.resize(640, 480)

    @property
    def current(self) -> str:
        """The words at which the script is shown."""
        return self.text.textCursor().block().text()

    def show_file(self, file: ScriptFile) -> None:
        """Show a script at the first of its words that were not taken as speech."""
        self._rows = tuple(each.row for each in file.unspoken)
        self._words.setText(file.doubt)
        self.text.setPlainText("\n".join(" ".join(row.text.split()) for row in file.rows))
        self.text.setExtraSelections([self._marked(row) for row in self._rows])
        self.next.setVisible(len(self._rows) > 1)
        self.show()
        self.raise_()
        self._go_to(self._rows[0])  # which a text that is not shown yet would do wrongly

    def _go_on(self) -> None:
        here = self.text.textCursor().blockNumber()
        self._go_to(next((row for row in self._rows if row > here), self._rows[0]))

    def _go_to(self, row: int) -> None:
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
