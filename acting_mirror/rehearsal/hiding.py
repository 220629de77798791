"""Words that the prompter hides while lines are learnt: which of them, as pieces of a text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from acting_mirror.settings.schema import Hidden

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
"""Chinese and Japanese stand without spaces: there each sign is one."""
_CUE_WORDS: Final = 5
_BLANK: Final = "\N{HORIZONTAL ELLIPSIS}"
_BLANKS: Final = re.compile(rf"{_BLANK}(\s*{_BLANK})+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text without a space.

    Attributes:
        start: Where it begins.
        end: Behind its last character.
        hidden: Whether it is not to be seen.
    """

    start: int
    end: int
    hidden: bool


def pieces_of(text: str, hidden: Hidden, shown: int = 0) -> list[Piece]:
    """The pieces of a text of the actor's.

    Args:
        text: What is spoken.
        hidden: What of it is hidden.
        shown: How many of its first words are shown all the same.
    """
    pieces: list[Piece] = []
    for number, word in enumerate(_WORD.finditer(text)):
        start, end = word.span()
        if hidden == "none" or number < shown or (hidden == "second" and number % 2 == 0):
            pieces.append(Piece(start, end, False))
        elif hidden == "letters":
            pieces += _first_letter(text, start, end)
        else:
            pieces.append(Piece(start, end, True))
    return pieces


def word_count(text: str) -> int:
    """How many words a text has, as `pieces_of` counts them."""
    return sum(1 for _ in _WORD.finditer(text))


def seen(text: str, pieces: list[Piece]) -> str:
    """A text as one reads it aloud who does not know what is hidden: dots for words in a row."""
    return _BLANKS.sub(_BLANK, "".join(_seen(text, pieces)))


def cue_of(text: str) -> str:
    """The end of a speech, by which the actor knows that it is their turn."""
    starts = [word.start() for word in _WORD.finditer(text)]
    return text if len(starts) <= _CUE_WORDS + 1 else f"{_BLANK} {text[starts[-_CUE_WORDS] :]}"


def _first_letter(text: str, start: int, end: int) -> Iterator[Piece]:
    """A word up to its first letter with the marks on it, and its rest."""
    behind = next((at for at in range(start, end) if text[at].isalnum()), end - 1) + 1
    while behind < end and unicodedata.category(text[behind]).startswith("M"):
        behind += 1
    yield Piece(start, behind, False)
    if behind < end:
        yield Piece(behind, end, True)


def _seen(text: str, pieces: list[Piece]) -> Iterator[str]:
    at = 0
    for piece in pieces:
        yield text[at : piece.start]
        yield _BLANK if piece.hidden else text[piece.start : piece.end]
        at = piece.end
    yield text[at:]
