"""The panel of the line of now: how well the face fits, and how the line went."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of
from acting_mirror.rehearsal.tips import SPEAKING

_HEIGHT: Final = 112
_LOW_HEIGHT: Final = 100
_BAR: Final = 16


class FitGauge(QWidget):
    """How strong the wanted emotion shows now, with a mark where it is wanted.

    Attributes:
        share: 0 to 1; None while nothing is wanted or read.
        mark: Where the wanted strength stands, 0 to 1; None for no mark.
        mark_words: What the mark is.
        words: How that fits, over the right end of the bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty track."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        self.share: float | None = None
        self.mark: float | None = None
        self.mark_words, self.words, self._emotion = "", "", ""
        self._drawn: tuple[object, ...] = ()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the bar, its mark and their words."""
        return QSize(400, 68)

    def show_fit(self, emotion: str, share: float | None, words: str) -> None:
        """Show how strong an emotion is now, in its colour, and how that fits in words; repaints only what changes."""
        self.share, self._emotion, self.words = share, emotion, words
        wanted = (emotion, words, None if share is None else round(share * self.width()))
        if wanted != self._drawn:
            self._drawn = wanted
            self.setAccessibleName(tr("Fit: {how}", how=words) if words else tr("Fit"))
            self.update()

    def show_mark(self, mark: float | None, words: str) -> None:
        """Put the mark elsewhere."""
        if (mark, words) != (self.mark, self.mark_words):
            self.mark, self.mark_words = mark, words
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint track, bar, mark and words."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, (self.height() - _BAR) / 2, self.width(), _BAR)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if self.share:
            painter.setBrush(emotion_colour(self._emotion or None, self.palette()))
            length = max(float(_BAR), bar.width() * min(self.share, 1.0))
            painter.drawRoundedRect(QRectF(0, bar.top(), length, _BAR), _BAR / 2, _BAR / 2)
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setFont(font)
        measures = QFontMetricsF(font)
        painter.setPen(QColor(theme.second))
        above = QRectF(0, bar.top() - measures.height() - 6, self.width(), measures.height())
        words = measures.elidedText(self.words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, words)
        if self.mark is not None:
            self._paint_mark(painter, bar, measures)
        painter.end()

    def _paint_mark(self, painter: QPainter, bar: QRectF, measures: QFontMetricsF) -> None:
        theme = theme_of(self.palette())
        x = min(max(1.0, bar.width() * (self.mark or 0.0)), bar.width() - 1)
        painter.fillRect(QRectF(x - 1, bar.top() - 4, 2, _BAR + 12), QColor(theme.text))
        width = measures.horizontalAdvance(self.mark_words)
        left = x + 6 if x + 6 + width <= bar.width() else x - 6 - width
        painter.setPen(QColor(theme.quiet))
        below = QRectF(left, bar.bottom() + 6, width + 1, measures.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.mark_words)


class ThisLine(QFrame):
    """Score, gauge, and two sentences.

    Attributes:
        gauge: The fit of now.
        happened: What happened in the line.
        tip: What to try, or why there is no score.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a line."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.gauge = FitGauge()
        self._caption = label("", "caption")
        self._caption.setWordWrap(False)
        self._number, self._of = label("", "score"), label("", "quiet")
        self.happened, self.tip = FittedText(14, 12, "text"), FittedText(13, 11, "quiet", lines=2)
        self.bends = label("", "tiny")
        self._lay_out()
        self.set_low(False)
        self.show_score(None)

    @property
    def score(self) -> str:
        """The number that is shown."""
        return self._number.text()

    def show_score(self, total: float | None, happened: str = "", tip: str = "", what: str = "") -> None:
        """Show how this line went, or `what` else there is: a total, None while there is none, and two sentences."""
        self._caption.setText((what or tr("This line")).upper())
        self._number.setText("\N{EN DASH}" if total is None else f"{total:.0f}")
        self._of.setText("" if total is None else tr("of 100"))
        for text, words in ((self.happened, happened), (self.tip, tip)):
            text.show_text(words)
            text.setToolTip(words)
        self.bends.setText(tr(SPEAKING) if total is not None else "")

    def set_low(self, on: bool) -> None:
        """Do with less height."""
        self._row.setContentsMargins(24, 6 if on else 12, 24, 4 if on else 10)
        self.setFixedHeight(_LOW_HEIGHT if on else _HEIGHT)

    def _lay_out(self) -> None:
        score = QVBoxLayout()
        score.setSpacing(2)
        number = QHBoxLayout()
        number.setSpacing(6)
        self._of.setWordWrap(False)
        number.addWidget(self._number, alignment=Qt.AlignmentFlag.AlignBottom)
        number.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        score.addWidget(self._caption)
        score.addLayout(number)
        score.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        for text in (self.happened, self.tip, self.bends):
            words.addWidget(text)
        words.addStretch(1)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(24)
        left = QWidget()
        left.setFixedWidth(116)
        left.setLayout(score)
        score.setContentsMargins(0, 0, 0, 0)
        row.addWidget(left)
        row.addWidget(self.gauge, 5)
        row.addLayout(words, 4)
