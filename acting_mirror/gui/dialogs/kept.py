"""What the program keeps on this computer, to be looked at and deleted."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.files.disk import in_bytes
from acting_mirror.gui.widgets.folders import PathLabel
from acting_mirror.gui.widgets.form import Section, button, label
from acting_mirror.pipeline.stored_data import StoredData

_INDENT: Final = 24
"""Of sizes and places, in pixels: where the words of their boxes begin."""


class Kept(Section):
    """A card with a row for each kind of what is kept; what is ticked can be deleted.

    Attributes:
        delete: The button that does it, once the user agrees.
    """

    looked_at = Signal()
    """It is seen, so `show_kept` is to be called with what there is now."""
    grown = Signal()
    """It has its rows, for which there was no room before."""
    forget_wanted = Signal(object)
    """The `StoredData` that are to be deleted, a list; the user has agreed."""

    def __init__(self) -> None:
        """Lay it out, still without rows."""
        super().__init__(tr("What is kept"))
        words = tr("All of it is on this computer, and nothing of it leaves it. Tick what is to go.")
        self.add_wide(label(words, "small"))
        self._rows: dict[str, _Row] = {}
        self.delete = button(tr("Delete…"), tr("Delete what is ticked, for good"))
        self.delete.clicked.connect(self._ask)
        self.add_corner(self.delete)
        self._show_button()

    def show_kept(self, kept: Sequence[StoredData]) -> None:
        """Show what there is; what is ticked stays so while it is there."""
        if not self._rows:
            for each in kept:
                self._rows[each.name] = row = _Row(each)
                row.box.toggled.connect(self._show_button)
                self.add_wide(row)
                row.show()  # or Qt makes room for it only later
            self.grown.emit()
        for each in kept:
            self._rows[each.name].show_stored(each)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask what there is now."""
        super().showEvent(event)
        self.looked_at.emit()

    @property
    def _chosen(self) -> list[StoredData]:
        return [row.stored for row in self._rows.values() if row.box.isChecked()]

    def _show_button(self) -> None:
        self.delete.setEnabled(bool(self._chosen))

    def _ask(self) -> None:
        chosen, kinds = self._chosen, QMessageBox.StandardButton
        size = in_bytes(sum(each.size for each in chosen))
        lines = [tr("Delete this for good, {size} in all?", size=size), "", *(tr(each.title) for each in chosen)]
        if QMessageBox.question(self, "Acting Mirror", "\n".join(lines), kinds.Yes | kinds.No, kinds.No) == kinds.Yes:
            self.forget_wanted.emit(chosen)


class _Row(QWidget):
    """One kind: what it is, how large, and where."""

    def __init__(self, stored: StoredData) -> None:
        super().__init__()
        self.stored = stored
        self.box = QCheckBox(tr(stored.title))
        self._size, self._place = QLabel(), PathLabel(stored.place)
        for each in (self._size, self._place):
            each.setProperty("role", "small")
        below = QHBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self._size)
        below.addWidget(self._place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addLayout(below)

    def show_stored(self, stored: StoredData) -> None:
        """Show it as it is now; what is not there can't be ticked."""
        self.stored = stored
        self._size.setText(in_bytes(stored.size) if stored.files else tr("nothing"))
        self._place.show_path(stored.place)
        self.box.setEnabled(bool(stored.files))
        self.box.setChecked(self.box.isChecked() and bool(stored.files))
