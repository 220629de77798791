"""One emotion: its name, a bar, and how much of it a face shows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.scores import percent
from acting_mirror.gui.widgets import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR = 13
_THIN_BAR = 4
_SLIVER = 2


class EmotionRow(QWidget):
    """A row of the card: beside each other when wide; in the strip the bar stands below name and number."""

    def __init__(self, emotion: str) -> None:
        """Start with an empty bar; `emotion` is a stored name."""
        super().__init__()
        self.emotion = emotion
        self._name = shown_name(emotion)
        self._share = 0.0
        self._aim: float | None = None
        self._leads = self._strip = False
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_strip(False)

    @property
    def number(self) -> str:
        """What stands at the right: "86 %", or nothing where no face is read."""
        if self._aim is None:
            return ""
        # The strip has no room for the sign beside the longest name; the large number above carries it.
        return f"{100 * self._aim:.0f}" if self._strip else percent(self._aim)

    def aim(self, share: float | None, leads: bool) -> None:
        """Say what is read, 0 to 1, or None where no face is; the bar follows; the name of what leads is brighter."""
        self._aim, self._leads = share, leads
        words = self._name if share is None else f"{self._name} {percent(share)}"
        if words != self.accessibleName():
            self.setAccessibleName(words)
        self.draw(self._share)

    def draw(self, share: float) -> None:
        """Show the bar on its way, 0 to 1; nothing is painted unless a pixel changes."""
        self._share = share
        wanted = (self._leads, self.number, round(share * self.width() * self.devicePixelRatio()))
        if wanted != self._drawn:
            self._drawn = wanted
            self.update()

    def set_strip(self, on: bool) -> None:
        """Stand in the narrow strip, or in the card."""
        self._strip = on
        self.setMinimumHeight(24 if on else 20)
        self.setMaximumHeight(30 if on else 34)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As tall as there is room for."""
        return QSize(80, self.maximumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw name, bar and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.theme_of(self.palette())
        font = QFont(self.font())
        font.setPixelSize(12 if self._strip else 14)
        painter.setFont(font)
        words, bar = self._places(QFontMetrics(font))
        self._draw_bar(painter, bar, QColor(colours.track))
        painter.setPen(QColor(colours.text if self._leads else colours.second))
        painter.drawText(words, _LEFT, self._name)
        painter.drawText(words, _RIGHT, self.number)

    def _places(self, metrics: QFontMetrics) -> tuple[QRectF, QRectF]:
        """Where the words stand, and the bar."""
        width, height = self.width(), self.height()
        if self._strip:
            top = (height - metrics.height() - _THIN_BAR - 2) // 2
            return QRectF(0, top, width, metrics.height()), QRectF(0, top + metrics.height() + 2, width, _THIN_BAR)
        left = max(metrics.horizontalAdvance(name) for name in map(shown_name, EMOTIONS)) + 14
        right = metrics.horizontalAdvance("100 %") + 8
        return QRectF(0, 0, width, height), QRectF(left, (height - _BAR) // 2, width - left - right, _BAR)

    def _draw_bar(self, painter: QPainter, bar: QRectF, track: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = min(4.0, bar.height() / 2)
        painter.setBrush(track)
        painter.drawRoundedRect(bar, radius, radius)
        length = bar.width() * self._share
        if self._aim is not None:
            length = max(length, _SLIVER)
        if length < 0.5:
            return
        filled = QRectF(bar.x(), bar.y(), length, bar.height())
        painter.setBrush(theme.emotion_colour(self.emotion, self.palette()))
        if length >= 2 * radius:
            painter.drawRoundedRect(filled, radius, radius)
            return
        # A short bar keeps inside the round end of its track.
        end = QPainterPath()
        end.addRoundedRect(bar, radius, radius)
        painter.setClipPath(end)
        painter.drawRoundedRect(filled, length / 2, length / 2)
        painter.setClipping(False)
