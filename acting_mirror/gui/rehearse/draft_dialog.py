"""A script that was read out of a PDF or the clipboard, to be looked through before it is saved."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import listing, marked, tr, tr_count
from acting_mirror.files.free_name import allowed
from acting_mirror.gui.rehearse.draft_table import KIND, NAMES, TEXT, DraftTable
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.actions import bind, tip
from acting_mirror.gui.widgets.cells import Cells
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import ask_beside
from acting_mirror.gui.widgets.form import button, footer, label, set_role
from acting_mirror.rehearsal.draft import Draft
from acting_mirror.rehearsal.paragraphs import names_of
from acting_mirror.rehearsal.script_rows import Kind

CORRECT: Final = marked("Look through a script")
"""Its page in the table of keys."""
_MOST_NAMES: Final = 8
_ROW_HEIGHT: Final = 26


class DraftDialog(Dialog):
    """What is unsure is marked; a key or a button says what a paragraph is.

    Attributes:
        table: The paragraphs.
        view: Shows them.
        kinds: The buttons, by what they take paragraphs for.
        right: Says that a paragraph is what it is taken for.
        next: Goes to the next one that is unsure.
        save: Asks where to, and saves.
    """

    saved = Signal(object)
    """It was saved; the `Path` of the script."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setWindowTitle(tr(CORRECT))
        self.table = DraftTable(self)
        self.view = self._table_view()
        self._folder = Path()
        self._told, self._names, self._note = label(""), label("", "quiet"), label("", "quiet")
        self.kinds = {
            kind: self._kind_button(number, kind, tr(words)) for number, (kind, words) in enumerate(NAMES.items())
        }
        self.right = button(tr("That's right"), tip("right", CORRECT))
        self.right.clicked.connect(lambda: self._take(None))
        self.next = button(tr("Next unsure one"), tip("unsure", CORRECT))
        self.next.clicked.connect(self.go_on)
        self.save = button(tr("Save as Fountain…"), tr("Save it as a script, and rehearse it"), "primary")
        self.save.clicked.connect(self.ask)
        self.table.changed.connect(self._show_state)
        kinds = list(self.kinds)
        bind(
            self,
            {
                "kind": lambda number: self._take(kinds[number]),
                "right": lambda _: self._take(None),
                "unsure": lambda _: self.go_on(),
                "undo": lambda _: self.table.undo(),
            },
        )
        self._lay_out()

    def show_draft(self, draft: Draft, folder: Path) -> None:
        """Show a script at the first place that is unsure.

        Args:
            draft: The script.
            folder: Where it is saved unless told otherwise.
        """
        self._folder = folder
        self.table.show_draft(draft)
        self._go_to(self.table.unsure_from(0) or 0)
        self.show()
        self.raise_()
        self.view.setFocus()

    def go_on(self) -> None:
        """Go to the next paragraph that is unsure."""
        if (row := self.table.unsure_from(self.view.currentIndex().row() + 1)) is not None:
            self._go_to(row)

    def ask(self) -> None:
        """Ask where to, and save there, beside a file that has that name."""
        name = allowed(self.table.draft.title).strip(" .") or tr("Script")
        kind = tr("Scripts ({endings})", endings="*.fountain")
        if (path := ask_beside(self, tr("Save the script"), self._folder / name, ".fountain", kind)) is not None:
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Save it to a file that isn't there yet."""
        try:
            self.table.draft.script_at(path).save(replace=True)
        except UserError as error:
            self._note.setText(sentence_of(error))
            set_role(self._note, "warning")
            return
        self.table.show_draft(self.table.draft)  # all of it is saved
        self.hide()
        self.saved.emit(path)

    def reject(self) -> None:
        """Ask before corrections are lost."""
        if self._may_leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask before corrections are lost."""
        event.setAccepted(self._may_leave())

    def _may_leave(self) -> bool:
        if not self.table.corrected:
            return True
        kinds = QMessageBox.StandardButton
        words = tr("What you corrected in this script is not saved.")
        answer = QMessageBox.question(self, tr(CORRECT), words, kinds.Discard | kinds.Cancel, kinds.Cancel)
        return bool(answer == kinds.Discard)

    def _take(self, kind: Kind | None) -> None:
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        if rows:
            self.table.take_for(rows, kind)

    def _go_to(self, row: int) -> None:
        index = self.table.index(row, KIND)
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _show_state(self) -> None:
        draft = self.table.draft
        if draft.unsure:
            words = tr_count(
                "{count} paragraph may be something else: look at it, and say what it is.",
                "{count} paragraphs may be something else: look at them, and say what they are.",
                draft.unsure,
            )
        else:
            words = tr("Nothing is unsure any more. Save it as a script, and rehearse it.")
        self._told.setText(words)
        self.next.setEnabled(draft.unsure > 0)
        names = names_of(draft.paragraphs)
        shown = names[:_MOST_NAMES]
        if more := len(names) - len(shown):
            shown.append(tr_count("{count} more", "{count} more", more))
        self._names.setText(tr("Who speaks: {names}", names=listing(shown)) if shown else tr("Nobody speaks yet."))
        self._note.setText("")
        set_role(self._note, "quiet")

    def _kind_button(self, number: int, kind: Kind, words: str) -> QPushButton:
        made = button(words, tip("kind", CORRECT, number))
        made.clicked.connect(lambda: self._take(kind))
        return made

    def _table_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.table)
        view.setItemDelegate(Cells(view))
        view.setAccessibleName(tr("The paragraphs of the script"))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)  # arrows go through its rows; Tab leaves it, as it leaves all else
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        header = view.horizontalHeader()
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        longest = max((tr("{kind}?", kind=tr(words)) for words in NAMES.values()), key=len)
        view.setColumnWidth(KIND, view.fontMetrics().horizontalAdvance(longest) + 32)
        return view

    def _lay_out(self) -> None:
        close = button(tr("Cancel"), tr("Close this without saving (Esc)"))
        close.clicked.connect(self.reject)
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        for each in self.kinds.values():
            kinds.addWidget(each)
        kinds.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._names, 1)
        below.addWidget(self.right)
        below.addWidget(self.next)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 4)
        inside.setSpacing(8)
        inside.addWidget(self._told)
        inside.addWidget(self.view, 1)
        inside.addLayout(kinds)
        inside.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(footer(self._note, self.save, close))
        self.setMinimumSize(640, 360)
        self.resize(900, 620)
