"""The lines of a prompter laid out: only those that are asked for, because a script may have thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from acting_mirror.rehearsal.script import ScriptLine

SIDE: Final = 24.0
"""Left and right of the words, in pixels."""
BETWEEN: Final = 20.0
AROUND: Final = 10.0
"""Of the line of now, above its name and below its words, in pixels."""
_OTHERS: Final = 0.56
"""Of the size of the line of now; the drawing has 18 beside 32."""
_HEARD: Final = 0.75
"""Of that size, for the line of now that another speaks."""
_SMALLEST_PX: Final = 16
_NAME: Final = 0.36
_SMALLEST_NAME_PX: Final = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A line laid out: its words, and the heights of the name's row and of all."""

    words: QTextLayout
    name_height: float
    height: float


class PrompterLayout:
    """Heights and broken lines, by the lines' indices.

    Attributes:
        lines: Of the script.
        mine: The character whose lines are the actor's.
        current: Index of the line of now, which is larger.
        size: Of its letters, in pixels.
        width: Of the view, in pixels.
        font: Of the view.
    """

    def __init__(self, font: QFont) -> None:
        """Start without lines."""
        self.lines: Sequence[ScriptLine] = ()
        self.mine, self.current = "", 0
        self.size, self.width, self.font = 32, 0, font
        self._blocks: dict[tuple[int, bool], Block] = {}

    def clear(self) -> None:
        """Break the lines anew when they are asked for."""
        self._blocks.clear()

    def way(self, index: int, other: int) -> float:
        """From the top of one line to that of another, below 0 when the first one stands above."""
        low, high = min(index, other), max(index, other)
        way = sum(self.block(each).height for each in range(low, high))
        return way if index > other else -way

    def reach(self, step: int, enough: float) -> float:
        """How far it is to the first line, or the last one; looks no further than `enough`."""
        way, index = 0.0, self.current
        while 0 <= index + step < len(self.lines) and way < enough:
            way += self.block(min(index, index + step)).height
            index += step
        return way

    def block(self, index: int) -> Block:
        """A line laid out, as large as it is now."""
        now = index == self.current
        if (index, now) not in self._blocks:
            self._blocks[index, now] = self._laid_out(index, now)
        return self._blocks[index, now]

    def _laid_out(self, index: int, now: bool) -> Block:
        line = self.lines[index]
        text = "\N{LINE SEPARATOR}".join(line.verses) or line.text
        words = QTextLayout(text, self._font(now, line.character == self.mine))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        words.setTextOption(option)
        words.beginLayout()
        height = 0.0
        while (row := words.createLine()).isValid():
            row.setLineWidth(max(40.0, self.width - 2 * SIDE))
            row.setPosition(QPointF(0, height))
            height += row.height() * (1.06 if now else 1.0)
        words.endLayout()
        name_height = QFontMetricsF(self.name_font()).height() + (10 if now else 4)
        return Block(words, name_height, name_height + height + BETWEEN + (2 * AROUND if now else 0))

    def _font(self, now: bool, mine: bool) -> QFont:
        font = QFont(self.font)
        share = (1.0 if mine else _HEARD) if now else _OTHERS
        font.setPixelSize(max(_SMALLEST_PX, round(self.size * share)))
        font.setWeight(QFont.Weight.Bold if now else QFont.Weight.Normal)
        return font

    def name_font(self) -> QFont:
        """Of the names above the lines."""
        font = QFont(self.font)
        font.setPixelSize(max(_SMALLEST_NAME_PX, round(self.size * _NAME)))
        return font
