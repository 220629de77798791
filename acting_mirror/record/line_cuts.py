"""Where somebody speaks in a recording, and which of that is which line."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.record.partner_lines import Words
from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity

_LIKELY: Final = 0.5
_JOINED_S: Final = 0.25
"""Speech goes on over shorter silences."""
_SHORTEST_S: Final = 0.1
_BEFORE_S, _AFTER_S = 0.12, 0.2
"""Kept around speech: what is soft at its ends is no speech to the network."""
_READ_S: Final = 60.0
"""Heard between two looks whether to go on."""
_TOO_LONG: Final = 4.0
"""So much longer than wanted, no line is."""
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a recording.

    Attributes:
        start_s: When it starts, in seconds.
        end_s: When it ends.
    """

    start_s: float
    end_s: float


def speech_in(sound: Words, rate: int, go_on: Callable[[], bool] = lambda: True) -> list[Stretch]:
    """The stretches in which somebody speaks, with a little around them.

    Args:
        sound: A whole recording.
        rate: Samples a second.
        go_on: Asked now and then; when it is no longer wished for, what was found until then is enough.

    Raises:
        UserError: Speech can't be told from noise on this computer.
    """
    activity, likely = VoiceActivity(rate), list[float]()
    step = round(_READ_S * rate)
    for start in range(0, len(sound), step):
        if not go_on():
            break
        likely += activity.hear(np.divide(sound[start : start + step], 32768, dtype=np.float32))
    return list(_widened(_joined(likely), len(sound) / rate))


def spoken_part(sound: Words, rate: int) -> Words:
    """A recording of one line without what is before and after it.

    Raises:
        UserError: Nobody speaks in it; or as `speech_in` says.
    """
    found = speech_in(sound, rate)
    if not found:
        raise UserError(tr("No voice was heard: speak up, or choose another microphone on the Mirror page."))
    return sound[round(found[0].start_s * rate) : round(found[-1].end_s * rate)]


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
    return min((_cheapest(speech, [length / pace for length in lengths]) for pace in paces), key=_cost)[1]


def _cost(found: tuple[float, list[Stretch | None]]) -> float:
    return found[0]


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


def _joined(likely: Sequence[float]) -> list[Stretch]:
    """Stretches of blocks that are speech, but for such as are too short."""
    joined: list[Stretch] = []
    for number, share in enumerate(likely):
        if share < _LIKELY:
            continue
        start_s, end_s = number * BLOCK_S, (number + 1) * BLOCK_S
        if joined and start_s - joined[-1].end_s < _JOINED_S:
            start_s = joined.pop().start_s
        joined.append(Stretch(start_s, end_s))
    return [each for each in joined if each.end_s - each.start_s >= _SHORTEST_S]


def _widened(speech: Sequence[Stretch], length_s: float) -> Iterator[Stretch]:
    """With a little around them, but no more than half of what is between them."""
    for number, each in enumerate(speech):
        before_s = (each.start_s + speech[number - 1].end_s) / 2 if number else 0.0
        after_s = (each.end_s + speech[number + 1].start_s) / 2 if number + 1 < len(speech) else length_s
        yield Stretch(max(before_s, each.start_s - _BEFORE_S), min(after_s, each.end_s + _AFTER_S))
