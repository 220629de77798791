"""One line of the prompter, painted, with what stands beside it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPalette

from acting_mirror.gui.rehearse.prompter_layout import SIDE, PrompterLayout
from acting_mirror.gui.rehearse.prompter_pieces import Placed
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

_FADE: Final = 20.0
_BLANK: Final = 0.07
"""Height of the line in the place of hidden words, of their letters' size."""
_BETWEEN: Final = 16
"""Pixels between a name and what stands beside it."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands beside a line: a few words and the emotion of the dot before them; None for no dot."""

    words: str
    emotion: str | None


def paint_line(
    painter: QPainter, layout: PrompterLayout, index: int, top: float, cue: Cue | None, palette: QPalette
) -> None:
    """Paint a line.

    Args:
        painter: Of the view.
        layout: Of all lines.
        index: Which one.
        top: Where its block begins.
        cue: What stands beside it.
        palette: Of the view.
    """
    line, block, theme = layout.lines[index], layout.block(index), theme_of(palette)
    now, mine = index == layout.current, line.character == layout.mine
    if now:
        mark = QRectF(0, top + block.name_top, 4, block.words_end - block.name_top)
        _paint_mark(painter, cue, mark, palette)
    row = QRectF(SIDE, top + block.name_top, layout.width - 2 * SIDE, block.name_height)
    painter.setFont(layout.name_font())
    painter.setPen(QColor(theme.quiet))
    for place, text in block.directions:
        text.draw(painter, QPointF(SIDE, top + place))
    painter.drawText(row, _LEFT, line.character)
    if cue is not None:
        beside = painter.fontMetrics().horizontalAdvance(line.character) + _BETWEEN
        _paint_cue(painter, cue, row.adjusted(beside, 0, 0, 0), now, palette)
    bright = theme.text if mine else theme.second
    dim = theme.second if mine and index > layout.current else theme.quiet
    painter.setPen(QColor(bright if now else dim))
    words, pieces = QPointF(SIDE, top + block.words_top), layout.placed(index)
    if pieces is None:
        block.words.draw(painter, words)
    else:
        blank = QColor(theme.quiet) if layout.hidden != "cues" else None
        _paint_pieces(painter, block.words.font(), words, pieces, blank)


def paint_edges(painter: QPainter, size: QSize, palette: QPalette) -> None:
    """Let lines fade at the view's edges instead of cutting through their letters."""
    card = QColor(theme_of(palette).card)
    clear = QColor(card)
    clear.setAlpha(0)
    for edge, inside in ((0.0, _FADE), (float(size.height()), size.height() - _FADE)):
        fade = QLinearGradient(0, edge, 0, inside)
        fade.setColorAt(0, card)
        fade.setColorAt(1, clear)
        painter.fillRect(QRectF(0, min(edge, inside), size.width(), _FADE), fade)


def _paint_pieces(
    painter: QPainter, font: QFont, place: QPointF, pieces: Sequence[Placed], blank: QColor | None
) -> None:
    """Write the pieces that are seen, and a line for each other one; None for no line.

    What is hidden never comes near the painter, so that nothing of it can be seen, not even the edge of a letter.
    """
    painter.setFont(font)
    height, below = max(2.0, font.pixelSize() * _BLANK), painter.viewport().height()
    first = bisect_left(pieces, -place.y(), key=lambda piece: piece.area.bottom())
    for piece in islice(pieces, first, None):  # a speech may have thousands
        area = piece.area.translated(place)
        if area.top() > below:
            break
        if piece.text:
            painter.drawText(area.bottomLeft(), piece.text)
        elif blank is not None:
            painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), height), blank)


def _paint_mark(painter: QPainter, cue: Cue | None, area: QRectF, palette: QPalette) -> None:
    """The stroke beside the line of now, in the colour of what it wants."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(emotion_colour(cue.emotion if cue is not None else None, palette))
    painter.drawRoundedRect(area, 2, 2)


def _paint_cue(painter: QPainter, cue: Cue, row: QRectF, now: bool, palette: QPalette) -> None:
    theme, measures = theme_of(palette), QFontMetricsF(painter.font())
    dot = measures.height() * 0.55 if cue.emotion is not None else 0.0
    around = dot + (30 if dot else 24)
    words = measures.elidedText(cue.words, Qt.TextElideMode.ElideRight, row.width() - around)
    width = measures.horizontalAdvance(words) + around
    pill = QRectF(row.right() - width, row.top() - 4, width, row.height() + 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.control if now else theme.track))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    left = pill.left() + 12
    if dot:
        painter.setBrush(emotion_colour(cue.emotion, palette))
        painter.drawEllipse(QRectF(left, pill.center().y() - dot / 2, dot, dot))
        left += dot + 6
    painter.setPen(QColor(theme.text if now else theme.second))
    painter.drawText(QRectF(left, pill.top(), pill.right() - left, pill.height()), _LEFT, words)
