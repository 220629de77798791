"""What looks like the name of who speaks, alone on a line or before the words."""

import re
from typing import Final

from acting_mirror.core.text import plain
from acting_mirror.rehearsal.plain_text import HEADING
from acting_mirror.rehearsal.speeches import name_of

_LONGEST: Final = 40
_MOST_WORDS: Final = 6
_SMALL: Final = re.compile(
    r"\b(?:Mc|Mac|de|la|le|von|van|der|and|y|et|und|the|of)(?=[A-Z\s])|(?<=\d)(?:st|nd|rd|th)\b|'s\b"
)
_SENTENCE_ENDS: Final = re.compile(r"(?<!\b(?:MR|MS|DR|ST|JR|SR))(?<!\bMRS)(?<!\b\w)[.!?…,;:]$")
_TRANSITION: Final = re.compile(
    r".*\bTO[:.]|(?:THE )?END\.?|(?:INTERCUT|MONTAGE|FADE|CUT|DISSOLVE|SMASH CUT|MATCH CUT|JUMP CUT|WIPE)\b.*"
)
_ADDED: Final = re.compile(r"\s*[(\[].*")
AGAIN: Final = re.compile(r"\(CONT['\u2019]?D?\.?\)|\(CONTINUED\)|\(CONTINUING\)", re.IGNORECASE)
"""Stands behind a name where a page ended amid a speech."""
TITLE: Final = re.compile(r"(?:mrs?|ms|dr|prof|st|sgt|lt|capt|col|sr|sra|m|mme|mlle|hr|fr)", re.IGNORECASE)
"""Stands before a name, with a full stop."""
NAME_BESIDE: Final = re.compile(
    rf"(?P<name>(?:(?:(?i:{TITLE.pattern})|[A-Z])\.[ ]?)*"
    r"[^\s.:\uff1a()\[\]][^.:\uff1a()\[\]]{0,39}?)\s*(?P<how>[(\[\uff08][^()\[\]\uff08\uff09]*[)\]\uff09]|,\s[a-z\xe0-\xff][^.:()\[\]]{1,60}?)?"
    r"\s*(?P<mark>[.:\uff1a]|(?<=\s)[\u2014\u2013])\s*[\u2014\u2013-]?(?:\s+|(?<=\uff1a))(?P<words>\S.*)"
)
"""A name, maybe a direction in brackets or behind a comma, a full stop or colon, and words."""


_AROUND: Final = ",()[]\uff08\uff09 "


def in_brackets(how: str | None) -> str:
    """A direction that stands behind a name, with its brackets; "" if there is none."""
    return f"({how.strip(_AROUND)})" if how else ""


def is_name_in_capitals(text: str) -> bool:
    """Whether a line is a name in capitals, maybe with something in brackets behind it."""
    name = _without_addition(text)
    letters = _SMALL.sub("", name)
    return _is_short(name) and any(map(str.isupper, letters)) and not any(map(str.islower, letters))


def is_name_with_capitals(text: str) -> bool:
    """Whether a line may be a name of which each word begins with a capital."""
    name = _without_addition(text)
    return _is_short(name) and all(not word[0].islower() or _SMALL.match(f"{word} ") for word in name.split())


def _without_addition(text: str) -> str:
    return plain(_ADDED.sub("", name_of(text.strip()))).rstrip(":").strip()


def _is_short(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST
        and len(name.split()) <= _MOST_WORDS
        and (name[0].isalnum() or name[0] in "\"'")
        and not _SENTENCE_ENDS.search(name)
        and not _TRANSITION.fullmatch(name)
        and not HEADING.match(name)
    )
