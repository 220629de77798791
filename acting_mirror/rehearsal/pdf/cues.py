"""Who begins to speak on which line of a PDF, in whichever way its script writes names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.names import (
    AGAIN,
    NAME_BESIDE,
    TITLE,
    in_brackets,
    is_name_in_capitals,
    is_name_with_capitals,
)
from acting_mirror.rehearsal.pdf.lines import Line
from acting_mirror.rehearsal.plain_text import HEADING
from acting_mirror.rehearsal.speeches import name_of

_USUAL: Final = 0.12
"""Of the lines of a kind, at least, that are in a column for it to be one of this kind."""
_HANGING: Final = 0.6
"""Of the lines with a name, at least, whose words begin in one column for it to be a column of words."""
_BARE: Final = 3
"""A name with nothing but capitals to set it apart from the words beside it comes at least so often."""
_MORE: Final = 1.3
"""Times as many such names as any others have to be there: action begins with names in capitals too."""
_RARE: Final = 4
"""Times as often comes a name as it does with a word in capitals behind it that is none of it."""
_PUSHED: Final = 0.9
"""Of the size of the font: the least space between a name and words that it pushed on."""
_STOPS: Final = ".:\uff1a"
_COLONS: Final = (":", "\uff1a")
_QUOTED: Final = re.compile(r"(?P<name>\w{1,12})\s?(?P<words>\u300c.*)")
"""A name and its words in the quotation marks of Japanese."""
_LONGEST_BARE: Final = 4
"""Words."""


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


def cues_of(lines: Sequence[Line], near: float) -> dict[int, Cue]:
    """Who begins to speak, by the number of the line, in the way that has most names that come again.

    Args:
        lines: Of all pages.
        near: How far from a column a line may begin, in points.
    """
    ways = (
        _in_column(lines, _above(lines, is_name_in_capitals), near),
        _in_column(lines, _above(lines, _is_name_with_stop), near),
        _beside(lines, near),
        _in_column(lines, _above(lines, is_name_with_capitals), near, strict=True),
    )
    found, bare = max(ways, key=_repeated), _in_column(lines, _bare(lines), near)
    return bare if _repeated(bare) > _MORE * _repeated(found) else found


def _above(lines: Sequence[Line], is_name: Callable[[str], bool]) -> dict[int, Cue]:
    """The names that stand alone on a line, with something below."""
    return {
        number: Cue(line.text.rstrip("."))
        for number, (line, below) in enumerate(pairwise(lines))
        if is_name(line.text) and (below.above < 3 * line.row.size or below.row.page > line.row.page)
    }


def _is_name_with_stop(text: str) -> bool:
    return text.endswith(".") and is_name_in_capitals(text[:-1])


def _beside(lines: Sequence[Line], near: float) -> dict[int, Cue]:
    """The names with words on the same line."""
    found = {number: cue for number, line in enumerate(lines) if (cue := _cue_beside(line)) is not None}
    leaning = {number for number in found if lines[number].row.italic}
    if len(leaning) < len(found) / 2:  # these are directions, whatever they begin with
        found = {number: cue for number, cue in found.items() if number not in leaning}
    starts = [cue.x0 for cue in found.values()]
    usual = usual_starts(starts, near)[:1]
    if sum(is_in(x0, usual, near) for x0 in starts) < _HANGING * len(starts):
        return _in_column(lines, found, near)
    names = usual_starts([lines[number].x0 for number in found], near)
    for number, line in enumerate(lines):
        cue = (_cue_at(line, usual, near) or _cue_wide(line)) if is_in(line.x0, names, near) else None
        if cue is not None:
            found[number] = cue
    return _in_column(lines, dict(sorted(found.items())), near)


def _cue_at(line: Line, columns: Sequence[float], near: float) -> Cue | None:
    """The cue of a line whose words begin in the column of words, however little space is left of it."""
    words = line.row.words
    for number, word in enumerate(words):
        name = " ".join(each.text for each in words[:number]).rstrip(_STOPS)
        if number and is_in(word.x0, columns, near / 4) and is_name_in_capitals(name):
            return Cue(name, "", " ".join(each.text for each in words[number:]), word.x0)
    return None


def _cue_wide(line: Line) -> Cue | None:
    """The cue of a line whose name is too long for its column, so that the words are pushed on a little."""
    words = line.row.words
    for number, (left, right) in enumerate(pairwise(words), 1):
        name = " ".join(each.text for each in words[:number]).rstrip(_STOPS)
        if right.x0 - left.x1 > _PUSHED * line.row.size and is_name_in_capitals(name):
            return Cue(name, "", " ".join(each.text for each in words[number:]), right.x0)
    return None


def _cue_beside(line: Line) -> Cue | None:
    row, parts = line.row, line.row.parts()
    if HEADING.match(row.text):
        return None
    if quoted := _QUOTED.fullmatch(row.text):
        return Cue(quoted["name"], "", quoted["words"], next(word.x0 for word in row.words if "\u300c" in word.text))
    if len(parts) > 1 and is_name_with_capitals(parts[0].text.rstrip(".")):
        rest = row.words[len(parts[0].words) :]
        return Cue(parts[0].text.rstrip(_STOPS), "", " ".join(word.text for word in rest), rest[0].x0)
    number = next((n for n, word in enumerate(row.words) if word.font != row.words[0].font), 0)
    found = NAME_BESIDE.fullmatch(row.text)
    if (
        found is not None
        and not TITLE.fullmatch(found["name"])
        and len(found["name"].split()) <= (number or len(row.words))
    ):
        set_apart = row.words[0].font != row.words[-1].font
        as_name = is_name_with_capitals if set_apart or found["mark"] in _COLONS else is_name_in_capitals
        if as_name(found["name"]):
            first = row.words[-len(found["words"].split())]
            return Cue(found["name"], in_brackets(found["how"]), found["words"], first.x0)
    name = " ".join(word.text for word in row.words[:number]).rstrip(_STOPS)
    if number and is_name_in_capitals(name):
        upright = (n for n in range(number, len(row.words)) if not row.words[n].italic)
        begin = next(upright, number)  # how they are said leans
        how = " ".join(word.text for word in row.words[number:begin]).rstrip(".:,")
        words = " ".join(word.text for word in row.words[begin:])
        return Cue(name, in_brackets(how), words, row.words[begin].x0)
    return None


def _bare(lines: Sequence[Line]) -> dict[int, Cue]:
    """The names that only capitals tell from the words beside them."""
    often = Counter(key(" ".join(words)) for line in lines if (words := _capitals(line)))
    found: dict[int, Cue] = {}
    for number, line in enumerate(lines):
        words = [word.text for word in line.row.words]
        names = {
            count: often[key(name)]
            for count in range(1, min(len(words), _LONGEST_BARE + 1))
            if is_name_in_capitals(name := " ".join(words[:count])) and often[key(name)] >= _BARE
        }
        most = max(names.values(), default=0)  # behind a name may stand words in capitals
        count = max((count for count, times in names.items() if times * _RARE > most), default=0)
        if count:
            found[number] = Cue(" ".join(words[:count]), "", " ".join(words[count:]), line.row.words[count].x0)
    return found


def _capitals(line: Line) -> list[str]:
    """The words in capitals with which a line begins, if others follow."""
    words = [word.text for word in line.row.words]
    count = next((n for n, word in enumerate(words) if not is_name_in_capitals(word.rstrip("."))), 0)
    return words[:count] if is_name_in_capitals(" ".join(words[:count])) and len(words[0]) > 1 else []


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
        columns = [(usual_starts([at(lines[number]) for number in here], near), at) for at in ways]
        covered = [(sum(is_in(at(lines[number]), xs[:1], near) for number in here), xs, at) for xs, at in columns]
        _, xs, at = max(covered, key=lambda each: each[0])
        chosen |= {
            number: cue
            for number, cue in cues.items()
            if lines[number].beside == beside and is_in(at(lines[number]), xs, near) and (not strict or number in often)
        }
    again = {number: cues[number] for number in often if AGAIN.search(cues[number].name)}
    return dict(sorted((chosen | again).items()))


def is_in(x0: float, columns: Iterable[float], near: float) -> bool:
    """Whether a place is in one of some columns."""
    return any(abs(x0 - column) <= near for column in columns)


def usual_starts(starts: Iterable[float], near: float) -> tuple[float, ...]:
    """Where many begin, the most usual place first."""
    places = Counter(round(x0 * 2) / 2 for x0 in starts)
    least, columns = max(_USUAL * places.total(), 1), []
    while places:
        times = {x0: sum(n for other, n in places.items() if abs(other - x0) <= near / 2) for x0 in places}
        place = max(times, key=lambda x0: (times[x0], -x0))
        if times[place] < least:
            break
        near_by = {x0: n for x0, n in places.items() if abs(x0 - place) <= near / 2}
        columns.append(sum(x0 * n for x0, n in near_by.items()) / sum(near_by.values()))
        places = Counter({x0: n for x0, n in places.items() if abs(x0 - columns[-1]) > near})
    return tuple(columns)
