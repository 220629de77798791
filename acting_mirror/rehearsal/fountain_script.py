"""Scripts in Fountain (fountain.io)."""

import re
from bisect import bisect_right
from typing import Final

from fountain import ElementType, FountainParser

from acting_mirror.rehearsal.note_marks import MASK, find_notes, unmasked
from acting_mirror.rehearsal.script_rows import Kind, Note, Row, Rows
from acting_mirror.rehearsal.script_text import ScriptText

_KINDS: Final = {
    ElementType.SCENE_HEADING: Kind.HEADING,
    ElementType.CHARACTER: Kind.CUE,
    ElementType.PARENTHETICAL: Kind.PARENTHETICAL,
    ElementType.DIALOGUE: Kind.WORDS,
    ElementType.LYRICS: Kind.WORDS,
}
_LOWER: Final = "".join(filter(str.islower, map(chr, range(0x590))))  # Latin, Greek, Cyrillic, Armenian
_UPPER: Final = "".join(filter(str.isupper, map(chr, range(0x590))))
_NAME: Final = rf"""(?=[\w"'])(?=[^(]*[{_UPPER}])[^{_LOWER}()\[\]^:;!?*~<>=]+"""
_DUAL: Final = re.compile(r"[ \t]*\^+[ \t]*$")
_TITLE_MARKS: Final = re.compile(r"[*_\\]")
_BLANK_THAT_GOES_ON: Final = 2
"""Spaces on an empty line of a speech from which on the speech goes on below it (fountain.io/syntax)."""


class _Parser(FountainParser):
    """The library's parser with names in the capitals of more languages than English."""

    CHARACTER_PATTERN = re.compile(rf"^{_NAME}$")
    CHARACTER_EXTENSION_PATTERN = re.compile(rf"^({_NAME})\((.+)\)\s*(\^+)?\s*$")
    CUE_PATTERNS = (CHARACTER_PATTERN, FountainParser.FORCED_CHARACTER_PATTERN, CHARACTER_EXTENSION_PATTERN)


def read_fountain(source: ScriptText) -> Rows:
    """The rows of a script in Fountain.

    Raises:
        ScriptError: A note or cut text is not closed.
    """
    notes, masked = find_notes(source.text, cut=True)
    lines = source.lines(masked)
    kept = [(number, _as_written(line)) for number, (_, line) in enumerate(lines) if not _only_masked(line)]
    document = _Parser().parse("\n".join(line for _, line in kept))
    found = {kept[element.line_number - 1][0]: element for element in document.elements}
    noted = notes_by_line(notes, source)
    rows = []
    for number, (start, line) in enumerate(lines):
        end = start + len(line.rstrip(f" \t{MASK}"))
        if number in found:
            kind, text = _KINDS.get(found[number].type, Kind.OTHER), found[number].text
        elif _only_masked(line):
            kind, text = Kind.NOTE, ""
        else:
            kind, text = (Kind.OTHER if line.strip() else Kind.BLANK), ""
        rows.append(Row(kind, text, start, end, tuple(noted.get(number, ()))))
    title = _TITLE_MARKS.sub("", document.metadata.get("title", ""))
    return Rows(" ".join(title.split()), tuple(rows))


def notes_by_line(notes: list[Note], source: ScriptText) -> dict[int, list[Note]]:
    """The notes that begin on each line, by the line's number from 0."""
    noted: dict[int, list[Note]] = {}
    for note in notes:
        noted.setdefault(bisect_right(source.line_starts, note.spans[0][0]) - 1, []).append(note)
    return noted


def _only_masked(line: str) -> bool:
    return MASK in line and not line.strip(f" \t{MASK}")


def _as_written(line: str) -> str:
    """A line as the parser shall see it: without notes, without the mark of two who speak at once."""
    line = _DUAL.sub("", unmasked(line))
    return line if line.strip() or len(line) >= _BLANK_THAT_GOES_ON else ""
