"""Where on its pages a script writes names and words: found in each document, as no two are set alike."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.pdf.cues import Cue, cues_of, is_in, usual_starts
from acting_mirror.rehearsal.pdf.lines import Line
from acting_mirror.rehearsal.speeches import name_of

_NEAR: Final = 0.9
"""Times the size of the font: lines that begin so near to each other are of one column."""
_USUAL: Final = 0.12
"""Of the distances below names, at least, that are usual."""
_CLEAR: Final = 0.5
"""Of the lines below names, at least, that are in one column; else columns tell nothing."""
_CENTRED: Final = 1.5
"""Times as many first lines below names as begin alike have to have the same middle for words to be centred."""
_SHARED: Final = 0.3
"""Of the lines that are not spoken, at most, that begin where words do, where this tells them apart."""
_CLOSE: Final = 1.25
"""Times the distance of a name to its words: more is a gap."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is usual in a document.

    Attributes:
        cues: Who begins to speak, by the number of the line.
        doubted: The numbers of cues that may be none.
        step: The distance of a name to its words and of these to each other at most, in points.
        pitch: The usual distance of words to each other.
        words: Where words begin, or have their middle.
        unspoken: Where else lines begin that no name stands above.
        apart: Whether this tells words from all that is not spoken.
        near: How far from a column a line may begin, in points.
        centred: Whether words are centred.
    """

    cues: dict[int, Cue]
    doubted: frozenset[int]
    step: float
    pitch: float
    words: tuple[float, ...]
    unspoken: tuple[float, ...]
    apart: bool
    near: float
    centred: bool

    def in_words(self, line: Line) -> bool:
        """Whether a line begins where words do, or is centred as they are."""
        if self.centred:
            below = self.close(line) or line.begins_page or not is_in(line.x0, self.unspoken, self.near)
            return below and is_in(_middle(line), self.words, self.near)
        return is_in(line.x0, self.words, self.near)

    def close(self, line: Line) -> bool:
        """Whether no gap parts a line from the one above it."""
        return line.above <= _CLOSE * self.step

    def goes_on(self, line: Line) -> bool:
        """Whether no gap parts a line from words above it."""
        return line.above <= _CLOSE * self.pitch


def columns_of(lines: Sequence[Line], pitch: float) -> Columns:
    """Find who speaks where, in whichever way of writing names has more of them that come again.

    Args:
        lines: Of all pages.
        pitch: The usual distance of lines.
    """
    near = _NEAR * median_low([line.row.size for line in lines])
    cues = cues_of(lines, near)
    step = max(_step(lines, cues), pitch)
    first = [x0 for number, cue in cues.items() if (x0 := _first_words(lines, number, cue, _begin)) is not None]
    middles = [x for number, cue in cues.items() if (x := _first_words(lines, number, cue, _middle)) is not None]
    words, centres = usual_starts(first, near), usual_starts(middles, near)
    beside = any(cue.words for cue in cues.values())
    centred = not beside and _covered(middles, centres, near) > _CENTRED * _covered(first, words, near)
    if beside:
        words += usual_starts([line.x0 for line in _second_rows(lines, cues, step)], near)
    clear = sum(is_in(x0, words, near) for x0 in first) >= _CLEAR * len(first)
    unspoken = _unspoken(lines, cues, step)
    apart = bool(words) and clear and sum(is_in(x0, words, near) for x0 in unspoken) <= _SHARED * len(unspoken)
    if centred:
        words, apart = centres[:1], True
    counts = Counter(key(name_of(cue.name)) for cue in cues.values())
    doubted = frozenset(number for number, cue in cues.items() if counts[key(name_of(cue.name))] < 2 and not apart)
    return Columns(
        cues,
        doubted,
        step,
        min(_pitch(lines, cues), step),
        words,
        usual_starts(unspoken, near),
        apart,
        near,
        centred,
    )


def _step(lines: Sequence[Line], cues: dict[int, Cue]) -> float:
    """The usual distance from names, or from words beside them, to what is below."""
    steps = Counter(
        round(lines[number + 1].above)
        for number in cues
        if number + 1 < len(lines) and number + 1 not in cues and not lines[number + 1].begins_page
    )
    if not steps:
        return 12.0
    often = [step for step, count in steps.items() if count >= _USUAL * steps.total()]
    return float(
        min(often, default=steps.most_common(1)[0][0])
        if any(c.words for c in cues.values())
        else steps.most_common(1)[0][0]
    )


def _pitch(lines: Sequence[Line], cues: dict[int, Cue]) -> float:
    """The usual distance of the second line of words to the first."""
    firsts = (number + (not cue.words) for number, cue in cues.items())
    second = [lines[n + 1] for n in firsts if n + 1 < len(lines) and n + 1 not in cues]
    steps = Counter(round(line.above) for line in second if not line.begins_page)
    return float(max(step for step, n in steps.items() if n == max(steps.values()))) if steps else float("inf")


def _first_words(lines: Sequence[Line], number: int, cue: Cue, place: Callable[[Line], float]) -> float | None:
    """Where the words of a cue are."""
    if cue.words:
        return cue.x0
    below = (line for line in lines[number + 1 : number + 6] if not line.text.startswith(("(", "[")))
    return next((place(line) for line in below), None)


def _begin(line: Line) -> float:
    return line.x0


def _middle(line: Line) -> float:
    return (line.x0 + line.row.x1) / 2


def _covered(places: Sequence[float], columns: Sequence[float], near: float) -> int:
    """How many places are in the most usual column."""
    return sum(is_in(place, columns[:1], near) for place in places)


def _second_rows(lines: Sequence[Line], cues: dict[int, Cue], step: float) -> list[Line]:
    """The lines right below those with a name and words."""
    below = [number + 1 for number, cue in cues.items() if cue.words and number + 1 not in cues]
    return [lines[n] for n in below if n < len(lines) and lines[n].above <= _CLOSE * step]


def _unspoken(lines: Sequence[Line], cues: dict[int, Cue], step: float) -> list[float]:
    """Where lines begin that no name stands above without a gap."""
    starts, below = [], False
    for number, line in enumerate(lines):
        below = number in cues or (below and (line.above <= _CLOSE * step or line.begins_page))
        if not below and not line.text.startswith(("(", "[")):
            starts.append(line.x0)
    return starts
