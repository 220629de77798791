"""The caption of a card that unfolds, as narrow as the card is."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.icons import icon

_SIGN: Final = 14
_HEIGHT: Final = 28


class FoldHead(QAbstractButton):
    """A sign and a caption that shrinks where there is no room; checked while the card is unfolded."""

    def __init__(self, words: str, short: str, tip: str) -> None:
        """Start folded; `short` is the caption where there is little room."""
        super().__init__()
        self.setAccessibleName(words)
        self.setToolTip(tip)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._short = words, short
        self._caption = FittedText(13, 11, "second")
        self._caption.show_text(words)
        self._caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIGN + 6, 0, 0, 0)
        row.addWidget(self._caption)

    def shorten(self, on: bool) -> None:
        """Say it shortly, or whole."""
        self._caption.show_text(self._short if on else self._words)

    def sizeHint(self) -> QSize:  # noqa: N802
        """One line."""
        return QSize(_SIGN + 6 + self._caption.sizeHint().width(), _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        return QSize(_SIGN, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sign, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign = icon("chevron_down" if self.isChecked() else "chevron_right", self.palette())
        sign.paint(painter, 0, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        if self.hasFocus():
            painter.setPen(QColor(theme.theme_of(self.palette()).link))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
