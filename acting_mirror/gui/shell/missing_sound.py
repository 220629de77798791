"""Recordings that have no sound though they should: told once, and kept in mind for an icon beside Record."""

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.language import tr
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.record.microphone import SILENT


class MissingSound(QObject):
    """What is known of the microphone, by who listens.

    Attributes:
        remedy: What to do about it, a sentence; "" while there is sound, or none is wanted.
    """

    changed = Signal()
    """Sound is missing now, or it is there again."""

    def __init__(self, current: CurrentSession, messages: Messages) -> None:
        """Take it that there is sound, until somebody listens."""
        super().__init__(current)
        self.remedy = ""
        self._current, self._messages = current, messages
        current.changed.connect(self._on_session)

    @property
    def why(self) -> str:
        """That there is no sound and what to do about it; "" while nothing is missing."""
        return f"{tr(SILENT)} {self.remedy}" if self.remedy else ""

    def note(self, remedy: str) -> None:
        """Keep in mind what to do; "" where sound is heard, or none is wanted."""
        if remedy != self.remedy:
            self.remedy = remedy
            self.changed.emit()

    def tell_remedy(self) -> None:
        """Say what to do."""
        if self.remedy:
            self._messages.tell(self.remedy)

    def _on_session(self) -> None:
        if (live := self._current.live) is not None:
            live.silent.connect(self._on_silent)

    def _on_silent(self, remedy: str) -> None:
        self.note(remedy)
        self._messages.tell(tr(SILENT), (tr("How to fix"), self.tell_remedy), once=True)
