"""A language that nobody speaks: English with marks on its vowels, and 40 % longer, as German may be."""

import gettext
import re
from typing import Final

_MARKS: Final = str.maketrans("aeiouAEIOU", "\u00e0\u00e9\u00ee\u00f5\u00fc\u00c5\u00cb\u00cf\u00d6\u00da")
_KEPT: Final = re.compile(r"(\{[^{}]*\}|<[^<>]+>|`[^`]+`)")
"""Places of values, marks of rich text, and what is to be typed."""
_LONGER: Final = 0.4
_FILLING: Final = "\u00f8"
SPOKEN: Final = re.compile("[\u00e0\u00e9\u00ee\u00f5\u00fc\u00c5\u00cb\u00cf\u00d6\u00da\u00f8]")
"""What only words of this language have in them."""


class Pseudo(gettext.NullTranslations):
    """Has every sentence."""

    def gettext(self, message: str) -> str:
        """Its words, each longer by its share."""
        return "".join(part if _KEPT.fullmatch(part) else _said(part) for part in _KEPT.split(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for a number of things."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def _said(part: str) -> str:
    """Part of a sentence; what it grows by is spread over its words, for lines to break between them."""
    words, owed, spoken = re.split(r"(\W+)", part), 0.0, []
    for word in words:
        owed += _LONGER * len(word)
        grown = int(owed) if re.fullmatch(r"\w{2,}", word) else 0
        owed -= grown
        spoken.append(word.translate(_MARKS) + _FILLING * grown)
    return "".join(spoken)
