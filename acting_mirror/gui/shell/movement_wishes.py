"""Who in the window wants to know what the face does; until somebody does, nothing of it is loaded."""

from PySide6.QtCore import QObject, Signal

from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker


class MovementWishes(QObject):
    """Grants that movements are measured while anybody wants them and the landmarker can be loaded.

    Attributes:
        problem: Why they can't be measured, a sentence; "" as far as is known.
    """

    changed = Signal()
    """Movements are to be measured from now on, or no more, or it is known that they can't be."""

    def __init__(self, messages: Messages, jobs: Jobs) -> None:
        """Nobody wants them yet."""
        super().__init__(messages)
        self.problem = ""
        self._messages, self._lane = messages, jobs.lane()
        self._who: set[str] = set()
        self._tried = self._loads = False

    @property
    def granted(self) -> bool:
        """Whether movements are to be measured."""
        return self._loads and bool(self._who)

    def want(self, who: str, wanted: bool) -> None:
        """Take a wish, or take it back; whether it can be granted is tried once, in a worker thread.

        Args:
            who: A name by which the wish is known, such as that of a page.
            wanted: Whether movements are wanted there.
        """
        before = self.granted
        self._who = self._who | {who} if wanted else self._who - {who}
        if wanted and not self._tried:
            self._tried = True
            self._lane.run(lambda _: FaceLandmarker(), lambda _: self._on_tried(), self._on_tried)
        if self.granted != before:
            self.changed.emit()

    def close(self) -> None:
        """Try no more."""
        self._lane.close()

    def _on_tried(self, problem: str = "") -> None:
        self.problem, self._loads = problem, not problem
        if problem:
            self._messages.tell(problem)
        self.changed.emit()
