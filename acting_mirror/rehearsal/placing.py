"""Where an actor's lines lie in a finished clip: by a table of times, by hand, or by a pace."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.rehearsal.prompter import Span, length_at
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.times_table import COLUMNS, read_times

_SLACK_S: Final = 0.05
"""A line may end so much beyond the clip's last picture, whose length is known to one or two frames."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the actor's lines lie.

    Attributes:
        by: "times", "hand", "pace" or "pauses".
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

    Args:
        path: The table, see `read_times`.
        mine: The actor's lines.
        length_s: How long the clip is.

    Raises:
        UserError: It can't be read, or times do not fit; the sentence names row and column.
    """
    spans: dict[int, Span] = {}
    for row in read_times(path):
        number, start_s, end_s = row.line(len(mine)), row.seconds("start_s"), row.seconds("end_s")
        if number in spans:
            raise row.fault("line", tr("line {number} has a row already; give each line one", number=number))
        if end_s <= start_s:
            raise row.fault(
                "end_s",
                tr(
                    "the line ends at {end_s:g} s and begins at {start_s:g} s; swap or mend them",
                    end_s=end_s,
                    start_s=start_s,
                ),
            )
        if end_s > length_s + _SLACK_S:
            raise row.fault(
                "end_s",
                tr("{end_s:g} s is beyond the clip, which is {length_s:.1f} s long", end_s=end_s, length_s=length_s),
            )
        for other, span in spans.items():
            if start_s < span.end_s and span.start_s < end_s:
                raise row.fault(
                    "start_s",
                    tr("line {number} overlaps line {other}; mend one of them", number=number, other=other),
                )
        spans[number] = Span(mine[number - 1].index, start_s, end_s, mine=True)
    if not spans:
        raise UserError(
            tr(
                "{path} has no times: add a row for each of your lines below {columns}.",
                path=path,
                columns=",".join(COLUMNS),
            )
        )
    return _told("times", spans.values(), mine, tr("Lines found by the times in {name}", name=printable(path.name)))


def by_hand(spans: Iterable[Span], mine: Sequence[ScriptLine]) -> Placing:
    """Take the times that somebody tapped or dragged; lines without have no place.

    Args:
        spans: Of the actor's lines; none lies over another.
        mine: The actor's lines.
    """
    return _told("hand", spans, mine, tr("Lines found by hand"))


def by_pace(lines: Sequence[ScriptLine], character: str, words_a_minute: float, length_s: float) -> Placing:
    """Let all lines pass at one pace, from the clip's start, as the prompter does.

    Raises:
        UserError: The actor's lines last longer than the clip, or the pace is no pace.
    """
    if not 0 < words_a_minute < math.inf:
        raise UserError(
            tr("{words_a_minute:g} isn't a pace: give words a minute, such as 150.", words_a_minute=words_a_minute)
        )
    spans, at_s = [], 0.0
    for line in lines:
        end_s = at_s + length_at(line, words_a_minute)
        spans.append(Span(line.index, at_s, end_s, line.character == character))
        at_s = end_s
    mine = tuple(span for span in spans if span.mine)
    if mine[-1].end_s > length_s + _SLACK_S:
        raise UserError(
            tr(
                "At {words_a_minute:g} words a minute your lines last until {end_s:.1f} s, and the clip is "
                "{length_s:.1f} s long.",
                words_a_minute=words_a_minute,
                end_s=mine[-1].end_s,
                length_s=length_s,
            ),
            Remedy.QUICKER_PACE,
        )
    words = tr(
        "Lines found by a pace of {words_a_minute:g} words a minute from the clip's start: only as right as that.",
        words_a_minute=words_a_minute,
    )
    return Placing("pace", mine, (), words)


def _told(by: str, spans: Iterable[Span], mine: Sequence[ScriptLine], words: str) -> Placing:
    """What was told by somebody who knows; lines that were left out are named."""
    ordered = tuple(sorted(spans, key=lambda span: span.start_s))
    placed = {span.index for span in ordered}
    left_out = [str(number) for number, line in enumerate(mine, 1) if line.index not in placed]
    if left_out:
        words = tr("{found}; without times, and left out: {lines}.", found=words, lines=", ".join(left_out))
    else:
        words = tr("{found}.", found=words)
    return Placing(by, ordered, (1.0,) * len(ordered), words)
