"""Where notes `[[…]]` and cut text `/*…*/` stand in plain text."""

import re
from typing import Final

from acting_mirror.core.language import tr
from acting_mirror.rehearsal.script_rows import Note, ScriptError

MASK: Final = "\x7f"
"""Stands for each character of notes and cut text, line ends too, so that all places stay the same."""

_OPENS: Final = re.compile(r"/\*|\[\[")
_OPENS_NOTE: Final = re.compile(r"\[\[")
_ENDS_NOTE: Final = re.compile(r"\]\]|\[\[")
_LINE_END: Final = re.compile(r"[\r\n]")


def find_notes(text: str, cut: bool = False) -> tuple[list[Note], str]:
    """The notes in a text, and the text with them masked.

    Args:
        text: The text.
        cut: Whether what stands between `/*` and `*/` is cut, and masked too.

    Raises:
        ScriptError: Cut text is not closed.
    """
    notes: list[Note] = []
    pieces: list[str] = []
    done = 0
    opens = _OPENS if cut else _OPENS_NOTE
    while found := opens.search(text, done):
        start = found.start()
        if found[0] == "[[":
            note = _note_at(text, start)
            notes.append(note)
            end = note.spans[0][1]
        else:
            end = text.find("*/", start + 2) + 2
            if end < 2:
                raise ScriptError(start, tr("this /* is not closed; write */ where what you cut ends"))
        pieces += text[done:start], MASK * (end - start)
        done = end
    return notes, "".join((*pieces, text[done:]))


def unmasked(line: str) -> str:
    """A line without what is masked in it and the blanks before that, as if it had never been there."""
    return re.sub(rf"(^)?[ \t]*{MASK}+(?(1)[ \t]*)", "", line) if MASK in line else line


def _note_at(text: str, start: int) -> Note:
    found = _ENDS_NOTE.search(text, start + 2)
    if found is not None and found[0] == "]]":
        return Note(text[start + 2 : found.start()], ((start, found.end()),))
    end = found.start() if found is not None else len(text)
    if line_end := _LINE_END.search(text, start, end):
        end = line_end.start()
    return Note(text[start + 2 : end], ((start, end),), closed=False)
