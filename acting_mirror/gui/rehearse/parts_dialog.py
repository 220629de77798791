"""Who speaks how much in a script; a part to be played, or its scenes to be taken out."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import marked, number, tr, tr_count
from acting_mirror.files.free_name import allowed
from acting_mirror.files.whole_file import replace_file
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.widgets.cells import Cells
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import ask_beside, documents_folder
from acting_mirror.gui.widgets.form import button, footer, label, set_role
from acting_mirror.rehearsal.own_sides import own_sides, parts_of
from acting_mirror.rehearsal.script_file import ScriptFile

_COLUMNS: Final = (marked("Character"), marked("Scenes"), marked("Lines"), marked("Minutes"))
_ROW_HEIGHT: Final = 32


class PartsDialog(Dialog):
    """Lists the characters of the script that lies open, the largest part first.

    Attributes:
        parts: The characters.
        play: Plays the one that is chosen.
        take_out: Asks where to, and saves the scenes of the one that is chosen.
        cues: Whether only their lines are taken out, with the cue before each.
    """

    saved = Signal(object)
    """Scenes were taken out; the `Path` of the script that they are."""

    def __init__(self, script: OpenScript, parent: QWidget) -> None:
        """List nothing yet."""
        super().__init__(parent)
        self._script = script
        self._names: list[str] = []
        self.parts = self._table()
        self.cues = QCheckBox(tr("Only the lines of this part, and the cue before each"))
        self._note = label("", "quiet")
        self.play = button(tr("Play this part"), tr("Rehearse as this character"), "primary")
        self.play.clicked.connect(self._on_play)
        tip = tr("Save the scenes in which this character speaks as a script of their own, with their targets")
        self.take_out = button(tr("Take out their sides…"), tip)
        self.take_out.clicked.connect(self.ask)
        self.parts.doubleClicked.connect(self._on_play)
        self._lay_out()

    @property
    def chosen(self) -> str:
        """The character that is chosen."""
        return self._names[max(self.parts.currentRow(), 0)]

    def show_parts(self, words_a_minute: float) -> None:
        """Show the parts, at the one that is played; `words_a_minute` tells how long they take."""
        script = self._script.script
        if script is None:
            return
        self.setWindowTitle(tr("Parts of {script}", script=script.title))
        parts = parts_of(script, words_a_minute)
        self._names = [part.character for part in parts]
        self.parts.setRowCount(len(parts))
        for row, part in enumerate(parts):
            cells = (part.character, str(part.scenes), str(part.lines), number(part.minutes, ".1f"))
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(words)
                cell.setTextAlignment(_side(column))
                self.parts.setItem(row, column, cell)
        self.parts.selectRow(self._names.index(self._script.character))
        self._say("")
        self.show()
        self.raise_()
        self.parts.setFocus()

    def ask(self) -> None:
        """Ask where to, and save there, beside a file that has that name."""
        file = self._script.file
        if file is None:
            return
        folder = documents_folder() if self._script.is_sample else file.path.parent
        stem, kind = f"{file.path.stem} - {allowed(self.chosen)}", tr("Scripts ({endings})", endings="*.fountain")
        if (path := ask_beside(self, tr("Save the sides"), folder / stem, ".fountain", kind)) is not None:
            self._save_as(path, file)

    def _save_as(self, path: Path, file: ScriptFile) -> None:
        """Save the sides of a script to a file that isn't there yet."""
        try:
            replace_file(path, own_sides(file, self.chosen, self.cues.isChecked()).encode())
        except OSError as error:
            self._say(
                tr(
                    "{path} can't be written ({reason}): save it under another name or in another folder.",
                    path=path,
                    reason=error.strerror,
                )
            )
            return
        self.hide()
        self.saved.emit(path)

    def _on_play(self) -> None:
        self._script.play(self.chosen)
        self.hide()

    def _say(self, words: str) -> None:
        """Say what is wrong; "" for how many parts there are."""
        count = tr_count("{count} part", "{count} parts", len(self._names))
        self._note.setText(words or count)
        set_role(self._note, "warning" if words else "quiet")

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        for column, words in enumerate(_COLUMNS):
            head = QTableWidgetItem(tr(words))
            head.setTextAlignment(_side(column))
            table.setHorizontalHeaderItem(column, head)
        table.setItemDelegate(Cells(table))
        table.setAccessibleName(tr("The parts of the script"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)  # arrows go through its rows; Tab leaves it
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        return table

    def _lay_out(self) -> None:
        close = button(tr("Close"), tr("Close this (Esc)"))
        close.clicked.connect(self.close)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 4)
        inside.setSpacing(8)
        inside.addWidget(self.parts, 1)
        inside.addWidget(self.cues)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(footer(self._note, self.take_out, self.play, close))
        self.resize(560, 420)


def _side(column: int) -> Qt.AlignmentFlag:
    """Names stand at the left, numbers at the right."""
    return (Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
