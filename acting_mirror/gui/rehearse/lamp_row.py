"""Lamps on the picture, small and quiet while all is good: what a self-tape would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QToolTip, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.tape_point import VERDICTS, Verdict
from acting_mirror.gui.widgets.form import remove
from acting_mirror.gui.widgets.overlay_paint import plate
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.theme import DARK

_MARGIN: Final = 16
_BETWEEN: Final = 6
_FONT_PX: Final = 13
_SIGN: Final = 15.0
"""Pixels of a sign, in a lamp that is higher."""
_HEIGHT: Final = 25
_PAD: Final = 9.0
_DOUBT: Final = "#e8b64c"
"""Of the sign of what is to be looked at, on a plate that is dark in both themes."""
_TICK: Final = ((0.18, 0.52), (0.42, 0.76), (0.84, 0.26))


@dataclass(frozen=True, slots=True)
class Lamp:
    """What one lamp says.

    Attributes:
        title: What it is about.
        verdict: How good that is; None while it can't be told.
        words: Why, and what to do about it.
    """

    title: str
    verdict: Verdict | None
    words: str


class LampRow(QWidget):
    """At the bottom left of the picture; one below the other where a row has no room."""

    def __init__(self, over: PictureView) -> None:
        """Lie over the view, hidden."""
        super().__init__(over)
        self._over, self._placed_in = over, QRect()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._signs: list[_LampSign] = []
        over.installEventFilter(self)
        self.hide()

    @property
    def lamps(self) -> list[Lamp]:
        """What they say; nothing while hidden."""
        return [sign.lamp for sign in self._signs] if self.isVisible() else []

    def show_lamps(self, lamps: Sequence[Lamp]) -> None:
        """Say something else; hidden without lamps."""
        if len(lamps) != len(self._signs):
            remove(self._row, self._signs)
            self._signs = [_LampSign() for _ in lamps]
            for sign in self._signs:
                self._row.addWidget(sign)
        changed = [sign.show_lamp(lamp) for sign, lamp in zip(self._signs, lamps, strict=True)]
        self.setVisible(bool(lamps))
        if any(changed) or self._over.picture_area != self._placed_in:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the bottom."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place)  # the picture in it takes its new size first
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        area = self._placed_in = self._over.picture_area
        room = self._over.width() - area.left() - 2 * _MARGIN
        across = QBoxLayout.Direction.LeftToRight
        self._row.setDirection(across)
        if self._row.totalSizeHint().width() > room:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        size = self._row.totalSizeHint()
        self.setGeometry(
            area.left() + _MARGIN, area.bottom() + 1 - _MARGIN - size.height(), size.width(), size.height()
        )


class _LampSign(QWidget):
    """One lamp: a mark whose shape says how good it is, and what it is about.

    Attributes:
        lamp: What it says.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lamp = Lamp("", None, "")
        self._font = QFont(self.font())
        self._font.setPixelSize(_FONT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its word."""
        return QSize(round(QFontMetricsF(self._font).horizontalAdvance(self.lamp.title) + _SIGN + 2.7 * _PAD), _HEIGHT)

    def show_lamp(self, lamp: Lamp) -> bool:
        """Say something else; whether it needs other room."""
        before, self.lamp = self.lamp, lamp
        if lamp == before:
            return False
        verdict = tr(VERDICTS[lamp.verdict]) if lamp.verdict is not None else ""
        self.setAccessibleName(f"{lamp.title}: {verdict}" if verdict else lamp.title)
        self.setAccessibleDescription(lamp.words)
        self.setToolTip(lamp.words)
        self.update()
        self.updateGeometry()
        return lamp.title != before.title

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say at once what resting the pointer says, for fingers too."""
        QToolTip.showText(event.globalPosition().toPoint(), self.lamp.words, self)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the plate, the sign and the word."""
        painter, lamp = QPainter(self), self.lamp
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate(painter, QRectF(self.rect()))
        _paint_sign(painter, lamp.verdict, QRectF(_PAD, (self.height() - _SIGN) / 2, _SIGN, _SIGN))
        painter.setFont(self._font)
        loud = lamp.verdict in (Verdict.LOOK, Verdict.WONT)
        painter.setPen(QColor(DARK.text if loud else DARK.quiet))
        room = QRectF(self.rect()).adjusted(_SIGN + 1.7 * _PAD, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, lamp.title)
        painter.end()


def _paint_sign(painter: QPainter, verdict: Verdict | None, box: QRectF) -> None:
    """A tick, a triangle, a disc with a cross; a ring where nothing can be told."""
    if verdict is None:
        painter.setPen(QPen(QColor(DARK.quiet), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(2, 2, -2, -2))
    elif verdict is Verdict.GOOD:
        painter.setPen(_pen(DARK.good))
        painter.drawPolyline([_at(box, *place) for place in _TICK])
    elif verdict is Verdict.LOOK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_DOUBT))
        painter.drawPolygon(QPolygonF([_at(box, 0.5, 0.02), _at(box, 1.0, 0.95), _at(box, 0.0, 0.95)]))
        painter.setPen(_pen(DARK.page))
        painter.drawPolyline([_at(box, 0.5, 0.36), _at(box, 0.5, 0.62)])
        painter.drawPoint(_at(box, 0.5, 0.81))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DARK.warning))
        painter.drawEllipse(box)
        painter.setPen(_pen(DARK.page))
        painter.drawLine(_at(box, 0.31, 0.31), _at(box, 0.69, 0.69))
        painter.drawLine(_at(box, 0.69, 0.31), _at(box, 0.31, 0.69))


def _pen(colour: str) -> QPen:
    return QPen(QColor(colour), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)


def _at(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.left() + across * box.width(), box.top() + down * box.height())
