"""Pages that are set in two columns, as booklets and scripts with pictures at the left are: one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import Final

from acting_mirror.rehearsal.names import NAME_BESIDE, is_name_in_capitals
from acting_mirror.rehearsal.pdf.rows import Row, Word

_FEWEST: Final = 5
"""Rows on each side of the gutter, for a page to have two columns."""
_MIDDLE: Final = 0.35, 0.65
"""Of the width of what is written on a page: where a gutter may be."""
_NARROW: Final = 0.15
"""Of this width: most rows of a column are wider."""
_GUTTER: Final = 0.8
"""Of the size of the font, at least, a gutter is wide."""
_ACROSS: Final = 3
"""Rows at the head and at the foot of a page that may run across both columns."""
_MOST: Final = 0.6
"""Of the pages, so many have two columns in a script that is set so."""
_ALIKE: Final = 0.3
"""Times as many names as in the other column: less, and one of both says what is to be seen."""


def in_order(rows: Sequence[Row]) -> list[Row]:
    """The rows of all pages, with each of two columns as a page of its own."""
    pages = [list(page) for _, page in groupby(rows, lambda row: row.page)]
    full = [page for page in pages if len(page) > _FEWEST]
    gutters = [gutter for page in full if (gutter := _gutter(page)) is not None]
    if not gutters or len(gutters) < _MOST * len(full):
        return list(rows)
    usual = median(gutters)
    left, right = ([part for page in pages for part in _side(page, usual, beside)] for beside in (False, True))
    if _names(left) > _ALIKE * _names(right):  # then both are of the same text
        step = min(row.x0 for row in right) - min(row.x0 for row in left)
        right = [replace(row, words=tuple(_moved(word, step) for word in row.words)) for row in right]
    return sorted([*left, *right], key=lambda row: row.page)


def _gutter(page: Sequence[Row]) -> float | None:
    """The middle of the widest blank stripe between two columns of a page; None if there is none."""
    inner = page[_ACROSS:-_ACROSS] if len(page) > 4 * _ACROSS else page
    words = sorted((word for row in inner for word in row.words), key=lambda word: word.x0)
    begin, end = words[0].x0, max(word.x1 for word in words)
    reached, stripes = words[0].x1, []
    for word in words[1:]:
        if word.x0 - reached > _GUTTER * word.size:
            stripes.append((word.x0 - reached, (word.x0 + reached) / 2))
        reached = max(reached, word.x1)
    least, most = (begin + share * (end - begin) for share in _MIDDLE)
    gutter = max((stripe for stripe in stripes if least < stripe[1] < most), default=(0.0, None))[1]
    if gutter is None:
        return None
    left, right = (list(_side(inner, gutter, beside)) for beside in (False, True))
    for side in (left, right):
        if len(side) < _FEWEST or median(row.x1 - row.x0 for row in side) < _NARROW * (end - begin):
            return None
    return gutter if sum(is_name_in_capitals(row.text) for row in left) < len(left) / 2 else None


def _side(page: Sequence[Row], gutter: float, beside: bool) -> Iterator[Row]:
    """What stands on one side of the gutter; what runs across it counts as left."""
    for row in page:
        across = any(word.x0 < gutter < word.x1 for word in row.words)
        words = tuple(word for word in row.words if (word.x0 > gutter and not across) == beside)
        if words:
            yield Row(2 * row.page + beside, words)


def _names(rows: Sequence[Row]) -> float:
    """The share of rows that name who speaks."""
    found = (NAME_BESIDE.fullmatch(row.text) for row in rows)
    beside = sum(bool(match and is_name_in_capitals(match["name"])) for match in found)
    return (beside + sum(is_name_in_capitals(row.text) for row in rows)) / max(len(rows), 1)


def _moved(word: Word, step: float) -> Word:
    return replace(word, x0=word.x0 - step, x1=word.x1 - step)
