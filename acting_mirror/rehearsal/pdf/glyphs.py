"""The signs of a PDF's pages, each with its place, and what is drawn across them."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

_LIGHT: Final = 0.6
"""Of white: from here on a grey is that of a watermark, which a text that is to be read is not printed in."""
_MOST_LIGHT: Final = 0.5
"""Of a page's signs; where more are light, it is printed so."""
_FLAT: Final = 2.0
"""Points of height at most of a line that is drawn level."""
_OF_TEX: Final = {
    f"(cid:{code})": text
    for codes, texts in (
        ((11, 12, 13, 14, 15), ("ff", "fi", "fl", "ffi", "ffl")),
        ((16, 17, 18, 19, 20, 21, 22), "\u201c\u201d\u201e\xab\xbb\u2013\u2014"),
        ((27, 28, 29, 30, 31), ("ff", "fi", "fl", "ffi", "ffl")),
    )
    for code, text in zip(codes, texts, strict=True)
}
"""What TeX's own fonts mean where they lie in a file as pictures that are not named."""
_JOINED: Final = re.compile("[\ufb00-\ufb06]")
"""Letters that are printed as one, such as fi."""
_STEEP: Final = 30.0
"""Points of width and height at least of a stroke that crosses out a part of a page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed on a page, in points from its left and top, as one looks who reads it.

    Attributes:
        text: What it says.
        x0: Its left edge.
        x1: Its right edge.
        top: Its upper edge.
        bottom: Its lower edge.
        size: Of its font.
        font: The name of its font.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Glyph(Printed):
    """A sign.

    Attributes:
        turn: How often its writing is turned by a quarter, against the clock; None for a slope.
        light: Whether it is paler than text is.
    """

    turn: int | None
    light: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """The box around a line that is drawn on a page."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is drawn level."""
        return self.bottom - self.top <= _FLAT

    @property
    def across(self) -> bool:
        """Whether it crosses out a part of the page."""
        return self.bottom - self.top >= _STEEP and self.x1 - self.x0 >= _STEEP


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF, upright.

    Attributes:
        width: In points.
        height: In points.
        glyphs: What is written on it.
        strokes: What is drawn on it.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]


def sheet_of(page: Any) -> Sheet:  # noqa: ANN401 - pdfplumber's
    """What is on a page of pdfplumber, turned so that most of its writing is upright, without watermarks."""
    glyphs = [_glyph(sign) for sign in page.chars if sign["text"] and _sound(sign)]
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn is not None)
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = float(page.width), float(page.height)
    upright = [_turned(glyph, turn, width, height) for glyph in glyphs if glyph.turn == turn]
    strokes = tuple(_turned(stroke, turn, width, height) for stroke in _strokes(page))
    return Sheet(*((height, width) if turn % 2 else (width, height)), tuple(_printed(upright)), strokes)


def _sound(sign: Mapping[str, Any]) -> bool:
    edges = [float(sign[edge]) for edge in ("x0", "x1", "top", "bottom", "size")]
    return all(map(math.isfinite, edges)) and float(sign["size"]) > 0


def _glyph(sign: Mapping[str, Any]) -> Glyph:
    a, b = sign["matrix"][:2]
    quarter = math.degrees(math.atan2(b, a)) / 90
    turn = round(quarter) % 4 if abs(quarter - round(quarter)) < 0.02 else None
    x0, x1, top, bottom, size = (float(sign[edge]) for edge in ("x0", "x1", "top", "bottom", "size"))
    light = _is_light(sign.get("non_stroking_color"))
    text = _OF_TEX.get(sign["text"]) or _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), sign["text"])
    return Glyph(text, x0, x1, top, bottom, size, str(sign["fontname"]), turn, light)


def _is_light(colour: object) -> bool:
    """Whether a colour is a pale grey or white, in whichever way it is told."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    shades = [float(part) for part in parts if isinstance(part, int | float)]
    if len(shades) == 4:
        return max(shades) < 1 - _LIGHT
    return bool(shades) and min(shades) > _LIGHT


def _strokes(page: Any) -> Iterator[Stroke]:  # noqa: ANN401 - pdfplumber's
    struck = (note for note in page.annots if str((note.get("data") or {}).get("Subtype")) in _STRIKING)
    for each in (*page.lines, *page.rects, *page.curves, *struck):
        edges = [float(each[edge]) for edge in ("x0", "x1", "top", "bottom")]
        stroke = Stroke(*edges)
        if all(map(math.isfinite, edges)) and (stroke.level or (stroke.across and each not in page.rects)):
            yield stroke


_STRIKING: Final = ("/'StrikeOut'", "/'Line'", "/'Ink'")


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


def _printed(glyphs: list[Glyph]) -> list[Glyph]:
    """The signs without watermarks: those that are not pale, unless most of the page is."""
    dark = [glyph for glyph in glyphs if not glyph.light]
    return dark if len(dark) >= _MOST_LIGHT * len(glyphs) else glyphs
