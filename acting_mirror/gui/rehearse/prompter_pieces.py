"""The words of a line of which some are hidden, each placed where it stands in the whole."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from acting_mirror.rehearsal.hiding import Piece


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in one row.

    Attributes:
        area: Where it stands, from the corner of all words; its bottom is the line on which letters stand.
        text: What is seen of it; "" where it is hidden.
    """

    area: QRectF
    text: str


def placed_in(words: QTextLayout, pieces: Sequence[Piece]) -> list[Placed]:
    """The pieces of words that are laid out as a whole, so that nothing moves when one is shown."""
    text = words.text()
    ends = list(accumulate((1 + (ord(sign) > 0xFFFF) for sign in text), initial=0))  # to Qt a sign may be two
    return [
        Placed(area, "" if piece.hidden else text[bisect_left(ends, start) : bisect_left(ends, end)])
        for piece in pieces
        for start, end, area in _rows_of(words, ends[piece.start], ends[piece.end])
    ]


def _rows_of(words: QTextLayout, start: int, end: int) -> Iterator[tuple[int, int, QRectF]]:
    """The parts of a piece, one in each row where it is broken, and where each stands."""
    while start < end:
        row = words.lineForTextPosition(start)
        last = min(end, row.textStart() + row.textLength())
        left, right = sorted((_x(row, start), _x(row, last)))
        yield start, last, QRectF(left, row.y(), right - left, row.ascent())
        start = last


def _x(row: QTextLine, at: int) -> float:
    """Where a sign begins; PySide6 returns a pair and calls it an object."""
    x, _ = cast("tuple[float, int]", row.cursorToX(at))
    return x
