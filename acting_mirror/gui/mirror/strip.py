"""The photos that are open, small, in a row, and what can be done with them."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.frame import Image
from acting_mirror.core.language import marked, tr
from acting_mirror.core.photo_rank import BEST, RankedPhoto, Section, caption
from acting_mirror.core.scores import percent
from acting_mirror.core.text import printable

_SIZE: Final = QSize(112, 72)
_CELL: Final = QSize(140, 118)
_LINE: Final = 124
"""Pixels for a line of words under a photo."""
_PLACE, _PATH = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SAVES: Final = (
    (".html", marked("Contact sheet, a page to send…")),
    (".png", marked("Contact sheet, a picture to print…")),
    (".csv", marked("Numbers, a table for a spreadsheet…")),
)


class PhotoStrip(QFrame):
    """Stands where the curves are while photos are open; a click shows the photo.

    Attributes:
        list: The photos, and headings between them while they are ranked.
        best_first: Chooses that they are ranked.
        readable: Chooses that those in which somebody can't be read are left out then.
        save: Its menu saves them.
    """

    chosen = Signal(int)
    """The place of a photo."""
    save_wanted = Signal(str)
    """The ending of the file in which they are to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._items: dict[int, QListWidgetItem] = {}
        self.list = _list()
        self.list.currentItemChanged.connect(self._on_current)
        self.best_first, self.readable = QCheckBox(tr("Best smile first")), QCheckBox(tr("Only readable"))
        self.save = QPushButton(tr("Save…"))
        self._name_all()
        self._tools = QWidget()
        column = QVBoxLayout(self._tools)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for tool in (self.best_first, self.readable, self.save):
            column.addWidget(tool)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self._tools)
        self.setFixedHeight(144)

    @property
    def only_readable(self) -> bool:
        """Whether photos in which somebody can't be read are to be left out."""
        return self.best_first.isChecked() and self.readable.isChecked()

    def clear(self) -> None:
        """Forget the photos."""
        self._items.clear()
        self.list.clear()

    def add(self, place: int, path: Path, small: Image) -> None:
        """Add a photo.

        Args:
            place: Among all photos; they come in order.
            path: Its file.
            small: A small copy, uint8 (H, W, 3), BGR.
        """
        height, width = small.shape[:2]
        image = QImage(small.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888)
        item = self._items[place] = QListWidgetItem(_icon(image), "")
        item.setData(_PLACE, place)
        item.setData(_PATH, path)
        self._say(item)
        self.list.addItem(item)

    def offer(self, several: bool, ready: bool) -> None:
        """Offer what can be done with several photos, when they are read."""
        self._tools.setVisible(several)
        self._tools.setEnabled(ready)

    def show_as_read(self) -> None:
        """Show the photos in the order in which they were read."""
        for item in self._items.values():
            self._say(item)
        self._fill(self._items.values())

    def show_ranked(self, sections: Iterable[Section], places: Mapping[str, int]) -> None:
        """Show the photos in groups.

        Args:
            sections: In their order.
            places: Of the photos, by their names.
        """
        items = []
        for section in sections:
            items.append(_not_to_choose(f"{section.title}\n{len(section.photos)}"))
            items += [self._ranked(photo, places[photo.name]) for photo, _ in section.photos]
        self._fill(items or [_not_to_choose(tr("There is no photo in which every face can be read."))])

    def show_current(self, place: int) -> None:
        """Mark the photo that is shown."""
        item = self._items.get(place)
        if item is not None and item is not self.list.currentItem():
            with QSignalBlocker(self.list):
                self.list.setCurrentItem(item)
            self.list.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)  # with what is around it

    def _ranked(self, photo: RankedPhoto, place: int) -> QListWidgetItem:
        words = tr(BEST) if photo.best else caption(photo)
        if photo.readable:
            words = tr("{share} · {shows}", share=percent(photo.rank), shows=words)
        item = self._items.get(place)
        if item is None:
            return _not_to_choose(f"{photo.name}\n{words}")
        self._say(item, words)
        return item

    def _say(self, item: QListWidgetItem, *words: str) -> None:
        """The name under a photo, and what else is said of it; whole in its tip."""
        path, metrics = item.data(_PATH), self.list.fontMetrics()
        lines = (printable(path.name), *words)
        item.setText("\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, _LINE) for line in lines))
        item.setToolTip("\n".join((printable(str(path)), *words)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))

    def _fill(self, items: Iterable[QListWidgetItem]) -> None:
        with QSignalBlocker(self.list):
            while self.list.count():
                self.list.takeItem(0)  # `clear` would delete them
            for item in items:
                self.list.addItem(item)

    def _name_all(self) -> None:
        self.best_first.setToolTip(tr("Group them by what the faces show; the photo with the best smile comes first"))
        self.readable.setToolTip(tr("Leave out photos in which somebody can't be read"))
        self.readable.setEnabled(False)
        self.best_first.toggled.connect(self.readable.setEnabled)
        self.save.setToolTip(tr("Save them as a contact sheet, or what was read as a table"))
        menu = QMenu(self.save)
        for ending, words in _SAVES:
            menu.addAction(tr(words), partial(self.save_wanted.emit, ending))
        self.save.setMenu(menu)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and (place := item.data(_PLACE)) is not None:
            self.chosen.emit(place)


def _list() -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(tr("Photos"))
    made.setToolTip(tr("Click a photo to show it; the arrow keys go through them"))
    made.setViewMode(QListWidget.ViewMode.IconMode)
    made.setFlow(QListWidget.Flow.LeftToRight)
    made.setWrapping(False)
    made.setMovement(QListWidget.Movement.Static)
    made.setIconSize(_SIZE)
    made.setGridSize(_CELL)
    made.setWordWrap(True)  # of headings
    made.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _not_to_choose(words: str) -> QListWidgetItem:
    """A heading, or a photo that can't be shown."""
    made = QListWidgetItem(words)
    made.setToolTip(words)
    made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    return made


def _icon(image: QImage) -> QIcon:
    """A photo in the middle of its place, so that all names stand on one line; not tinted when it is chosen."""
    small = image.scaled(_SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    ground, made = QPixmap(_SIZE), QIcon()
    ground.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ground)
    painter.drawImage((_SIZE.width() - small.width()) // 2, (_SIZE.height() - small.height()) // 2, small)
    painter.end()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(ground, mode)
    return made
