"""What is known of a script by the takes that were made of it: how many, and how the actor said its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from acting_mirror.core.errors import UserError
from acting_mirror.core.take import TAKES, ListedTake, TakeLine
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.take_facts import read_facts
from acting_mirror.record.take_store import TakeStore
from acting_mirror.rehearsal.cue_timing import Cues, Pace
from acting_mirror.settings.folders import recordings_folder

_LAST: Final = 5
"""The takes by which it is known how lines are said."""


class TakesBefore(QObject):
    """Looks in a worker thread.

    Attributes:
        number: How many takes there are of the script.
    """

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        """Know of none."""
        super().__init__(parent)
        self.number = 0
        self._preferences, self._lane = preferences, jobs.lane()

    def look(self, script: str, cues: Cues) -> None:
        """Look for the takes of a script by its title, and how others were said; until then nothing is known."""
        self.number, cues.pace = 0, Pace()
        store, pace = TakeStore(recordings_folder(self._preferences.settings.window) / TAKES), cues.pace

        def found(known: _Known) -> None:
            self.number = known.number
            pace.know((line.text, line.spoken_s) for line in known.others if line.spoken_s)
            for line in known.lines:
                pace.learn(line.text, line.spoken_s, line.beat_s)

        self._lane.run(lambda _: _known(store, script), found)

    def close(self) -> None:
        """Look no more."""
        self._lane.close()


@dataclass(frozen=True, slots=True)
class _Known:
    """How many takes there are of a script, and the actor's lines in its last ones, and in the last of others."""

    number: int
    lines: Sequence[TakeLine]
    others: Sequence[TakeLine]


def _known(store: TakeStore, script: str) -> _Known:
    listed = store.list()
    takes = [take for take in listed if take.script == script]
    return _Known(len(takes), _said(takes), _said([take for take in listed if take.script not in ("", script)]))


def _said(takes: Sequence[ListedTake]) -> list[TakeLine]:
    """The actor's lines in the last of some takes."""
    lines: list[TakeLine] = []
    for take in takes[:_LAST]:
        try:
            lines += read_facts(take.folder).lines
        except UserError:  # told where it is opened
            continue
    return [line for line in lines if not line.listening]
