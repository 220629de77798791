"""How long the words of a line take to be spoken, in no unit of time: actors differ, texts tell the rest.

What each piece of a text counts was fitted to 150 lines and 480 sentences in English, German, Spanish and French that
espeak-ng spoke: with syllables and words beside the letters, languages differ by a few percent, French by 15 %. How
many syllables are heard was fitted to 240 of the sentences.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.script_language import language_of

_WORD: Final = re.compile(r"\w")
_ACCENT: Final = re.compile(r"[\u0300-\u036f]")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_MUTE: Final = re.compile(r"[aeiouy]\w*?(?:[^\Waeiouyl]e|[^\Waeiouy]es|[^\Waeiouydt]ed)\b")
"""A word whose last vowel is written and not spoken, in English and French."""
_SPEAKS_ALL: Final = ("de", "es", "it", "pt", "nl")
"""Languages in which it is spoken, as far as a line's own words tell."""
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

_HEARD_VOWEL: Final = 0.63
"""So many syllables are heard for one that is written, and more for its letters: consonants part the vowels."""
_HEARD_LETTER: Final = 0.13
_HEARD_FIGURE: Final = 1.4

_LONG_WORD: Final = 15
_WORDS_DOUBT: Final = 0.28
"""Standard deviation of the logarithm of a line's length for one of a word; the more words, the less."""
_TEXTS_DOUBT: Final = 0.045
"""Of a line of many words."""
_FIGURES_DOUBT: Final = 0.12
"""For one of figures alone."""
_COUNTED_DOUBT: Final = (0.25, 0.05, 0.2)
"""The same three for how many syllables are heard of a line."""


@lru_cache(1024)
def letters(text: str) -> float:
    """How long a text is: in letters, and what takes as long."""
    alphabetic, vowels, figures = _counts(text)
    counts = (
        (1.0, alphabetic),
        (_SYLLABLE, vowels),
        (_BLANK, len(text.split())),
        (_DRAWN_OUT, max(len(_STOP.findall(text)), 1)),
        (_SPOKEN_FIGURE, figures),
    )
    return sum(length * count for length, count in counts)


@lru_cache(1024)
def syllables(text: str) -> float:
    """How many syllables `record.syllables` hears of a text; 0 for a script whose vowels are not known."""
    alphabetic, vowels, figures = _counts(text)
    if alphabetic and not vowels:
        return 0.0
    return _HEARD_LETTER * alphabetic + _HEARD_VOWEL * vowels + _HEARD_FIGURE * figures


def doubt(text: str) -> float:
    """How unsure the length is, as the standard deviation of its logarithm."""
    return _doubt(text, (_WORDS_DOUBT, _TEXTS_DOUBT, _FIGURES_DOUBT), _SPOKEN_FIGURE / letters(text))


def syllables_doubt(text: str) -> float:
    """How unsure the syllables are that are heard, likewise."""
    return _doubt(text, _COUNTED_DOUBT, _HEARD_FIGURE / syllables(text))


def rests(text: str) -> Iterable[float]:
    """Where sentences end within a line, as shares of its length."""
    for stop in _END.finditer(text):
        if _WORD.search(text, stop.end()):
            yield letters(text[: stop.end()]) / letters(text)


@lru_cache(1024)
def _counts(text: str) -> tuple[int, int, int]:
    """How many letters, syllables and figures are written."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", key(text)))
    mute = 0 if language_of([text]) in _SPEAKS_ALL else len(_MUTE.findall(plain))
    vowels = len(_VOWELS.findall(plain)) - mute
    return sum(map(str.isalpha, plain)), vowels, len(_FIGURE.findall(text))


def _doubt(text: str, doubts: tuple[float, float, float], figure: float) -> float:
    """By words, text and figures, of which one is so much of it; some scripts put no blanks between words."""
    by_words, by_text, by_figures = doubts
    words = max(len(text.split()), letters(text) / _LONG_WORD)
    return math.hypot(by_text, by_words / math.sqrt(words), by_figures * figure * _counts(text)[2])
