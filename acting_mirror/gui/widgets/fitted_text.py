"""A line of text, or a few, that grows smaller, and then ends in "…", rather than being clipped."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.gui.widgets import theme

_LESS = 8
"""Pixels by which a text is shortened until its lines hold it."""


class FittedText(QWidget):
    """Vertically centred; its height never changes, so that what stands below never jumps."""

    def __init__(
        self, largest: int, smallest: int, tone: str, weight: QFont.Weight = QFont.Weight.Normal, lines: int = 1
    ) -> None:
        """Start empty.

        Args:
            largest: Size of the letters in pixels, where there is room.
            smallest: Below this size the text is shortened instead.
            tone: Name of a colour of `theme.Theme`, for text that names no emotion.
            weight: Of the letters.
            lines: So many lines it may take.
        """
        super().__init__()
        self._lines = lines
        self._largest, self._smallest, self._tone, self._weight = largest, smallest, tone, weight
        self._size = largest
        self._text, self._emotion = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says, whole."""
        return self._text

    @property
    def colour(self) -> QColor:
        """The colour of the letters in the theme of now."""
        if self._emotion:
            return theme.emotion_colour(self._emotion, self.palette())
        return QColor(getattr(theme.theme_of(self.palette()), self._tone))

    @property
    def shown(self) -> str:
        """What there is room for."""
        room = self.width()
        font = self._fitting(room)
        if self._fits(font, room, self._text):  # Qt rounds otherwise when it shortens
            return self._text
        metrics, right = QFontMetrics(font), Qt.TextElideMode.ElideRight
        widths = range(self._lines * room, 0, -_LESS)
        shortened = (metrics.elidedText(self._text, right, width) for width in widths)
        return next((words for words in shortened if self._fits(font, room, words)), "")

    def show_text(self, text: str, emotion: str = "", size: int | None = None) -> None:
        """Say something else, in the colour of an emotion if one is named, and at most `size` pixels large."""
        size = size or self._largest
        if (text, emotion, size) == (self._text, self._emotion, self._size):
            return
        self._text, self._emotion, self._size = text, emotion, size
        self.setAccessibleName(text)
        self.update()

    def set_largest(self, largest: int) -> None:
        """Change the size of the letters in pixels."""
        self._largest = self._size = largest
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the text at its largest."""
        metrics = QFontMetrics(self._font(self._largest))
        return QSize(metrics.horizontalAdvance(self._text), self._lines * metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        return QSize(16, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text."""
        painter = QPainter(self)
        painter.setFont(self._fitting(self.width()))
        painter.setPen(self.colour)
        painter.drawText(self.rect(), self._flags | Qt.AlignmentFlag.AlignVCenter, self.shown)

    def _fitting(self, room: int) -> QFont:
        for size in range(self._size, self._smallest, -1):
            font = self._font(size)
            if self._fits(font, room, self._text):
                return font
        return self._font(self._smallest)

    def _fits(self, font: QFont, room: int, text: str) -> bool:
        metrics = QFontMetrics(font)
        if self._lines == 1:
            return metrics.horizontalAdvance(text) <= room
        needed = metrics.boundingRect(0, 0, room, self.height(), self._flags, text)
        return needed.height() <= self._lines * metrics.lineSpacing() and needed.width() <= room

    @property
    def _flags(self) -> int:
        wrapped = Qt.TextFlag.TextWordWrap if self._lines > 1 else Qt.TextFlag.TextSingleLine
        return Qt.AlignmentFlag.AlignLeft | wrapped

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(self._weight)
        return font
