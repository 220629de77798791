"""A script in the making: paragraphs of which each is something, more or less surely; written as Fountain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.fountain_script import read_fountain
from acting_mirror.rehearsal.script_rows import Kind, Rows
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import name_of

KINDS: Final = (Kind.CUE, Kind.WORDS, Kind.PARENTHETICAL, Kind.ACTION, Kind.HEADING, Kind.OTHER)
"""What a paragraph may be; of OTHER nothing is written."""
_SPOKEN: Final = (Kind.WORDS, Kind.PARENTHETICAL)
_MARKS: Final = re.compile(r"(?<!\\)[*_]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a script.

    Attributes:
        kind: What it is taken for: one of `KINDS`.
        text: What it says; words may be broken into lines of verse.
        sure: Whether there is no doubt about its kind.
    """

    kind: Kind
    text: str
    sure: bool = True


def names_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Who speaks, in order of appearance."""
    names = {
        key(name): name for each in paragraphs if each.kind is Kind.CUE for name in (name_of(each.text.strip("@")),)
    }
    return list(names.values())


def as_fountain(title: str, paragraphs: Sequence[Paragraph]) -> str:
    """The text of a script in Fountain.

    Args:
        title: Its title.
        paragraphs: What is in it. Words without a name above them become action, and so do names without words.
    """
    lines = [f"Title: {' '.join(title.split())}"]
    kept = [each for each in paragraphs if each.kind is not Kind.OTHER and each.text.strip()]
    in_speech = False
    for each, below in zip_longest(kept, kept[1:]):
        names = each.kind is Kind.CUE and below is not None and below.kind in _SPOKEN
        in_speech = names or (in_speech and each.kind in _SPOKEN)
        if names or not in_speech:
            lines.append("")
        lines += _written(each.kind if in_speech or each.kind is Kind.HEADING else Kind.ACTION, each.text)
    return "\n".join([*lines, ""])


def _written(kind: Kind, text: str) -> Iterator[str]:
    one = _escaped(" ".join(text.split()))
    match kind:
        case Kind.CUE:
            yield _read_as(kind, " ".join(text.split()), "@", "-")
        case Kind.WORDS:
            yield from (_escaped(" ".join(line.split())) for line in text.splitlines() if line.strip())
        case Kind.PARENTHETICAL:
            yield one if one.startswith("(") and one.endswith(")") else f"({one.strip('()[]')})"
        case Kind.HEADING:
            yield _read_as(kind, one, ".")
        case _:
            yield _read_as(kind, one, "!")


def _read_as(kind: Kind, text: str, force: str, below: str = "") -> str:
    """A text, with the mark that forces it where it would be read as something else."""
    read = read_fountain(ScriptText(f"Title: -\n\n{text}\n{below}", "utf-8")).rows[2].kind
    transition = kind is Kind.ACTION and read is Kind.OTHER and text[0] not in "#=>"
    return text if read is kind or transition else force + text


def _escaped(text: str) -> str:
    """A text in which no sign marks emphasis, or begins what is cut."""
    return _MARKS.sub(r"\\\g<0>", text)


def paragraphs_of(rows: Rows, doubtful: Iterable[int] = ()) -> list[Paragraph]:
    """The paragraphs of a script that was read as text.

    Args:
        rows: What its reader found.
        doubtful: The numbers of rows that may be something else.
    """
    unsure, paragraphs, goes_on = set(doubtful), list[Paragraph](), False
    waiting = ""  # notes that stand above the words they belong to
    for number, row in enumerate(rows.rows):
        notes, last = "".join(f" [[{note.words}]]" for note in row.notes), paragraphs[-1] if paragraphs else None
        if row.kind in (Kind.NOTE, Kind.CUE, Kind.PARENTHETICAL):
            if row.kind is Kind.NOTE and last is not None and last.kind is Kind.WORDS and goes_on:
                paragraphs[-1] = replace(last, text=last.text + notes)
            else:
                waiting += notes
            notes = ""
        elif row.kind is Kind.WORDS:
            notes, waiting = notes + waiting, ""
        text = row.text.strip() + notes
        if row.kind is Kind.NOTE or not text:
            goes_on = goes_on and row.kind is Kind.NOTE
            continue
        sure = number not in unsure
        if last is not None and row.kind is last.kind and goes_on and row.kind in (Kind.ACTION, Kind.WORDS):
            glue = "\n" if row.kind is Kind.WORDS else " "
            paragraphs[-1] = Paragraph(row.kind, f"{last.text}{glue}{text}", sure and last.sure)
        else:
            paragraphs.append(Paragraph(row.kind, text, sure))
        goes_on = not rows.apart
    return paragraphs
