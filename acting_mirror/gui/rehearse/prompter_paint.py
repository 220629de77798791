"""One line of the prompter, painted, with what stands beside it."""

from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPalette, QTextLayout, QTextLine

from acting_mirror.gui.rehearse.prompter_layout import SIDE, PrompterLayout
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of
from acting_mirror.rehearsal.hiding import Piece

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
    words, pieces = QPointF(SIDE, top + block.words_top), layout.pieces(index)
    if pieces is None:
        block.words.draw(painter, words)
    else:
        _paint_pieces(painter, block.words, words, pieces, QColor(theme.quiet) if layout.hidden != "cues" else None)


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
    painter: QPainter, words: QTextLayout, place: QPointF, pieces: list[Piece], blank: QColor | None
) -> None:
    """Write the pieces that are seen where they stand in the whole, and a line for each other; None for no line.

    What is hidden never comes near the painter, so that nothing of it can be seen, not even the edge of a letter.
    """
    text = words.text()
    painter.setFont(words.font())
    height = max(2.0, words.font().pixelSize() * _BLANK)
    for piece in pieces:
        start, end = _units(text[: piece.start]), _units(text[: piece.end])
        for number in range(words.lineCount()):
            row = words.lineAt(number)
            first, last = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
            if first >= last:
                continue
            left, right = sorted((_x(row, first), _x(row, last)))
            base = QPointF(place.x() + left, place.y() + row.y() + row.ascent())
            if not piece.hidden:
                painter.drawText(base, text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", "ignore"))
            elif blank is not None:
                painter.fillRect(QRectF(base.x(), base.y(), right - left, height), blank)


def _units(text: str) -> int:
    """How long Qt takes a text to be, to which a sign may be two."""
    return len(text.encode("utf-16-le")) // 2


def _x(row: QTextLine, at: int) -> float:
    """Where a sign begins; PySide6 returns a pair and calls it an object."""
    x, _ = cast("tuple[float, int]", row.cursorToX(at))
    return x


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
