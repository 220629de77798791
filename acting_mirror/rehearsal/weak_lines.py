"""The lines that an actor knows least: those in which they needed help the last times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.line_help import RunHelp
from acting_mirror.core.text import key
from acting_mirror.rehearsal.script import Script, ScriptLine

_LAST: Final = 5
"""How many times count: what was learnt long ago is forgotten, and so is what was not known then."""


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a line was known.

    Attributes:
        times: How often it was said with hidden words, of late.
        needed: How often help was needed then.
    """

    times: int
    needed: int


def recalls(runs: Iterable[RunHelp], script: Script, character: str) -> dict[int, Recall]:
    """How well the lines of a character were known, by their indices; those that were never said are left out.

    Args:
        runs: Of any script, the oldest first.
        script: The script.
        character: Whom the actor plays.
    """
    said: dict[str, list[bool]] = {}
    for run in runs:
        if (run.script, run.character) == (key(script.title), key(character)):
            for line in run.lines:
                said.setdefault(line.said, []).append(line.needed)
    last = {line.index: said.get(key(line.text), [])[-_LAST:] for line in script.of(character)}
    return {index: Recall(len(times), sum(times)) for index, times in last.items() if times}


def weakest_first(known: Mapping[int, Recall], script: Script) -> Sequence[int]:
    """The lines in which help was needed, the weakest first, each with the cue before it, by their indices."""
    weak = sorted(
        (index for index, recall in known.items() if recall.needed),
        key=lambda index: -known[index].needed / known[index].times,
    )
    order: list[int] = []
    for index in weak:
        if index not in order:
            order += range(_cue(script.lines, index), index + 1)
    return order


def _cue(lines: Sequence[ScriptLine], index: int) -> int:
    """The last line of another before a line, or the first one of all: a speech may have several lines."""
    speaker = lines[index].character
    return next((at for at in range(index, 0, -1) if lines[at].character != speaker), 0)
