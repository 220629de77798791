"""The lines of a PDF in reading order, with two who speak at once one after the other, and where paragraphs part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from acting_mirror.rehearsal.names import is_name_in_capitals
from acting_mirror.rehearsal.pdf.rows import Row, Word

_NO_GUTTER: Final = 0.8
"""Of the size of the font: the least space between two who speak at once."""
_LOOSE: Final = 1.6
"""Times the distance of rows: more ends the block of two who speak at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one column.

    Attributes:
        row: Its words.
        above: How far it is from the line above it, in points; infinite for the first one on a page.
        beside: Whether it stands to the right of who speaks at the same time.
    """

    row: Row
    above: float
    beside: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return self.row.text

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.row.x0


def lines_of(rows: Sequence[Row], pitch: float) -> list[Line]:
    """The lines of all pages.

    Args:
        rows: What stands on them.
        pitch: The usual distance of rows.
    """
    lines: list[Line] = []
    for _, page in groupby(rows, lambda row: row.page):
        ordered, number = list(page), 0
        above = float("-inf")
        while number < len(ordered):
            block = _side_by_side(ordered[number:], pitch)
            if len(block) > 1 and (gutter := _gutter(block)) is not None:
                for right in (False, True):
                    lines += _column(block, gutter, right, above)
                number += len(block)
            else:
                lines.append(Line(ordered[number], ordered[number].bottom - above))
                number += 1
            above = ordered[number - 1].bottom
    return lines


def _side_by_side(rows: Sequence[Row], pitch: float) -> list[Row]:
    """The rows in which two speak at once, if the first one names two."""
    parts = rows[0].parts()
    if len(parts) != 2 or not all(is_name_in_capitals(part.text) for part in parts):
        return []
    block = [rows[0]]
    for row in rows[1:]:
        if row.bottom - block[-1].bottom > _LOOSE * pitch:
            break
        block.append(row)
    return block


def _gutter(block: Sequence[Row]) -> float | None:
    """Where a blank stripe parts the columns of a block; None where there is none."""
    left, right = block[0].parts()
    edges = sorted({left.x1, *(word.x1 for row in block for word in row.words if left.x0 < word.x1 < right.x1)})
    words = [word for row in block for word in row.words]
    free = []
    for edge in edges:
        after = min((word.x0 for word in words if word.x1 > edge), default=edge)
        if after - edge >= _NO_GUTTER * block[0].size and left.x1 <= edge <= right.x0:
            free.append((after - edge, edge))
    return max(free)[1] if free else None


def _column(block: Sequence[Row], gutter: float, right: bool, above: float) -> Iterator[Line]:
    """The lines left or right of the gutter."""
    for row in block:
        words: tuple[Word, ...] = tuple(word for word in row.words if (word.x1 > gutter) == right)
        if words:
            yield Line(replace(row, words=words), row.bottom - above, right)
            above = row.bottom
