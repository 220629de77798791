"""The library: all takes, to be searched, ordered and chosen from."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.take import ListedTake
from acting_mirror.gui.takes.bar import TakesBar
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.gui.takes.take_painter import TakePainter
from acting_mirror.gui.takes.take_rows import TakeRows
from acting_mirror.gui.takes.thumbnails import Thumbnails
from acting_mirror.gui.takes.view import TakesView
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.state_card import State, StateCard
from acting_mirror.record.take_index import TakeOrder

_WAIT_MS: Final = 150
"""After the last key, before takes are searched."""
_ORDERS: Final = {
    TakeOrder.NEWEST: marked("Newest first"),
    TakeOrder.BEST: marked("Best first"),
    TakeOrder.NAME: marked("By name"),
    TakeOrder.LONGEST: marked("Longest first"),
}


class Library(TakesView):
    """A search field, an order, a filter, and the list."""

    opened = Signal(object, bool)
    """The folder of a take to be looked at, and whether it is played at once."""
    play_wanted = Signal(object)
    """The `Path` of another recording."""
    menu_wanted = Signal(QPoint)
    """A menu for the selected take, at this place of the screen."""

    def __init__(self, actions: TakeActions, thumbnails: Thumbnails, rehearse: Callable[[], None]) -> None:
        """List nothing yet; `rehearse` shows where takes are made."""
        super().__init__()
        self._actions, self._rehearse = actions, rehearse
        self._all: tuple[ListedTake, ...] = ()
        self._keep: Sequence[Path] = ()
        self.rows = TakeRows(thumbnails)
        self.painter = TakePainter(self)
        self.search, self.order, self.starred = QLineEdit(), QComboBox(), QPushButton(tr("Starred"))
        self.count, self.clip = label("", "quiet"), QPushButton(tr("Score a clip…"))
        self.check = QPushButton(tr("Check…"))
        self.list = self.first_focus = _list_of(self.rows, self.painter)
        self._lay_out()
        self.state = StateCard(self.list)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._connect()

    @property
    def chosen(self) -> list[ListedTake]:
        """The selected takes, in the list's order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.rows.takes[row] for row in rows if row < len(self.rows.takes)]

    def show_buttons(self, bar: TakesBar) -> None:
        """Offer what can be done with the selected take, or with two."""
        take, count = self.only, len(self.chosen)
        takes = not any(each.recording for each in self.chosen)
        bar.show_library(take, (count == 2 and takes) or (take is not None and take.whole), count > 1)

    def enter(self) -> bool:
        """Look at what there is now."""
        self.ask()
        return True

    def ask(self, *folders: Path) -> None:
        """Ask for the takes that are wanted now; those in `folders` are to be selected."""
        self.select(*folders)
        self._wait.stop()
        self._actions.find(self.search.text(), self.order.currentData(), self._show_takes)

    def toggle(self) -> None:
        """Open the selected take and play it."""
        if (chosen := self.chosen) and not chosen[0].problem:
            self._open(chosen[0], play=True)

    def _show_takes(self, takes: Sequence[ListedTake]) -> None:
        """List takes; those that were selected stay so."""
        before = [take.folder for take in self.chosen]
        self._all = tuple(takes)
        shown = [take for take in takes if take.star or not self.starred.isChecked()]
        same = [take.folder for take in shown] == [take.folder for take in self.rows.takes]
        self.rows.show_takes(shown)
        if not same:
            self._select(self._keep or before)
        self._keep = ()
        self.count.setText(_counted(shown))
        self._show_state(bool(shown))
        self.changed.emit()

    def select(self, *folders: Path) -> None:
        """Select takes, as soon as they are listed."""
        self._keep = folders or self._keep
        if any(self.rows.row_of(folder) is not None for folder in folders):
            self._select(folders)
            self.list.scrollTo(self.list.currentIndex())

    def rename(self) -> None:
        """Let the selected take be renamed where it stands."""
        index = self.list.currentIndex()
        if index.isValid() and self.rows.takes[index.row()].whole:
            self.list.scrollTo(index)
            self.list.edit(index)

    def _select(self, folders: Sequence[Path]) -> None:
        """Select takes, the first one when none of them is listed."""
        rows = [row for folder in folders if (row := self.rows.row_of(folder)) is not None]
        model = self.list.selectionModel()
        model.clearSelection()
        for row in rows or ([0] if self.rows.takes else []):
            model.select(self.rows.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
        if rows or self.rows.takes:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            model.setCurrentIndex(self.rows.index(rows[0] if rows else 0, 0), flag)

    def _show_state(self, any_shown: bool) -> None:
        """Say why nothing is listed."""
        if any_shown:
            self.state.show_state(None)
        elif self.search.text().strip():
            self.state.show_state(
                State(tr("No take has these words"), tr("Names, notes, scripts, characters and lines are searched."))
            )
        elif self.starred.isChecked() and self._all:
            self.state.show_state(
                State(tr("No take has a star"), tr("Click the star of a take that you want to find again."))
            )
        else:
            words = tr("Open a script on the Rehearse page and press Record: every recording made there is a take.")
            self.state.show_state(State(tr("No takes yet"), words, [(tr("Rehearse"), self._rehearse)]))
        empty = not self._all and not self.search.text()
        for each in (self.search, self.order, self.starred):
            each.setEnabled(not empty)

    def _open(self, take: ListedTake, play: bool = False) -> None:
        self.play_wanted.emit(take.folder) if take.recording else self.opened.emit(take.folder, play)

    def _on_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self._wait.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda _: self._wait.start())
        self.order.activated.connect(lambda _: self.ask())
        self.starred.toggled.connect(lambda _: self._show_takes(self._all))
        self.list.activated.connect(lambda index: self._open(self.rows.takes[index.row()]))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.changed.emit())
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.rows.renamed.connect(lambda take, name: self._actions.rename(take, name))
        self.painter.star_clicked.connect(self._actions.toggle_star)
        self._actions.changed.connect(lambda _: self.ask())
        self._actions.list_changed.connect(lambda folders: self.ask(*folders))

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Search takes"))
        self.search.setAccessibleName(tr("Search takes"))
        self.search.setToolTip(tr("Search names, notes, scripts and lines"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(420)
        self.order.setAccessibleName(tr("Order"))
        self.order.setToolTip(tr("Which takes come first"))
        for order, words in _ORDERS.items():
            self.order.addItem(tr(words), order)
        self.starred.setCheckable(True)
        self.starred.setToolTip(tr("Only takes with a star"))
        self.clip.setToolTip(tr("Score a scene that you filmed elsewhere against its script; it becomes a take"))
        self.check.setToolTip(
            tr("Look at a self-tape before you send it: format, framing, light, sound, start and end")
        )
        self.count.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 9)  # all the room there is, up to its own most
        for widget in (self.order, self.starred):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.count)
        top.addWidget(self.check)
        top.addWidget(self.clip)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self.list, 1)


def _counted(takes: Sequence[ListedTake]) -> str:
    recordings = sum(take.recording for take in takes)
    others = len(takes) - recordings
    counted = tr_count("{count} take", "{count} takes", others) if others else ""
    more = tr_count("{count} recording", "{count} recordings", recordings) if recordings else ""
    return ", ".join(filter(None, (counted, more)))


def _list_of(rows: TakeRows, painter: TakePainter) -> QListView:
    made = QListView()
    made.setModel(rows)
    made.setItemDelegate(painter)
    made.setUniformItemSizes(True)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.verticalScrollBar().setSingleStep(32)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setMouseTracking(True)
    made.setAccessibleName(tr("Takes"))
    made.setProperty("role", "cards")
    return made
