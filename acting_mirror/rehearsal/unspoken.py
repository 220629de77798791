"""Words below names that were not taken as speech: counted, so that none gets lost unnoticed."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.language import listing, tr_count
from acting_mirror.core.text import key, plain
from acting_mirror.rehearsal.script_rows import Kind, Rows
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import name_of

_BESIDE: Final = re.compile(r"(?P<name>[^:()]*\w)\s*(?:\([^()]*\))?\s*:\s*(?P<words>\S.*)", re.DOTALL)
_NAME: Final = re.compile(r"[\w.,'&#/ -]*\w")
_BRACKETS: Final = re.compile(r"\(.*\)", re.DOTALL)
_MOST_WORDS: Final = 4
"""Of what looks like a name where it stands alone; a longer one in capitals before a colon is no name for readers."""
_MOST_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class Unspoken:
    """Words below a name that were not taken as speech.

    Attributes:
        row: The number of their row in the script, from 0.
        line: Where they begin in the file, from 1.
        words: How many there are.
    """

    row: int
    line: int
    words: int


def find_unspoken(rows: Rows, spoken: Sequence[str], source: ScriptText) -> tuple[Unspoken, ...]:
    """The words of a script that stand below names and are in none of its speeches.

    It looks at the rows alone, and at what came out: not at how the one became the other.

    Args:
        rows: What a reader found.
        spoken: The words of all speeches, row by row, as they came out.
        source: The text it was found in.
    """
    return tuple(
        Unspoken(number, bisect_right(source.line_starts, rows.rows[number].start), words)
        for number, text in _lost(rows, spoken)
        if (words := sum(any(map(str.isalnum, word)) for word in text.split()))
    )


def doubt(unspoken: Sequence[Unspoken], how: str) -> str:
    """A sentence for the user about words that were not taken as speech; "" if there are none.

    Args:
        unspoken: What was found.
        how: What to do for words to be spoken.
    """
    if not unspoken:
        return ""
    count, lines = sum(each.words for each in unspoken), [str(each.line) for each in unspoken]
    shown, more = lines[:_MOST_PLACES], len(lines) - _MOST_PLACES
    if more > 0:
        shown.append(tr_count("{count} more", "{count} more", more))
    if not shown[1:]:
        return tr_count(
            "{count} word below a name was not taken as speech: look at line {line}, and if that is spoken, {how}.",
            "{count} words below names were not taken as speech: look at line {line}, and if that is spoken, {how}.",
            count,
            line=shown[0],
            how=how,
        )
    return tr_count(
        "{count} word below a name was not taken as speech: look at lines {lines}, and if that is spoken, {how}.",
        "{count} words below names were not taken as speech: look at lines {lines}, and if that is spoken, {how}.",
        count,
        lines=listing(shown),
        how=how,
    )


def _lost(rows: Rows, spoken: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The number and the text of each row that is below a name, or typed as spoken, and did not come out."""
    names = {key(name_of(row.text)) for row in rows.rows if row.kind is Kind.CUE}
    came_out = 0
    below = waits = False  # whether words would be below a name here, and whether none have been yet
    for number, row in enumerate(rows.rows):
        may_name = row.kind in (Kind.ACTION, Kind.HEADING)
        if row.kind is Kind.CUE or (may_name and key(name_of(row.text.strip("@:\uff1a"))) in names):
            below = waits = True
        elif row.kind is Kind.WORDS:
            if row.text in spoken[came_out : came_out + 1]:
                came_out += 1
            elif row.text and not _BRACKETS.fullmatch(plain(row.text)):
                yield number, row.text
            below, waits = below and not rows.apart, False
        elif row.kind is Kind.ACTION:
            if (words := _words_beside(row.text, names)) or (below and not _BRACKETS.fullmatch(plain(row.text))):
                yield number, words or row.text
                below, waits = not rows.apart, False
            elif not rows.apart and _reads_as_name(row.text):
                below, waits = True, name_of(row.text) != " ".join(row.text.split())  # one with (V.O.) is no shout
        elif row.kind is Kind.BLANK:
            below = below and waits
        elif row.kind in (Kind.HEADING, Kind.OTHER):
            below = waits = False


def _reads_as_name(text: str) -> bool:
    """Whether a line looks like a name although no reader takes it for one: a few words, none in small letters."""
    name = plain(name_of(text.rstrip(":\uff1a")))
    words = name.split()
    capitals = any(map(str.isupper, name)) and not any(word[0].islower() for word in words)
    return capitals and len(words) <= _MOST_WORDS and bool(_NAME.fullmatch(name))


def _words_beside(text: str, names: set[str]) -> str:
    """What is said behind a name and a colon on the same line: a known one, or one in capitals that is long."""
    found = _BESIDE.fullmatch(plain(text))
    if found is None:
        return ""
    long_name = found["name"].isupper() and len(found["name"].split()) > _MOST_WORDS
    return found["words"] if long_name or key(found["name"]) in names else ""
