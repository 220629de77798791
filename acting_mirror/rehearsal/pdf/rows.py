"""The rows of words on the pages of a PDF."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from acting_mirror.rehearsal.pdf.glyphs import UNKNOWN, Glyph, Printed
from acting_mirror.rehearsal.pdf.sheets import Sheet
from acting_mirror.rehearsal.pdf.strokes import Stroke

_AMID: Final = re.compile(rf"(?<=[^\W\d_]){UNKNOWN}(?=[^\W\d_])")
"""An apostrophe, if somewhere nothing says what it is; a sign of its own is a dash then."""
_DRAWN_HYPHEN: Final = re.compile("\u00ad(?=.)")
"""What else could be a place to break a word is printed here."""
_LEANS: Final = re.compile(r"ital|obli|slant|(?:cm|sf|ec)(?:ti|sl)|-it\b", re.IGNORECASE)
"""In the name of a font."""
_SAME_ROW: Final = 0.4
_BETWEEN_WORDS: Final = 0.15
_TWICE: Final = 0.1
"""Of the size of a font: how far signs of a row stand apart in height, the least space between two words, and how far
a sign is printed beside itself to look bold."""
_ACCENT: Final = 0.15
"""Of the size of a font: so far an accent may stand behind the sign it is on."""
_APART: Final = 2.0
"""Of the size of a font: from here on a space parts columns; two blanks of a typewriter are 1.2."""
_STRUCK: Final = 0.6
"""Of a word that a line runs through, at least, for it to be struck out."""


@dataclass(frozen=True, slots=True)
class Word(Printed):
    """A word.

    Attributes:
        struck: Whether it is crossed out.
    """

    struck: bool = False

    @property
    def italic(self) -> bool:
        """Whether it leans."""
        return bool(_LEANS.search(self.font))


@dataclass(frozen=True, slots=True)
class Row:
    """Words side by side.

    Attributes:
        page: The number of their page, from 0.
        words: From left to right.
    """

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def bottom(self) -> float:
        """Where it stands: the lower edge of most of its words."""
        return median(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """Of the font of most of its words."""
        return median(word.size for word in self.words)

    @property
    def italic(self) -> bool:
        """Whether all of it leans."""
        return all(word.italic for word in self.words)

    @property
    def struck(self) -> bool:
        """Whether most of it is crossed out."""
        return sum(word.struck for word in self.words) > len(self.words) / 2

    def parts(self) -> "list[Row]":
        """What wide spaces part."""
        wide = (
            number
            for number, (left, right) in enumerate(pairwise(self.words), 1)
            if right.x0 - left.x1 > _APART * self.size
        )
        cuts = [0, *wide, len(self.words)]
        return [replace(self, words=self.words[start:end]) for start, end in pairwise(cuts)]


def rows_of(page: int, sheet: Sheet) -> list[Row]:
    """The rows of a page from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(sheet.glyphs, key=lambda glyph: glyph.bottom):
        if rows and glyph.bottom - rows[-1][0].bottom <= _SAME_ROW * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    ordered = [sorted(row, key=_place) for row in rows]
    steps = [max(right.x0 - left.x1, 0.0) for row in ordered for left, right in pairwise(row)]
    spaced = median(steps) if steps else 0.0
    worded = (tuple(_struck(w, sheet.strokes) for w in _words(row, spaced, sheet.backwards)) for row in ordered)
    return [Row(page, words) for words in worded if words]


def _words(row: Sequence[Glyph], spaced: float, backwards: bool) -> Iterator[Word]:
    """The words of the signs of a row.

    Args:
        row: The signs, as they are read.
        spaced: How far most letters of the page stand apart.
        backwards: Whether they are read from right to left.
    """
    word: list[Glyph] = []
    for glyph in row:
        if word and glyph.text == word[-1].text and glyph.x0 - word[-1].x0 < _TWICE * glyph.size:
            continue
        if word and (glyph.text.isspace() or glyph.x0 - word[-1].x1 > spaced + _BETWEEN_WORDS * glyph.size):
            yield _word(word, backwards)
            word = []
        if not glyph.text.isspace():
            word.append(glyph)
    if word:
        yield _word(word, backwards)


def _place(glyph: Glyph) -> float:
    """Where a sign stands in its row; an accent of its own before the sign behind the one it is on."""
    return glyph.x0 - (_ACCENT * glyph.size if unicodedata.combining(glyph.text[0]) else 0)


def _word(glyphs: Sequence[Glyph], backwards: bool) -> Word:
    first, letters = glyphs[0], "".join(glyph.text for glyph in glyphs)
    numbers = backwards and not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    text = _AMID.sub("\u2019", letters[::-1] if numbers else letters)
    text = "\u2013" if text == UNKNOWN else _DRAWN_HYPHEN.sub("-", text)
    return Word(text, first.x0, glyphs[-1].x1, first.top, first.bottom, first.size, first.font)


def _struck(word: Word, strokes: Sequence[Stroke]) -> Word:
    """The word, crossed out where a line runs through it or across its part of the page."""
    high, low = word.top + 0.35 * word.size, word.bottom - 0.3 * word.size
    for stroke in strokes:
        over = min(word.x1, stroke.x1) - max(word.x0, stroke.x0)
        if stroke.level and high <= (stroke.top + stroke.bottom) / 2 <= low and over >= _STRUCK * (word.x1 - word.x0):
            return replace(word, struck=True)
        if stroke.across and over > 0 and stroke.top <= (word.top + word.bottom) / 2 <= stroke.bottom:
            return replace(word, struck=True)
    return word
