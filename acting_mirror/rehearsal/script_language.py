"""Which language a script is in, as far as its letters and its smallest words tell."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

_LETTERS: Final = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "cmn",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
"""By the first word of their names in Unicode; Japanese before Chinese, as it uses letters of both."""
_WORDS: Final = {
    "en": "the you is it that and to what of was not are have this",
    "de": "ich du nicht das ist und der die ein zu es was wir mir",
    "es": "que no el es la de y un lo por una qué los está",
    "fr": "je tu pas est le la et les vous un ne que c'est une des",
    "it": "che non il è di e un la per sono ho mi cosa ti",
    "pt": "que não o é você eu um e de uma isso para com está",
    "nl": "ik je het de een niet dat is en van wat we zijn maar",
    "pl": "nie to się w na jest że co ja i do tak mnie jak",
    "sv": "jag det är du inte en och som att har vi på för",
}
_ENOUGH: Final = 0.1
"""Of all words: so many are as common as these in any text of a language."""


def language_of(texts: Sequence[str]) -> str:
    """The tag of the language of what is spoken; "" where that does not show."""
    spoken = " ".join(texts).casefold()
    letters = Counter(unicodedata.name(sign, "").split(" ")[0].split("-")[0] for sign in spoken if sign.isalpha())
    foreign = [tag for name, tag in _LETTERS.items() if letters[name] > _ENOUGH * letters.total()]
    if foreign:
        return foreign[0]
    words = ["".join(sign for sign in word if sign.isalpha() or sign == "'") for word in spoken.split()]
    found = {tag: sum(map(set(common.split()).__contains__, words)) for tag, common in _WORDS.items()}
    best = max(found, key=lambda tag: found[tag])
    return best if words and found[best] > _ENOUGH * len(words) else ""
