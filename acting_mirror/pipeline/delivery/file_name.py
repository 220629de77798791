"""The name of a delivered file: by the profile's pattern, in letters that every platform takes."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from string import Formatter
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.settings.tape_profile import TapeProfile

ENDING: Final = ".mp4"
_USUAL: Final = "{role}-{name}-T{take}"
"""Where a profile has no pattern."""
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
    | {"ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "\u0131": "i", "ħ": "h", "Ħ": "H"}
)
"""Letters that Unicode does not take apart."""
_LONGEST: Final = 80
"""Letters of a role or a name."""
_HELD: Final = {"role": "[A-Za-z0-9_]+", "name": "[A-Za-z0-9_]+", "take": "[0-9]+", None: ""}
"""What stands for the parts of a pattern."""


def free_files(folder: Path, profile: TapeProfile, role: str, name: str, take: int) -> Iterator[Path]:
    """The names that a tape may have, best first: with the next numbers of takes, or else numbered at the end.

    Args:
        folder: Where it goes.
        profile: Whose pattern counts.
        role: Who is played.
        name: Who plays.
        take: The number of the take.

    Raises:
        UserError: Nothing of role or name can be written in ASCII.
    """
    pattern = _plain(profile.file_name or _USUAL)
    parts = {"role": _ascii(role), "name": _ascii(name)}
    numbered = "{take}" in pattern
    for number in count():
        stem = pattern.format(**parts, take=take + number if numbered else take)
        yield folder / f"{stem}{f'-{number + 1}' if number and not numbered else ''}{ENDING}"


def is_named(stem: str, pattern: str) -> bool:
    """Whether a file's name, without its ending, is one that a tape may have by this pattern."""
    parts = Formatter().parse(_plain(pattern))
    named = "".join(re.escape(words) + _HELD[part] for words, part, _, _ in parts)
    return re.fullmatch(named if "{take}" in pattern else f"{named}(-[0-9]+)?", stem, re.IGNORECASE) is not None


def sample(pattern: str) -> str:
    """A name by this pattern, without an ending, to show what is asked for."""
    return _plain(pattern).format(role=tr("Role"), name=tr("Name"), take=1)


def _plain(pattern: str) -> str:
    """A pattern in ASCII, with underscores for all that no platform takes."""
    return re.sub(r"[^A-Za-z0-9_.{}-]+", "_", pattern.translate(_LETTERS)).strip("._")


def _ascii(words: str) -> str:
    """Words in ASCII, with underscores for all that is neither letter nor figure."""
    plain = unicodedata.normalize("NFKD", words.translate(_LETTERS))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    known = re.sub(r"[^A-Za-z0-9]+", "_", bare).strip("_")
    if not known:
        raise UserError(
            tr(
                "“{words}” can't be part of a file's name that every platform takes: write it in Latin letters.",
                words=words,
            )
        )
    return known[:_LONGEST].rstrip("_")
