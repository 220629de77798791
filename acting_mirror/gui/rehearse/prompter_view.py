"""The prompter: the line of now, large, between those before and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from acting_mirror.gui.theme import emotion_colour, theme_of
from acting_mirror.rehearsal.script import ScriptLine

_SIDE: Final = 24.0
_BETWEEN: Final = 20.0
_AROUND: Final = 10.0
"""Of the line of now, above its name and below its words, in pixels."""
_OTHERS: Final = 0.56
"""Of the size of the line of now; the drawing has 18 beside 32."""
_HEARD: Final = 0.75
"""Of that size, for the line of now that another speaks."""
_SMALLEST_PX: Final = 16
_NAME: Final = 0.36
_SMALLEST_NAME_PX: Final = 12
_EYE: Final = 0.46
"""How far down the middle of the line of now stands."""
_FAR: Final = 6
"""Lines further away than these are gone to at once: to fly over a script is not calm."""
_STEP_MS: Final = 260
_FADE: Final = 20.0


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands beside a line: a few words and the emotion of the dot before them; None for no dot."""

    words: str
    emotion: str | None


@dataclass(frozen=True, slots=True)
class _Block:
    """A line laid out: its words, and the heights of the name's row and of all."""

    words: QTextLayout
    name_height: float
    height: float


class PrompterView(QWidget):
    """Paints; whoever owns it says which line it is. Only the lines that are seen are laid out.

    Attributes:
        current: Index of the line of now.
    """

    clicked = Signal(int)
    """Index of the line that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 140)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip("Click a line to start there")
        self.current = 0
        self._lines: Sequence[ScriptLine] = ()
        self._mine = ""
        self._cues: Mapping[int, Cue] = {}
        self._size, self._mirrored = 32, False
        self._blocks: dict[tuple[int, bool], _Block] = {}
        self._said, self._scrolled, self._moved = 0.0, 0.0, 0.0
        self._moving = QVariantAnimation(self)
        self._moving.setDuration(_STEP_MS)
        self._moving.setEndValue(0.0)
        self._moving.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._moving.valueChanged.connect(self._move)

    @property
    def line_size(self) -> int:
        """Of the letters of the line of now, in pixels."""
        return self._size

    @property
    def is_mirrored(self) -> bool:
        """Whether it is flipped for a prompter's glass."""
        return self._mirrored

    def show_lines(self, lines: Sequence[ScriptLine], mine: str) -> None:
        """Show a script, of whose characters `mine` is the actor's own."""
        if lines is not self._lines:
            self.current = 0
        self._lines, self._mine = lines, mine
        self._cues = {}
        self._lay_out_anew()
        self._name()

    def show_cues(self, cues: Mapping[int, Cue]) -> None:
        """Show other words beside the lines, by the lines' indices."""
        if cues != self._cues:
            self._cues = dict(cues)
            self.update()

    def go_to(self, index: int) -> None:
        """Make another line the line of now."""
        if index == self.current or not 0 <= index < len(self._lines):
            return
        before, self.current = self.current, index
        self._said, self._scrolled = 0.0, 0.0
        self._moving.stop()
        # A system that wants no animation has none here either.
        calm = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        if calm and self.isVisible() and abs(index - before) <= _FAR:
            self._moving.setStartValue(self._way(before, index))
            self._moving.start()
        else:
            self._move(0.0)
        self._name()

    def set_said(self, share: float) -> None:
        """Say how much of the line of now was spoken, 0 to 1: a speech that is too long for the view rolls by it."""
        if self._too_high() > 0 and abs(share - self._said) * self._too_high() >= 1:
            self._said = share
            self.update()

    def set_look(self, size: int, mirrored: bool) -> None:
        """Change the size of the letters, and whether it is flipped for a prompter's glass."""
        if (size, mirrored) != (self._size, self._mirrored):
            self._size, self._mirrored = size, mirrored
            self._lay_out_anew()

    def place_of(self, index: int) -> QRectF:
        """Where a line stands, whether it is seen or not."""
        top = self._top() + self._way(index, self.current)
        return QRectF(0, top, self.width(), self._block(index).height)

    # Qt's events

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines that are seen."""
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        top, index = self._top(), self.current
        while index > 0 and top > 0:
            index -= 1
            top -= self._block(index).height
        while index < len(self._lines) and top < self.height():
            height = self._block(index).height
            if top + height > 0:
                self._paint_line(painter, index, top)
            top += height
            index += 1
        self._paint_edges(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        self._lay_out_anew()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell which line was clicked."""
        y = event.position().y()
        index = self._at(y)
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over what can be clicked."""
        over = self._at(event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Look at what comes before or after; the next step comes back."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 2
        wanted = self._scrolled + pixels
        self._scrolled = min(wanted, self._reach(-1, wanted)) if wanted > 0 else -min(-wanted, self._reach(1, -wanted))
        self.update()
        event.accept()

    # Where things are

    def _at(self, y: float) -> int | None:
        top, index = self._top(), self.current
        while index > 0 and y < top:
            index -= 1
            top -= self._block(index).height
        while index < len(self._lines) and top <= y:
            top += self._block(index).height
            if y < top:
                return index
            index += 1
        return None

    def _top(self) -> float:
        """Of the line of now."""
        height = self._block(self.current).height if self._lines else 0.0
        rest = max(_AROUND, self.height() * _EYE - height / 2)
        return rest - self._said * self._too_high() + self._scrolled + self._moved

    def _too_high(self) -> float:
        """By how much the line of now is higher than the view."""
        if not self._lines:
            return 0.0
        return max(0.0, self._block(self.current).height - self.height() * 0.9)

    def _way(self, index: int, other: int) -> float:
        """From the top of one line to that of another, below 0 when the first one stands above."""
        low, high = min(index, other), max(index, other)
        way = sum(self._block(each).height for each in range(low, high))
        return way if index > other else -way

    def _reach(self, step: int, enough: float) -> float:
        """How far it is to the first line, or the last one; looks no further than `enough`."""
        way, index = 0.0, self.current
        while 0 <= index + step < len(self._lines) and way < enough:
            way += self._block(min(index, index + step)).height
            index += step
        return way

    def _block(self, index: int) -> _Block:
        now = index == self.current
        if (index, now) not in self._blocks:
            self._blocks[index, now] = self._laid_out(index, now)
        return self._blocks[index, now]

    def _laid_out(self, index: int, now: bool) -> _Block:
        words = QTextLayout(self._lines[index].text, self._font(now, self._lines[index].character == self._mine))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        words.setTextOption(option)
        words.beginLayout()
        height = 0.0
        while (line := words.createLine()).isValid():
            line.setLineWidth(max(40.0, self.width() - 2 * _SIDE))
            line.setPosition(QPointF(0, height))
            height += line.height() * (1.06 if now else 1.0)
        words.endLayout()
        name_height = QFontMetricsF(self._name_font()).height() + (10 if now else 4)
        return _Block(words, name_height, name_height + height + _BETWEEN + (2 * _AROUND if now else 0))

    def _font(self, now: bool, mine: bool) -> QFont:
        font = QFont(self.font())
        share = (1.0 if mine else _HEARD) if now else _OTHERS
        font.setPixelSize(max(_SMALLEST_PX, round(self._size * share)))
        font.setWeight(QFont.Weight.Bold if now else QFont.Weight.Normal)
        return font

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(_SMALLEST_NAME_PX, round(self._size * _NAME)))
        return font

    def _lay_out_anew(self) -> None:
        self._blocks.clear()
        self._moving.stop()
        self._moved = self._scrolled = 0.0
        self.update()

    def _move(self, way: float) -> None:
        self._moved = way
        self.update()

    def _name(self) -> None:
        if self._lines:
            line = self._lines[self.current]
            self.setAccessibleName(f"Prompter. {line.character}: {line.text}")

    # Painting

    def _paint_line(self, painter: QPainter, index: int, top: float) -> None:
        line, block, theme = self._lines[index], self._block(index), theme_of(self.palette())
        now, mine = index == self.current, line.character == self._mine
        if now:
            top += _AROUND
            self._paint_mark(painter, index, QRectF(0, top, 4, block.height - _BETWEEN - 2 * _AROUND))
        row = QRectF(_SIDE, top, self.width() - 2 * _SIDE, block.name_height - (10 if now else 4))
        painter.setFont(self._name_font())
        painter.setPen(QColor(theme.quiet))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.character)
        if (cue := self._cues.get(index)) is not None:
            self._paint_cue(painter, cue, row, now)
        bright = theme.text if mine else theme.second
        dim = theme.second if mine and index > self.current else theme.quiet
        painter.setPen(QColor(bright if now else dim))
        block.words.draw(painter, QPointF(_SIDE, top + block.name_height))

    def _paint_edges(self, painter: QPainter) -> None:
        """Let lines fade at the view's edges instead of cutting through their letters."""
        card = QColor(theme_of(self.palette()).card)
        clear = QColor(card)
        clear.setAlpha(0)
        for edge, inside in ((0.0, _FADE), (float(self.height()), self.height() - _FADE)):
            fade = QLinearGradient(0, edge, 0, inside)
            fade.setColorAt(0, card)
            fade.setColorAt(1, clear)
            painter.fillRect(QRectF(0, min(edge, inside), self.width(), _FADE), fade)

    def _paint_mark(self, painter: QPainter, index: int, area: QRectF) -> None:
        """The stroke beside the line of now, in the colour of what it wants."""
        cue = self._cues.get(index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(emotion_colour(cue.emotion if cue is not None else None, self.palette()))
        painter.drawRoundedRect(area, 2, 2)

    def _paint_cue(self, painter: QPainter, cue: Cue, row: QRectF, now: bool) -> None:
        theme, measures = theme_of(self.palette()), QFontMetricsF(painter.font())
        dot = measures.height() * 0.55 if cue.emotion is not None else 0.0
        width = measures.horizontalAdvance(cue.words) + dot + (30 if dot else 24)
        pill = QRectF(row.right() - width, row.top() - 4, width, row.height() + 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.control if now else theme.track))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        left = pill.left() + 12
        if dot:
            painter.setBrush(emotion_colour(cue.emotion, self.palette()))
            painter.drawEllipse(QRectF(left, pill.center().y() - dot / 2, dot, dot))
            left += dot + 6
        painter.setPen(QColor(theme.text if now else theme.second))
        words = QRectF(left, pill.top(), pill.right() - left, pill.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cue.words)
