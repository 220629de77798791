"""What to save of a clip, and where."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.scores import percent
from acting_mirror.files.free_name import fitted
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField, show_folder
from acting_mirror.gui.widgets.form import button, label
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.clip import Outputs

_FORMATS: Final = (("MP4", ".mp4"), ("AVI", ".avi"), ("MKV", ".mkv"))
_ROWS: Final = (
    ("video", marked("Annotated video"), marked("The clip with the frame and the word drawn into it")),
    ("csv", marked("Numbers (CSV)"), marked("Every reading as a table, for a spreadsheet")),
    ("json", marked("Summary (JSON)"), marked("How much of each emotion there was, for other programs")),
)
_ROW: Final = 36
"""As high as the format beside the video's name, in pixels, so that all rows are alike."""


class ExportDialog(Dialog):
    """Asks what to export; the caller does it and says how that goes."""

    wanted = Signal(object)
    """The `Outputs` to write."""
    cancelled = Signal()
    """Exporting is to stop; also when the dialog is closed meanwhile."""
    play_wanted = Signal(object)
    """The `Path` of the video that was saved."""

    def __init__(self, stem: str, folder: Path, with_video: bool, parent: QWidget | None = None) -> None:
        """Lay it out.

        Args:
            stem: The files' name without an ending; the video's has "annotated" added, so that the clip itself is safe.
            folder: Where they go at first.
            with_video: Whether there are pictures to make a video of.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._stem = stem
        self._busy = False
        self._replacing = False
        self._saved = folder
        self._grid = QGridLayout()
        self.checks: dict[str, QCheckBox] = {}
        self._names: dict[str, QLabel] = {}
        self.format = self._formats()
        for name, words, tip in _ROWS if with_video else _ROWS[1:]:
            self._add(name, tr(words), tr(tip))
        self.folder = FolderField(folder)
        self.folder.chosen.connect(self._changed)
        self._progress = Progress()
        self._show_folder = button(tr("Open folder"), tr("Open the folder with the files"), "link")
        self._show_folder.clicked.connect(lambda: show_folder(self._saved))
        self._play = button(tr("Play"), tr("Play the video that was saved"), "link")
        self._play.clicked.connect(self._want_to_play)
        self._export = button(tr("Export"), tr("Save the ticked files (Enter)"), "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._want)
        self._cancel = button(tr("Cancel"), tr("Stop the export, or close this (Esc)"))
        self._cancel.clicked.connect(self._stop_or_close)
        self._lay_out(with_video)
        self._changed()
        self._export.setFocus()

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how many pictures are done, of how many where that is known."""
        self._set_busy(True)
        if total:
            words = tr("{share} done", share=percent(min(done / total, 1)))
        else:
            words = tr_count("{count:,} picture done", "{count:,} pictures done", done)
        self._progress.show_share(done, total, words)

    def show_done(self, paths: Sequence[Path]) -> None:
        """Say what was saved; it can be shown in its folder."""
        self._set_busy(False)
        self._cancel.setText(tr("Close"))
        self._progress.say(tr("Saved {names}.", names=_listed(paths)) if paths else tr("Nothing was saved."))
        if paths:
            self._saved = paths[0].parent
            self._show_folder.show()
            self._play.setVisible(self._path("video") in paths)

    def show_error(self, words: str) -> None:
        """Say what went wrong; one can try again."""
        self._set_busy(False)
        self._progress.say(words, "warning")

    def reject(self) -> None:
        """Close it, and stop the export."""
        self._stop()
        super().reject()

    def _formats(self) -> QComboBox:
        combo = QComboBox()
        for words, ending in _FORMATS:
            combo.addItem(words, ending)
        combo.setAccessibleName(tr("Format of the video"))
        combo.setToolTip(tr("MP4 plays everywhere; AVI and MKV suit some editors better"))
        combo.currentIndexChanged.connect(self._changed)
        return combo

    def _add(self, name: str, words: str, tip: str) -> None:
        check = self.checks[name] = QCheckBox(words)
        check.setChecked(True)
        check.setToolTip(tip)
        check.setAccessibleName(words)
        check.toggled.connect(self._changed)
        self._names[name] = label("", "quiet")
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, _ROW)
        self._grid.addWidget(check, row, 0)
        self._grid.addWidget(self._names[name], row, 1)
        if name == "video":
            self._grid.addWidget(self.format, row, 2)

    def _lay_out(self, with_video: bool) -> None:
        if not with_video:
            self.format.setParent(self)  # it belongs to no row
            self.format.hide()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        where = label(tr("&Folder"), "title")
        where.setBuddy(self.folder.button)
        buttons = QHBoxLayout()
        buttons.addWidget(self._play)
        buttons.addWidget(self._show_folder)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(tr("What to save"), "title"))
        column.addLayout(self._grid)
        column.addSpacing(8)
        column.addWidget(where)
        column.addWidget(self.folder)
        column.addWidget(self._progress)
        column.addStretch(1)
        column.addLayout(buttons)
        self.resize(560, 360)

    def _outputs(self) -> Outputs:
        files = {name: self._path(name) if check.isChecked() else None for name, check in self.checks.items()}
        return Outputs(**files, force=self._replacing)

    def _path(self, name: str) -> Path:
        ending = f" annotated{self.format.currentData()}" if name == "video" else f".{name}"
        return self.folder.folder / fitted(self._stem, ending)

    def _changed(self) -> None:
        """Something else is wanted: what was said or asked about the old wish no longer counts."""
        for name, words in self._names.items():
            words.setText(self._path(name).name)
            words.setEnabled(self.checks[name].isChecked())
        self.format.setEnabled("video" in self.checks and self.checks["video"].isChecked())
        self._set_busy(False)
        self._ask_to_replace([])

    def _ask_to_replace(self, existing: Sequence[Path]) -> None:
        self._replacing = bool(existing)
        self._export.setText(tr("Replace") if existing else tr("Export"))
        self._export.setAccessibleName(self._export.text())
        if not existing:
            self._progress.say("")
            return
        words = tr_count(
            "{names} is there already: replace, or choose another folder.",
            "{names} are there already: replace, or choose another folder.",
            len(existing),
            names=_listed(existing),
        )
        self._progress.say(words, "warning")

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for each in (*self.checks.values(), self.folder):
            each.setEnabled(not busy)
        self.format.setEnabled(not busy and "video" in self.checks and self.checks["video"].isChecked())
        self._export.setEnabled(not busy and bool(self._outputs().paths()))
        self._cancel.setText(tr("Cancel"))
        self._show_folder.hide()
        self._play.hide()

    def _want(self) -> None:
        existing = [path for path in self._outputs().paths() if path.exists()]
        if existing and not self._replacing:
            self._ask_to_replace(existing)
            return
        outputs = self._outputs()
        self._ask_to_replace([])
        self.show_progress(0, None)
        self.wanted.emit(outputs)

    def _want_to_play(self) -> None:
        self.accept()
        self.play_wanted.emit(self._path("video"))

    def _stop_or_close(self) -> None:
        if self._busy:
            self._stop()
        else:
            self.reject()

    def _stop(self) -> None:
        if self._busy:
            self._set_busy(False)
            self._progress.say(tr("Stopped."))
            self.cancelled.emit()


def _listed(paths: Sequence[Path]) -> str:
    """Names of files, one at least, as in a sentence."""
    *names, last = [path.name for path in paths]
    return tr("{names} and {last}", names=", ".join(names), last=last) if names else last
