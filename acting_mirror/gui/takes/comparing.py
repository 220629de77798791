"""Two takes, chosen and opened beside each other."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.take import ListedTake
from acting_mirror.gui.takes.compare import Compare
from acting_mirror.gui.takes.desk import TakeDesk
from acting_mirror.rehearsal.comparison import opponents


class Comparing(QObject):
    """Fills a comparison from a desk."""

    opened = Signal()
    """Two takes are to be shown, and are being opened."""
    told = Signal(str)
    """A sentence for the user."""

    def __init__(self, desk: TakeDesk, compare: Compare, parent: QObject) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._desk, self._compare = desk, compare
        compare.wanted.connect(self._open_side)

    def begin(self, folders: list[Path]) -> None:
        """Compare the takes in two folders; of one, it and the best other one of its script."""
        self._desk.look_all(lambda takes: self._begin(takes, folders))

    def _begin(self, takes: list[ListedTake], folders: list[Path]) -> None:
        two = opponents(takes, folders)
        if isinstance(two, str):
            self.told.emit(two)
            return
        self._compare.close_players()
        self._compare.offer(two.same, [two.left.folder, two.right.folder])
        self.opened.emit()
        for side, take in enumerate((two.left, two.right)):
            self._open_side(side, take.folder)
        self._desk.open_facts(two.same, self._compare.show_all)

    def _open_side(self, side: int, folder: Path) -> None:
        self._desk.open(folder, lambda opened: self._compare.show_take(side, opened), self.told.emit)
