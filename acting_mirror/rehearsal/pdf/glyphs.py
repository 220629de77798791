"""The signs of a PDF's pages, each with its place and what it says."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_LIGHT: Final = 0.6
"""Of white: from here on a grey is that of a watermark, which a text that is to be read is not printed in."""
_SLANT: Final = 0.1
"""Of its height, a sign leans at least that is slanted to be italic."""
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
UNKNOWN: Final = "\ufffd"
"""What stands for a sign of which the file doesn't say what it means."""
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
_JOINED: Final = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that are printed as one, such as fi, and those of Arabic in the forms that they are printed in."""


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
        colour: In whichever way it is told.
    """

    turn: int | None
    colour: tuple[float, ...]

    @property
    def light(self) -> bool:
        """Whether it is a pale grey or white, as no text is that is to be read."""
        if len(self.colour) == 4:
            return max(self.colour) < 1 - _LIGHT
        return bool(self.colour) and min(self.colour) > _LIGHT

    @property
    def ink(self) -> tuple[str, int, tuple[float, ...]]:
        """What is the same for all signs of one text."""
        return self.font, round(self.size), self.colour


def glyph_of(sign: Mapping[str, Any]) -> Glyph:
    """A sign of pdfplumber."""
    a, b, c, d = sign["matrix"][:4]
    quarter = math.degrees(math.atan2(b, a)) / 90
    turn = round(quarter) % 4 if abs(quarter - round(quarter)) < 0.02 else None
    x0, x1, top, bottom, size = (float(sign[edge]) for edge in ("x0", "x1", "top", "bottom", "size"))
    leans = abs(a * c + b * d) > _SLANT * abs(a * d - b * c)
    font = f"{sign['fontname']} italic" if leans else str(sign["fontname"])
    colour = sign.get("non_stroking_color")
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    shades = tuple(float(part) for part in parts if isinstance(part, int | float))
    return Glyph(_meaning(sign["text"]), x0, x1, top, bottom, size, font, turn, shades)


def _meaning(text: str) -> str:
    """What a sign says, as letters."""
    joined = _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _OF_TEX.get(text) or _UNKNOWN.sub(UNKNOWN, joined)
