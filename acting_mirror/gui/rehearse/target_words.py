"""Targets as the actor reads them."""

from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.core.target import Target


def in_words(target: Target) -> str:
    """A target as "Sad 40 %", "Scared, then Angry", or "Open"."""
    if target.emotion is None:
        return "Open"
    words = SHOWN_NAMES[target.emotion]
    if target.then is not None:
        words += f", then {SHOWN_NAMES[target.then]}"
    return words if target.strength is None else f"{words} {100 * target.strength:g} %"
