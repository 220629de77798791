"""How long the words of a line take to be spoken, in no unit of time: actors differ, texts tell the rest.

What each piece of a text counts was fitted to 150 lines and 480 sentences in English, German, Spanish and French that
espeak-ng spoke: with syllables and words beside the letters, languages differ by a few percent, French by 15 %.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from acting_mirror.core.text import key

_WORD: Final = re.compile(r"\w")
_ACCENT: Final = re.compile(r"[\u0300-\u036f]")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_MUTE: Final = re.compile(r"[aeiouy]\w*?(?:[^\Waeiouyl]e|[^\Waeiouy]es|[^\Waeiouydt]ed)\b")
"""A word whose last vowel is written and not spoken, in English and French."""
_FIGURE: Final = re.compile(r"[\d%+=$&\N{EURO SIGN}\N{POUND SIGN}]")
"""What is spoken as a word."""
_PAUSE: Final = r"[.!?;:\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{EN DASH}]+|--+| - "
_END: Final = re.compile(rf"(?:{_PAUSE})(?!\d)")
"""Where a long pause within a line is to be expected."""
_STOP: Final = re.compile(rf"(?:,|{_PAUSE})(?!\d)")

_SYLLABLE: Final = 1.6
"""So many letters take as long as a syllable does beside its letters."""
_BLANK: Final = 1.5
_DRAWN_OUT: Final = 4.0
"""What is last before a stop is drawn out by so much."""
_SPOKEN_FIGURE: Final = 10.0

_LONG_WORD: Final = 15
_WORDS_DOUBT: Final = 0.28
"""Standard deviation of the logarithm of a line's length for one of a word; the more words, the less."""
_TEXTS_DOUBT: Final = 0.045
"""Of a line of many words."""
_FIGURES_DOUBT: Final = 0.12
"""For one of figures alone."""


@lru_cache(1024)
def letters(text: str) -> float:
    """How long a text is: in letters, and what takes as long."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", key(text)))
    syllables = len(_VOWELS.findall(plain)) - len(_MUTE.findall(plain))
    counts = (
        (1.0, sum(map(str.isalpha, plain))),
        (_SYLLABLE, syllables),
        (_BLANK, len(plain.split())),
        (_DRAWN_OUT, max(len(_STOP.findall(text)), 1)),
        (_SPOKEN_FIGURE, len(_FIGURE.findall(text))),
    )
    return sum(length * count for length, count in counts)


def doubt(text: str) -> float:
    """How unsure that is, as the standard deviation of its logarithm; some scripts put no blanks between words."""
    words = max(len(text.split()), letters(text) / _LONG_WORD)
    figures = _SPOKEN_FIGURE * len(_FIGURE.findall(text)) / letters(text)
    return math.hypot(_TEXTS_DOUBT, _WORDS_DOUBT / math.sqrt(words), _FIGURES_DOUBT * figures)


def rests(text: str) -> Iterable[float]:
    """Where sentences end within a line, as shares of its length."""
    for stop in _END.finditer(text):
        if _WORD.search(text, stop.end()):
            yield letters(text[: stop.end()]) / letters(text)
