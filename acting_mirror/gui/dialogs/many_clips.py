"""Which folder of clips is to be read, and how that goes: a list of them, what is done and what is left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.purpose import PURPOSE_OF_MANY
from acting_mirror.core.scores import percent
from acting_mirror.core.text import printable
from acting_mirror.files.free_name import fitted
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField
from acting_mirror.gui.widgets.form import button, label
from acting_mirror.gui.widgets.progress import Progress

_ROW: Final = 28
_NAME_WIDTH: Final = 260


@dataclass(frozen=True, slots=True)
class ClipsWish:
    """What is to be read.

    Attributes:
        clips: A folder of clips.
        results: Where the tables, the page and the rest go.
        movements: Whether it is measured what faces do.
        video: Whether annotated videos are written too.
    """

    clips: Path
    results: Path
    movements: bool
    video: bool


class ManyClipsDialog(Dialog):
    """Asks what to read, and shows how that goes; the caller reads."""

    wanted = Signal(object)
    """The `ClipsWish`; what is done of it is not done again."""
    paused = Signal()
    """Reading is to stop for now; also when the dialog is closed meanwhile."""
    clip_wanted = Signal(object)
    """The `Path` of a clip that is to be looked at."""
    page_wanted = Signal()
    """All results are to be looked at."""

    def __init__(self, clips: Path, parent: QWidget | None = None) -> None:
        """Lay it out for a folder of clips."""
        super().__init__(parent)
        self.setWindowTitle(tr("Read many clips"))
        self._busy = False
        self._said: dict[Path, QTableWidgetItem] = {}
        self.clips, self.results = FolderField(clips), FolderField(_beside(clips))
        self.clips.chosen.connect(lambda folder: self.results.label.show_path(_beside(folder)))
        self.movements = QCheckBox(tr("Measure movements"))
        self.movements.setToolTip(tr("Brows, eyes, mouth and head of the largest face; takes twice as long"))
        self.video = QCheckBox(tr("Annotated videos"))
        self.video.setToolTip(tr("Each clip with frames and words drawn into it"))
        self.table = _table()
        self.table.cellActivated.connect(self._open_clip)
        self._progress = Progress()
        self._page = button(tr("Show all results"), tr("Open the page of all clips, to sort and search them"), "link")
        self._page.clicked.connect(self.page_wanted)
        self._close = button(tr("Close"), tr("Close this; what is not read yet waits (Esc)"))
        self._close.clicked.connect(self.reject)
        self.read = button(tr("Read"), tr("Read all clips that are not read yet, and pause (Enter)"), "primary")
        self.read.setDefault(True)
        self.read.clicked.connect(self._read_or_pause)
        self._lay_out()
        self._set_busy(False)
        self._page.hide()
        self.read.setFocus()

    def show_clips(self, clips: Iterable[Path], done: Mapping[Path, str]) -> None:
        """List clips, and say of each that is done what came of it."""
        self._said = {clip: QTableWidgetItem() for clip in clips}
        self.table.setRowCount(len(self._said))
        for row, (clip, said) in enumerate(self._said.items()):
            self.table.setItem(row, 0, QTableWidgetItem(printable(clip.name)))
            self.table.setItem(row, 1, said)
            self.say_of(clip, done.get(clip, ""))

    def say_of(self, clip: Path, words: str) -> None:
        """Say how far a clip is, or what came of it."""
        self._said[clip].setText(words)
        self._said[clip].setToolTip(words)

    def show_share(self, done: int, all_: int, share: float, left_s: float | None) -> None:
        """Show how many clips are done, how much that is of all, and how long it will still take if that is known."""
        words = tr_count("{done} of {count} clip is read.", "{done} of {count} clips are read.", all_, done=done)
        if left_s is not None:
            minutes = max(1, round(left_s / 60))
            left = tr_count("About {count} minute is left.", "About {count} minutes are left.", minutes)
            words = f"{words} {left}"
        self._progress.show_share(round(1000 * share), 1000, words)

    def show_end(self, words: str, role: str = "quiet", with_page: bool = True) -> None:
        """Say how it ended; one can go on."""
        self._set_busy(False)
        self._progress.say(words, role)
        self._page.setVisible(with_page)

    def reject(self) -> None:
        """Close it, and pause."""
        if self._busy:
            self.paused.emit()
        super().reject()

    def _read_or_pause(self) -> None:
        if self._busy:
            self.read.setEnabled(False)  # until what runs has ended
            self.paused.emit()
            return
        self._set_busy(True)
        self._progress.show_share(0, None, tr("Looking at the clips"))
        wish = ClipsWish(self.clips.folder, self.results.folder, self.movements.isChecked(), self.video.isChecked())
        self.wanted.emit(wish)

    def _open_clip(self, row: int, _: int) -> None:
        self.clip_wanted.emit(list(self._said)[row])

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.clips, self.results, self.movements, self.video):
            each.setEnabled(not busy)
        self.read.setEnabled(True)
        self.read.setText(tr("Pause") if busy else tr("Read"))
        self.read.setAccessibleName(self.read.text())
        self._page.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(((tr("&Clips in"), self.clips), (tr("Results in"), self.results))):
            named = label(words, "title")
            named.setBuddy(field.button)
            grid.addWidget(named, row, 0)
            grid.addWidget(field, row, 1)
        choices = QHBoxLayout()
        choices.setSpacing(24)
        choices.addWidget(self.movements)
        choices.addWidget(self.video)
        choices.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._page)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(tr(PURPOSE_OF_MANY), "small"))
        column.addLayout(grid)
        column.addLayout(choices)
        column.addWidget(self.table, 1)
        column.addWidget(self._progress)
        column.addLayout(buttons)
        self.resize(680, 540)


def share_words(share: float) -> str:
    """How much of a clip is read."""
    return tr("{share} read", share=percent(share))


def _beside(clips: Path) -> Path:
    """Where results go unless another folder is chosen: beside the clips."""
    return clips.with_name(fitted(tr("{folder} read", folder=clips.name), ""))


def _table() -> QTableWidget:
    made = QTableWidget(0, 2)
    made.setAccessibleName(tr("Clips"))
    made.setToolTip(tr("Enter or a double click shows a clip in the Mirror"))
    made.setShowGrid(False)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWordWrap(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(_ROW)
    made.horizontalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.setColumnWidth(0, _NAME_WIDTH)
    for corner in made.findChildren(QAbstractButton):  # Qt has one though there are no headers
        corner.setAccessibleName(tr("All clips"))
    return made
