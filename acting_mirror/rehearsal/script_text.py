"""The text of a script's file, which becomes the same bytes again."""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, Self

from acting_mirror.core.language import marked, tr
from acting_mirror.rehearsal.script_rows import ScriptError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']""")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_CONTROL: Final = re.compile("[\0-\b\x0e-\x1f]")
_NO_TEXT: Final = marked("this isn't text; choose a script that is saved as .fountain, .fdx or .txt")


@dataclass(frozen=True, slots=True)
class ScriptText:
    """Text with what is needed to write it as it was.

    Attributes:
        text: The text, with its own line ends and without a byte order mark.
        encoding: How it was encoded.
        bom: The byte order mark, empty if there was none.
        line_starts: Where each line begins.
    """

    text: str
    encoding: str
    bom: bytes = b""
    line_starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the lines."""
        starts = (0, *(end.end() for end in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "line_starts", starts)

    @classmethod
    def decode(cls, content: bytes) -> Self:
        """The text of a file: as its byte order mark or XML declaration says, else UTF-8, else Windows' cp1252.

        Raises:
            ScriptError: It is no text.
        """
        for bom, encoding in _BOMS:
            if content.startswith(bom):
                return cls._strict(content[len(bom) :], encoding, bom)
        declared = _DECLARED.match(content)
        if declared and _is_one_byte(declared[1].decode("ascii")):
            return cls._strict(content, declared[1].decode("ascii"))
        try:
            return cls._strict(content, "utf-8")
        except ScriptError:
            found = cls._strict(content, "cp1252")
            if control := _CONTROL.search(found.text):
                raise ScriptError(control.start(), tr(_NO_TEXT)) from None
            return found

    @classmethod
    def _strict(cls, content: bytes, encoding: str, bom: bytes = b"") -> Self:
        try:
            found = cls(content.decode(encoding), encoding, bom)
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            raise ScriptError(start, tr(_NO_TEXT)) from error
        if "\0" in found.text:
            raise ScriptError(found.text.index("\0"), tr(_NO_TEXT))
        return found

    def encode(self, text: str) -> bytes:
        """The bytes of a changed text; characters that its encoding lacks become references as XML has them."""
        return self.bom + text.encode(self.encoding, "xmlcharrefreplace")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a place in the text, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def lines(self, text: str) -> list[tuple[int, str]]:
        """Where each line begins, and the line without its end, of this text or of one as long with parts masked."""
        ends = (*self.line_starts[1:], len(text))
        return [(start, text[start:end].rstrip("\r\n")) for start, end in zip(self.line_starts, ends, strict=True)]


def _is_one_byte(encoding: str) -> bool:
    """Whether an encoding is known and keeps one byte a character, as a file without a mark that reads as XML has."""
    try:
        return len("<?xml".encode(encoding)) == len("<?xml") and codecs.lookup(encoding).name != "utf-8"
    except (LookupError, UnicodeError):
        return False
