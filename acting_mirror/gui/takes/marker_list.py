"""The markers of a take: moments with notes, to be gone to, edited and deleted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import Marker
from acting_mirror.gui.widgets.form import label
from acting_mirror.report.moments import in_minutes

_NONE: Final = marked("No markers yet. Press N where something strikes you, and write a few words.")
_TIME_WIDTH: Final = 64
_ROW: Final = 36
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class MarkerList(QWidget):
    """A click goes to a marker; its note is written where it stands, and Del takes it away."""

    sought = Signal(float)
    """Seconds to go to."""
    edited = Signal(object)
    """All `Marker`s, as the user wants them."""

    def __init__(self) -> None:
        """Show no markers yet."""
        super().__init__()
        self.markers: tuple[Marker, ...] = ()
        self._saved: tuple[Marker, ...] = ()
        self.table = _table()
        self._none = label(tr(_NONE), "quiet")
        self.edit, self.delete = QPushButton(tr("Edit note")), QPushButton(tr("Delete marker"))
        self.edit.setToolTip(tr("Change the words of this marker (F2)"))
        self.delete.setToolTip(tr("Delete this marker (Del)"))
        row = QHBoxLayout()
        row.setSpacing(16)
        for button in (self.edit, self.delete):
            button.setProperty("role", "link")
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.cellClicked.connect(lambda row, _: self.sought.emit(self.markers[row].t_s))
        self.table.cellChanged.connect(self._on_edited)
        self.table.itemSelectionChanged.connect(self._show)
        self.table.installEventFilter(self)
        self.edit.clicked.connect(self._edit)
        self.delete.clicked.connect(self._delete)
        self._show()

    def show_markers(self, markers: Sequence[Marker], anew: bool) -> None:
        """Show the markers as they are in the folder; unless `anew`, edited ones that are not there yet stay."""
        kept = not anew and self.markers != self._saved
        self._saved = tuple(markers)
        if not kept:
            self._fill(self._saved)

    def _fill(self, markers: tuple[Marker, ...]) -> None:
        """Show other markers; one that is being written in stays open when they are the same."""
        if markers == self.markers:
            return
        row = self.table.currentRow()
        self.markers = markers
        self.table.blockSignals(True)
        self.table.setRowCount(len(markers))
        for number, marker in enumerate(markers):
            time, words = QTableWidgetItem(in_minutes(marker.t_s)), QTableWidgetItem(marker.words)
            time.setFlags(_FIXED)
            words.setToolTip(marker.words)
            self.table.setItem(number, 0, time)
            self.table.setItem(number, 1, words)
        self.table.blockSignals(False)
        self._choose(min(row, len(markers) - 1))
        self._show()

    def add(self, t_s: float) -> None:
        """Put a marker at a moment, and let its note be written."""
        marker = Marker(round(t_s, 3), "")
        markers = tuple(sorted((*self.markers, marker), key=lambda each: each.t_s))
        self._fill(markers)
        self._choose(markers.index(marker))
        self.edited.emit(markers)
        self._edit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Delete by key, and leave the keys that go through the take to the page."""
        deletes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(deletes)  # the page's own would throw the take away
            return True
        if event.type() == QEvent.Type.KeyPress and deletes:
            self._delete()
            return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.table.setCurrentCell(row, 1)

    def _edit(self) -> None:
        if (item := self.table.item(self.table.currentRow(), 1)) is not None:
            self.table.setFocus()
            self.table.editItem(item)

    def _delete(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            markers = self.markers[:row] + self.markers[row + 1 :]
            self._fill(markers)
            self.edited.emit(markers)

    def _on_edited(self, row: int, _: int) -> None:
        item = self.table.item(row, 1)
        if item is not None and (words := item.text().strip()) != self.markers[row].words:
            marker = replace(self.markers[row], words=words)
            self.markers = (*self.markers[:row], marker, *self.markers[row + 1 :])
            self.edited.emit(self.markers)

    def _show(self) -> None:
        self._none.setVisible(not self.markers)
        self.table.setVisible(bool(self.markers))
        chosen = bool(self.markers) and self.table.currentRow() >= 0
        for button in (self.edit, self.delete):
            button.setVisible(chosen)


def _table() -> QTableWidget:
    made = QTableWidget(0, 2)
    made.setAccessibleName(tr("Markers"))
    made.setProperty("role", "cards")
    made.setShowGrid(False)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWordWrap(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(_ROW)
    made.horizontalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.setColumnWidth(0, _TIME_WIDTH)
    return made
