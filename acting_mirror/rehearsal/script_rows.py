"""What the readers of all formats find in a script's file: rows, and the notes in them, each with its place."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

_DIRECTION_FIRST: Final = re.compile(r"(\([^()]*\))\s*(.*)", re.DOTALL)


class Kind(Enum):
    """What a row is."""

    BLANK = auto()
    HEADING = auto()
    CUE = auto()
    PARENTHETICAL = auto()
    WORDS = auto()
    NOTE = auto()
    """Nothing but notes, or what was cut: as if the row were not there."""
    ACTION = auto()
    """Words that are not spoken."""
    OTHER = auto()
    """A transition, a title page, or the like."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note.

    Attributes:
        words: What stands between its brackets.
        spans: Where it stands in the file's text, brackets included, from and to; several where markup lies between.
        closed: Whether its end is there; else it is taken to end with its line, or where another one begins.
    """

    words: str
    spans: tuple[tuple[int, int], ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line or a paragraph of a script's file.

    Attributes:
        kind: What it is.
        text: What it says, without notes and marks.
        start: Where it begins in the file's text.
        end: Behind the last character of what it says, where a note can be added.
        notes: The notes in it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    notes: tuple[Note, ...] = ()


def parted(row: Row) -> tuple[Row, ...]:
    """A row of words, as two if they begin with a direction in brackets; its notes stay with the words."""
    found = _DIRECTION_FIRST.fullmatch(row.text) if row.kind is Kind.WORDS else None
    if found is None:
        return (row,)
    if not found[2]:
        return (replace(row, kind=Kind.PARENTHETICAL),)
    return replace(row, kind=Kind.PARENTHETICAL, text=found[1], notes=()), replace(row, text=found[2])


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a script's file.

    Attributes:
        title: The title it gives itself, "" if none.
        rows: The rows.
        apart: Whether each row is a paragraph of its own, and not only what empty rows part.
    """

    title: str
    rows: tuple[Row, ...]
    apart: bool = False


class ScriptError(Exception):
    """What is wrong with a script, and what to do about it.

    Attributes:
        offset: Where, in the file's text.
    """

    def __init__(self, offset: int, why: str) -> None:
        """Name the place and the reason."""
        super().__init__(why)
        self.offset = offset
