"""Tables of times, as spreadsheets of all countries save them."""

import codecs
import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import key, plain

COLUMNS: Final = ("line", "start_s", "end_s")
"""Of a table of times: the line's number among the actor's, from 1, and seconds of the clip."""
_DELIMITERS: Final = ";\t,|"
_NAMED_DELIMITER: Final = re.compile(r'"?sep=(.)"?\1*[ ]*(?:\r\n?|\n)', re.IGNORECASE)
"""A first line for Excel that is no row of the table."""
_GROUPED: Final = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
"""What parts thousands besides points and commas."""
_NO_TEXT: Final = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
"""How spreadsheets' own files begin, new and old ones, and PDF."""


@dataclass(frozen=True, slots=True)
class TimesRow:
    """A row of a table of times.

    Attributes:
        path: The table.
        number: The row's number as a spreadsheet counts.
        cells: What stands in it, by the names of `COLUMNS`.
    """

    path: Path
    number: int
    cells: Mapping[str, str]

    def fault(self, column: str, words: str) -> UserError:
        """The sentence for what is wrong in one of its cells, in said words without a full stop."""
        return UserError(
            tr(
                "{path}, row {number}, column {column}: {fault}.",
                path=self.path,
                number=self.number,
                column=column,
                fault=words,
            )
        )

    def line(self, count: int) -> int:
        """The number of its line, 1 to `count`; raises `UserError` for any other."""
        cell = self.cells["line"]
        number = _number(cell)
        if not number.is_integer():
            raise self.fault("line", tr("{cell!r} isn't a line number; count your lines from 1", cell=cell))
        if not 1 <= number <= count:
            raise self.fault("line", tr("you have no line {cell}; your lines are 1 to {count}", cell=cell, count=count))
        return int(number)

    def seconds(self, column: str) -> float:
        """The time in a column; raises `UserError` where there is none."""
        cell = self.cells[column]
        seconds = _number(cell)
        if not math.isfinite(seconds):
            if not cell:
                raise self.fault(column, tr("a time is missing; write them as seconds, such as 12.5"))
            raise self.fault(column, tr("{cell!r} isn't a time; write them as seconds, such as 12.5", cell=cell))
        if seconds < 0:
            words = tr("{cell} s is before the clip begins; write them as seconds, such as 12.5", cell=cell)
            raise self.fault(column, words)
        return seconds


def read_times(path: Path) -> Iterator[TimesRow]:
    """Yield each row below the columns' names that is not empty.

    Cells are parted by semicolons, tabs, commas or bars, whichever makes `COLUMNS` of the first row; decimals have a
    point or a comma.

    Raises:
        UserError: The file can't be read, has no such columns, or commas of its decimals part cells too.
    """
    text = _text(path)
    named = _NAMED_DELIMITER.match(text)
    text = text[named.end() :] if named else text
    for delimiter in f"{named[1] if named else ''}{_DELIMITERS}":
        rows = _filled(path, text, delimiter)
        names = [key(name) for name in rows[0][1]] if rows else []
        if set(names).issuperset(COLUMNS):
            break
    else:
        raise UserError(
            tr(
                "{path} lacks a first row with the column names: begin it with {columns}.",
                path=path,
                columns=",".join(COLUMNS),
            )
        )
    for number, cells in rows[1:]:
        found = [*cells, *[""] * (len(names) - len(cells))]
        row = TimesRow(path, number, {name: found[names.index(name)] for name in COLUMNS})
        unnamed = [cell for name, cell in zip_longest(names, found, fillvalue="") if not name]
        if delimiter == "," and any(map(str.isdecimal, unnamed)):
            raise row.fault(
                COLUMNS[-1], tr("its decimal comma also separates cells; write decimals with a point, such as 12.5")
            )
        yield row


def times_csv(times: Iterable[tuple[int, float, float]]) -> str:
    """A table that `read_times` reads: a line's number, its start and its end in each row."""
    rows = (f"{number},{start_s:.3f},{end_s:.3f}\n" for number, start_s, end_s in times)
    return "".join([f"{','.join(COLUMNS)}\n", *rows])


def _filled(path: Path, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """All rows in which something stands, with their numbers."""
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    try:
        return [(number, [plain(cell) for cell in row]) for number, row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise UserError(
            tr(
                "{path} isn't a table ({reason}): save it as CSV with the columns {columns}.",
                path=path,
                reason=error,
                columns=",".join(COLUMNS),
            )
        ) from error


def _text(path: Path) -> str:
    """All of a file: UTF-16, known by its mark or by the empty half of its first letter, UTF-8, or Windows' cp1252."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UserError(tr("There is no file {path}: check its name and folder.", path=path)) from None
    except OSError as error:
        raise UserError(
            tr("{path} can't be read ({reason}): choose another file.", path=path, reason=error.strerror)
        ) from error
    if content.startswith(_NO_TEXT):
        raise UserError(
            tr(
                "{path} isn't text: open it in the program that wrote it, save it as CSV, and choose that file.",
                path=path,
            )
        )
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:2]:
        return content.decode("utf-16-be" if content.startswith(b"\0") else "utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _number(cell: str) -> float:
    """A number as a spreadsheet shows it: the last point or comma begins its decimals; NaN for what is none."""
    point = max(",.", key=cell.rfind)
    whole, found, decimals = _GROUPED.sub("", cell).rpartition(point)
    try:
        return float(f"{whole.replace('.' if point == ',' else ',', '')}{'.' if found else ''}{decimals}")
    except ValueError:
        return math.nan
