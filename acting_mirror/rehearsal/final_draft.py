"""Scripts of Final Draft (.fdx)."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from acting_mirror.core.language import tr
from acting_mirror.rehearsal.script_rows import Kind, Note, Row, Rows, ScriptError, parted
from acting_mirror.rehearsal.script_text import ScriptText

_KINDS: Final = {
    "scene heading": Kind.HEADING,
    "character": Kind.CUE,
    "parenthetical": Kind.PARENTHETICAL,
    **dict.fromkeys(("action", "general", "stage direction", "stage directions"), Kind.ACTION),
    **dict.fromkeys(
        (
            *("transition", "shot", "cast list", "setting"),
            *("new act", "end of act", "act break", "teaser", "cold opening", "act/scene", "act", "scene", "sequence"),
            *("show/ep. title", "page break"),
        ),
        Kind.OTHER,
    ),
    **dict.fromkeys(("note", "summary", "synopsis", "outline body", "more"), Kind.NOTE),
    **{f"outline {level}": Kind.NOTE for level in range(1, 10)},
}
"""What paragraphs are, by type in small letters; what is not printed is a note.

All others are words, and so spoken below a name: Dialogue, Lyrics, Singing, and what writers or their programs add.
"""
_BODY: Final = ["FinalDraft", "Content"]
_NOT_PRINTED: Final = {"OmittedScene", "ScriptNote", "SceneProperties", "Summary"}
"""What holds paragraphs of its own amid the script; anything else, such as scenes of other programs, holds its body."""
_TITLE: Final = ["FinalDraft", "TitlePage", "Content", "Paragraph"]
_NOTE: Final = re.compile(r"\[\[(?P<words>(?:(?!\[\[|\]\]).)*)(?P<end>\]\])?", re.DOTALL)
_OTHERWISE: Final = re.compile(r"&#?\w+;|\r\n?")
"""What stands in a file for one character that is read."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph: its type, where it begins, and for each character where it stands in the file."""

    kind: str
    start: int
    text: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


class _FdxReader:
    """Collects the paragraphs of the body and of the title page.

    Attributes:
        body: The paragraphs of the script.
        title: Those of its title page.
    """

    def __init__(self, source: ScriptText) -> None:
        self.body: list[_Paragraph] = []
        self.title: list[_Paragraph] = []
        self._source = source.text
        self._bytes = source.text.encode()
        self._plain = len(self._bytes) == len(self._source)
        self._byte, self._offset = 0, 0
        self._path: list[str] = []
        self._open: list[_Paragraph | None] = []
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity

    def read(self) -> None:
        """Read all; raises `ScriptError`."""
        try:
            self._parser.Parse(self._source, True)
        except expat.ExpatError as error:
            offset = self._at(max(self._parser.ErrorByteIndex, 0))
            why = tr(
                "this is broken XML ({reason}); open it in Final Draft and save it again",
                reason=expat.ErrorString(error.code),
            )
            raise ScriptError(offset, why) from error

    def _at(self, byte: int) -> int:
        """Where in the text a byte of what was parsed stands; bytes come in order."""
        if self._plain:
            return byte
        if byte > self._byte:
            self._offset += len(self._bytes[self._byte : byte].decode("utf-8", "ignore"))
            self._byte = byte
        return self._offset

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "FinalDraft":
            raise ScriptError(0, tr("this isn't a Final Draft script; open it in Final Draft and save it again"))
        self._path.append(name)
        if name == "LineBreak":
            self._break_line()
        if name != "Paragraph":
            return
        paragraph = _Paragraph(attributes.get("Type", ""), self._at(self._parser.CurrentByteIndex))
        here = self.title if self._path == _TITLE else self.body if self._in_body() else None
        if here is not None:
            here.append(paragraph)
        self._open.append(paragraph if here is not None else None)

    def _in_body(self) -> bool:
        """Whether a paragraph that begins here is one of the script: only two who speak at once lie in another one."""
        between = self._path[2:-1]
        amid = "Paragraph" in between and between[-2:] != ["Paragraph", "DualDialogue"]
        return self._path[:2] == _BODY and not amid and _NOT_PRINTED.isdisjoint(between)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "Paragraph":
            self._open.pop()

    def _break_line(self) -> None:
        if self._open and (paragraph := self._open[-1]) is not None:
            place = self._at(self._parser.CurrentByteIndex)
            paragraph.text.append("\n")
            paragraph.spans.append((place, place))

    def _characters(self, data: str) -> None:
        inside = self._path[::-1].index("Paragraph") if self._open else 0
        if not inside or self._path[-inside] != "Text" or (paragraph := self._open[-1]) is None:
            return
        start = self._at(self._parser.CurrentByteIndex)
        paragraph.text.extend(data)
        if len(data) == 1 and (otherwise := _OTHERWISE.match(self._source, start)):
            paragraph.spans.append(otherwise.span())
        else:
            paragraph.spans += ((place, place + 1) for place in range(start, start + len(data)))

    def _entity(self, *_: object) -> None:
        why = tr("this declares entities of its own; open it in Final Draft and save it again")
        raise ScriptError(self._at(self._parser.CurrentByteIndex), why)


def read_final_draft(source: ScriptText) -> Rows:
    """The rows of a script of Final Draft, one a paragraph.

    Raises:
        ScriptError: It is no XML or no script of Final Draft.
    """
    reader = _FdxReader(source)
    reader.read()
    titles = (" ".join("".join(paragraph.text).split()) for paragraph in reader.title)
    return Rows(
        next(filter(None, titles), ""),
        tuple(row for paragraph in reader.body for row in parted(_row(paragraph))),
        apart=True,
    )


def _row(paragraph: _Paragraph) -> Row:
    text = "".join(paragraph.text)
    notes: list[Note] = []
    seen: list[int] = []
    done = 0
    for found in _NOTE.finditer(text):
        spans = _joined(paragraph.spans[found.start() : found.end()])
        notes.append(Note(found["words"], spans, closed=found["end"] is not None))
        seen += range(done, found.start())
        done = found.end()
    seen += range(done, len(text))
    visible = [place for place in seen if not text[place].isspace()]
    end = paragraph.spans[visible[-1]][1] if visible else paragraph.start
    start = paragraph.spans[visible[0]][0] if visible else paragraph.start
    kind = _KINDS.get(paragraph.kind.strip().lower(), Kind.WORDS)
    if not visible:
        kind = Kind.BLANK if kind in (Kind.ACTION, Kind.OTHER, Kind.HEADING) and not notes else Kind.NOTE
    return Row(kind, "".join(text[place] for place in seen).strip(), start, end, tuple(notes))


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The places of characters, those that follow each other as one."""
    joined = [spans[0]]
    for start, end in spans[1:]:
        if start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        elif start > joined[-1][1]:
            joined.append((start, end))
    return tuple(joined)
