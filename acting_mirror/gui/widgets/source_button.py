"""The button that says what is looked at, and whose menu chooses something else."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from acting_mirror.gui.widgets.icons import icon

_SIGN: Final = QSize(12, 12)
_SIDE: Final = 12


class SourceButton(QPushButton):
    """Its words stand at the left, a chevron at the right.

    A style sheet's own arrow would move the words to the edge, so ours is painted.
    """

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the button without Qt's arrow, then ours."""
        painter, look = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(look)
        look.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        painter.drawControl(QStyle.ControlElement.CE_PushButton, look)
        at = QPoint(self.width() - _SIDE - _SIGN.width(), (self.height() - _SIGN.height()) // 2)
        painter.drawPixmap(at, icon("chevron_down", self.palette()).pixmap(_SIGN, self.devicePixelRatioF()))

    def show_name(self, name: str) -> None:
        """Say a name, shortened where there is no room."""
        room = self.width() - 3 * _SIDE - _SIGN.width()
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))  # a single one would underline what follows
