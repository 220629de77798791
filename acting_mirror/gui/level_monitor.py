"""Listens to the microphone for its meter while nothing is recorded."""

import time
from contextlib import suppress

from PySide6.QtCore import QObject

from acting_mirror.gui.jobs import Jobs
from acting_mirror.record.microphone import Microphone


class LevelMonitor(QObject):
    """Opens and closes the microphone beside the GUI thread, as some take a second for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._jobs = Jobs(1, self)
        self._microphone: Microphone | None = None
        self._wanted: tuple[bool, str | None] = (False, None)

    @property
    def level(self) -> float:
        """The peak of what was just heard, 0 to 1."""
        sound = self._microphone.sound if self._microphone is not None else None
        return sound.level if sound is not None else 0.0

    def listen(self, on: bool, device: str | None) -> None:
        """Listen to a microphone, named or the system's choice, or to none; does nothing when that is so already."""
        if (on, device) == self._wanted:
            return
        self._wanted = (on, device)
        before, self._microphone = self._microphone, Microphone(device) if on else None
        after = self._microphone

        def change(_: object) -> None:
            if before is not None:
                before.stop()
            if after is not None:
                after.start(time.monotonic())

        self._jobs.run(change)

    def close(self) -> None:
        """Listen no more."""
        self._jobs.close()
        with suppress(AttributeError):
            self._microphone.stop()  # type: ignore[union-attr]
