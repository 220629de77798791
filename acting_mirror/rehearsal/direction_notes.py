"""The words of notes that are directions, in any of our languages: `look: lens`, `regard : objectif`, `Brauen hoch`."""

import re
from collections.abc import Container
from difflib import get_close_matches
from typing import Final

from acting_mirror.core.direction import DIRECTIONS
from acting_mirror.core.language import tr
from acting_mirror.core.text import key


class TargetError(ValueError):
    """A note that wants to be a target and isn't one; its text says what to write instead."""


ARROW: Final = re.compile(r"\s*(?:-+>|=>|→)\s*")
"""What parts an emotion from what it turns into."""
MOST_WORDS: Final = 3
"""Words from which on a note speaks of something else."""

_LOOK, _BLINK = ("look", "mirada", "mira", "regard", "blick"), ("blink", "blinks", "parpadeo", "cligner", "blinzeln")
_WHERE: Final = {
    "look: lens": "lens; camera; lente; objetivo; cámara; objectif; caméra; linse; kamera; objektiv",
    "look: partner": "partner; compañero; compañera; partenaire; partnerin",
    "look: down": "down; script; page; abajo; guion; guión; bas; texte; unten; text",
    "blink: few": "few; little; less; poco; poca; pocos; peu; wenig; selten",
    "blink: none": "none; no; never; not; nada; nunca; jamais; pas; nie; nicht",
}
_CALLED_TOO: Final = {
    "blink: few": "few blinks; wenig blinzeln; selten blinzeln; parpadear poco",
    "blink: none": "no blinks; don't blink; nicht blinzeln; ne pas cligner; no parpadear; sin parpadear",
    "still": "hold still; keep still; stillhalten; still halten; immobile; quieto; quieta; inmóvil",
    "nod": "nicken; hocher tête; asentir",
    "shake": "shake head; kopfschütteln; kopf schütteln; secouer tête; negar con cabeza",
    "brows up": "brows raised; raise brows; raised brows; brauen hoch; augenbrauen hoch; cejas arriba; cejas altas; "
    "sourcils hauts",
    "brows down": "brows lowered; lower brows; brows low; brauen runter; augenbrauen runter; brauen tief; "
    "brauen zusammen; cejas abajo; cejas bajas; sourcils bas; sourcils froncés",
    "inner brows up": "innere brauen hoch; cejas interiores arriba; sourcils intérieurs hauts",
    "eyes wide": "wide eyes; eyes open; eyes wide open; augen weit; augen auf; ojos abiertos; "
    "yeux grands ouverts; grands yeux",
    "eyes narrowed": "eyes narrow; narrow eyes; narrowed eyes; augen schmal; augen verengt; ojos entornados; "
    "ojos entrecerrados; yeux plissés",
    "nose up": "nose and upper lip up; nose wrinkled; wrinkle nose; upper lip up; nase kraus; nase hoch; "
    "nariz arrugada; nez plissé",
    "mouth corners up": "corners up; mundwinkel hoch; comisuras arriba; coins bouche hauts",
    "mouth corners down": "corners down; mundwinkel runter; mundwinkel unten; comisuras abajo; coins bouche bas",
    "lips stretched": "stretched lips; lippen breit; labios estirados; lèvres étirées",
    "lips pressed": "press lips; pressed lips; lips tight; lippen gepresst; lippen zusammen; labios apretados; "
    "lèvres pincées; lèvres serrées",
    "chin up": "chin pushed up; chin raised; kinn hoch; barbilla arriba; menton haut; menton relevé",
    "jaw open": "mouth open; open mouth; jaw dropped; mund auf; kiefer offen; boca abierta; mâchoire ouverte",
}
"""Further words for directions in English, Spanish, French and German, whatever the window speaks."""

_PARTS: Final = re.compile(r"\s*(?:;|,(?!\d))\s*")
_BLANKS: Final = re.compile(r"[\s:_-]+")
_SMALL: Final = re.compile(r"\b(?:at|the|into|to|your|my|al?|la|el|de|du|à|au|en|in|die|den|dem|zum|zur|nach) ")
"""Words that say nothing by themselves: `look at the lens`, `Blick in die Kamera`."""
_STRONG: Final = re.compile(r"(.+?)\s*[-+]?\d+(?:[.,]\d+)?\s*%?")
_LIKE: Final = 0.85
"""Words that are so like those of a direction are hardly others."""
_LONGEST: Final = 40
"""Letters of what may be like a direction."""


def _flat(words: str) -> str:
    """Words as they are looked up, with single blanks between them and without small ones."""
    return _SMALL.sub("", _BLANKS.sub(" ", key(words)).strip())


_NAMES: Final = {
    **{_flat(name): name for name in DIRECTIONS},
    **{
        _flat(f"{verb} {where}"): name
        for name, places in _WHERE.items()
        for where in places.split("; ")
        for verb in (_LOOK if name.startswith("look") else _BLINK)
    },
    **{_flat(words): name for name, called in _CALLED_TOO.items() for words in called.split("; ")},
}
"""The direction for everything that it may be called."""


def _by_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _NAMES:
        for word in name.split():
            found.setdefault(word, []).append(name)
    return found


_WITH_WORD: Final = _by_words()
"""What has each word in it, to be looked at when something is like it."""


def part_directions(words: str, emotions: Container[str]) -> tuple[list[str], list[str]]:
    """The directions among what commas part in a note, by their names, and the other parts.

    Args:
        words: A note, as `key` has it.
        emotions: The words that name emotions.

    Raises:
        TargetError: A part wants to be a direction and isn't one.
    """
    names, others = [], []
    for part in _PARTS.split(words):
        name = _NAMES.get(_flat(part))
        if name is not None:
            names.append(name)
        elif part in emotions or not (why := _wrong(part)):
            others.append(part)
        else:
            raise TargetError(why)
    return names, others


def _wrong(part: str) -> str:
    """What is wrong with words that want to be a direction; "" for others."""
    strong = _STRONG.fullmatch(part)
    if strong and (name := _NAMES.get(_flat(strong[1]))):
        return tr("a direction has no strength: write [[{name}]]", name=name)
    first = _NAMES.get(_flat(ARROW.split(part)[0]))
    if first is not None:
        return tr("a direction holds for the whole line: write [[{name}]]", name=first)
    verb, colon, where = (side.strip() for side in part.partition(":"))
    if colon and not get_close_matches(verb, _LOOK + _BLINK, 1, 0.8):
        return ""
    if meant := _meant(_flat(part)):
        return tr('"{words}" isn\'t a direction: write "{meant}" if you mean that', words=part, meant=meant)
    if not colon or len(where.split()) >= MOST_WORDS:
        return ""
    known = [name for name in DIRECTIONS if name.startswith("blink:" if verb in _BLINK else "look:")]
    return tr('"{words}" isn\'t a direction: write {names}', words=part, names=", ".join(known))


def _meant(flat: str) -> str:
    """What was probably meant, in whichever language; "" for words of which none is a direction's."""
    words = flat.split() if len(flat) < _LONGEST else ()
    alike = get_close_matches(flat, {name for word in words for name in _WITH_WORD.get(word, ())}, 1, _LIKE)
    if not alike:
        return ""
    name = _NAMES[alike[0]]
    return name if alike[0] == _flat(name) else alike[0]
