"""Changes to the notes in a text that leave everything else as it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.rehearsal.script_rows import Note

_BLANKS: Final = " \t"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """One change: of a note to other words, of a note that goes (no words), or of a note that comes (no note).

    Attributes:
        note: The note that is there.
        end: Where a note can be added.
        words: What shall stand between its brackets.
    """

    note: Note | None
    end: int
    words: str | None


def edited(text: str, edits: Iterable[NoteEdit]) -> str:
    """The text with its notes changed.

    A note that goes takes one blank with it that parted it from what it stood behind or before, and its line when
    nothing else is on it, because an empty line would end the speech.
    """
    cuts: list[tuple[int, int]] = []
    pieces: list[tuple[int, int, str]] = []
    for edit in sorted(edits, key=lambda edit: edit.note.spans[0][0] if edit.note else edit.end):
        if edit.note is None:
            pieces += [(edit.end, edit.end, f" [[{edit.words}]]")] if edit.words is not None else []
        elif edit.words is None:
            cuts += _with_blank(text, edit.note.spans, cuts[-1][1] if cuts else 0)
        else:
            (start, end), *others = edit.note.spans
            pieces.append((start, end, f"[[{edit.words}]]"))
            cuts += others
    pieces += ((start, end, "") for start, end in _whole_lines(text, cuts))
    done = 0
    result: list[str] = []
    for start, end, words in sorted(pieces, key=lambda piece: piece[:2]):
        result += text[done:start], words
        done = max(done, end)
    return "".join((*result, text[done:]))


def _with_blank(text: str, spans: Sequence[tuple[int, int]], free: int) -> list[tuple[int, int]]:
    """What to cut for a note to go: its spans, and a blank before it that is free yet, else one after it."""
    cuts = list(spans)
    start, end = cuts[0][0], cuts[-1][1]
    if start > free and text[start - 1] in _BLANKS:
        cuts[0] = start - 1, cuts[0][1]
    elif text[end : end + 1] and text[end] in _BLANKS:
        cuts[-1] = cuts[-1][0], end + 1
    return cuts


def _whole_lines(text: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cuts in order, widened to whole lines where else nothing would be left on them."""
    lines: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in sorted(cuts):
        first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        found = _LINE.match(text, end)
        lines.setdefault((first, found.end() if found else end), []).append((start, end))
    widened = []
    for (first, last), inside in lines.items():
        bounds = [first, *(place for cut in inside for place in cut), last]
        left = "".join(text[bounds[n] : bounds[n + 1]] for n in range(0, len(bounds), 2))
        widened += inside if left.strip() else [(first, last)]
    return widened
