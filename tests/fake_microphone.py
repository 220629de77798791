"""A microphone at PortAudio's boundary: stands in for the package `sounddevice`, whose hardware is not here."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np


@dataclass(frozen=True)
class _Times:
    currentTime: float  # noqa: N815 - PortAudio's names
    inputBufferAdcTime: float  # noqa: N815


class FakeStream:
    """What `sounddevice.InputStream` gives; a test delivers its blocks with `hear`."""

    def __init__(
        self, *, samplerate: int, channels: int, dtype: str, device: object, callback: Callable[..., None]
    ) -> None:
        assert (channels, dtype) == (1, "float32")
        self.samplerate = samplerate
        self.closed = False
        self.started = False
        self._callback = callback
        FakeStream.newest = self

    newest: "FakeStream"

    def start(self) -> None:
        self.started = True

    def close(self, ignore_errors: bool = True) -> None:
        self.closed = True

    def hear(self, samples: np.ndarray, late_s: float = 0.01) -> None:
        """Deliver a block that sounded `late_s` before now."""
        block = np.asarray(samples, np.float32)[:, None]
        self._callback(block, len(block), _Times(100.0, 100.0 - late_s), None)


def hear(samples: np.ndarray) -> None:
    """Deliver a block to the newest microphone, if one is open."""
    stream = getattr(FakeStream, "newest", None)
    if stream is not None and stream.started and not stream.closed:
        stream.hear(samples)


class PortAudioError(Exception):
    """What sounddevice raises."""


def fake_sounddevice(refuses: bool = False) -> SimpleNamespace:
    """A module to put into `sys.modules`; `refuses` for no microphone or one that may not be used."""

    def refuse(**_: object) -> FakeStream:
        raise PortAudioError("Error querying device -1")

    stream = refuse if refuses else FakeStream
    return SimpleNamespace(InputStream=stream, PortAudioError=PortAudioError, query_devices=lambda: ["a microphone"])
