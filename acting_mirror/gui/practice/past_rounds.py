"""The rounds that were practised, read and kept in a worker thread."""

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.record.practice_log import PracticeLog


class PastRounds(QObject):
    """What is known of earlier rounds.

    Attributes:
        log: Their file.
        rounds: The oldest first; None until they are read.
    """

    changed = Signal()
    """There are others."""

    def __init__(self, messages: Messages, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read nothing yet."""
        super().__init__(parent)
        self.log = PracticeLog()
        self.rounds: tuple[RoundResult, ...] | None = None
        self._messages, self._lane = messages, jobs.lane()

    def look(self) -> None:
        """Read the earlier rounds, once."""
        if self.rounds is None and not self._lane.busy:
            self._lane.run(lambda _: self.log.load(), self._on_read, self._on_unread)

    def keep(self, result: RoundResult) -> None:
        """Keep another round; it counts at once, also where it can't be written."""
        self.rounds = (*(self.rounds or ()), result)
        self._lane.run(lambda _: self.log.append(result))
        self.changed.emit()

    def close(self) -> None:
        """Wait until all is written."""
        self._lane.close(finish=True)

    def _on_read(self, rounds: tuple[RoundResult, ...]) -> None:
        self.rounds = rounds
        self.changed.emit()

    def _on_unread(self, words: str) -> None:
        self._on_read(())
        self._messages.tell(words)
