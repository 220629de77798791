"""Scripts in Fountain, as its syntax page has it (fountain.io/syntax)."""

import re
from bisect import bisect_right
from typing import Final

from acting_mirror.core.text import aligned, key, plain
from acting_mirror.rehearsal.emphasis import without_emphasis
from acting_mirror.rehearsal.note_marks import MASK, find_notes, unmasked
from acting_mirror.rehearsal.script_rows import Kind, Note, Row, Rows
from acting_mirror.rehearsal.script_text import ScriptText

_LOWER: Final = "".join(filter(str.islower, map(chr, range(0x590))))  # Latin, Greek, Cyrillic, Armenian
_UPPER: Final = "".join(filter(str.isupper, map(chr, range(0x590))))
_NAME: Final = re.compile(rf"""(?=[\w"'])(?=[^(]*[{_UPPER}])[^{_LOWER}()\[\]^:;!?*~<>=]+(?:\(.+\)\s*)?\^*""")
_NUMERO: Final = "\N{NUMERO SIGN}"
"""Whose normal form has a small letter, as no name in capitals has."""
_FORCED_NAME: Final = re.compile(r"@\s*(?P<name>.*\S)")
_HEADING: Final = re.compile(r"(?:(?:INT|EXT)\.?/(?:INT|EXT)|INT|EXT|EST|I/E)(?:\s*\.|\s)", re.IGNORECASE)
_FORCED_HEADING: Final = re.compile(r"\.(?=\w)")
_SCENE_NUMBER: Final = re.compile(r"#[\w.-]+#$")
_PARENTHETICAL: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_TRANSITION: Final = re.compile(rf"[^{_LOWER}]*\bTO:|(?i:FADE (?:IN|OUT|TO \w+)|CUT TO BLACK)[.:]?")
_STRUCTURE: Final = re.compile(r"[#=>]")
"""Begins sections, synopses, page breaks, centred text and forced transitions."""
_KEY: Final = re.compile(r"(?P<key>[^\W\d_][^:]*):\s*(?P<value>.*)")
_INDENTED: Final = re.compile(r"(?:\t| {3})[ \t]*\S")
_GOES_ON: Final = "  "
"""An empty line below which a speech goes on. More blanks are what editors leave where they indent."""


def read_fountain(source: ScriptText) -> Rows:
    """The rows of a script in Fountain.

    Raises:
        ScriptError: Cut text is not closed.
    """
    notes, masked = find_notes(source.text, cut=True)
    lines = source.lines(masked)
    kept = [number for number, (_, line) in enumerate(lines) if not _only_masked(line)]
    title, found = _kinds([_without_notes(lines[number][1]) for number in kept])
    kinds = dict(zip(kept, found, strict=True))
    noted = notes_by_line(notes, source)
    rows = []
    for number, (start, line) in enumerate(lines):
        end = start + len(line.rstrip(f" \t{MASK}"))
        kind, text = kinds.get(number, (Kind.NOTE, ""))
        rows.append(Row(kind, text, start, end, tuple(noted.get(number, ()))))
    return Rows(title, tuple(rows))


def notes_by_line(notes: list[Note], source: ScriptText) -> dict[int, list[Note]]:
    """The notes that begin on each line, by the line's number from 0."""
    noted: dict[int, list[Note]] = {}
    for note in notes:
        noted.setdefault(bisect_right(source.line_starts, note.spans[0][0]) - 1, []).append(note)
    return noted


def _only_masked(line: str) -> bool:
    return MASK in line and not line.strip(f" \t{MASK}")


def _without_notes(line: str) -> str:
    """A line without notes; an empty one keeps its blanks only if they let a speech go on."""
    line = unmasked(line)
    return line if line.strip() or line == _GOES_ON else ""


def _kinds(lines: list[str]) -> tuple[str, list[tuple[Kind, str]]]:
    """The title, and for each line what it is and what it says."""
    body, title = _title_page(lines)
    kinds = [(Kind.OTHER if line.strip() else Kind.BLANK, "") for line in lines[:body]]
    in_speech, apart = False, True
    for line, below in zip(lines[body:], (*lines[body + 1 :], ""), strict=False):
        words, more_below = line.strip(), bool(below.strip())
        kind, text = _in_speech(words) if in_speech and line else _elsewhere(words, apart, more_below)
        kinds.append((kind, text))
        in_speech = kind is Kind.CUE or (in_speech and kind in (Kind.PARENTHETICAL, Kind.WORDS))
        apart = kind in (Kind.BLANK, Kind.HEADING) or _ends_paragraph(aligned(words))
    return title, kinds


def _in_speech(line: str) -> tuple[Kind, str]:
    """Below a name all is spoken but a line in brackets; of other marks only the `~` of what is sung counts there."""
    text = without_emphasis(line)
    if _PARENTHETICAL.fullmatch(aligned(text)):
        return Kind.PARENTHETICAL, text
    return Kind.WORDS, text.removeprefix("~").strip()


def _elsewhere(line: str, apart: bool, more_below: bool) -> tuple[Kind, str]:
    """What a line is that is not spoken.

    Args:
        line: The line.
        apart: Whether no paragraph goes on in it: above it is an empty line, a heading, a transition or the like.
        more_below: Whether the line below is not empty.
    """
    if not line:
        return Kind.BLANK, ""
    seen = aligned(line)
    if ((apart or not more_below) and _HEADING.match(seen)) or (apart and _FORCED_HEADING.match(seen)):
        number = _SCENE_NUMBER.search(seen)
        words = line[seen.startswith(".") : number.start() if number else None]
        return Kind.HEADING, without_emphasis(words.rstrip())
    if more_below and (forced := _FORCED_NAME.fullmatch(seen)):
        return Kind.CUE, line[forced.start("name") :]
    if more_below and apart and _is_name(line):
        return Kind.CUE, line
    if line.startswith("~"):
        return Kind.WORDS, line[1:].strip()
    return (Kind.OTHER, "") if _ends_paragraph(seen) else (Kind.ACTION, without_emphasis(line))


def _ends_paragraph(line: str) -> bool:
    return bool(_STRUCTURE.match(line) or _TRANSITION.fullmatch(line))


def _is_name(line: str) -> bool:
    """Whether a line is a name in capitals as people see them: wide letters and brackets are letters and brackets."""
    seen = plain(line.replace(_NUMERO, "#"))
    return bool(_NAME.fullmatch(seen)) and not _TRANSITION.fullmatch(seen)


def _title_page(lines: list[str]) -> tuple[int, str]:
    """How many lines the title page has, and its title.

    Its first line has a key with a value behind it, or indented below: `FADE IN:` with a heading below is none.
    """
    values: dict[str, list[str]] = {}
    value: list[str] = []
    number = next((number for number, line in enumerate(lines) if line.strip()), 0)
    while number < len(lines):
        line, below = lines[number], "".join(lines[number + 1 : number + 2])
        if values and _INDENTED.match(line):
            value.append(line)
        elif (entry := _entry(line)) and (entry["value"] or _INDENTED.match(below) or (values and _entry(below))):
            value = values.setdefault(key(entry["key"]), [])
            value.append(line[entry.start("value") :])
        else:
            break
        number += 1
    return (number if values else 0), " ".join(without_emphasis(" ".join(values.get("title", ()))).split())


def _entry(line: str) -> re.Match[str] | None:
    seen = aligned(line)
    return None if _HEADING.match(seen) or _TRANSITION.fullmatch(seen) else _KEY.fullmatch(seen)
