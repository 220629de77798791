"""The mark of films into which readings are drawn: such a one is no self-tape to be delivered."""

from typing import Final

from av.container import InputContainer, OutputContainer

_KEY: Final = "comment"
_DRAWN: Final = "Acting Mirror: readings are drawn into the pictures"


def mark_drawn(film: OutputContainer) -> None:
    """Mark a film, before its first packet."""
    film.metadata[_KEY] = _DRAWN


def is_drawn(film: InputContainer) -> bool:
    """Whether a film has the mark; containers write its key in small letters or in capitals."""
    return any(key.lower() == _KEY and words == _DRAWN for key, words in film.metadata.items())
