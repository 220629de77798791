"""The text of paragraphs whose lines were broken where the page ends at the right, or where verse does."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final

from acting_mirror.rehearsal.pdf.lines import Line

_HYPHEN: Final = re.compile(r"(?P<begin>\w+)[-\u00ad\u2010]$")
_WIDE: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]{2}")
"""Signs of Chinese and Japanese, which no spaces part."""
_ROOM: Final = 4.0
"""Times the size of the font: with so much room left the next word was not put on its line on purpose."""
_WIDEST_SHARE: Final = 0.9


def joined(lines: Sequence[Line], texts: Sequence[str], right: float, verse: bool, known: Set[str]) -> str:
    """The text of a paragraph.

    Args:
        lines: Its lines.
        texts: What of each belongs to it.
        right: Where lines like these end at the right, in points.
        verse: Whether lines that end early are kept apart.
        known: All words of the script, in small letters.
    """
    text = texts[0]
    for (line, below), words in zip(pairwise(lines), texts[1:], strict=True):
        broken = _HYPHEN.search(text) if words[:1].islower() else None
        if broken:  # a word of the script was parted where it stands whole elsewhere
            rest = re.split(r"[^\w-]", words, maxsplit=1)[0]
            whole, parted = (f"{broken['begin']}{glue}{rest}".lower() in known for glue in ("", "-"))
            soft = whole or (text[-1] == "\u00ad" and not parted)
            text = (text[:-1] if soft else text[:-1] + text[-1].replace("\u00ad", "-")) + words
        else:
            apart = verse and line.row.page == below.row.page and ends_early(line, below, right)
            text += ("\n" if apart else "" if _WIDE.fullmatch(text[-1:] + words[:1]) else " ") + words
    return text


def ends_early(line: Line, below: Line, right: float) -> bool:
    """Whether the first word below would have had room."""
    first = below.row.words[0]
    return line.row.x1 + (first.x1 - first.x0) + _ROOM * line.row.size < right


def right_edge(lines: Sequence[Line]) -> float:
    """Where most long lines end."""
    ends = sorted(line.row.x1 for line in lines)
    return ends[int(_WIDEST_SHARE * (len(ends) - 1))] if ends else 0.0
