"""Takes beside each other: which of their lines belong together, and who said each best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Final

from acting_mirror.core.language import tr
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import ListedTake, Take, TakeFacts, TakeLine
from acting_mirror.core.text import key

_ALIKE: Final = 0.75
"""Takes with so many lines in common can be ranked: a total of a few lines says nothing about one of all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same line in two takes.

    Attributes:
        left: In the first one.
        right: In the second one.
    """

    left: TakeLine
    right: TakeLine

    @property
    def better(self) -> int | None:
        """0 when it scored higher in the first take, 1 in the second; None when neither did or one has no score."""
        if self.left.total is None or self.right.total is None:
            return None
        left, right = round(self.left.total), round(self.right.total)  # as they are shown
        return None if left == right else int(right > left)


def paired(left: TakeFacts, right: TakeFacts) -> Sequence[Pair]:
    """The lines that both takes have, in the order of the first.

    A line that was said again counts as it was said last. Lines belong together by their place and words in the
    script; where the script has changed meanwhile, by their words, if those occur once only in each take.
    """
    ours, theirs = ({line.key: line for line in facts.said_last} for facts in (left, right))
    found = {said: theirs[said] for said in ours if said in theirs}
    by_words = _once(theirs[said] for said in theirs.keys() - found.keys())
    for words, line in _once(ours[said] for said in ours.keys() - found.keys()).items():
        if words in by_words:
            found[line.key] = by_words[words]
    lines = sorted(ours.values(), key=lambda line: line.start_s)
    return [Pair(line, found[line.key]) for line in lines if line.key in found]


@dataclass(frozen=True, slots=True)
class Best:
    """The take in which a line scored highest.

    Attributes:
        name: Of the take.
        made: When it was recorded.
        total: The line's score there, 0 to 100.
    """

    name: str
    made: datetime
    total: float


def best_of(line: TakeLine, takes: Iterable[Take]) -> Best | None:
    """Where a line scored highest among takes of its script and character; None when it was never scored."""
    found = [
        Best(take.facts.name, take.facts.made, said.total)
        for take in takes
        for said in take.facts.lines
        if said.total is not None and said.key == line.key
    ]
    return max(found, key=lambda best: best.total, default=None)


def usual_voice(line: TakeLine, takes: Iterable[Take]) -> LineVoice | None:
    """How a line is spoken in the middle of some takes; None where none has it with a voice."""
    voices = [
        said.voice
        for take in takes
        for said in take.facts.said_last
        if said.key == line.key and said.voice is not None and said.voice.words_a_minute is not None
    ]
    if not voices:
        return None
    paces = [voice.words_a_minute for voice in voices if voice.words_a_minute is not None]
    levels = [voice.loudness for voice in voices if voice.loudness is not None]
    pauses = round(median(voice.pauses for voice in voices))
    paused_s = median(voice.paused_s for voice in voices)
    return LineVoice(median(paces), pauses, paused_s, median(levels) if levels else None)


@dataclass(frozen=True, slots=True)
class Opponents:
    """Two takes to compare.

    Attributes:
        left: The first one.
        right: The second one.
        same: All takes of the first one's script and character, and the second one.
    """

    left: ListedTake
    right: ListedTake
    same: list[ListedTake]

    @property
    def alike(self) -> list[ListedTake]:
        """Those of `same` that have so many lines in common with the first one that they can be ranked."""
        return [take for take in self.same if _alike(take, self.left)]


def opponents(takes: Iterable[ListedTake], folders: Sequence[Path]) -> Opponents | str:
    """Whom to compare.

    Args:
        takes: All takes there are.
        folders: Those of the two takes; of one alone, the best other take of its script and character is found, one
            of the same lines before one that has only some in common.

    Returns:
        The two; or a sentence that says why there are none.
    """
    known = {take.folder: take for take in takes if not take.problem}
    if any(folder not in known for folder in folders):
        return tr("A take that can't be opened can't be compared: choose another.")
    left = known[folders[0]]
    same = [take for take in known.values() if _whose(take) == _whose(left)]
    others = [take for take in same if take is not left and _common(take, left)]
    if len(folders) > 1:
        right = known[folders[1]]
    elif others:
        right = max(others, key=lambda take: (_alike(take, left), -1.0 if take.total is None else take.total))
    else:
        return tr(
            "There is no other take of this script with lines of this one yet: select two to compare them anyway."
        )
    return Opponents(left, right, same if right in same else [*same, right])


def _whose(take: ListedTake) -> tuple[str, str]:
    """The script of a take and the character in it."""
    return key(take.script), key(take.character)


def _common(one: ListedTake, other: ListedTake) -> float:
    """The lines that both takes have, as a share of those that either has."""
    ours, theirs = set(one.said), set(other.said)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _alike(one: ListedTake, other: ListedTake) -> bool:
    return one is other or _common(one, other) >= _ALIKE


def _once(lines: Iterable[TakeLine]) -> dict[tuple[str, bool], TakeLine]:
    """Lines by their words, those left out that occur more than once."""
    found: dict[tuple[str, bool], list[TakeLine]] = {}
    for line in lines:
        found.setdefault((key(line.text), line.listening), []).append(line)
    return {words: same[0] for words, same in found.items() if len(same) == 1}
