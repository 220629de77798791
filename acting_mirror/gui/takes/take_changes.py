"""What the user changes about takes, and what is told of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.take import ListedTake, Marker
from acting_mirror.gui.takes.desk import TakeDesk
from acting_mirror.gui.widgets.folders import show_folder


class TakeChanges(QObject):
    """Has the desk do it; nothing is asked twice, and what can be undone says so."""

    told = Signal(str, object)
    """A sentence for the user, and the actions that go with it."""
    listed_anew = Signal(object)
    """The list has changed; the folder of the take to select, or None."""

    def __init__(self, desk: TakeDesk, parent: QObject) -> None:
        """Change takes by a desk."""
        super().__init__(parent)
        self._desk = desk
        desk.failed.connect(lambda words: self.told.emit(words, ()))
        desk.binned.connect(self._on_binned)
        desk.not_binned.connect(self._on_not_binned)

    def rename(self, folder: Path, name: str) -> None:
        """Give a take another name."""
        self._desk.change(folder, lambda store, take: store.rename(take, name))

    def toggle_star(self, take: ListedTake) -> None:
        """Give or take a star."""
        self._desk.change(take.folder, lambda store, now: store.set_star(now, not take.star))

    def note(self, folder: Path, notes: str, again: Callable[[], None]) -> None:
        """Replace the notes; `again` is offered where they can't be written."""
        self._desk.change(folder, lambda store, take: store.set_notes(take, notes), self._offering(again))

    def mark(self, folder: Path, markers: Sequence[Marker], again: Callable[[], None]) -> None:
        """Replace the markers; `again` is offered where they can't be written."""
        self._desk.change(folder, lambda store, take: store.set_markers(take, markers), self._offering(again))

    def delete(self, take: ListedTake) -> None:
        """Move a take to the bin; nobody may have its files open."""
        self._desk.bin(take.folder, take.name)

    def _offering(self, again: Callable[[], None]) -> Callable[[str], None]:
        return lambda words: self.told.emit(words, (("Try again", again),))

    def _on_binned(self, folder: Path, where: Path | None) -> None:
        self.listed_anew.emit(None)

        def undo() -> None:
            if where is not None:
                self._desk.restore(folder, where, lambda: self.listed_anew.emit(folder))

        self.told.emit("The take is in the bin.", (("Undo", undo),) if where is not None else ())

    def _on_not_binned(self, folder: Path, words: str) -> None:
        self.listed_anew.emit(None)
        self.told.emit(words, (("Show in folder", lambda: show_folder(folder)),))
