"""The program in a language that nobody speaks: English with marks on its vowels, and 40 % longer, as German may be.

What is not marked stands out in it, and so does what has no room.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from acting_mirror.core import language

_MARKS: Final = str.maketrans(
    "aeiouyAEIOUY", "\u00e0\u00e9\u00ee\u00f5\u00fc\u00fd\u00c5\u00cb\u00cf\u00d6\u00da\u00dd"
)
_KEPT: Final = re.compile(r"(\{[^{}]*\}|<[^<>]+>|`[^`]+`)")
"""Places of values, marks of rich text, and what is to be typed."""
_LONGER: Final = 0.4
_FILLING: Final = "\u00f8"


class _Pseudo(gettext.NullTranslations):
    """Has every sentence."""

    def gettext(self, message: str) -> str:
        return "".join(part if _KEPT.fullmatch(part) else _said(part) for part in _KEPT.split(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def info(self) -> dict[str, str]:
        return {"language": "en_XA"}


def _said(part: str) -> str:
    """Part of a sentence; what it grows by is spread over its words, for lines to break between them."""
    owed, spoken = 0.0, []
    for word in re.split(r"(\W+)", part):
        owed += _LONGER * len(word)
        grown = int(owed) if re.fullmatch(r"\w{2,}", word) else 0
        owed -= grown
        spoken.append(word.translate(_MARKS) + _FILLING * grown)
    return "".join(spoken)


@contextmanager
def said_otherwise() -> Iterator[None]:
    """Say all in that language meanwhile."""
    language.use(_Pseudo())
    try:
        yield
    finally:
        language.use(gettext.NullTranslations())


def unmarked(text: str) -> list[str]:
    """The words in a text that are English, but for what is to be typed."""
    words = (word.strip('(“”.,:;?!")') for word in re.sub(r"`[^`]+`", "", text).split())
    return [word for word in words if word.isascii() and re.search(r"[a-zA-Z]{2}", word)]
