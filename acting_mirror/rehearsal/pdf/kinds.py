"""What the lines of a PDF are: who speaks, what is said, how, and what is none of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.names import AGAIN
from acting_mirror.rehearsal.paragraphs import Paragraph
from acting_mirror.rehearsal.pdf.columns import Columns, columns_of
from acting_mirror.rehearsal.pdf.cues import Cue, is_in
from acting_mirror.rehearsal.pdf.glyphs import UNKNOWN
from acting_mirror.rehearsal.pdf.joining import ends_early, joined, right_edge
from acting_mirror.rehearsal.pdf.lines import Line, lines_of
from acting_mirror.rehearsal.pdf.margins import usual_pitch, without_margins
from acting_mirror.rehearsal.pdf.rows import Row
from acting_mirror.rehearsal.plain_text import HEADING
from acting_mirror.rehearsal.script_rows import Kind
from acting_mirror.rehearsal.speeches import name_of

_OPENS, _CLOSES = ("(", "["), (")", "]")
_NUMBERED: Final = re.compile(r"^[A-Z]{0,2}\d{1,4}[A-Z]{0,2}[.)]?\s+(?=\S)")
_PLACE: Final = re.compile(r"(?:INT|EXT|EST|I/E|INTERIOR|EXTERIOR|INTÉRIEUR|EXTÉRIEUR|INNEN|AU[S\u00df\u1e9e]+EN)[./]")
"""What nothing but a heading begins with."""
_SOUND: Final = re.compile(
    r"(?:S?FX|F/X|SPOT FX|MUSIC|SOUNDS?(?: EFFECTS?)?|GRAMS|ATMOS?|MUSIK|GERÄUSCHE?|MUSIQUE|BRUIT(?:AGES?)?|MÚSICA"
    r"|EFECTOS?)(?:\s*[:.]|\s{2,}|$).*"
)
"""What stands where names do in radio plays, but does not speak."""
_FINISHED: Final = re.compile(r"[.!?…][\"'\u201d\u2019)\]]*$|[-\u2014\u2013]$")
_IN_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]+[)\]](?!\S)")
_SPACED: Final = re.compile(r"\s?\.(?:\s\.){2,3}")
"""Three dots as some programs set them."""
_AROUND: Final = ".,;:!?\"'()[]\u201c\u201d\u2019\u2026"
"""What may stand around a word."""
_VERSE: Final = 0.4
"""Of the lines within paragraphs that end early, at least, in a script that is in verse."""
_LONGEST_DIRECTION: Final = 8
"""Lines of a direction in brackets; where none closes them they were no brackets of a direction."""
_WIDEST_PITCH: Final = 1.4
"""Times the size of the font: the largest distance of single-spaced lines."""
_ONE_PARAGRAPH: Final = 1.3
"""Times this distance: more parts paragraphs of action."""
_LARGEST_TITLE: Final = 25
"""Lines of a title page at most."""


@dataclass(slots=True)
class _Open:
    """A paragraph in the making."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sure: bool = True


class _Kinds:
    """Goes through the lines and tells what each is.

    Attributes:
        done: The paragraphs.
    """

    def __init__(self, lines: Sequence[Line], columns: Columns) -> None:
        self.done: list[_Open] = []
        self._lines, self._columns = lines, columns
        self._right = right_edge([line for line in lines if columns.in_words(line)])
        self._verse = _is_verse(lines, columns, self._right)
        self._speaker, self._leaning = "", _mostly_italic(lines, columns)

    def read(self) -> list[_Open]:
        """Read all lines."""
        for number, line in enumerate(self._lines):
            self._add(number, line)
        return self.done

    def _add(self, number: int, line: Line) -> None:
        last = self.done[-1] if self.done else None
        cue = self._columns.cues.get(number)
        if line.row.struck:
            self._put(Kind.OTHER, line, sure=False)
        elif _SOUND.fullmatch(line.text) or (cue is not None and _SOUND.fullmatch(cue.name)):
            self._speaker = ""
            self._put(Kind.ACTION, line)
        elif cue is not None and not (last and self._is_open(last)):
            self._speak(number, line, cue)
        elif self._heads(line):
            self._speaker = ""
            self._put(Kind.HEADING, line)
        elif last is not None and self._is_open(last) and line.beside == last.lines[-1].beside:
            self._go_on(line, last.sure)
        elif self._speaker and (kind := self._spoken(number, line)) is not None:
            self._put(kind[0], line, sure=kind[1])
        else:
            self._act(line)

    def _speak(self, number: int, line: Line, cue: Cue) -> None:
        name, last = key(name_of(cue.name)), self.done[-1] if self.done else None
        again = bool(AGAIN.search(cue.name)) and line.begins_page and name == self._speaker
        if not (again and last is not None and last.kind in (Kind.WORDS, Kind.PARENTHETICAL)):
            self.done.append(_Open(Kind.CUE, [line], [_cue_text(cue, line)], number not in self._columns.doubted))
        self._speaker = name
        if cue.how:
            self.done.append(_Open(Kind.PARENTHETICAL, [line], [cue.how]))
        if cue.words:
            self.done.append(_Open(Kind.WORDS, [line], [cue.words]))

    def _heads(self, line: Line) -> bool:
        text = _NUMBERED.sub("", line.text)
        upper = sum(map(str.isupper, text)) > sum(map(str.islower, text))
        as_title = not self._columns.apart and text[:1].isupper() and not text.endswith((",", ";", "!", "?"))
        if not HEADING.match(text) or not (upper or as_title):
            return False
        return bool(_PLACE.match(text)) or not (
            self._speaker and self._columns.in_words(line) and self._columns.close(line)
        )

    def _is_open(self, last: _Open) -> bool:
        """Whether brackets are still open in which a direction stands."""
        text = " ".join(last.texts)
        directs = last.kind is Kind.PARENTHETICAL or (last.kind is Kind.ACTION and text.startswith(_OPENS))
        opened = sum(map(text.count, _OPENS)) > sum(map(text.count, _CLOSES))
        return directs and opened and len(last.texts) < _LONGEST_DIRECTION

    def _spoken(self, number: int, line: Line) -> tuple[Kind, bool] | None:
        """What a line below a name is, and whether that is sure; None where it is not spoken."""
        columns, last = self._columns, self.done[-1]
        new_page, first = line.begins_page, last.kind is Kind.CUE
        close = columns.goes_on(line) if last.kind is Kind.WORDS else columns.close(line)
        in_words = columns.in_words(line)
        if _is_bracketed(line):
            return (Kind.PARENTHETICAL, True) if close or first or (columns.apart and in_words) else None
        if line.row.italic and not self._leaning and not columns.apart and not first:
            return (Kind.PARENTHETICAL, False) if close and self._amid_words(number) else None
        if columns.apart and (in_words or line.beside):
            return Kind.WORDS, close or new_page or first
        if first:
            return Kind.WORDS, close or new_page
        if columns.apart:
            return (Kind.WORDS, False) if close and not is_in(line.x0, columns.unspoken, columns.near) else None
        if new_page:
            return None if self._begins_anew(line) else (Kind.WORDS, not _FINISHED.search(last.texts[-1]))
        return (Kind.WORDS, True) if close and not self._begins_anew(line) else None

    def _amid_words(self, number: int) -> bool:
        """Whether words follow a line that leans, and not a name."""
        below = (other for other in range(number + 1, len(self._lines)) if not self._lines[other].row.italic)
        return next(below, -1) not in (*self._columns.cues, -1)

    def _begins_anew(self, line: Line) -> bool:
        """Whether a paragraph begins with a line, as the one above ends early with its sentence; but not in verse."""
        last = self.done[-1]
        ended = bool(_FINISHED.search(last.texts[-1])) and ends_early(last.lines[-1], line, self._right)
        return ended and not self._verse

    def _act(self, line: Line) -> None:
        """Take a line as action; the one above it goes on where no gap parts them."""
        last, columns = self.done[-1] if self.done else None, self._columns
        pitch = min(columns.step, _WIDEST_PITCH * line.row.size)
        goes_on = last is not None and last.kind is Kind.ACTION and line.above <= _ONE_PARAGRAPH * pitch
        doubtful = bool(self._speaker) and columns.in_words(line) and not columns.apart and not _is_direction(line)
        self._speaker = ""
        if goes_on:
            self._go_on(line, True)
        else:
            self._put(Kind.ACTION, line, sure=not (doubtful or (columns.apart and columns.in_words(line))))

    def _put(self, kind: Kind, line: Line, sure: bool = True) -> None:
        """Add a line to the paragraph of its kind, or begin one."""
        last = self.done[-1] if self.done else None
        text = _NUMBERED.sub("", line.text) if kind is Kind.HEADING else line.text
        if last is not None and last.kind is kind in (Kind.WORDS, Kind.OTHER) and last.sure == sure:
            self._go_on(line, sure)
        else:
            self.done.append(_Open(kind, [line], [text], sure))

    def _go_on(self, line: Line, sure: bool) -> None:
        last = self.done[-1]
        last.lines.append(line)
        last.texts.append(line.text)
        last.sure = last.sure and sure


def paragraphs_in(rows: Sequence[Row]) -> tuple[str, list[Paragraph]]:
    """The title of a script and its paragraphs.

    Args:
        rows: What stands on its pages.
    """
    kept = without_margins(rows)
    if not kept:
        return "", []
    pitch = usual_pitch(kept)
    lines = lines_of(kept, pitch)
    columns = columns_of(lines, pitch)
    found = _Kinds(lines, columns).read()
    title, front = _title_page(found)
    spoken = [line for each in found if each.kind is Kind.WORDS for line in each.lines]
    right = {beside: right_edge([line for line in spoken if line.beside == beside]) for beside in (False, True)}
    known = {word.text.strip(_AROUND).lower() for row in kept for word in row.words}
    paragraphs: list[Paragraph] = []
    for each in found:
        text = joined(each.lines, each.texts, right[each.lines[0].beside], each.kind is Kind.WORDS, known)
        text = _SPACED.sub("...", text)
        kind = Kind.OTHER if each.lines[0].row.page < front else each.kind
        leaning = " ".join(word.text for line in each.lines for word in line.row.words if word.italic)
        paragraphs += _parted(Paragraph(kind, text, each.sure and UNKNOWN not in text), leaning)
    return title, paragraphs


def _parted(paragraph: Paragraph, leaning: str) -> Iterator[Paragraph]:
    """A paragraph, as several where directions in brackets stand among words.

    Args:
        paragraph: What may have directions before, between or behind its sentences, in capitals, or leaning.
        leaning: What in it leans.
    """
    text = paragraph.text if paragraph.kind is Kind.WORDS else ""
    begin, loud = 0, _IN_BRACKETS.sub("", text).isupper()
    for found in _IN_BRACKETS.finditer(text):
        above = text[begin : found.start()].strip()
        apart = not above or _FINISHED.search(above) or found[0] in leaning
        if apart or (found[0].isupper() and not loud):
            if above:
                yield replace(paragraph, text=above)
            yield Paragraph(Kind.PARENTHETICAL, found[0], paragraph.sure)
            begin = found.end()
    if rest := paragraph.text[begin:].strip():
        yield replace(paragraph, text=rest)


def _title_page(found: Sequence[_Open]) -> tuple[str, int]:
    """The title on the first page, and how many pages stand before the script."""
    first = [each for each in found if each.lines[0].row.page == 0]
    lines = [line for each in first for line in each.lines]
    more = any(each.lines[0].row.page > 0 for each in found)
    begun = any(each.kind in (Kind.CUE, Kind.HEADING) for each in first)
    if begun or not more or not 0 < len(lines) <= _LARGEST_TITLE:
        return "", 0
    largest = max(line.row.size for line in lines)
    title = next(line for line in lines if line.row.size == largest)
    return title.text.strip("\"'\u201c\u201d"), 1


def _cue_text(cue: Cue, line: Line) -> str:
    name = " ".join(cue.name.rstrip(":").split())
    return f"{name} ^" if line.beside else name


def _mostly_italic(lines: Sequence[Line], columns: Columns) -> bool:
    """Whether words lean in this script, so that leaning tells nothing."""
    below = [lines[number + 1].row.italic for number in columns.cues if number + 1 < len(lines)]
    return sum(below) > len(below) / 2


def _is_verse(lines: Sequence[Line], columns: Columns, right: float) -> bool:
    """Whether lines in paragraphs often end before there is no more room."""
    within = [
        ends_early(line, below, right)
        for number, (line, below) in enumerate(pairwise(lines), 1)
        if columns.close(below) and number not in columns.cues and number - 1 not in columns.cues
    ]
    return sum(within) > _VERSE * len(within)


def _is_direction(line: Line) -> bool:
    return line.row.italic or line.text.startswith(_OPENS)


def _is_bracketed(line: Line) -> bool:
    """Whether a line begins with brackets that end with it, or after it."""
    text = line.text
    return text.startswith(_OPENS) and (text.endswith(_CLOSES) or not any(mark in text for mark in _CLOSES))
