"""Where an actor's lines lie in a finished clip: by a table of times, or by a pace."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.rehearsal.prompter import Span, length_at
from acting_mirror.rehearsal.script import ScriptLine

COLUMNS: Final = ("line", "start_s", "end_s")
"""Of a table of times: the line's number among the actor's, from 1, and seconds of the clip."""
_EXAMPLE: Final = "write them as seconds, such as 12.5"
_SLACK_S: Final = 0.05
"""A line may end so much beyond the clip's last picture, whose length is known to one or two frames."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the actor's lines lie.

    Attributes:
        by: "times", "pace" or "pauses".
        spans: Those of the actor's lines that have a place, in the order of their times.
        sure: How likely each of the spans is right, 0 to 1, as far as that is known.
        words: How they were placed, one sentence.
    """

    by: str
    spans: tuple[Span, ...]
    sure: tuple[float, ...]
    words: str


def by_times(path: Path, mine: Sequence[ScriptLine], length_s: float) -> Placing:
    """Take the times from a table; lines that it leaves out have no place.

    Columns may be parted by semicolons or tabs, as some spreadsheets write them; then decimals may have a comma.

    Args:
        path: A CSV file with a row of `COLUMNS` first.
        mine: The actor's lines.
        length_s: How long the clip is.

    Raises:
        UserError: It can't be read, or times do not fit; the sentence names row and column.
    """
    spans: dict[int, Span] = {}
    for row, cells in _rows(path):
        number = _number_of_line(cells["line"], len(mine), row)
        start_s, end_s = (_seconds(cells[name], name, row) for name in COLUMNS[1:])
        if number in spans:
            raise row.fault("line", f"line {number} has a row already; give each line one")
        if end_s <= start_s:
            raise row.fault("end_s", f"the line ends at {end_s:g} s and begins at {start_s:g} s; swap or mend them")
        if end_s > length_s + _SLACK_S:
            raise row.fault("end_s", f"{end_s:g} s is beyond the clip, which is {length_s:.1f} s long")
        for other, span in spans.items():
            if start_s < span.end_s and span.start_s < end_s:
                raise row.fault("start_s", f"line {number} overlaps line {other}; mend one of them")
        spans[number] = Span(mine[number - 1].index, start_s, end_s, mine=True)
    if not spans:
        raise UserError(f"{path} has no times: add a row for each of your lines below {','.join(COLUMNS)}.")
    left_out = [str(number) for number in range(1, len(mine) + 1) if number not in spans]
    words = f"Lines placed by the times in {path.name}"
    words += f"; without times, and left out: {', '.join(left_out)}." if left_out else "."
    ordered = sorted(spans.values(), key=lambda span: span.start_s)
    return Placing("times", tuple(ordered), (1.0,) * len(ordered), words)


def by_pace(lines: Sequence[ScriptLine], character: str, words_a_minute: float, length_s: float) -> Placing:
    """Let all lines pass at one pace, from the clip's start, as the prompter does.

    Raises:
        UserError: The actor's lines last longer than the clip, or the pace is no pace.
    """
    if not 0 < words_a_minute < math.inf:
        raise UserError(f"{words_a_minute:g} is no pace: give words a minute, such as 150.")
    spans, at_s = [], 0.0
    for line in lines:
        end_s = at_s + length_at(line, words_a_minute)
        spans.append(Span(line.index, at_s, end_s, line.character == character))
        at_s = end_s
    mine = tuple(span for span in spans if span.mine)
    if mine[-1].end_s > length_s + _SLACK_S:
        raise UserError(
            f"At {words_a_minute:g} words a minute your lines last until {mine[-1].end_s:.1f} s, and the clip is "
            f"{length_s:.1f} s long.",
            Remedy.QUICKER_PACE,
        )
    words = f"Lines placed by a pace of {words_a_minute:g} words a minute from the clip's start: only as right as that."
    return Placing("pace", mine, (), words)


@dataclass(frozen=True, slots=True)
class _Row:
    path: Path
    number: int

    def fault(self, column: str, words: str) -> UserError:
        return UserError(f"{self.path}, row {self.number}, column {column}: {words}.")


def _rows(path: Path) -> Iterator[tuple[_Row, dict[str, str]]]:
    """Yield each row that is not empty, with its number as a spreadsheet counts, and its cells by column."""
    text = _text(path)
    head = text.lstrip().partition("\n")[0]
    delimiter = next((sign for sign in ";\t" if sign in head), ",")
    rows = enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1)
    try:
        filled = [(number, [cell.strip() for cell in row]) for number, row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise UserError(
            f"{path} is no table ({error}): save it as CSV with the columns {','.join(COLUMNS)}."
        ) from error
    names = [name.lower() for name in filled[0][1]] if filled else []
    if any(name not in names for name in COLUMNS):
        raise UserError(f"{path} lacks a first row with the column names: begin it with {','.join(COLUMNS)}.")
    for number, row in filled[1:]:
        cells = {name: row[names.index(name)] if names.index(name) < len(row) else "" for name in COLUMNS}
        if delimiter != ",":
            cells = {name: cell.replace(",", ".") for name, cell in cells.items()}
        yield _Row(path, number), cells


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        raise UserError(f"There is no file {path}: check its name and folder.") from None
    except OSError as error:
        raise UserError(f"{path} can't be read ({error.strerror}): choose another file.") from error


def _number_of_line(cell: str, count: int, row: _Row) -> int:
    if not cell.isdecimal():
        raise row.fault("line", f"{cell!r} is no line's number; count your lines from 1")
    if not 1 <= int(cell) <= count:
        raise row.fault("line", f"you have no line {cell}; your lines are 1 to {count}")
    return int(cell)


def _seconds(cell: str, column: str, row: _Row) -> float:
    try:
        seconds = float(cell)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise row.fault(column, f"{cell!r} is no time; {_EXAMPLE}" if cell else f"a time is missing; {_EXAMPLE}")
    if seconds < 0:
        raise row.fault(column, f"{cell} s is before the clip begins; {_EXAMPLE}")
    return seconds
