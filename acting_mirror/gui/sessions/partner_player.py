"""Plays a partner's lines: they sound at once, by a loudspeaker that is kept awake while a rehearsal runs."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.loop_thread import LoopThread
from acting_mirror.gui.sessions.speaker import AHEAD_S, BUFFER, BYTES, TURN_S, Order, Playing
from acting_mirror.vision.sources.clip_sound import RATE, Pcm, SoundReader

if TYPE_CHECKING:  # its own library may be missing; who asks for a player has tried
    from PySide6.QtMultimedia import QAudioDevice

_log = logging.getLogger(__name__)

_LEAD: Final = RATE * 6 // 100 * BYTES
"""Bytes of silence that wait to be played between lines, 0.06 s: a line that begins waits for no more."""
_PIECE: Final = RATE // 50
"""Samples that are played of a line at once, 0.02 s, so that it can be broken off."""
_FADE: Final = np.linspace(1, 0, _PIECE)[:, None]
_GONE: Final = marked(
    "Your partner is not heard any more, the lines go on as text: the loudspeaker or headphones are gone. "
    "Plug them in, and start again."
)
_NO_LINE: Final = marked("A line of your partner's can't be played, and goes by as text: make it again.")

Heard = Callable[[float, float, Pcm], None]
"""Gets, in the player's own thread, what `time.monotonic()` is when a line begins, and when a piece of it, and that."""


class PartnerPlayer(QObject):
    """Plays one line at a time; every call returns at once."""

    failed = Signal(str)
    """The device is gone, and nothing is heard until `open`: a sentence for the user."""
    not_said = Signal(str)
    """A line can't be decoded: a sentence for the user."""

    def __init__(self, heard: Heard, parent: QObject | None = None) -> None:
        """Be silent; `heard` gets what is played."""
        super().__init__(parent)
        self._heard = heard
        self._orders: SimpleQueue[Callable[[_Stream], None]] = SimpleQueue()
        self._stop = threading.Event()
        self._thread: LoopThread | None = None

    def open(self, device: "QAudioDevice") -> None:
        """Wake a device, and keep it awake until `close`."""
        self.close()
        self._stop, self._orders = threading.Event(), SimpleQueue()
        stop, orders = self._stop, self._orders
        self._thread = LoopThread("partner", lambda: self._run(device, orders, stop))
        self._thread.start()

    def prepare(self, path: Path) -> None:
        """Decode the beginning of a line, so that it can be said at once."""
        self._orders.put(lambda stream: stream.prepare(path))

    def say(self, path: Path) -> None:
        """Say a line, instead of what is said now."""
        self._orders.put(lambda stream: stream.say(path))

    def hush(self) -> None:
        """Break off what is said."""
        self._orders.put(lambda stream: stream.hush())

    def close(self) -> None:
        """Be silent, and let go of the device."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join()

    def _run(
        self, device: "QAudioDevice", orders: "SimpleQueue[Callable[[_Stream], None]]", stop: threading.Event
    ) -> None:
        stream = _Stream(device, self._heard)
        try:
            while stream.lost is None and not stop.is_set():
                QCoreApplication.processEvents()  # the device tells this thread when it is gone
                try:
                    orders.get(timeout=TURN_S)(stream)
                except Empty:
                    pass
                except UserError as error:
                    _log.warning("partner: %s", error)
                    self.not_said.emit(tr(_NO_LINE))
                stream.go_on()
            if stream.lost is not None:
                _log.warning("partner: %s", stream.lost)
                self.failed.emit(tr(_GONE))
        finally:
            stream.stop()


class _Stream(Playing):
    """Sound without an end: silence, and the lines that are said; made, used and ended in the player's thread."""

    buffer = 2 * BUFFER  # of a line: it waits for nothing, and threads are held up for longer while faces are read

    def __init__(self, device: "QAudioDevice", heard: Heard) -> None:
        self._heard = heard
        self._line: Iterator[Pcm] | None = None
        self._next: tuple[Path, Iterator[Pcm]] | None = None
        self._begins_s: float | None = None
        self._said = self._waiting = 0
        super().__init__(Order(0), self._sounds(), device)

    def prepare(self, path: Path) -> None:
        """Raises `UserError` where it can't be decoded."""
        if self._next is None or self._next[0] != path:
            self._next = path, _pieces(path)

    def say(self, path: Path) -> None:
        """Raises `UserError` where it can't be decoded."""
        self.prepare(path)
        assert self._next is not None
        self.hush()
        self._line, self._next = self._next[1], None
        self._begins_s, self._said = None, 0

    def hush(self) -> None:
        """Fade what is said out."""
        if self._line is not None:
            last = next(self._line, None)
            faded = [] if last is None else [(last * _FADE[: len(last)]).astype(np.int16)]
            self._line = iter(faded)

    def _fill(self, count: int) -> None:
        self._waiting = self.buffer - count
        super()._fill(count if self._line is not None else count - (self.buffer - _LEAD))

    def _sounds(self) -> Iterator[Pcm]:
        silence = np.zeros((_PIECE // 2, 2), np.int16)
        while True:
            piece = next(self._line, None) if self._line is not None else None
            if piece is None:
                self._line = None
                yield silence
                continue
            if self._begins_s is None:
                self._begins_s = time.monotonic() + (self._waiting + len(self._left)) / BYTES / RATE + AHEAD_S
            self._heard(self._begins_s, self._begins_s + self._said / RATE, piece)
            self._said += len(piece)
            yield piece


def _pieces(path: Path) -> Iterator[Pcm]:
    """The sound of a line, of which the beginning is decoded already; raises `UserError` where there is none."""

    def decoded() -> Iterator[Pcm]:
        with SoundReader(path) as reader:
            for block in reader.blocks(0.0):
                yield from (block[at : at + _PIECE] for at in range(0, len(block), _PIECE))

    pieces = decoded()
    first = next(pieces, None)
    return pieces if first is None else chain([first], pieces)
