"""The file of a PDF: opened, whatever is wrong with it, and read page after page."""

import logging
import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.rehearsal.pdf.glyphs import UNKNOWN
from acting_mirror.rehearsal.pdf.rows import Row, rows_of
from acting_mirror.rehearsal.pdf.sheets import pages_of, sheet_of
from acting_mirror.rehearsal.pdf.side_by_side import in_order

LARGEST_BYTES: Final = 50_000_000
"""The largest PDF that is read; a long screenplay has 300 kB, with a font of its own 1 MB."""
_MOST_PAGES: Final = 600
_MOST_SIGNS: Final = 30_000
"""On a page; a full one has 3000."""
_LARGEST_UNPACKED: Final = 300_000_000
_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
"""What begins what is packed."""
_INVISIBLE: Final = re.compile(rb"\b3\s+Tr\b")
"""What begins text that is not painted."""
_MOST_UNKNOWN: Final = 0.2
"""Of the words."""
_MOST_UNREAD: Final = 0.25
"""Of the longer words: no language has so many without a vowel."""
_LONGER: Final = 4
_VOWELS: Final = frozenset("aeiouyæœø")


@dataclass(frozen=True, slots=True)
class Pages:
    """What is on the pages of a PDF.

    Attributes:
        rows: The rows of all pages.
        pictures: The numbers of the pages, from 0, that are pictures.
        recognised: Whether words lie invisibly over pictures, as text recognition leaves them.
    """

    rows: list[Row]
    pictures: list[int]
    recognised: bool


def read_pages(path: Path, content: bytes) -> Pages:
    """What is on the pages of a PDF.

    Raises:
        UserError: It is locked, broken, too large, or has no text.
    """
    if _unpacked(content) > _LARGEST_UNPACKED:
        raise _too_large(path)
    from pdfplumber import open as open_pdf
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of each odd font
    try:
        with open_pdf(BytesIO(content)) as pdf:
            pages = _read_pages(path, pdf)
    except UserError:
        raise
    except PdfminerException as error:
        raise _not_opened(path, error.args[0] if error.args else error) from error
    except Exception as error:  # whatever a broken file makes of those who read it
        raise _not_opened(path, error) from error
    if not pages.rows or _can_not_be_told([word.text for row in pages.rows for word in row.words]):
        raise UserError(
            tr(
                "{path} holds pictures of pages, or letters that can't be told: have its text recognised (OCR), or ask "
                "for the script in another form.",
                path=path,
            )
        )
    return replace(pages, rows=in_order(pages.rows))


def _can_not_be_told(words: Sequence[str]) -> bool:
    """Whether the file doesn't say, or says wrongly, what most of its letters are."""
    longer = [word for word in words if len(word) >= _LONGER]
    unknown, unread = sum(UNKNOWN in word for word in words), sum(not _may_be_said(word) for word in longer)
    return unknown > _MOST_UNKNOWN * len(words) or unread > _MOST_UNREAD * len(longer)


def _may_be_said(word: str) -> bool:
    """Whether a word has a vowel, a digit, or a letter of which nothing is known here."""
    letters = unicodedata.normalize("NFD", word.lower())
    return any(letter in _VOWELS or letter.isdigit() or (letter.isalpha() and letter > "\u024f") for letter in letters)


def _read_pages(path: Path, pdf: Any) -> Pages:  # noqa: ANN401 - pdfplumber's
    from pdfplumber.utils.pdfinternals import resolve

    rows: list[Row] = []
    pictures, number, recognised = [], 0, False
    if len(pdf.pages) > _MOST_PAGES:
        raise _too_large(path)
    for page in pdf.pages:
        if len(page.chars) > _MOST_SIGNS:
            raise _too_large(path)
        for part in pages_of(sheet_of(page)):
            found = rows_of(number, part)
            rows += found
            if page.images and not found:
                pictures.append(number)
            number += 1
        drawn = page.page_obj.contents if page.images else ()
        recognised = recognised or any(_INVISIBLE.search(resolve(each).get_data()) for each in drawn)
        page.close()
    return Pages(rows, pictures, recognised)


def _unpacked(content: bytes) -> int:
    """How large all that is packed in a file becomes, or more than is allowed."""
    total = 0
    for start in _STREAM.finditer(content):
        packed = content[start.end() : content.find(b"endstream", start.end())]
        try:
            total += len(zlib.decompressobj().decompress(packed, _LARGEST_UNPACKED + 1 - total))
        except zlib.error:
            continue
        if total > _LARGEST_UNPACKED:
            break
    return total


def _too_large(path: Path) -> UserError:
    return UserError(tr("{path} is too large for a script: choose a PDF of your sides alone.", path=path))


def _not_opened(path: Path, error: object) -> UserError:
    if "Password" in type(error).__name__:
        return UserError(
            tr(
                "{path} is locked with a password: open it in a PDF viewer, print it to another PDF, and choose that.",
                path=path,
            )
        )
    return UserError(
        tr("{path} is no PDF that can be read: ask for it again, or for the script in another form.", path=path)
    )
