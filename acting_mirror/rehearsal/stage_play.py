"""Stage plays as text, and scripts out of the clipboard: `NAME. words`, or a name above its words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.emphasis import without_emphasis
from acting_mirror.rehearsal.fountain_script import notes_by_line
from acting_mirror.rehearsal.names import NAME_BESIDE, is_name_in_capitals, is_name_with_capitals
from acting_mirror.rehearsal.note_marks import MASK, find_notes, unmasked
from acting_mirror.rehearsal.plain_text import HEADING, NO_NAMES
from acting_mirror.rehearsal.script_rows import Kind, Row, Rows, parted
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import name_of

_LEANING: Final = re.compile(r"(?P<mark>[_*/])(?![_*]).*(?P=mark)[.]?")
"""A whole line in italics, as text has them."""
_BRACKETED: Final = re.compile(r"[(\[].*[)\]][.]?|[(\[][^)\]]*")
_MARKS: Final = ("*", "_")
_OFTEN: Final = 2
"""So often comes a name at least that nothing else sets apart."""
_USUAL: Final = 0.25
"""Of the names that are written in the most usual way, at least so many are written in a way that counts."""
_MORE: Final = 2
"""Times as many have to be written as sentences begin too: `Anna. I did.` beside `Well. I did.`"""
_SENTENCE: Final = ("", ".")
_ALONE: Final = ("capitals, alone", "")
_ESTABLISHED: Final = 2
"""So many lines with names that come again show how a script writes names; then one that comes once is too."""


def read_stage_play(source: ScriptText) -> Rows:
    """The rows of a stage play."""
    notes, masked = find_notes(source.text)
    noted = notes_by_line(notes, source)
    lines = source.lines(masked)
    texts = [without_emphasis(unmasked(line)).strip() for _, line in lines]
    names = _names([unmasked(line).strip() for _, line in lines], texts)
    rows: list[Row] = []
    in_speech = False
    for number, (start, line) in enumerate(lines):
        end, here = start + len(line.rstrip(f" \t{MASK}")), tuple(noted.get(number, ()))
        if number in names:
            spoken = names[number]
            rows.append(Row(Kind.CUE, spoken.name, start, end, () if spoken.words else here))
            if spoken.how:
                rows.append(Row(Kind.PARENTHETICAL, spoken.how, start, end))
            if spoken.words:
                rows += parted(Row(Kind.WORDS, spoken.words, start, end, here))
            in_speech = True
            continue
        kind = _kind(texts, number, unmasked(line).strip(), in_speech and _may_go_on(texts, names, number))
        kind = Kind.NOTE if kind is Kind.BLANK and MASK in line else kind
        in_speech = in_speech and kind not in (Kind.ACTION, Kind.HEADING)
        rows.append(Row(kind, texts[number], start, end, here))
    return Rows("", tuple(rows))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A line with which somebody begins to speak.

    Attributes:
        name: Who.
        how: The direction behind the name.
        words: What else stands on the line.
        way: How the name is written: what sets it apart, and the mark behind it.
    """

    name: str
    how: str
    words: str
    way: tuple[str, str]


def _names(raw: Sequence[str], texts: Sequence[str]) -> dict[int, _Spoken]:
    """Who begins to speak, by the number of the line: in the ways that are usual in this script."""
    found = {number: spoken for number in range(len(texts)) if (spoken := _spoken(raw, texts, number))}
    times = Counter(key(name_of(spoken.name)) for spoken in found.values())
    often = {number for number, spoken in found.items() if times[key(name_of(spoken.name))] >= _OFTEN}
    ways = Counter(found[number].way for number in often)
    surest = max((count for way, count in ways.items() if way != _SENTENCE), default=0)
    usual = {way for way, count in ways.items() if count >= surest * (_MORE if way == _SENTENCE else _USUAL)}
    return {
        number: spoken
        for number, spoken in found.items()
        if (spoken.way in usual and (number in often or (spoken.way[0] and ways[spoken.way] >= _ESTABLISHED)))
        or (spoken.way == _ALONE and (name_of(spoken.name) != spoken.name or not any(texts[:number][-1:])))
    }


def _spoken(raw: Sequence[str], texts: Sequence[str], number: int) -> _Spoken | None:
    """What a line is if it begins with a name, or is one."""
    text = texts[number]
    if not text or HEADING.match(text):
        return None
    beside = NAME_BESIDE.fullmatch(text)
    if beside and key(beside["name"]) not in NO_NAMES and is_name_with_capitals(beside["name"]):
        marked = "mark" if raw[number].startswith(_MARKS) else ""
        apart = marked or ("capitals" if is_name_in_capitals(beside["name"]) else "")
        return _Spoken(beside["name"], beside["how"] or "", beside["words"], (apart, beside["mark"]))
    name = text.rstrip(":.")
    alone = is_name_in_capitals(name) and key(name) not in NO_NAMES and any(texts[number + 1 : number + 2])
    return _Spoken(name, "", "", (_ALONE[0], "." if text.endswith(".") else "")) if alone else None


def _may_go_on(texts: Sequence[str], names: dict[int, _Spoken], number: int) -> bool:
    """Whether a speech goes on in a line: no empty line parts it from the name or the words above."""
    return bool(texts[number - 1]) or number - 1 in names


def _kind(texts: Sequence[str], number: int, raw: str, goes_on: bool) -> Kind:
    """What a line without a name is."""
    text = texts[number]
    if not text:
        return Kind.BLANK
    if _BRACKETED.fullmatch(text) and goes_on:
        return Kind.PARENTHETICAL
    if HEADING.match(text):
        return Kind.HEADING
    return Kind.WORDS if goes_on and not _LEANING.fullmatch(raw) else Kind.ACTION
