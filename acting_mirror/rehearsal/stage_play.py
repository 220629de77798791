"""Stage plays as text, and scripts out of the clipboard: `NAME. words`, or a name above its words."""

import re
from collections import Counter
from collections.abc import Sequence
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
            name, how, words = names[number]
            rows.append(Row(Kind.CUE, name, start, end, () if words else here))
            if how:
                rows.append(Row(Kind.PARENTHETICAL, how, start, end))
            if words:
                rows += parted(Row(Kind.WORDS, words, start, end, here))
            in_speech = True
            continue
        kind = _kind(texts, number, unmasked(line).strip(), in_speech and _may_go_on(texts, names, number))
        kind = Kind.NOTE if kind is Kind.BLANK and MASK in line else kind
        in_speech = in_speech and kind not in (Kind.ACTION, Kind.HEADING)
        rows.append(Row(kind, texts[number], start, end, here))
    return Rows("", tuple(rows))


Spoken = tuple[str, str, str]
"""A name, the direction behind it, and the words on its line."""


def _names(raw: Sequence[str], texts: Sequence[str]) -> dict[int, Spoken]:
    """Who begins to speak, by the number of the line."""
    found = {number: spoken for number, text in enumerate(texts) if (spoken := _spoken(texts, number, text))}
    often = Counter(key(name_of(name)) for name, _, _ in found.values())
    ways = Counter(
        _way(raw[number], words) for number, (name, _, words) in found.items() if often[key(name_of(name))] >= _OFTEN
    )
    return {
        number: spoken
        for number, spoken in found.items()
        if often[key(name_of(spoken[0]))] >= _OFTEN
        or (ways[_way(raw[number], spoken[2])] >= _ESTABLISHED and _is_set_apart(raw[number], spoken[0]))
        or (not spoken[2] and (spoken[0] != name_of(spoken[0]) or not "".join(texts[max(number - 1, 0) : number])))
    }


def _spoken(texts: Sequence[str], number: int, text: str) -> Spoken | None:
    """What a line is if it begins with a name, or is one."""
    if not text or HEADING.match(text):
        return None
    beside = NAME_BESIDE.fullmatch(text)
    if beside and key(beside["name"]) not in NO_NAMES and is_name_with_capitals(beside["name"]):
        return beside["name"], beside["how"] or "", beside["words"]
    below = texts[number + 1 : number + 2]
    alone = is_name_in_capitals(text) and key(text) not in NO_NAMES and any(below)
    return (text.rstrip(":."), "", "") if alone else None


def _way(raw: str, words: str) -> tuple[bool, bool]:
    """How a name is written: with words beside it, in italics or bold."""
    return bool(words), raw.startswith(_MARKS)


def _is_set_apart(raw: str, name: str) -> bool:
    return raw.startswith(_MARKS) or is_name_in_capitals(name)


def _may_go_on(texts: Sequence[str], names: dict[int, Spoken], number: int) -> bool:
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
