"""The lines of a prompter laid out: only those that are asked for, because a script may have thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from acting_mirror.rehearsal.hiding import Piece, cue_of, pieces_of, seen
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.settings.schema import Hidden

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
_DIRECTIONS: Final = 0.4
"""Of the size of the line of now."""
_SMALLEST_DIRECTIONS_PX: Final = 13
_BELOW_DIRECTIONS: Final = 10.0
_LONGEST: Final = 2000
"""Characters of directions that are laid out, those nearest to the line: above it may stand a whole novel."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line laid out; all places are below its top, in pixels.

    Attributes:
        directions: What stands around its words, each with its place.
        name_top: Of the name's row, below the directions above it.
        name_height: Of the name's row.
        words: What is spoken.
        words_top: Of the words.
        words_end: Below the words.
        height: Of all.
    """

    directions: tuple[tuple[float, QTextLayout], ...]
    name_top: float
    name_height: float
    words: QTextLayout
    words_top: float
    words_end: float
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
        directions: Whether stage directions and headings are laid out.
        hidden: What of the actor's words is not to be seen.
        shown: How many words of the line of now are seen all the same.
    """

    def __init__(self, font: QFont) -> None:
        """Start without lines."""
        self.lines: Sequence[ScriptLine] = ()
        self.directions = True
        self.hidden: Hidden = "none"
        self.shown = 0
        self._after: tuple[str, ...] = ()
        self.mine, self.current = "", 0
        self.size, self.width, self.font = 32, 0, font
        self._blocks: dict[tuple[int, bool], Block] = {}

    def show(self, script: Script) -> None:
        """Lay out another script."""
        self.lines, self._after = script.lines, script.after
        self.current = min(self.current, max(0, len(self.lines) - 1))
        self.clear()

    def clear(self) -> None:
        """Break the lines anew when they are asked for."""
        self._blocks.clear()

    def way(self, index: int, other: int) -> float:
        """To the name of one line from that of another, below 0 when the first one stands above."""
        low, high = min(index, other), max(index, other)
        way = sum(self.block(each).height for each in range(low, high))
        way += self.block(high).name_top - self.block(low).name_top
        return way if index > other else -way

    def reach(self, step: int, enough: float) -> float:
        """How far it is to the top of the first line, or of the last one; looks no further than `enough`."""
        way, index = self.block(self.current).name_top if step < 0 else 0.0, self.current
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

    def pieces(self, index: int) -> list[Piece] | None:
        """The pieces of a line's words, some of them hidden; None where all of it is seen."""
        if self.hidden == "none" or self.lines[index].character != self.mine:
            return None
        return pieces_of(self._words(index), self.hidden, self.shown if index == self.current else 0)

    def seen(self, index: int) -> str:
        """What is seen of a line's words."""
        pieces, words = self.pieces(index), self._words(index)
        return (words if pieces is None else seen(words, pieces)).replace("\n", " ")

    def _words(self, index: int) -> str:
        line = self.lines[index]
        words = "\n".join(line.verses) or line.text
        return cue_of(words) if self.hidden == "cues" and line.character != self.mine else words

    def _laid_out(self, index: int, now: bool) -> Block:
        line = self.lines[index]
        directions: list[tuple[float, QTextLayout]] = []

        def direct(top: float, text: str) -> float:
            """Lay out directions; returns where they end."""
            if not (self.directions and text):
                return top
            layout = self._broken(text, self._direction_font())
            directions.append((top, layout))
            return top + layout.boundingRect().height()

        name_top = direct(0.0, "\n".join(line.before)[-_LONGEST:])
        name_top += (_BELOW_DIRECTIONS if directions else 0.0) + (AROUND if now else 0.0)
        name_height = QFontMetricsF(self.name_font()).height()
        words_top = direct(name_top + name_height + (4 if now else 0), line.parenthetical and f"({line.parenthetical})")
        words_top += 6 if now else 4
        words = self._broken(self._words(index), self._font(now, line.character == self.mine), 1.06 if now else 1.0)
        words_end = words_top + words.boundingRect().height()
        after = "\n".join(self._after)[:_LONGEST] if index == len(self.lines) - 1 else ""
        height = direct(words_end + BETWEEN, after) + (AROUND if now else 0)
        return Block(tuple(directions), name_top, name_height, words, words_top, words_end, height)

    def _broken(self, text: str, font: QFont, spacing: float = 1.0) -> QTextLayout:
        """A text broken to the width; `spacing` is between its rows, in heights of a row."""
        layout, option = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(40.0, self.width - 2 * SIDE))
            row.setPosition(QPointF(0, height))
            height += row.height() * spacing
        layout.endLayout()
        return layout

    def _font(self, now: bool, mine: bool) -> QFont:
        font = QFont(self.font)
        share = (1.0 if mine else _HEARD) if now else _OTHERS
        font.setPixelSize(max(_SMALLEST_PX, round(self.size * share)))
        font.setWeight(QFont.Weight.Bold if now else QFont.Weight.Normal)
        return font

    def _direction_font(self) -> QFont:
        font = QFont(self.font)
        font.setPixelSize(max(_SMALLEST_DIRECTIONS_PX, round(self.size * _DIRECTIONS)))
        font.setItalic(True)
        return font

    def name_font(self) -> QFont:
        """Of the names above the lines."""
        font = QFont(self.font)
        font.setPixelSize(max(_SMALLEST_NAME_PX, round(self.size * _NAME)))
        return font
