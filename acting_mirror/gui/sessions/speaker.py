"""Lets a clip's sound be heard, from a thread of its own, and says what is heard when."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, Signal

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.loop_thread import LoopThread
from acting_mirror.pipeline.slot import LatestSlot
from acting_mirror.vision.sources.clip_sound import RATE, Pcm, SoundReader

if TYPE_CHECKING:  # its own library may be missing; who asks for a speaker has tried
    from PySide6.QtMultimedia import QAudioDevice

_log = logging.getLogger(__name__)

BYTES: Final = 4
"""Of a sample, left and right."""
BUFFER: Final = RATE // 5 * BYTES
"""Bytes of sound that wait to be played, 0.2 s: enough for a thread that was held up; dropped at a pause."""
TURN_S, _IDLE_S = 0.01, 0.2
"""How often the buffer is filled, and how soon a thread with nothing to play notices that it should end."""
AHEAD_S: Final = 0.03
"""What a device was given and has not played yet; none of Qt's calls tells, 10 to 60 ms are usual."""
_PULSE_MS: Final = "80"
"""What PulseAudio holds. Qt asks for 21: while a clip is read that leaves gaps, 2 to 7 % of the time in all."""
_TAIL_S: Final = 0.1
"""So long after the last of it was given to the device, all of it has been heard."""
_STUCK_S: Final = 3.0
"""A device that plays nothing for so long is as good as gone; wireless ones take a second or two to wake."""
_TURN_AT_MOST_S: Final = 0.1
"""A turn that took longer counts for this long: the computer slept, not the device."""
_ERRORS: Final = ("OpenError", "IOError", "FatalError")
_GONE: Final = marked(
    "The clip plays on without sound: the loudspeaker or headphones are gone. Plug them in, then pause and play."
)
_NO_DECODER: Final = marked("The clip plays without sound: its sound can't be decoded.")
STOPPED: Final = marked(
    "The clip plays without sound: the computer's sound has stopped. To hear it, start the program again."
)
"""What to tell of a device that stood still."""

_stopped: set[bytes] = set()
"""Devices that stood still without a word. Qt 6.11 aborts the program when it is to start one after PulseAudio died."""


class Silence(Enum):
    """Why nothing can be heard."""

    NO_LIBRARY = auto()
    NO_DEVICE = auto()
    STOPPED = auto()
    """The device stood still before, in this run of the program: it must not be tried again."""


def loudspeaker() -> "QAudioDevice | Silence":
    """The system's choice of where to play, or why nothing can be heard."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:  # the system's own library may be missing
        _log.info("QtMultimedia: %s", error)
        return Silence.NO_LIBRARY
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return Silence.NO_DEVICE
    return Silence.STOPPED if device.id().data() in _stopped else device


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard at a moment.

    Attributes:
        order: The number of the `Speaker.play` that it answers.
        t_s: Seconds of the clip.
        at_s: What `time.monotonic()` was then.
        over: Whether the sound has ended.
    """

    order: int
    t_s: float
    at_s: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be played.

    Attributes:
        number: By which `Heard` answers.
        t_s: Where the sound begins, in seconds of the clip.
        speed: Seconds of the clip for one that is heard.
        device: Where; None for silence.
    """

    number: int
    t_s: float = 0.0
    speed: float = 1.0
    device: "QAudioDevice | None" = None


class Speaker(QObject):
    """Plays one file's sound; every call returns at once.

    Attributes:
        heard: The newest that is known to have been heard; None before anything was.
    """

    failed = Signal(str)
    """Nothing is heard from now on: a sentence for the user. The next `play` tries again."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Open the file, in the thread."""
        super().__init__(parent)
        self.heard: Heard | None = None
        self._path = path
        self._orders: LatestSlot[Order] = LatestSlot()
        self._number = 0
        self._stop = threading.Event()
        self._playing: Playing | None = None
        self._thread = LoopThread("sound", self._run)
        self._thread.start()

    def play(self, t_s: float, speed: float, device: "QAudioDevice") -> int:
        """Play from a time on, instead of what is played now.

        Returns:
            The number by which `heard` answers.
        """
        self._number += 1
        self._orders.put(Order(self._number, t_s, speed, device))
        return self._number

    def pause(self) -> None:
        """Be silent at once."""
        self._number += 1
        self._orders.put(Order(self._number))

    def close(self) -> None:
        """Be silent, and let go of the file and the device."""
        self._stop.set()
        self.pause()  # wakes the thread
        self._thread.join()

    def _run(self) -> None:
        try:
            with SoundReader(self._path) as reader:
                while not self._stop.is_set():
                    order = self._orders.take(_IDLE_S if self._playing is None else TURN_S)
                    if order is not None:
                        self._obey(order, reader)
                    self._go_on()
        except UserError as error:
            _log.warning("sound: %s", error)
            self.failed.emit(tr(_NO_DECODER))
        finally:
            self._end()

    def _obey(self, order: Order, reader: SoundReader) -> None:
        self._end()
        if order.device is not None:
            self._playing = Playing(order, reader.blocks(order.t_s, order.speed), order.device)

    def _go_on(self) -> None:
        if self._playing is None:
            return
        QCoreApplication.processEvents()  # the device tells this thread when it is gone
        self.heard = self._playing.go_on() or self.heard
        lost = self._playing.lost
        if lost is not None:
            _log.warning("sound: %s", lost)
            self._end()
            self.failed.emit(tr(lost))
        elif self.heard is not None and self.heard.over:
            self._end()

    def _end(self) -> None:
        if self._playing is not None:
            self._playing.stop()
        self._playing = None


def play_once(pcm: Pcm, device: "QAudioDevice", stop: threading.Event) -> bool:
    """Play a short sound in the caller's own thread and wait for its end, or until told to stop.

    Returns:
        False when the device is gone or stands still.
    """
    playing = Playing(Order(0), iter([pcm]), device)
    over = False
    try:
        while not over and playing.lost is None and not stop.wait(TURN_S):
            QCoreApplication.processEvents()  # the device tells this thread when it is gone
            heard = playing.go_on()
            over = heard is not None and heard.over
        return playing.lost is None
    finally:
        playing.stop()


class Playing:
    """One run of sound into the device; made, used and ended in the speaker's thread.

    Attributes:
        buffer: Bytes of sound that wait to be played.
    """

    buffer = BUFFER

    def __init__(self, order: Order, blocks: Iterator[Pcm], device: "QAudioDevice") -> None:
        """Begin."""
        os.environ.setdefault("PULSE_LATENCY_MSEC", _PULSE_MS)
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._order, self._blocks = order, blocks
        self._left = b""
        self._fill(self.buffer)  # before it starts, so that it does not start with a gap
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(self.buffer)
        self._into: QIODevice | None = self._sink.start()
        self._device = device
        self._written, self._processed_s = 0, 0.0
        self._still_s, self._turn_s = 0.0, time.monotonic()

    def go_on(self) -> Heard | None:
        """Give the device what it has room for; what it has played, if that is more than before."""
        if self._into is None:
            return None
        free = self._sink.bytesFree()
        self._fill(free)
        if free and self._left:
            count = max(0, self._into.write(self._left[:free]))
            self._written += count
            self._left = self._left[count:]
        return self._listen()

    @property
    def lost(self) -> str | None:
        """A sentence when the device has failed or stands still."""
        if self._into is None or self._sink.error().name in _ERRORS:
            return _GONE
        if self._still_s < _STUCK_S:
            return None
        _stopped.add(bytes(self._device.id().data()))
        return STOPPED

    def stop(self) -> None:
        """Drop what was not played yet."""
        self._sink.reset()

    def _fill(self, count: int) -> None:
        """Decode until there are so many bytes, or no more."""
        while len(self._left) < count and (block := next(self._blocks, None)) is not None:
            self._left += block.tobytes()

    def _listen(self) -> Heard | None:
        now_s, processed_s = time.monotonic(), self._sink.processedUSecs() / 1e6
        moved = processed_s != self._processed_s
        self._still_s = 0.0 if moved else self._still_s + min(now_s - self._turn_s, _TURN_AT_MOST_S)
        self._turn_s, self._processed_s = now_s, processed_s
        # Qt rounds to microseconds.
        played = not self._left and processed_s > self._written / BYTES / RATE - 1e-4
        over = played and self._still_s > _TAIL_S
        if not moved and not over:
            return None
        heard_s = (processed_s - AHEAD_S) * self._order.speed
        return Heard(self._order.number, self._order.t_s + heard_s, now_s, over)
