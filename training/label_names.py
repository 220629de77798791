"""What the data sets call our labels."""

from typing import Final

from acting_mirror.core.labels import FERPLUS_LABELS

AFFECTNET_LABELS: Final = ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", "contempt")
"""Labels of AffectNet (Mollahosseini et al. 2017) in the order of its numbers, under our names."""

_SYNONYMS: Final = {
    "angry": ("anger", "an"),
    "disgust": ("disgusted", "di"),
    "fear": ("afraid", "fearful", "scared", "fe"),
    "happy": ("happiness", "joy", "joyful", "ha"),
    "sad": ("sadness", "sa"),
    "surprise": ("surprised", "su"),
    "neutral": ("neutrality", "ne"),
    "contempt": ("contemptuous",),
}
"""Nouns, adjectives, and the two letters of JAFFE."""

_OURS: Final = {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in (name, *synonyms)}


def label_named(text: str) -> str | None:
    """Our name, one of `FERPLUS_LABELS`, for a data set's; None for an unknown one.

    Args:
        text: A name in any case, perhaps after its number, as in `3_Happy`.
    """
    return _OURS.get(text.strip().lower().lstrip("0123456789_-. "))


def known_names() -> str:
    """Our own names, for a sentence that asks for one of them."""
    return ", ".join(FERPLUS_LABELS)
