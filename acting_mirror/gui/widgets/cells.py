"""Cells of tables, as the style sheet does not paint them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class Cells(QStyledItemDelegate):
    """The cell that is chosen keeps its colour, and one with a ground of its own has that."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """The colour for chosen words belongs to another ground."""
        super().initStyleOption(option, index)
        roles = QPalette.ColorRole
        option.palette.setBrush(roles.HighlightedText, option.palette.brush(roles.Text))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Style sheets paint no ground of a cell's own."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
