"""The photos that are open, small, in a row."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr

_SIZE: Final = QSize(112, 72)


class PhotoStrip(QFrame):
    """Stands where the curves are while photos are open; a click shows the photo."""

    chosen = Signal(int)
    """The place of a photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Photos"))
        self.list.setToolTip(tr("Click a photo to show it; the arrow keys go through them"))
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setFlow(QListWidget.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setIconSize(_SIZE)
        self.list.setGridSize(QSize(128, 108))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        column.addWidget(self.list)
        self.setFixedHeight(136)

    def clear(self) -> None:
        """Forget the photos."""
        self.list.clear()

    def add(self, place: int, path: Path, small: Image) -> None:
        """Add a photo, or renew the words under one that is there.

        Args:
            place: Among all photos; they come in order.
            path: Its file.
            small: A small copy, uint8 (H, W, 3), BGR.
        """
        if self._item(place) is not None:
            return
        height, width = small.shape[:2]
        image = QImage(small.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888)
        item = QListWidgetItem(_icon(image), path.name)
        item.setData(Qt.ItemDataRole.UserRole, place)
        item.setToolTip(str(path))
        self.list.addItem(item)

    def show_current(self, place: int) -> None:
        """Mark the photo that is shown."""
        item = self._item(place)
        if item is not None and item is not self.list.currentItem():
            self.list.blockSignals(True)
            self.list.setCurrentItem(item)
            self.list.blockSignals(False)

    def _item(self, place: int) -> QListWidgetItem | None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == place:
                return item
        return None

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


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
