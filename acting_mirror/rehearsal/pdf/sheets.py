"""The pages of a PDF as one looks at them: upright, and one by one where several are on a sheet."""

import math
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final, TypeVar

from acting_mirror.rehearsal.pdf.glyphs import Glyph, glyph_of
from acting_mirror.rehearsal.pdf.strokes import Stroke, strokes_of
from acting_mirror.rehearsal.pdf.watermarks import without_watermarks

_BACKWARDS: Final = ("R", "AL")
_BRACKETS: Final = str.maketrans("()[]{}\xab\xbb", ")(][}{\xbb\xab")
_WIDE: Final = 1.15
"""Times as wide as high is a sheet that may hold two pages."""
_GUTTER: Final = 0.03
"""Of the width of such a sheet, between its pages."""
_SMALL: Final = 8.0
"""Points: no letters are larger where four pages are on a sheet."""
_MOST_ACROSS: Final = 2
"""Lines at the head and the foot of a sheet that may be printed across two pages."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF, upright.

    Attributes:
        width: In points.
        height: In points.
        glyphs: What is written on it.
        strokes: What is drawn on it.
        backwards: Whether it is mirrored, as it is read from right to left.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    backwards: bool = False


def sheet_of(page: Any) -> Sheet:  # noqa: ANN401 - pdfplumber's
    """What is to be seen on a page of pdfplumber, turned so that most of its writing is upright, without watermarks."""
    left, top, right, bottom = _seen(page)
    width, height = right - left, bottom - top
    shown = (_moved(glyph_of(sign), left, top) for sign in page.chars if sign["text"] and _sound(sign))
    glyphs = [glyph for glyph in shown if 0 <= glyph.x0 + glyph.x1 <= 2 * width and 0 <= glyph.bottom <= height]
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn is not None)
    turn = turns.most_common(1)[0][0] if turns else 0
    upright = [_turned(glyph, turn, width, height) for glyph in glyphs if glyph.turn == turn]
    strokes = tuple(_turned(_moved(stroke, left, top), turn, width, height) for stroke in strokes_of(page))
    sheet = Sheet(*((height, width) if turn % 2 else (width, height)), tuple(without_watermarks(upright)), strokes)
    letters = [unicodedata.bidirectional(glyph.text[0]) for glyph in sheet.glyphs if glyph.text[0].isalpha()]
    return _mirrored(sheet) if sum(each in _BACKWARDS for each in letters) > len(letters) / 2 else sheet


def _mirrored(sheet: Sheet) -> Sheet:
    """A sheet as if it were read from left to right."""
    glyphs = (replace(g, text=g.text.translate(_BRACKETS)) for g in sheet.glyphs)
    return replace(
        sheet,
        glyphs=tuple(replace(g, x0=sheet.width - g.x1, x1=sheet.width - g.x0) for g in glyphs),
        strokes=tuple(replace(s, x0=sheet.width - s.x1, x1=sheet.width - s.x0) for s in sheet.strokes),
        backwards=True,
    )


def _seen(page: Any) -> tuple[float, ...]:  # noqa: ANN401 - pdfplumber's
    """The edges of what viewers show of a page: left, top, right, bottom."""
    pairs = list(zip(map(float, page.mediabox), map(float, page.cropbox), strict=True))
    box = (*map(max, pairs[:2]), *map(min, pairs[2:]))
    return box if box[0] < box[2] and box[1] < box[3] else tuple(whole for whole, _ in pairs)


def _sound(sign: Mapping[str, Any]) -> bool:
    edges = [float(sign[edge]) for edge in ("x0", "x1", "top", "bottom", "size")]
    return all(map(math.isfinite, edges)) and float(sign["size"]) > 0


_Drawn = TypeVar("_Drawn", Glyph, Stroke)


def _turned(each: _Drawn, turn: int, width: float, height: float) -> _Drawn:
    """Where it is on a page that was turned back by so many quarters."""
    x0, x1, top, bottom = each.x0, each.x1, each.top, each.bottom
    match turn:
        case 1:
            return replace(each, x0=height - bottom, x1=height - top, top=x0, bottom=x1)
        case 2:
            return replace(each, x0=width - x1, x1=width - x0, top=height - bottom, bottom=height - top)
        case 3:
            return replace(each, x0=top, x1=bottom, top=width - x1, bottom=width - x0)
    return each


def _moved(each: _Drawn, left: float, top: float) -> _Drawn:
    """Where it is from another corner."""
    if left == top == 0:
        return each
    return replace(each, x0=each.x0 - left, x1=each.x1 - left, top=each.top - top, bottom=each.bottom - top)


def pages_of(sheet: Sheet) -> list[Sheet]:
    """The sheet, or the two or four pages that are printed on it."""
    printed = [glyph for glyph in sheet.glyphs if glyph.text.strip()]
    if sheet.width >= _WIDE * sheet.height:
        return _beside_each_other(sheet, printed)
    middle, gutter = sheet.height / 2, _GUTTER * sheet.height
    small = bool(printed) and median(glyph.size for glyph in printed) <= _SMALL
    if not small or any(glyph.bottom > middle - gutter and glyph.top < middle + gutter for glyph in printed):
        return [sheet]
    upper, lower = (_part(sheet, 0, top, sheet.width, middle) for top in (0, middle))
    return [page for half in (upper, lower) if half.glyphs for page in pages_of(half)]


def _beside_each_other(sheet: Sheet, printed: Sequence[Glyph]) -> list[Sheet]:
    """The two pages on a sheet, if a blank stripe parts them below what is printed across the head of both."""
    middle, gutter = sheet.width / 2, _GUTTER * sheet.width / 2
    crossed = [glyph for glyph in printed if glyph.x1 > middle - gutter and glyph.x0 < middle + gutter]
    places = {round(glyph.bottom) for glyph in crossed}
    if len(places) > _MOST_ACROSS:
        return [sheet]
    inner = [glyph for glyph in printed if all(abs(glyph.bottom - place) > glyph.size / 2 for place in places)]
    top, bottom = min((glyph.top for glyph in inner), default=0), max((glyph.bottom for glyph in inner), default=0)
    halves = [_part(replace(sheet, glyphs=tuple(inner)), left, 0, middle, sheet.height) for left in (0, middle)]
    if any(top < place < bottom for place in places) or not all(half.glyphs for half in halves):
        return [sheet]
    return halves


def _part(sheet: Sheet, left: float, top: float, width: float, height: float) -> Sheet:
    """A part of a sheet."""
    glyphs = (_moved(glyph, left, top) for glyph in sheet.glyphs)
    inside = tuple(g for g in glyphs if 0 <= g.x0 < width and 0 <= g.bottom < height and g.text.strip())
    return replace(
        sheet,
        width=width,
        height=height,
        glyphs=inside,
        strokes=tuple(_moved(stroke, left, top) for stroke in sheet.strokes),
    )
