"""Where on its pages a script writes names and words: found in each document, as no two are set alike."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.names import AGAIN, NAME_BESIDE, is_name_in_capitals, is_name_with_capitals
from acting_mirror.rehearsal.pdf.lines import Line
from acting_mirror.rehearsal.plain_text import HEADING
from acting_mirror.rehearsal.speeches import name_of

_NEAR: Final = 0.9
"""Times the size of the font: lines that begin so near to each other are of one column."""
_USUAL: Final = 0.12
"""Of the lines of a kind, at least, that are in a column for it to be one of this kind."""
_CLEAR: Final = 0.5
"""Of the lines below names, at least, that are in one column; else columns tell nothing."""
_CLOSE: Final = 1.3
"""Times the distance of a name to its words: more is a gap."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Where somebody begins to speak.

    Attributes:
        name: Who, with what stands in brackets behind it.
        how: The direction between name and words, with its brackets; "" if there is none.
        words: What stands beside the name; "" if it is below.
        x0: Where these words begin.
    """

    name: str
    how: str = ""
    words: str = ""
    x0: float = 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """What is usual in a document.

    Attributes:
        cues: Who begins to speak, by the number of the line.
        doubted: The numbers of cues that may be none.
        step: The distance of a name to its words and of these to each other at most, in points.
        words: Where words begin.
        apart: Whether this tells words from all that is not spoken.
        near: How far from a column a line may begin, in points.
    """

    cues: dict[int, Cue]
    doubted: frozenset[int]
    step: float
    words: tuple[float, ...]
    apart: bool
    near: float

    def in_words(self, line: Line) -> bool:
        """Whether a line begins where words do."""
        return any(abs(line.x0 - x0) <= self.near for x0 in self.words)

    def close(self, line: Line) -> bool:
        """Whether no gap parts a line from the one above it."""
        return line.above <= _CLOSE * self.step


def columns_of(lines: Sequence[Line], pitch: float) -> Columns:
    """Find who speaks where, in whichever way of writing names has more of them that come again.

    Args:
        lines: Of all pages.
        pitch: The usual distance of lines.
    """
    near = _NEAR * median_low([line.row.size for line in lines])
    ways = [_above(lines, is_name_in_capitals), _beside(lines, near), _above(lines, is_name_with_capitals)]
    ways[2] = _in_column(lines, ways[2], near, strict=True)
    found = max(ways, key=_repeated)
    cues = _in_column(lines, found, near) if found is not ways[2] else found
    step = max(_step(lines, cues), pitch)
    found_words = (_first_words(lines, number, cue) for number, cue in cues.items())
    first = [x0 for x0 in found_words if x0 is not None]
    words = _usual(first, near)
    if any(cue.words for cue in cues.values()):
        words += _usual([line.x0 for line in _second_rows(lines, cues, step)], near)
    clear = sum(any(abs(x0 - word) <= near for word in words) for x0 in first) >= _CLEAR * len(first)
    others = _usual(_unspoken(lines, cues, step), near)
    apart = bool(words) and clear and not any(abs(x0 - other) <= near for x0 in words for other in others)
    counts = Counter(key(name_of(cue.name)) for cue in cues.values())
    doubted = frozenset(number for number, cue in cues.items() if counts[key(name_of(cue.name))] < 2 and not apart)
    return Columns(cues, doubted, step, words, apart, near)


def _above(lines: Sequence[Line], is_name: Callable[[str], bool]) -> dict[int, Cue]:
    """The names that stand alone on a line, with something below."""
    return {
        number: Cue(line.text)
        for number, (line, below) in enumerate(pairwise(lines))
        if is_name(line.text) and (below.above < 3 * line.row.size or below.row.page > line.row.page)
    }


def _beside(lines: Sequence[Line], near: float) -> dict[int, Cue]:
    """The names with words on the same line."""
    found = {number: cue for number, line in enumerate(lines) if (cue := _cue_beside(line)) is not None}
    return _in_column(lines, found, near)


def _cue_beside(line: Line) -> Cue | None:
    row, parts = line.row, line.row.parts()
    if HEADING.match(row.text):
        return None
    if len(parts) > 1 and is_name_with_capitals(parts[0].text.rstrip(".")):
        rest = row.words[len(parts[0].words) :]
        return Cue(parts[0].text.rstrip(".:"), "", " ".join(word.text for word in rest), rest[0].x0)
    found = NAME_BESIDE.fullmatch(row.text)
    if found is not None:
        set_apart = row.words[0].font != row.words[-1].font
        as_name = is_name_with_capitals if set_apart or found["mark"] == ":" else is_name_in_capitals
        if as_name(found["name"]):
            first = row.words[-len(found["words"].split())]
            return Cue(found["name"], found["how"] or "", found["words"], first.x0)
    number = next((n for n, word in enumerate(row.words) if word.font != row.words[0].font), 0)
    name = " ".join(word.text for word in row.words[:number]).rstrip(".:")
    if number and is_name_in_capitals(name):
        return Cue(name, "", " ".join(word.text for word in row.words[number:]), row.words[number].x0)
    return None


def _repeated(cues: dict[int, Cue]) -> int:
    """How many of the names come again."""
    counts = Counter(key(name_of(cue.name)) for cue in cues.values())
    return sum(count for count in counts.values() if count > 1) or min(len(cues), 1)


def _in_column(lines: Sequence[Line], cues: dict[int, Cue], near: float, strict: bool = False) -> dict[int, Cue]:
    """The names that begin where most names do, or are centred as they are.

    Args:
        lines: All lines.
        cues: What may be names.
        near: How far from the column they may begin.
        strict: Whether only names that come again count.
    """
    counts = Counter(key(name_of(cue.name)) for cue in cues.values())
    often = [number for number, cue in cues.items() if counts[key(name_of(cue.name))] > 1] or list(cues)
    chosen: dict[int, Cue] = {}
    for beside in (False, True):
        here = [number for number in often if lines[number].beside == beside]
        ways: list[Callable[[Line], float]] = [lambda line: line.x0, lambda line: (line.x0 + line.row.x1) / 2]
        columns = [(_usual([at(lines[number]) for number in here], near), at) for at in ways]
        covered = [(sum(_is_in(at(lines[number]), xs[:1], near) for number in here), xs, at) for xs, at in columns]
        _, xs, at = max(covered, key=lambda each: each[0])
        chosen |= {
            number: cue
            for number, cue in cues.items()
            if lines[number].beside == beside
            and _is_in(at(lines[number]), xs, near)
            and (not strict or number in often)
        }
    again = {number: cues[number] for number in often if AGAIN.search(cues[number].name)}
    return dict(sorted((chosen | again).items()))


def _is_in(x0: float, columns: Iterable[float], near: float) -> bool:
    return any(abs(x0 - column) <= near for column in columns)


def _usual(starts: Iterable[float], near: float) -> tuple[float, ...]:
    """Where many begin, the most usual place first."""
    left = sorted(starts)
    total, columns = len(left), []
    while left:
        counts = [(sum(abs(other - x0) <= near / 2 for other in left), -x0) for x0 in left]
        count, place = max(counts)
        if count < max(_USUAL * total, 1):
            break
        middle = median([x0 for x0 in left if abs(x0 + place) <= near / 2])
        columns.append(middle)
        left = [x0 for x0 in left if abs(x0 - middle) > near]
    return tuple(columns)


def _step(lines: Sequence[Line], cues: dict[int, Cue]) -> float:
    """The usual distance from names, or from words beside them, to what is below."""
    steps = Counter(
        round(lines[number + 1].above)
        for number in cues
        if number + 1 < len(lines) and number + 1 not in cues and lines[number + 1].above < float("inf")
    )
    if not steps:
        return 12.0
    often = [step for step, count in steps.items() if count >= _USUAL * steps.total()]
    return float(
        min(often, default=steps.most_common(1)[0][0])
        if any(c.words for c in cues.values())
        else steps.most_common(1)[0][0]
    )


def _first_words(lines: Sequence[Line], number: int, cue: Cue) -> float | None:
    """Where the words of a cue begin."""
    if cue.words:
        return cue.x0
    below = (line for line in lines[number + 1 : number + 6] if not line.text.startswith(("(", "[")))
    return next((line.x0 for line in below), None)


def _second_rows(lines: Sequence[Line], cues: dict[int, Cue], step: float) -> list[Line]:
    """The lines right below those with a name and words."""
    below = [number + 1 for number, cue in cues.items() if cue.words and number + 1 not in cues]
    return [lines[n] for n in below if n < len(lines) and lines[n].above <= _CLOSE * step]


def _unspoken(lines: Sequence[Line], cues: dict[int, Cue], step: float) -> list[float]:
    """Where lines begin that no name stands above without a gap."""
    starts, below = [], False
    for number, line in enumerate(lines):
        below = number in cues or (below and (line.above <= _CLOSE * step or line.above == float("inf")))
        if not below and not line.text.startswith(("(", "[")):
            starts.append(line.x0)
    return starts
