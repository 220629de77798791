"""What stands in the margins of a script's pages and is none of it: page numbers, headers, scene numbers, marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median_low
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.names import is_name_in_capitals, is_name_with_capitals
from acting_mirror.rehearsal.pdf.cues import usual_starts
from acting_mirror.rehearsal.pdf.rows import Row, Word
from acting_mirror.rehearsal.plain_text import HEADING

_PAGE_NUMBER: Final = re.compile(
    r"(?:page|p\.|pg\.?|seite|página|pág\.|s\.)?[\s\-\u2013\u2014.]*(?:\d{1,3}[A-Z]?|(?-i:[ivx]{1,5}))[\s\-\u2013\u2014.]*(?:(?:of|/|von|de|sur)\s*\d+)?",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"(?:\d+[A-Z]*\s+)?[(\[]?\s*(?:continued|cont['\u2019]?d?\.?|more|fortsetzung|weiter|suite|à suivre|más|continúa"
    r"|continuación|forts\.)\s*[)\]]?\s*:?(?:\s*\(\d+\))?(?:\s+\d+[A-Z]*)?",
    re.IGNORECASE,
)
"""What stands where a page ends amid a scene or a speech."""
_SCENE_NUMBER: Final = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Z]{0,3}\.?")
_LABEL: Final = re.compile(r"(?:START|BEGIN|END|STOP|ENDE|FIN|DÉBUT|INICIO)(?: (?:HERE|SIDES?|SCENE|READ))?\W*\d*\W*")
"""What casting writes beside the part of a script that is to be played."""
_MARK: Final = re.compile(r"\*+")
_IN_MARGIN: Final = 1.0
"""Of the size of the font: the least space between a mark or a number and the text beside it."""
_LAST_OF_MARGIN: Final = 2
"""So many rows at the top and at the bottom of a page may be of its margin."""
_REPEATED: Final = 0.4
"""Of the pages, at least, on which a row stands that is a header or a watermark."""
_SAME_HEIGHT: Final = 6
"""Points."""
_UNUSUAL: Final = 1.15
"""Times as large or as small as most words."""
_LONG: Final = 0.9
"""Of the lines end before those that end at the right edge."""
_RARE: Final = 0.03
"""Of all words, fewer are in a font in which somebody noted something."""
_BEYOND: Final = 1.5
"""Times the distance of rows: so far above or below all others a row stands in the margin, whatever it says."""
_FAR: Final = 2.5
"""Times the distance of rows: more parts a header from the text; paragraphs are parted by less."""
_LOOSE: Final = 1.4
"""Times the usual distance of rows: more parts paragraphs."""


def without_margins(rows: Sequence[Row]) -> list[Row]:
    """The rows of all pages without what stands in their margins."""
    if not rows:
        return []
    pitch = usual_pitch(rows)
    rows = list(_without_watermarks(rows))
    (left, right), rare = _text_edges(rows), _rare_fonts(rows)
    rows = [
        _without_marks(row, left, right, rare) for row in rows if not (_LABEL.fullmatch(row.text) and row.x1 < left)
    ]
    rows = [row for row in rows if row.words]
    pages = [list(page) for _, page in groupby(rows, lambda row: row.page)]
    edges = [_edges(page, pitch) for page in pages]
    seen = Counter(place for edge in edges for place in {_at(row) for row, _ in edge})
    least = max(2, _REPEATED * len(pages))
    at_edges = {id(row) for edge in edges for row, _ in edge}
    inside = {_alike(row) for row in rows if id(row) not in at_edges}  # names too may stand at several edges
    gone = set()
    for row, parted in (each for edge in edges for each in edge):
        numbers = _is_page_number(row)
        if (numbers and parted) or ((numbers or _alike(row) not in inside) and _repeats(row, seen, least)):
            gone.add(id(row))
    return _doubted([row for row in rows if id(row) not in gone and not _GOES_ON.fullmatch(row.text)], pitch)


def _text_edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Where lines begin at the left and end at the right, but for those with a number there."""
    starts = usual_starts([row.x0 for row in rows if not _numbers(row.words[0])], _SAME_HEIGHT)
    ends = sorted(row.x1 for row in rows if not _numbers(row.words[-1]))
    return min(starts, default=0.0), ends[int(_LONG * (len(ends) - 1))] if ends else 0.0


def _rare_fonts(rows: Sequence[Row]) -> set[str]:
    """The fonts in which hardly any words are printed."""
    counted = Counter(word.font for row in rows for word in row.words)
    return {font for font, count in counted.items() if count < _RARE * counted.total()}


def _doubted(rows: Sequence[Row], pitch: float) -> list[Row]:
    """The rows, of which those that may well be headers or footers are as if crossed out, which is asked about."""
    far: set[int] = set()
    for _, page in groupby(rows, lambda row: row.page):
        first, *others = page
        for row, beside in zip((first, *others[-1:]), (*others[:1], *(first, *others)[-2:-1]), strict=False):
            if abs(beside.bottom - row.bottom) > _FAR * pitch and not _belongs(row):
                far.add(id(row))
    inner = [row.bottom for row in rows if id(row) not in far] or [0.0, float("inf")]
    least, most = min(inner) - _BEYOND * pitch, max(inner) + _BEYOND * pitch
    return [_struck(row) if id(row) in far and not least <= row.bottom <= most else row for row in rows]


def _belongs(row: Row) -> bool:
    """Whether a row is part of a script wherever it stands."""
    return bool(HEADING.match(row.text)) or is_name_in_capitals(row.text)


def _struck(row: Row) -> Row:
    return replace(row, words=tuple(replace(word, struck=True) for word in row.words))


def usual_pitch(rows: Sequence[Row]) -> float:
    """The distance of two rows of a paragraph, in points: the least that is usual."""
    steps = [round(low.bottom - high.bottom) for high, low in pairwise(rows) if high.page == low.page]
    counted = Counter(step for step in steps if step > 0)
    often = [step for step, count in counted.items() if count + counted[step + 1] >= 0.15 * len(steps)]
    least = min(often, default=median_low([*counted.elements(), 12]))
    return float(max((step for step in often if step < _LOOSE * least), default=least))  # below names it may be less


def _edges(page: Sequence[Row], pitch: float) -> list[tuple[Row, bool]]:
    """The rows at the top and at the bottom of a page that may be of its margin, and whether a gap parts them."""
    parted: list[Row] = []
    for ordered in (page, page[::-1]):
        for size in range(1, min(_LAST_OF_MARGIN + 1, len(ordered))):
            if abs(ordered[size].bottom - ordered[size - 1].bottom) > _LOOSE * pitch:
                parted += ordered[:size]
    spoken = {id(row) for name, words in pairwise(page) if _speaks(name, words, pitch) for row in (name, words)}
    apart = {id(row) for row in parted if id(row) not in spoken} or {id(row) for row in page if len(page) == 1}
    outer = {
        id(row)
        for row in (*page[:_LAST_OF_MARGIN], *page[-_LAST_OF_MARGIN:])
        if _is_page_number(row) or not (_belongs(row) or id(row) in spoken)
    }
    return [(row, id(row) in apart) for row in page if id(row) in apart | outer]


def _is_page_number(row: Row) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(row.text.strip("*")))


def _speaks(name: Row, words: Row, pitch: float) -> bool:
    """Whether rows are a name and the words below it."""
    return is_name_in_capitals(name.text) and words.bottom - name.bottom <= _LOOSE * pitch


def _repeats(row: Row, seen: Counter[tuple[str, int]], least: float) -> bool:
    """Whether a row stands at about the same height on many pages."""
    name, height = _at(row)
    return sum(seen[name, each] for each in (height - 1, height, height + 1)) >= least


def _at(row: Row) -> tuple[str, int]:
    return _alike(row), round(row.bottom / _SAME_HEIGHT)


def _alike(row: Row) -> str:
    """What is the same for a header on all pages, whatever its numbers are."""
    return re.sub(r"\W*\d+[a-z]?\b\W*", "#", key(row.text))


def _without_marks(row: Row, left: float, right: float, rare: Set[str]) -> Row:
    """A row without the marks of revisions, the scene numbers, and the notes in another font beside it.

    Args:
        row: What stands in it.
        left: Where lines begin at the left.
        right: Where long lines end.
        rare: The fonts that hardly any words are printed in.
    """
    words, heads = [word for word in row.words if not _MARK.fullmatch(word.text)], HEADING.search(row.text) is not None
    for side in (1, -1):
        ordered = words[::side]
        wide = [n for n, (one, other) in enumerate(pairwise(ordered), 1) if _space(one, other) > _IN_MARGIN * row.size]
        noted = bool(wide) and _is_note(Row(row.page, tuple(ordered[: wide[0]][::side])), rare)
        number = ordered[0] if wide[:1] == [1] and _numbers(ordered[0]) else None
        numbers = number is not None and (number.x1 < left if side > 0 else number.x0 > right or heads)
        if noted or numbers:
            words = ordered[wide[0] :][::side]
    return replace(row, words=tuple(words))


def _is_note(beside: Row, rare: Set[str]) -> bool:
    """Whether what stands beside a row is a label of casting, or noted by hand: in another font, and no name."""
    noted = all(word.font in rare for word in beside.words) and not is_name_with_capitals(beside.text.rstrip(".:"))
    return noted or bool(_LABEL.fullmatch(beside.text))


def _numbers(word: Word) -> bool:
    return bool(_SCENE_NUMBER.fullmatch(word.text))


def _space(one: Word, other: Word) -> float:
    return max(other.x0 - one.x1, one.x0 - other.x1)


def _without_watermarks(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without words of an unusual size that stand at the same place on most pages."""
    usual = median_low([word.size for row in rows for word in row.words])
    pages = len({row.page for row in rows})
    placed = {(row.page, _place(word)) for row in rows for word in row.words if _odd(word, usual)}
    often = Counter(place for _, place in placed)
    least = max(2, _REPEATED * pages)
    for row in rows:
        kept = tuple(word for word in row.words if often[_place(word)] < least)
        if kept:
            yield replace(row, words=kept)


def _odd(word: Word, usual: float) -> bool:
    return not usual / _UNUSUAL < word.size < usual * _UNUSUAL


def _place(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0 / 3), round(word.bottom / 3)
