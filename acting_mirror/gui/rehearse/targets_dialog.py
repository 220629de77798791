"""What the lines of a script want, in a table."""

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.targets_table import (
    DIRECTIONS,
    LINE,
    STRENGTH,
    SUGGESTED,
    THEN,
    WANTS,
    WHO,
    WORDS,
    Fields,
    Row,
    TargetsTable,
)
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import documents_folder
from acting_mirror.gui.widgets.form import button, footer, label, set_role

_NOT_SAVED = marked("Not saved yet; you can rehearse with it anyway.")
_SAMPLE = marked("This sample stays as it is: save a copy of your own.")
_LINE_WIDTH, _LONGEST, _DIRECTIONS_WIDTH = 56, 220, 110
"""Of the lines' numbers, of names and suggestions at most, and of directions, in pixels."""


class TargetsDialog(Dialog):
    """Changes act on the rehearsal at once, and on the file when they are saved.

    Attributes:
        table: The rows.
        view: Shows them.
    """

    def __init__(self, script: OpenScript, history: History, parent: QWidget | None = None) -> None:
        """Show the script that lies open, which stays the same script while the dialog is open."""
        super().__init__(parent)
        self._script = script
        self.table = TargetsTable(script.change, self)
        self.view = self._table_view()
        self.listening = QCheckBox(tr("Also lines you listen to"))
        self.listening.setToolTip(tr("What your face should show while others speak"))
        self.listening.setChecked(_listens(script))
        self.listening.toggled.connect(self._fill)
        self.all = button("", tr("Use what the words in brackets suggest"))
        self.all.clicked.connect(lambda: script.change(script.suggestions()))
        self._note = label("", "quiet")
        self._save_as = button(tr("Save as…"), tr("Write the script with its targets to another file"))
        self._save_as.clicked.connect(self.save_as)
        save_tip = tr("Write the targets into the script; nothing else in it changes")
        self._save = button(tr("Save"), save_tip, "primary")
        self._save.clicked.connect(lambda: script.save())
        self._lay_out()
        history.bind_keys(self)
        self.table.refused.connect(self._say)
        script.refused.connect(self._say)
        script.edited.connect(self._fill)
        script.opened.connect(self._fill)
        script.saved.connect(self._on_saved)
        script.not_saved.connect(self._say)
        script.conflict.connect(self._on_conflict)
        self._fill()

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    def save_as(self) -> None:
        """Ask where to, and save there."""
        file = self._script.file
        if file is None:
            return
        folder = documents_folder() if self._script.is_sample else file.path.parent
        kind = tr("Scripts ({endings})", endings="*" + file.format)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the script"), str(folder / file.path.name), kind)
        if chosen:
            path = Path(chosen)
            self._script.save_as(path if path.suffix else path.with_suffix(file.format))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Notice what happened outside meanwhile."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._script.look_outside()
        super().changeEvent(event)

    def _fill(self) -> None:
        lies_open, script = self._script, self._script.script
        if script is None:
            return
        name, sample = lies_open.character, lies_open.is_sample
        self.setWindowTitle(tr("Targets of {character} in {script}", character=name, script=script.title))
        rows, numbers = [], {line.index: number for number, line in enumerate(script.of(name), 1)}
        for line in script.lines:
            mine = line.character == name
            if mine or self.listening.isChecked():
                target = line.target if mine else line.listening.get(name)
                suggested = line.suggestion if mine else None
                rows.append(Row(line, numbers.get(line.index, 0), target, suggested))
        self.table.show_rows(tuple(rows))
        for column in (WHO, SUGGESTED):
            wanted = max(self.view.sizeHintForColumn(column), self.view.horizontalHeader().sectionSizeHint(column))
            self.view.setColumnWidth(column, min(wanted, _LONGEST))
        count = len(lies_open.suggestions())
        self.all.setText(tr_count("Accept the suggestion", "Accept all {count} suggestions", count))
        self.all.setVisible(count > 0)
        self._save.setEnabled(lies_open.unsaved and not sample)
        self._save.setVisible(not sample)
        self._save_as.setText(tr("Save a copy…") if sample else tr("Save as…"))
        self._say("")

    def _say(self, words: str) -> None:
        """Say what is wrong; "" to say how things stand."""
        standing = tr(_SAMPLE if self._script.is_sample else _NOT_SAVED) if self._script.unsaved else ""
        self._note.setText(words or standing)
        set_role(self._note, "warning" if words else "quiet")

    def _on_saved(self, kept: Path | None) -> None:
        self._say("")
        if self._script.file is None:
            return
        words = tr("Saved {name}.", name=self._script.file.path.name)
        if kept is not None:
            words += " " + tr("The version edited outside is kept as {name}.", name=kept.name)
        self._note.setText(words)

    def _on_conflict(self) -> None:
        self._say(tr("Another program changed this script meanwhile: choose whose to keep in the window."))

    def _on_click(self, index: QModelIndex) -> None:
        if index.column() == SUGGESTED:
            self.table.accept(index.row())
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.view.edit(index)

    def _table_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.table)
        view.setItemDelegate(fields := Fields(view))
        view.setAccessibleName(tr("What the lines want"))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(38)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)  # arrows go through its cells; Tab leaves it, as it leaves all else
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        view.clicked.connect(self._on_click)
        header = view.horizontalHeader()
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(header.sectionSizeHint(WORDS))  # else the words give way to the last pixel
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        view.setColumnWidth(LINE, max(_LINE_WIDTH, header.sectionSizeHint(LINE)))
        for column in (WANTS, STRENGTH, THEN):
            view.setColumnWidth(column, fields.width(view, column))
        view.setColumnWidth(DIRECTIONS, _DIRECTIONS_WIDTH)
        view.setCurrentIndex(self.table.index(0, STRENGTH))
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 4)
        top.addWidget(self.listening)
        top.addStretch(1)
        top.addWidget(self.all)
        close = button(tr("Close"), tr("Close this; your changes stay (Esc)"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        inside = QHBoxLayout()
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(self.view)
        column.addLayout(inside, 1)
        column.addWidget(footer(self._note, self._save_as, self._save, close))
        self.setMinimumSize(720, 360)
        self.resize(1000, 520)


def _listens(script: OpenScript) -> bool:
    """Whether the script wants anything of the actor while others speak."""
    return script.script is not None and any(script.character in line.listening for line in script.script.lines)
