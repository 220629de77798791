"""A loudspeaker at Qt's boundary: stands in for `PySide6.QtMultimedia`, whose hardware is not here."""

import threading
import time
from types import SimpleNamespace

import numpy as np

RATE = 48_000
_STEP_S = 0.05


class FakeDevice:
    """What `QMediaDevices.defaultAudioOutput` gives."""

    def __init__(self, name: str | None = "loudspeaker") -> None:
        self.name = name

    def isNull(self) -> bool:  # noqa: N802 - Qt's names
        return self.name is None

    def id(self) -> SimpleNamespace:
        return SimpleNamespace(data=lambda: str(self.name).encode())


class Room:
    """Where the loudspeaker stands; its time passes when a test says so.

    Attributes:
        now_s: The computer's clock.
        device: The system's choice of where to play.
        rate: How fast the device plays, by its nominal speed; 0 while it sleeps.
        sinks: All that were opened.
    """

    def __init__(self) -> None:
        self.now_s = 100.0
        self.device = FakeDevice()
        self.rate = 1.0
        self.sinks: list[FakeSink] = []

    def monotonic(self) -> float:
        return self.now_s

    def pass_s(self, seconds: float) -> None:
        """Let time pass, in steps that the player has time to follow."""
        for _ in range(round(seconds / _STEP_S)):
            self.now_s += _STEP_S
            self.settle()

    def settle(self) -> None:
        """Wait until the player has looked at its device twice."""
        sink = self.sinks[-1] if self.sinks else None
        turns, end = sink.turns if sink else 0, time.monotonic() + 5
        while sink and sink.is_open and sink.turns < turns + 2 and time.monotonic() < end:
            time.sleep(0.0005)

    def module(self) -> SimpleNamespace:
        """What to put into `sys.modules`."""
        return SimpleNamespace(
            QAudioSink=lambda device, form: FakeSink(self, device, form),
            QAudioFormat=FakeFormat,
            QMediaDevices=SimpleNamespace(defaultAudioOutput=lambda: self.device),
        )


class RealRoom(Room):
    """A room whose time passes by itself."""

    @property
    def now_s(self) -> float:
        return time.monotonic()

    @now_s.setter
    def now_s(self, _: float) -> None:
        """Nobody sets it."""


class FakeFormat:
    SampleFormat = SimpleNamespace(Int16="int16")

    def setSampleRate(self, rate: int) -> None:  # noqa: N802
        assert rate == RATE

    def setChannelCount(self, count: int) -> None:  # noqa: N802
        assert count == 2

    def setSampleFormat(self, name: str) -> None:  # noqa: N802
        assert name == "int16"


class FakeSink:
    """A `QAudioSink` in push mode; it is also what is written into.

    Attributes:
        played: The bytes that were heard.
        is_open: Whether it was started and not reset.
        turns: How often it was asked how far it is.
    """

    def __init__(self, room: Room, device: FakeDevice, form: FakeFormat) -> None:
        self.played = b""
        self.is_open = False
        self.turns = 0
        self.thread = threading.current_thread()
        self._room, self._device = room, device
        self._size, self._waiting, self._due = 0, b"", 0.0
        self._fault = "NoError"

    def setBufferSize(self, count: int) -> None:  # noqa: N802
        self._size = count

    def start(self) -> "FakeSink | None":
        assert threading.current_thread() is self.thread
        assert not self._device.isNull()
        self._at_s, self.is_open = self._room.now_s, True
        self._room.sinks.append(self)
        return self

    def write(self, data: bytes) -> int:
        count = min(len(data), self.bytesFree())
        self._waiting += data[:count]
        return count

    def bytesFree(self) -> int:  # noqa: N802
        return self._size - len(self._waiting) if self._fault == "NoError" else 0

    def processedUSecs(self) -> int:  # noqa: N802
        self.turns += 1
        now_s = self._room.now_s
        self._due += (now_s - self._at_s) * self._room.rate * RATE if self._fault == "NoError" else 0
        self._at_s = now_s
        count = min(len(self._waiting), int(self._due) * 4)
        self._due -= int(self._due)
        self.played, self._waiting = self.played + self._waiting[:count], self._waiting[count:]
        return round(len(self.played) / 4 / RATE * 1e6)

    def error(self) -> SimpleNamespace:
        return SimpleNamespace(name=self._fault)

    def reset(self) -> None:
        assert threading.current_thread() is self.thread
        self._waiting, self.is_open = b"", False

    def pull_out(self) -> None:
        """The device is gone."""
        self._fault = "IOError"

    def pitch(self) -> float:
        """The strongest tone of the 0.1 s heard last, in Hz."""
        heard = np.frombuffer(self.played, np.int16).reshape(-1, 2)[-RATE // 10 :, 0]
        return float(np.argmax(np.abs(np.fft.rfft(heard * np.hanning(len(heard)))))) * RATE / len(heard)
