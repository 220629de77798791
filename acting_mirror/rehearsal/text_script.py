"""Scripts in text, of whichever kind."""

from collections.abc import Callable
from typing import Final

from acting_mirror.rehearsal.fountain_script import read_fountain
from acting_mirror.rehearsal.plain_text import read_plain_text
from acting_mirror.rehearsal.script_rows import Kind, Rows
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.stage_play import read_stage_play

_READERS: Final[tuple[Callable[[ScriptText], Rows], ...]] = (read_plain_text, read_fountain, read_stage_play)


def read_text(source: ScriptText) -> Rows:
    """The rows of a text: plain text, Fountain or a stage play, as whichever has more who speak.

    Raises:
        ScriptError: Cut text is not closed.
    """
    return max((read(source) for read in _READERS), key=cues_in)


def cues_in(rows: Rows) -> int:
    """How often somebody begins to speak."""
    return sum(row.kind is Kind.CUE for row in rows.rows)
