"""The spoken lines among a script's rows, and which notes belong to each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from acting_mirror.rehearsal.script_rows import Kind, Note, Row, Rows

_ADDED_TO_NAME: Final = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]|\s*[\^\uff3e]+\s*$")
_BRACKETS: Final = re.compile(r"^[(\uff08]|[)\uff09]$")
_PAGE_BREAK: Final = re.compile(
    r"\((?:MORE|CONTINUED|CONT['\N{RIGHT SINGLE QUOTATION MARK}]?D\.?"
    r"|CONT\.?|MÁS|CONTINÚA|CONTINUACIÓN|SUITE|À SUIVRE|FORTS\.|FORTSETZUNG|WEITER)\)",
    re.IGNORECASE,
)
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
        before: The stage directions and headings above it, a paragraph each.
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
    before: list[str] = field(default_factory=list)

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
    """Goes through rows and collects what is spoken.

    Attributes:
        done: The lines.
    """

    def __init__(self, apart: bool) -> None:
        self.done: list[Speech] = []
        self._paragraphs: list[list[str]] = []  # what is not spoken since the last line
        self._apart, self._paragraph_goes_on = apart, False
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
            self._stand_by(row)

    def close(self) -> None:
        """End the speech that goes on."""
        now, self._now = self._now, None
        if now is None:
            return
        self._paragraph_goes_on = False
        if now.words:
            now.before = self.take_directions()
            self.done.append(now)
            return
        self._paragraphs += ([f"({direction})"] for direction in now.directions)
        if now.directions and self.done and now.first > self.done[-1].last:
            self.done[-1].last = now.last  # a direction after the last words

    def take_directions(self) -> list[str]:
        """The directions and headings below the last line."""
        directions = [" ".join(paragraph) for paragraph in self._paragraphs]
        self._paragraphs.clear()
        return directions

    def _stand_by(self, row: Row) -> None:
        """Keep what is not spoken for the line below it."""
        text = " ".join(row.text.removeprefix("!").split())  # what Fountain forces to be a direction
        if row.kind is Kind.HEADING:
            self._scene = text
        if self._paragraph_goes_on and row.kind is Kind.ACTION:
            self._paragraphs[-1].append(text)
        elif text and row.kind in (Kind.ACTION, Kind.HEADING, Kind.PARENTHETICAL):
            self._paragraphs.append([text])
        self._paragraph_goes_on = row.kind is Kind.ACTION and bool(text) and not self._apart

    def _direct(self, number: int, text: str) -> None:
        now = self._now
        if now is not None and now.words:
            self.close()
            now = self._now = Speech(self._scene, now.character, number, number)
        if now is not None:
            now.direct(text, number)


def speeches(script: Rows) -> tuple[list[Speech], list[Note], list[str]]:
    """The spoken lines with their notes, the notes that belong to none, and the directions below the last line.

    A note belongs to the line whose cue, directions and words it stands among; else to the one it touches, above
    first; else, with only blank rows between, to the one below, or at last to the one above.
    """
    rows, collected = script.rows, _Speeches(script.apart)
    for number, row in enumerate(rows):
        collected.add(number, row)
    collected.close()
    owners = _owners(rows, collected.done)
    loose: list[Note] = []
    for number, row in enumerate(rows):
        owner = owners[number]
        (loose if owner is None else owner.notes).extend(row.notes)
    return collected.done, loose, collected.take_directions()


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
