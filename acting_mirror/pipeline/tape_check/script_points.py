"""How quickly the lines of a script are spoken, and how long the pauses are."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from acting_mirror.core.language import marked
from acting_mirror.core.tape_point import Fault, Point, Rule
from acting_mirror.rehearsal.pauses import Stretch
from acting_mirror.rehearsal.placing import Placing
from acting_mirror.rehearsal.script import ScriptLine

_PACE: Final = Rule(
    "script.pace",
    "words/min",
    marked("Line {number}: {value:.0f} words a minute."),
    (80, 240),
    (0, np.inf),
    Fault(marked("Line {number} is slow: {value:.0f} words a minute."), marked("Listen to it: is that what you want?")),
    Fault(marked("Line {number} is quick: {value:.0f} words a minute."), marked("Listen whether each word is heard.")),
)
_PAUSE: Final = Rule(
    "script.pause",
    "s",
    marked("The longest pause is {value:.1f} s."),
    (0, 4),
    (0, np.inf),
    high=Fault(
        marked("The longest pause is {value:.1f} s."), marked("Look at it: is it filled, or does it only last?")
    ),
)


def script_points(placing: Placing, lines: Sequence[ScriptLine], stretches: Sequence[Stretch]) -> list[Point]:
    """The pace of each line that has words enough, and the longest pause.

    Args:
        placing: Where the lines lie.
        lines: Those of the actor.
        stretches: Where somebody speaks.
    """
    numbered = {line.index: (number, line) for number, line in enumerate(lines, 1)}
    found = []
    for span in placing.spans:
        number, line = numbered[span.index]
        pace = 60 * len(line.text.split()) / (span.end_s - span.start_s)
        rule = _PACE if len(line.text.split()) > 3 else replace(_PACE, good=_PACE.bearable)  # a word may take its time
        found.append(rule.judge(pace, span.start_s, number=number))
    pauses = [(after.start_s - before.end_s, before.end_s) for before, after in pairwise(stretches)]
    return [*found, _PAUSE.judge(*max(pauses))] if pauses else found
