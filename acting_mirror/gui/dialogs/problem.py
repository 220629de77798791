"""Help with a problem: a text about the program and its faults that may be given away."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.files.whole_file import replace_file
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.widgets.folders import documents_folder
from acting_mirror.gui.widgets.form import button, label

Ask = Callable[[Callable[[str], None]], None]
"""Has the text made, and gives it to a function."""
_ABOUT: Final = marked(
    "This text tells whoever helps you which program this is, what is installed, and which of its parts failed. No "
    "name, path, line or picture of yours is in it. Nothing is sent: save or copy it, read it, and hand it on yourself."
)


class Problem(QWidget):
    """The text, to be saved or copied.

    Attributes:
        text: Shows it.
    """

    def __init__(self, ask: Ask) -> None:
        """Have it made."""
        super().__init__()
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Report of a problem"))
        self.text.setPlaceholderText(tr("Looking at what is here…"))
        self._note = label("", "quiet")
        self._save = button(tr("Save…"), tr("Save this text as a file"))
        self._copy = button(tr("Copy"), tr("Copy this text"))
        self._save.clicked.connect(self._ask_where)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        for each in (self._save, self._copy):
            each.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self._note, 1)
        row.addWidget(self._copy)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(tr(_ABOUT)))
        column.addWidget(self.text, 1)
        column.addLayout(row)
        self.setFocusProxy(self.text)
        ask(self._show)

    def _show(self, report: str) -> None:
        self.text.setPlainText(report)
        for each in (self._save, self._copy):
            each.setEnabled(True)

    def _ask_where(self) -> None:
        before = str(documents_folder() / "acting-mirror-report.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save this text as a file"), before, "*.txt")
        if not chosen:
            return
        try:
            replace_file(Path(chosen), self.text.toPlainText().encode())
        except UserError as error:
            self._note.setText(sentence_of(error))
        else:
            self._note.setText(tr("Saved {name}.", name=Path(chosen).name))
