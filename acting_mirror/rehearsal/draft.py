"""A script that was read out of a PDF or the clipboard, before somebody has looked it through."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import key, printable
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.paragraphs import Paragraph, as_fountain, names_of, paragraphs_of
from acting_mirror.rehearsal.pdf.document import LARGEST_BYTES, read_rows
from acting_mirror.rehearsal.pdf.kinds import paragraphs_in
from acting_mirror.rehearsal.script_file import ScriptFile, content_of
from acting_mirror.rehearsal.script_rows import Kind, Rows, ScriptError
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import name_of
from acting_mirror.rehearsal.text_script import read_text
from acting_mirror.rehearsal.unspoken import find_unspoken

PDF: Final = ".pdf"
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
    rows, pictures = read_rows(path, content_of(path, LARGEST_BYTES))
    title, paragraphs = paragraphs_in(rows)
    if not names_of(paragraphs):
        raise UserError(
            tr(
                "Nobody is found to speak in {path}: copy its text and paste that as a script, or get another form.",
                path=path,
            )
        )
    missing = (
        Paragraph(Kind.OTHER, tr("Page {number} is a picture: its words are missing.", number=page + 1), sure=False)
        for page in pictures
    )
    return Draft(title or printable(path.stem), (*missing, *paragraphs))


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
    return Draft(rows.title or tr("Pasted script"), tuple(paragraphs_of(rows, _doubtful(rows, source))))


def _doubtful(rows: Rows, source: ScriptText) -> set[int]:
    """The numbers of rows that may be something else: names that come once, and unspoken words below names."""
    names = {number: key(name_of(row.text)) for number, row in enumerate(rows.rows) if row.kind is Kind.CUE}
    times = Counter(names.values())
    once = {number for number, name in names.items() if times[name] == 1 < max(times.values())}
    spoken = [row.text for row in rows.rows if row.kind is Kind.WORDS and row.text]
    return once | {each.row for each in find_unspoken(rows, spoken, source)}
