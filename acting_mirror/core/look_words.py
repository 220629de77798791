"""Where a face looks, as people are told."""

from typing import Final

from acting_mirror.core.eyeline import Look
from acting_mirror.core.language import marked, tr

_LOOKS: Final = {
    Look.LENS: marked("Looking into the lens"),
    Look.PARTNER: marked("Looking at your partner"),
    Look.DOWN: marked("Looking down"),
    Look.AWAY: marked("Looking away"),
}


def look_words(look: Look) -> str:
    """What a face does with its eyes: "Looking into the lens"."""
    return tr(_LOOKS[look])
