"""The spoken lines among a script's rows, and which notes belong to each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from acting_mirror.rehearsal.script_rows import Kind, Note, Row

_ADDED_TO_NAME: Final = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]|\s*[\^\uff3e]+\s*$")
_BRACKETS: Final = re.compile(r"^[(\uff08]|[)\uff09]$")
_PAGE_BREAK: Final = re.compile(r"\((?:MORE|CONTINUED|CONT['\N{RIGHT SINGLE QUOTATION MARK}]?D\.?)\)", re.IGNORECASE)
"""What stands where a page ends amid a speech: no direction."""


@dataclass(slots=True)
class Speech:
    """A spoken line in the making.

    Attributes:
        scene: Heading of its scene.
        character: Who speaks.
        first: Number of its first row.
        last: Number of its last row.
        directions: Its parentheticals.
        words: What is spoken, a row each.
        start: Where its words begin in the file's text.
        end: Behind its last words, where a note can be added.
        notes: The notes that belong to it.
    """

    scene: str
    character: str
    first: int
    last: int
    directions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    notes: list[Note] = field(default_factory=list)

    def direct(self, text: str, number: int) -> None:
        """Add a parenthetical of a row."""
        self.directions.append(" ".join(_BRACKETS.sub("", text.strip()).split()))
        self.last = number

    def speak(self, row: Row, number: int) -> None:
        """Add the words of a row."""
        if not self.words:
            self.start = row.start
        self.words.append(row.text)
        self.end, self.last = row.end, number


class _Speeches:
    """Goes through rows and collects what is spoken."""

    def __init__(self) -> None:
        self.done: list[Speech] = []
        self._scene = ""
        self._now: Speech | None = None

    def add(self, number: int, row: Row) -> None:
        """Take the next row."""
        if row.kind is Kind.NOTE or _PAGE_BREAK.fullmatch(row.text):
            return
        if row.kind is Kind.CUE:
            self.close()
            self._now = Speech(self._scene, name_of(row.text), number, number)
        elif row.kind is Kind.PARENTHETICAL and self._now is not None:
            self._direct(number, row.text)
        elif row.kind is Kind.WORDS and self._now is not None:
            if row.text:
                self._now.speak(row, number)
        else:
            self.close()
            if row.kind is Kind.HEADING:
                self._scene = " ".join(row.text.split())

    def close(self) -> None:
        """End the speech that goes on."""
        if self._now is not None and self._now.words:
            self.done.append(self._now)
        elif self._now is not None and self.done and self._now.first > self.done[-1].last and self._now.directions:
            self.done[-1].last = self._now.last  # a direction after the last words
        self._now = None

    def _direct(self, number: int, text: str) -> None:
        now = self._now
        if now is not None and now.words:
            self.close()
            now = self._now = Speech(self._scene, now.character, number, number)
        if now is not None:
            now.direct(text, number)


def speeches(rows: Sequence[Row]) -> tuple[list[Speech], list[Note]]:
    """The spoken lines with their notes, and the notes that belong to none.

    A note belongs to the line whose cue, directions and words it stands among; else to the one it touches, above
    first; else, with only blank rows between, to the one below, or at last to the one above.
    """
    collected = _Speeches()
    for number, row in enumerate(rows):
        collected.add(number, row)
    collected.close()
    owners = _owners(rows, collected.done)
    loose: list[Note] = []
    for number, row in enumerate(rows):
        owner = owners[number]
        (loose if owner is None else owner.notes).extend(row.notes)
    return collected.done, loose


def _owners(rows: Sequence[Row], lines: Sequence[Speech]) -> list[Speech | None]:
    """The line that each row's notes belong to."""
    owners: list[Speech | None] = [None] * len(rows)
    for line in lines:
        owners[line.first : line.last + 1] = [line] * (line.last + 1 - line.first)
    spoken = [owner is not None for owner in owners]
    ways = ((Kind.NOTE,), 1), ((Kind.NOTE,), -1), ((Kind.NOTE, Kind.BLANK), -1), ((Kind.NOTE, Kind.BLANK), 1)
    for passed, step in ways:
        near: Speech | None = None
        for number in range(len(rows))[::step]:
            if spoken[number]:
                near = owners[number]
            elif rows[number].kind not in passed:
                near = None
            elif owners[number] is None and rows[number].kind is Kind.NOTE:
                owners[number] = near
    return owners


def name_of(cue: str) -> str:
    """The name in a cue, without (V.O.), (CONT'D) and the mark of two who speak at once."""
    return " ".join(_ADDED_TO_NAME.sub("", cue).split()) or cue.strip()
