"""Marks of emphasis in Fountain: `*italics*`, `**bold**`, `_underline_`; a backslash before one makes it text."""

import re
from typing import Final

_MARKS: Final = re.compile(r"\\[*_\\]|\*+|_+")


def without_emphasis(text: str) -> str:
    """A line of text without its marks of emphasis; those that begin or end nothing are part of the text."""
    pieces: list[str] = []
    begun: dict[str, list[int]] = {"*": [], "_": []}
    done = 0
    for found in _MARKS.finditer(text):
        pieces.append(text[done : found.start()])
        done = found.end()
        mark = found[0][0]
        if mark == "\\":
            pieces.append(found[0][1])
            continue
        ends, begins = _sides(text, found)
        ended = min(len(begun[mark]), len(found[0])) if ends else 0
        for _ in range(ended):
            pieces[begun[mark].pop()] = ""
        for _ in range(len(found[0]) - ended):
            if begins:
                begun[mark].append(len(pieces))
            pieces.append(mark)
    return "".join((*pieces, text[done:]))


def _sides(text: str, marks: re.Match[str]) -> tuple[bool, bool]:
    """Whether marks can end what is before them, and begin what is behind: words that they touch.

    Underscores within a word are part of it.
    """
    before, behind = text[max(marks.start() - 1, 0) : marks.start()], text[marks.end() : marks.end() + 1]
    ends, begins = bool(before.strip()), bool(behind.strip())
    if marks[0][0] == "_":
        return ends and not behind.isalnum(), begins and not before.isalnum()
    return ends, begins
