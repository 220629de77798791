"""Paints a take in the library's list."""

import math
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake
from acting_mirror.gui.takes.take_rows import PICTURE, TAKE, about
from acting_mirror.gui.widgets.icons import icon
from acting_mirror.gui.widgets.theme import Theme, theme_of

_Index = QModelIndex | QPersistentModelIndex

_HEIGHT: Final = 88
_BETWEEN: Final = 8
_PICTURE: Final = QSize(112, 63)
_STAR_ROOM: Final = 44
_SCORE_ROOM: Final = 112
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TakePainter(QStyledItemDelegate):
    """Picture, name, what it is, its score and its star; a click on the star gives or takes it."""

    star_clicked = Signal(object)
    """The `ListedTake`."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """All alike."""
        return QSize(300, _HEIGHT + _BETWEEN)

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:  # noqa: ANN401 - Qt's types lie here
        """Paint a row."""
        take: ListedTake = index.data(TAKE)
        theme, state = theme_of(option.widget.palette()), option.state
        area = _card(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(theme.link) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover if selected else theme.control if hovered else theme.card))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        self._paint_picture(painter, area, option, index, take, theme)
        _paint_words(painter, _words_area(area, take), take, theme, QFont(option.font))
        if take.whole:
            _paint_score(painter, area, take, theme, QFont(option.font))
            _paint_star(painter, _star_area(area).center(), take.star, theme)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: Any, _index: _Index) -> QWidget:  # noqa: ANN401, N802 - Qt's
        """A field for the name."""
        field = QLineEdit(parent)
        field.setAccessibleName(tr("Name of the take"))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: _Index) -> None:  # noqa: ANN401, N802 - Qt's
        """Put the field over the name."""
        area = _words_area(_card(option), index.data(TAKE))
        editor.setGeometry(QRectF(area.left() - 13, area.top() + 4, area.width(), 36).toRect())

    def editorEvent(self, event: QEvent, model: Any, option: Any, index: _Index) -> bool:  # noqa: ANN401, N802 - Qt's
        """Notice clicks on the star."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            take: ListedTake = index.data(TAKE)
            if take.whole and _star_area(_card(option)).contains(event.position()):
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.star_clicked.emit(take)
                return True
        return super().editorEvent(event, model, option, index)

    def _paint_picture(
        self,
        painter: QPainter,
        area: QRectF,
        option: Any,  # noqa: ANN401
        index: _Index,
        take: ListedTake,
        theme: Theme,
    ) -> None:
        place = QRectF(area.left() + 12, area.center().y() - _PICTURE.height() / 2, _PICTURE.width(), _PICTURE.height())
        shape = QPainterPath()
        shape.addRoundedRect(place, 8, 8)
        painter.fillPath(shape, QColor(theme.track))
        picture = None if take.problem else index.data(PICTURE)
        if picture is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(place.toRect(), picture)
            painter.restore()
        elif take.problem:
            sign = QRectF(0, 0, 24, 24)
            sign.moveCenter(place.center())
            icon("warning", option.widget.palette()).paint(painter, sign.toRect())


def _card(option: Any) -> QRectF:  # noqa: ANN401
    return QRectF(option.rect).adjusted(0, 0, 0, -_BETWEEN)


def _star_area(area: QRectF) -> QRectF:
    return QRectF(area.right() - _STAR_ROOM - 4, area.top(), _STAR_ROOM, area.height())


def _words_area(area: QRectF, take: ListedTake) -> QRectF:
    room = _STAR_ROOM + _SCORE_ROOM + 16 if take.whole else 16
    return area.adjusted(12 + _PICTURE.width() + 16, 0, -room, 0)


def _paint_words(painter: QPainter, area: QRectF, take: ListedTake, theme: Theme, font: QFont) -> None:
    last = take.problem or take.notes.strip().split("\n")[0]
    top = area.top() + (12 if last else 22)
    rows = (
        (take.name, 14, QFont.Weight.DemiBold, theme.text),
        (about(take), 12, QFont.Weight.Normal, theme.quiet),
        (last, 12, QFont.Weight.Normal, theme.warning if take.problem else theme.second),
    )
    for words, size, weight, colour in rows:
        font.setPixelSize(size)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRectF(area.left(), top, area.width(), 22), _LEFT, shown)
        top += 22


def _paint_score(painter: QPainter, area: QRectF, take: ListedTake, theme: Theme, font: QFont) -> None:
    right = area.right() - _STAR_ROOM - 12
    box = QRectF(right - _SCORE_ROOM, area.top(), _SCORE_ROOM, area.height())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor(theme.quiet))
    if take.total is None:
        painter.drawText(box, _RIGHT, tr("no score"))
        return
    of_all = " " + tr("of 100")
    small = QFontMetricsF(font).horizontalAdvance(of_all)
    painter.drawText(box.adjusted(0, 3, 0, 3), _RIGHT, of_all)
    font.setPixelSize(24)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(box.adjusted(0, 0, -small - 1, 0), _RIGHT, f"{take.total:.0f}")


def _paint_star(painter: QPainter, centre: QPointF, on: bool, theme: Theme) -> None:
    painter.setPen(QColor(theme.text if on else theme.faint))
    painter.setBrush(QColor(theme.text) if on else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(star_at(centre, 9.0))


def star_at(centre: QPointF, radius: float) -> QPolygonF:
    """A star with five points."""
    points = []
    for number in range(10):
        angle, length = math.pi * number / 5, radius if number % 2 == 0 else radius * 0.45
        points.append(QPointF(centre.x() + length * math.sin(angle), centre.y() - length * math.cos(angle)))
    return QPolygonF(points)
