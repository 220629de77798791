"""The notes that set a silence, in any of our languages: `beat 0.8`, `Pause 1,5 s`."""

import re
from collections.abc import Iterable
from typing import Final

from acting_mirror.core.language import tr
from acting_mirror.core.text import key
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.script_rows import Note

_BEAT: Final = re.compile(r"(?:a |un )?(?:beat|pause|pausa|temps)\s*:?\s*(\d+(?:[.,]\d+)?)?\s*(?:s|sec|sek|seg)?\.?")
_USUAL_S: Final = 1.0
"""What a beat is where nobody says how long."""
_MOST_S: Final = 10.0


def read_beat(words: str) -> float | None:
    """How many seconds a note asks for; None for a note about something else.

    Raises:
        TargetError: No partner waits for so long.
    """
    found = _BEAT.fullmatch(key(words))
    if found is None:
        return None
    seconds = float(found[1].replace(",", ".")) if found[1] else _USUAL_S
    if seconds > _MOST_S:
        raise TargetError(tr("a beat lasts {seconds:g} seconds at most: write [[beat {seconds:g}]]", seconds=_MOST_S))
    return seconds


def beats_of(notes: Iterable[Note], start: int) -> tuple[float | None, float | None]:
    """The silence before a line's words and the one behind them, as its notes set them; None where none does.

    Args:
        notes: Those of the line.
        start: Where its words begin in the file's text.
    """
    beats: list[float | None] = [None, None]
    for note in notes:
        try:
            seconds = read_beat(note.words) if note.closed else None
        except TargetError:  # told where targets are read
            continue
        if seconds is not None:
            beats[note.spans[0][0] > start] = seconds
    return beats[0], beats[1]
