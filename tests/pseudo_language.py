"""The program in a language of wide letters, in which all that is not marked stands out."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_letters
from typing import Final

from acting_mirror.core import language

_WIDE: Final = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in ascii_letters})
_PLACE: Final = re.compile(r"(\{[^}]*\})")


class _Wide(gettext.NullTranslations):
    """Has every sentence."""

    def gettext(self, message: str) -> str:
        return "".join(part if part.startswith("{") else part.translate(_WIDE) for part in _PLACE.split(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def info(self) -> dict[str, str]:
        return {"language": "en_XA"}


@contextmanager
def said_otherwise() -> Iterator[None]:
    """Say all in wide letters meanwhile."""
    language.use(_Wide())
    try:
        yield
    finally:
        language.use(gettext.NullTranslations())


def unmarked(text: str) -> list[str]:
    """The words in a text that are in usual letters."""
    return re.findall(r"[A-Za-z]{2,}", text)
