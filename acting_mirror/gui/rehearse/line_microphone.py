"""The microphone of whoever speaks lines: open all the while, so that no first syllable is lost."""

import time
from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.record.microphone import Microphone
from acting_mirror.record.partner_lines import Words

_TAKE_MS: Final = 50
_BEFORE_S: Final = 0.3
"""Of sound that is kept from before it began: who presses a key speaks at once."""


class LineMicrophone(QObject):
    """Records between `begin` and `end`.

    Attributes:
        recording: Whether it does.
        rate: Samples a second; 0 while it doesn't listen.
    """

    heard = Signal(float)
    """The newest peak, 0 to 1."""
    ready = Signal(str)
    """It listens; or a sentence for the user that says why it doesn't."""

    def __init__(self, jobs: Jobs, device: Callable[[], str | None], parent: QObject | None = None) -> None:
        """Open nothing yet; `device` tells which one to open."""
        super().__init__(parent)
        self._lane, self._device = jobs.lane(), device
        self._microphone: Microphone | None = None
        self._pieces: list[np.ndarray] = []
        self.recording, self.rate = False, 0
        self._timer = QTimer(self, interval=_TAKE_MS)
        self._timer.timeout.connect(self._take)

    @property
    def recorded_s(self) -> float:
        """How long it has recorded, in seconds."""
        return sum(map(len, self._pieces)) / self.rate if self.rate else 0.0

    def open(self) -> None:
        """Begin to listen."""
        if self._microphone is None:
            self._microphone = microphone = Microphone(self._device())
            self._lane.run(lambda _: microphone.start(time.monotonic()), lambda _: self._on_open(microphone))

    def close(self) -> None:
        """Listen no more; what is being recorded is given up."""
        self._timer.stop()
        self.recording, self.rate = False, 0
        self._pieces.clear()
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            self._lane.run(lambda _: microphone.stop())

    def begin(self) -> None:
        """Record from a moment ago on."""
        self.recording = True

    def end(self) -> Words:
        """What was recorded."""
        self._take()
        sound = np.concatenate([np.zeros(0, np.float32), *self._pieces])
        self.recording = False
        self._pieces.clear()
        words: Words = (np.clip(sound, -1, 1) * np.iinfo(np.int16).max).astype(np.int16)
        return words

    def close_down(self) -> None:
        """Let go of everything."""
        self.close()
        self._lane.close(finish=True)

    def _on_open(self, microphone: Microphone) -> None:
        if microphone is self._microphone:
            self.rate = microphone.sound.rate if microphone.sound is not None else 0
            self._timer.start()
            self.ready.emit(microphone.remedy or "")

    def _take(self) -> None:
        sound = self._microphone.sound if self._microphone is not None else None
        if sound is None:
            return
        self.heard.emit(sound.level)
        self._pieces.append(sound.take(sound.ready)[0])
        while not self.recording and sum(map(len, self._pieces[1:])) >= _BEFORE_S * sound.rate:
            del self._pieces[0]
