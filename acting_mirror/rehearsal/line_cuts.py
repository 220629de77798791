"""Which speech in a recording is which line, where lines are read for it one after the other.

Unlike in a clip that is scored (`pauses`), a reader says some lines twice until they are good, or leaves one out, and
the user looks through what was found before it is kept.
"""

import math
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from acting_mirror.rehearsal.pauses import Stretch

_TOO_LONG: Final = 4.0
"""So many times as long as its text lets expect, no line is."""
_SKIPPED: Final = 0.7
"""What it costs to leave out a stretch, such as a word to somebody else or a first try."""
_MISSING: Final = 1.5
"""What it costs to leave a line without speech."""
_PAUSED: Final = 2.0
"""What it costs that a line goes on over a pause as long as can be."""
_AT_ONCE: Final = 0.8
"""What it costs that a line begins without a pause."""
_CLEAR_S: Final = 0.8
"""A pause that is as likely between two lines as within one."""
_PACES: Final = (8.0, 10.0, 13.0, 17.0, 22.0)
"""Letters a second: which of these fits best is tried, and that of all the speech together."""
_SLACK_S: Final = 0.4
"""Added to lengths that are compared: of short lines, few tell anything."""


def cut(speech: Sequence[Stretch], lengths: Sequence[int]) -> list[Stretch | None]:
    """Which stretches of speech are which line, when the lines were read in their order.

    Args:
        speech: In order.
        lengths: How many letters each line has.

    Returns:
        Where each line is; None for lines that seem to be missing.
    """
    spoken_s = sum(each.end_s - each.start_s for each in speech)
    paces = (*_PACES, sum(lengths) / max(spoken_s, 0.1))
    return min((_cheapest(speech, [length / pace for length in lengths]) for pace in paces), key=itemgetter(0))[1]


def _cheapest(speech: Sequence[Stretch], wanted_s: Sequence[float]) -> tuple[float, list[Stretch | None]]:
    """Where lines that should last so long are, and what that costs."""
    costs = [[math.inf] * (len(speech) + 1) for _ in range(len(wanted_s) + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    costs[0][0] = 0.0
    for line in range(len(wanted_s) + 1):
        for at in range(len(speech) + 1):
            for (next_line, next_at), cost in _ways(speech, wanted_s, line, at):
                if costs[line][at] + cost < costs[next_line][next_at]:
                    costs[next_line][next_at] = costs[line][at] + cost
                    came[next_line, next_at] = line, at
    return costs[-1][-1], _followed(speech, len(wanted_s), came)


def _ways(
    speech: Sequence[Stretch], wanted_s: Sequence[float], line: int, at: int
) -> Iterator[tuple[tuple[int, int], float]]:
    """What may come next after some lines and stretches, with its cost."""
    if at < len(speech):
        yield (line, at + 1), _SKIPPED
    if line == len(wanted_s):
        return
    yield (line + 1, at), _MISSING
    cost = _AT_ONCE * _CLEAR_S / (_pause_s(speech, at) + _CLEAR_S) if 0 < at < len(speech) else 0.0
    for end in range(at + 1, len(speech) + 1):
        if end > at + 1:
            pause_s = _pause_s(speech, end - 1)
            cost += _PAUSED * pause_s / (pause_s + _CLEAR_S)
        long_s = speech[end - 1].end_s - speech[at].start_s
        if long_s > _TOO_LONG * (wanted_s[line] + _SLACK_S):
            return
        yield (line + 1, end), cost + math.log((long_s + _SLACK_S) / (wanted_s[line] + _SLACK_S)) ** 2


def _pause_s(speech: Sequence[Stretch], before: int) -> float:
    return speech[before].start_s - speech[before - 1].end_s


def _followed(
    speech: Sequence[Stretch], lines: int, came: dict[tuple[int, int], tuple[int, int]]
) -> list[Stretch | None]:
    """The lines on the cheapest way, from its end back to its start."""
    found: list[Stretch | None] = []
    here = lines, len(speech)
    while here in came:
        before = came[here]
        if before[0] < here[0]:
            taken = speech[before[1] : here[1]]
            found.append(Stretch(taken[0].start_s, taken[-1].end_s) if taken else None)
        here = before
    return found[::-1]
