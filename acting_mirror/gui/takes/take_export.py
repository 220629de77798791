"""A take as files: its lines as CSV, all of it as JSON, a page to hand on."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.take import ListedTake
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.whole_file import write_new
from acting_mirror.gui.takes.desk import TakeDesk
from acting_mirror.pipeline.take_report import write_report
from acting_mirror.record.take_store import NoTimelineError, TakeStore, check_apart
from acting_mirror.report.take_table import take_csv, take_json

KINDS: Final = {"csv": "Lines as CSV (*.csv)", "json": "All as JSON (*.json)", "html": "Report (*.html)"}


class TakeExport(QObject):
    """Asks where, and writes."""

    saved = Signal(object, str)
    """The `Path` of a file that was written, and what the user should know of it: a sentence, "" for nothing."""

    def __init__(self, desk: TakeDesk, window: QWidget) -> None:
        """Write by a desk; dialogs belong to a window."""
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask(self, take: ListedTake, kind: str | None = None) -> None:
        """Ask where to save a take's numbers, as one of `KINDS` or what the user chooses, and save them."""
        name = "".join("-" if sign in '\\/:*?"<>|' else sign for sign in take.name)
        path = take.folder / f"{name}.{kind or 'csv'}"
        kinds = [KINDS[kind]] if kind is not None else list(KINDS.values())
        # The dialog itself asks before it lets a file be replaced.
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Export the take", str(path), ";;".join(kinds))
        if chosen:
            self.write(take.folder, Path(chosen))

    def write(self, folder: Path, path: Path) -> None:
        """Save the numbers of the take in a folder; the file's ending says how."""
        store = self._desk.store
        self._desk.write(lambda: _written(store, folder, path), lambda told: self.saved.emit(path, told))


def _written(store: TakeStore, folder: Path, path: Path) -> str:
    """Write the file; returns what the user should know of it."""
    take = store.open(folder)
    check_apart(take, path)
    timeline = None
    with suppress(NoTimelineError):
        timeline = store.timeline(take)
    if path.suffix.lower() == ".html":
        return write_report(path, take.facts, timeline or Timeline(), take.media, force=True)
    if path.suffix.lower() == ".json":
        write_new(path, take_json(take.facts, timeline).encode(), force=True)
    else:
        write_new(path, take_csv(take.facts).encode(), force=True)
    return ""
