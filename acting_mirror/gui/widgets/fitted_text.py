"""A line of text that grows smaller, and then ends in "…", rather than being clipped."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.gui.widgets import theme


class FittedText(QWidget):
    """One line, vertically centred; its height never changes, so that what stands below never jumps."""

    def __init__(self, largest: int, smallest: int, tone: str, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        """Start empty.

        Args:
            largest: Size of the letters in pixels, where there is room.
            smallest: Below this size the text is shortened instead.
            tone: Name of a colour of `theme.Theme`, for text that names no emotion.
            weight: Of the letters.
        """
        super().__init__()
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
        metrics = QFontMetrics(self._fitting(room))
        if metrics.horizontalAdvance(self._text) <= room:  # Qt rounds otherwise when it shortens
            return self._text
        return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)

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
        return QSize(metrics.horizontalAdvance(self._text), metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        return QSize(16, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text."""
        painter = QPainter(self)
        painter.setFont(self._fitting(self.width()))
        painter.setPen(self.colour)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.shown)

    def _fitting(self, room: int) -> QFont:
        for size in range(self._size, self._smallest, -1):
            font = self._font(size)
            if QFontMetrics(font).horizontalAdvance(self._text) <= room:
                return font
        return self._font(self._smallest)

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(self._weight)
        return font
