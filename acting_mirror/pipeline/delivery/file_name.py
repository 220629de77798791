"""The name of a delivered file: by the profile's pattern, in letters that every platform takes."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
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
    pattern = profile.file_name or _USUAL
    parts = {"role": _ascii(role), "name": _ascii(name)}
    numbered = "{take}" in pattern
    for number in count():
        stem = pattern.format(**parts, take=take + number if numbered else take)
        stem = re.sub(r"[^A-Za-z0-9_.-]+", "_", stem.translate(_LETTERS)).strip("._")
        yield folder / f"{stem}{f'-{number + 1}' if number and not numbered else ''}{ENDING}"


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
