"""The microphone, through PortAudio."""

import logging
import time
from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.record.clocked_sound import ClockedSound
from acting_mirror.record.sound import Samples
from acting_mirror.record.syllables import Syllables
from acting_mirror.record.voice_activity import VoiceActivity

_log = logging.getLogger(__name__)

SILENT: Final = marked("No microphone: your take has no sound.")
"""What is told where there is a `Microphone.remedy`."""

RATE: Final = 48_000
_LOADING: Final = Lock()


def port_audio() -> Any:  # noqa: ANN401 - a module without types
    """The package `sounddevice`.

    One thread loads it at a time: where PortAudio is missing, Python up to 3.13 can give a thread that waits for
    another's import the half-loaded module instead of the error (CPython issue 143650).

    Raises:
        ImportError: It is not installed.
        OSError: It is, and PortAudio is not.
    """
    with _LOADING:
        import sounddevice

    return sounddevice


def list_microphones() -> list[str]:
    """The names of the microphones, the system's own choice aside; empty where there are none or no PortAudio."""
    try:
        sounddevice = port_audio()
        devices, host = sounddevice.query_devices(), sounddevice.default.hostapi
    except Exception as error:  # PortAudio or its package is missing, or a driver fails in a way of its own
        _log.info("listing microphones: %s", error)
        return []
    # Windows lists each device once for each of its sound systems.
    names = [item["name"] for item in devices if item["max_input_channels"] and item["hostapi"] in (host, -1)]
    return list(dict.fromkeys(names))


class Microphone:
    """Records while its `with` is open; a microphone that is missing, refused or pulled out leaves silence.

    Attributes:
        sound: What it hears, on the clock whose second 0 was given; None while there is none.
        speech: How likely somebody speaks now, 0 to 1; None while that can't be told.
        syllables: How many were heard since it listens.
        remedy: One sentence that says what to do when there is no sound; None while there is.
        listener: Gets each block, float32 (samples,), in PortAudio's thread; None for nobody.
    """

    def __init__(self, device: int | str | None = None) -> None:
        """Choose a device by its number or a part of its name; None for the system's own choice."""
        self.sound: ClockedSound | None = None
        self.speech: float | None = None
        self.syllables = 0
        self.remedy: str | None = None
        self.listener: Callable[[Samples], None] | None = None
        self._device = device
        self._stream: Any = None
        self._activity: VoiceActivity | None = None
        self._syllables = Syllables(RATE)
        self._start_s = 0.0

    def start(self, start_s: float) -> None:
        """Begin to listen.

        Args:
            start_s: What `time.monotonic()` was at second 0 of the pictures' clock.
        """
        self._start_s = start_s
        try:
            sounddevice = port_audio()
        except (ImportError, OSError) as error:
            _log.info("sounddevice: %s", error)
            self.remedy = tr("Install PortAudio (on Debian and Ubuntu: libportaudio2), and start Acting Mirror again.")
            return
        try:
            self._activity = VoiceActivity(RATE)
        except UserError as error:
            _log.warning("microphone: %s", error)
        try:
            self._stream = sounddevice.InputStream(
                samplerate=RATE, channels=1, dtype="float32", device=self._device, callback=self._hear
            )
            self.sound = ClockedSound(RATE)
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            _log.warning("microphone: %s", error)
            self.sound = None
            self.remedy = tr("Plug in a microphone, or allow its use in the system's settings.")
            self.stop()

    def stop(self) -> None:
        """Listen no more; what was heard can still be taken."""
        stream, self._stream = self._stream, None
        if stream is not None:
            try:
                stream.close(ignore_errors=True)
            except Exception as error:  # a device that is gone may fail in any way, and it is over anyway
                _log.warning("closing the microphone: %s", error)

    def mix(self, at_s: float, samples: Samples) -> None:
        """Add to what it hears, where it hears, as if it sounded beside it.

        Args:
            at_s: What `time.monotonic()` is when it begins.
            samples: float32 (samples,), -1 to 1, at `RATE`.
        """
        if self.sound is not None:
            self.sound.mix(at_s - self._start_s, samples)

    def __enter__(self) -> Self:
        """Nothing yet: `start` needs to know the clock."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _hear(self, block: np.ndarray, _count: int, when: Any, status: Any) -> None:  # noqa: ANN401 - PortAudio's own
        """PortAudio's thread: copy, tell speech (2 % of the time), and be gone."""
        if status:
            _log.info("microphone: %s", status)
        late_s = max(0.0, when.currentTime - when.inputBufferAdcTime) if when.inputBufferAdcTime else 0.0
        samples = block[:, 0].copy()
        if self.sound is not None:
            self.sound.push(time.monotonic() - late_s - self._start_s, samples)
        if (listener := self.listener) is not None:
            listener(samples)
        self.syllables = self._syllables.hear(samples)
        if self._activity is not None and (heard := self._activity.hear(samples)):
            self.speech = heard[-1]
