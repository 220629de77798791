"""What is printed across the pages of a PDF and is no part of its text: names, dates, warnings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from acting_mirror.rehearsal.pdf.glyphs import Glyph

_MOST_LIGHT: Final = 0.5
"""Of a page's signs; where more are light, it is printed so."""
_COVERED: Final = 0.4
"""Of the lower and of the narrower of two signs, at least, that lies on the other where one is printed across."""
_CELL: Final = 12
"""Points: signs are looked for in squares of a page."""
_ONE_RUN: Final = 1.0
"""Times the size of the font: signs that are so near to each other may be of one text."""


def without_watermarks(glyphs: list[Glyph]) -> list[Glyph]:
    """The signs of a page without pale ones, unless most are, and without texts that are printed across others."""
    dark = [glyph for glyph in glyphs if not glyph.light]
    glyphs = dark if len(dark) >= _MOST_LIGHT * len(glyphs) else glyphs
    texts = [(run, run[0].ink, "".join(glyph.text for glyph in run).strip()) for run in _runs(glyphs)]
    inks = Counter(ink for ink, text in {(ink, text) for _, ink, text in texts if text})
    if len(inks) < 2:
        return glyphs
    usual = inks.most_common(1)[0][0]
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.ink == usual and not glyph.text.isspace():
            for cell in _cells(glyph):
                cells.setdefault(cell, []).append(glyph)
    across = {
        (ink, text)
        for run, ink, text in texts
        if ink != usual
        and any(_covers(glyph, other) for glyph in run for at in _cells(glyph) for other in cells.get(at, ()))
    }
    return [glyph for run, ink, text in texts if (ink, text) not in across for glyph in run]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The texts of a page as they were printed one after the other."""
    run: list[Glyph] = []
    for glyph in glyphs:
        last = run[-1] if run else glyph
        near = abs(glyph.x0 - last.x1) <= _ONE_RUN * glyph.size and abs(glyph.bottom - last.bottom) < 1
        if run and (glyph.ink != last.ink or not near):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _cells(glyph: Glyph) -> Iterator[tuple[int, int]]:
    """The squares of a page on which a sign lies."""
    for across in range(int(glyph.x0 // _CELL), int(glyph.x1 // _CELL) + 1):
        for down in range(int(glyph.top // _CELL), int(glyph.bottom // _CELL) + 1):
            yield across, down


def _covers(one: Glyph, other: Glyph) -> bool:
    """Whether two signs lie on each other."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (
        not one.text.isspace()
        and wide > _COVERED * min(one.x1 - one.x0, other.x1 - other.x0)
        and high > _COVERED * min(one.bottom - one.top, other.bottom - other.top)
    )
