"""The take that comes next: its number among those of its script, and what is known of it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from acting_mirror.core.take import TAKES, TakeFacts
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.record.take_store import TakeStore


class NextTake(QObject):
    """Counts the takes there are of a script, beside the GUI thread.

    Attributes:
        number: Of the take that comes next, from 1.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin with the first one."""
        super().__init__(parent)
        self.number = 1
        self._jobs = Jobs(1, self)

    def look(self, recordings: Path, script: str) -> None:
        """Count those of a script by its title; the first one is next until that is done."""
        self.number = 1

        def counted(count: int) -> None:
            self.number = count + 1

        def count() -> int:
            return sum(take.script == script for take in TakeStore(recordings / TAKES).list(script))

        self._jobs.run(lambda _: count(), counted)

    def facts(self, script: str, character: str, profile: str) -> TakeFacts:
        """What is known of it when it begins."""
        name = f"{script}, take {self.number}"
        return TakeFacts(name, datetime.now().astimezone(), script=script, character=character, profile=profile)

    def close(self) -> None:
        """Count no more."""
        self._jobs.close()
