"""A script that was read out of a PDF or the clipboard, before somebody has looked it through."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import key, printable
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.paragraphs import Paragraph, as_fountain, names_of, paragraphs_of
from acting_mirror.rehearsal.pdf.document import LARGEST_BYTES, read_pages
from acting_mirror.rehearsal.pdf.kinds import paragraphs_in
from acting_mirror.rehearsal.script_file import ScriptFile, content_of
from acting_mirror.rehearsal.script_rows import Kind, Rows, ScriptError
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import name_of
from acting_mirror.rehearsal.text_script import read_text
from acting_mirror.rehearsal.unspoken import find_unspoken

PDF: Final = ".pdf"
_ENDS: Final = (".", "!", "?", "\u2026")
_WRAPPED: Final = 0.6
"""Of the lines that others follow in a speech, more are full, in a text whose lines are broken where a page ends."""
_MOST_PASTED: Final = 1_000_000
"""Characters of a text out of the clipboard; a long screenplay has 300 000."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A script in the making.

    Attributes:
        title: What it is called.
        paragraphs: What is in it.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def unsure(self) -> int:
        """How many paragraphs may be something else than they are taken for."""
        return sum(not each.sure for each in self.paragraphs)

    @property
    def fountain(self) -> str:
        """It as Fountain."""
        return as_fountain(self.title, self.paragraphs)

    def with_kind(self, number: int, kind: Kind) -> "Draft":
        """The draft with a paragraph that somebody said what it is."""
        return self._with(number, replace(self.paragraphs[number], kind=kind, sure=True))

    def with_text(self, number: int, text: str) -> "Draft":
        """The draft with a paragraph that somebody wrote anew."""
        return self._with(number, replace(self.paragraphs[number], text=text, sure=True))

    def _with(self, number: int, paragraph: Paragraph) -> "Draft":
        return replace(self, paragraphs=(*self.paragraphs[:number], paragraph, *self.paragraphs[number + 1 :]))

    def script_at(self, path: Path) -> ScriptFile:
        """It as a script that is not saved yet.

        Args:
            path: Where it will be saved.

        Raises:
            UserError: Nobody speaks in it.
        """
        return ScriptFile(path, ScriptText(self.fountain, "utf-8"), Lexicon.load(), None, forgiving=True)


def read_pdf(path: Path) -> Draft:
    """The draft of a script that is a PDF.

    Raises:
        UserError: It can't be read, or nobody speaks in it.
    """
    pages = read_pages(path, content_of(path, LARGEST_BYTES))
    title, paragraphs = paragraphs_in(pages.rows)
    if not names_of(paragraphs):
        raise UserError(
            tr(
                "Nobody is found to speak in {path}: copy its text and paste that as a script, or get another form.",
                path=path,
            )
        )
    notices = [tr("Page {number} is a picture: its words are missing.", number=page + 1) for page in pages.pictures]
    if pages.recognised:
        notices.append(tr("The words were recognised in pictures of pages (OCR): look for words that were misread."))
    told = (Paragraph(Kind.OTHER, notice, sure=False) for notice in notices)
    return Draft(title or printable(path.stem), (*told, *paragraphs))


def read_pasted(words: str) -> Draft:
    """The draft of a script out of the clipboard: plain text, Fountain or a stage play.

    Raises:
        UserError: Nobody speaks in it.
    """
    if len(words) > _MOST_PASTED:
        raise UserError(tr("The clipboard holds too much text for a script: copy your scenes alone."))
    source = ScriptText("\n".join(words.replace("\0", "").replace("\f", "\n\n").splitlines()), "utf-8")
    try:
        rows = read_text(source)
    except ScriptError as fault:
        raise UserError(tr("The text in the clipboard can't be read: {fault}.", fault=fault)) from fault
    cues = [row for row in rows.rows if row.kind is Kind.CUE]
    if not cues:
        raise UserError(
            tr("Nobody is found to speak in the clipboard: copy a script whose lines have names before or above them.")
        )
    if all(row.text.endswith(".") for row in cues):  # as it prints them, and no part of the names
        plain = (replace(row, text=row.text[:-1]) if row.kind is Kind.CUE else row for row in rows.rows)
        rows = replace(rows, rows=tuple(plain))
    paragraphs = paragraphs_of(rows, _doubtful(rows, source) | _dense(rows))
    return Draft(rows.title or tr("Pasted script"), tuple(_unwrapped(paragraphs)))


def _dense(rows: Rows) -> set[int]:
    """The numbers of rows in a text without empty lines that are spoken, or are action below words that have ended."""
    if any(row.kind is Kind.BLANK for row in rows.rows[:-1]):
        return set()
    return {
        number
        for number, (above, row) in enumerate(pairwise(rows.rows), 1)
        if above.kind is row.kind is Kind.WORDS and above.text.endswith(_ENDS) and row.text[:1].isupper()
    }


def _unwrapped(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, of which words have one line if lines are broken where another word would not have fitted."""
    words = [each.text.splitlines() for each in paragraphs if each.kind is Kind.WORDS]
    width = max((len(line) for lines in words for line in lines), default=0)
    full = [len(line) + 1 + len(below.split()[0]) > width for lines in words for line, below in pairwise(lines)]
    wrapped = sum(full) > _WRAPPED * len(full)
    for each in paragraphs:
        yield replace(each, text=" ".join(each.text.splitlines())) if wrapped and each.kind is Kind.WORDS else each


def _doubtful(rows: Rows, source: ScriptText) -> set[int]:
    """The numbers of rows that may be something else: names that come once, and unspoken words below names."""
    names = {number: key(name_of(row.text)) for number, row in enumerate(rows.rows) if row.kind is Kind.CUE}
    times = Counter(names.values())
    once = {number for number, name in names.items() if times[name] == 1 < max(times.values())}
    spoken = [row.text for row in rows.rows if row.kind is Kind.WORDS and row.text]
    return once | {each.row for each in find_unspoken(rows, spoken, source)}
