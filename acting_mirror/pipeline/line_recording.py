"""A long recording in which lines are read: listened to for where somebody speaks."""

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from acting_mirror.core.errors import CancelledError
from acting_mirror.record.line_cuts import Stretch, speech_in
from acting_mirror.record.partner_lines import Words
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.sound_peaks import PEAK_S, Peaks


@dataclass(frozen=True, slots=True)
class LineRecording:
    """A recording.

    Attributes:
        sound: All of it.
        rate: Samples a second.
        peaks: As a waveform shows it.
        speech: Where somebody speaks.
    """

    sound: Words
    rate: int
    peaks: Peaks
    speech: tuple[Stretch, ...]

    @property
    def length_s(self) -> float:
        """How long it is, in seconds."""
        return len(self.sound) / self.rate

    def part(self, start_s: float, end_s: float) -> Words:
        """A piece of it."""
        return self.sound[round(start_s * self.rate) : round(end_s * self.rate)]


def read_recording(path: Path, stop: threading.Event) -> LineRecording:
    """Read the sound of a file.

    Raises:
        UserError: It has no sound that can be decoded; or as `listen_to` says.
        CancelledError: `stop` was set.
    """
    pieces = [np.zeros(0, np.int16)]
    with SoundReader(path) as reader:
        for block in reader.blocks(0.0):
            if stop.is_set():
                raise CancelledError
            pieces.append(block.mean(axis=1).astype(np.int16))
    return listen_to(np.concatenate(pieces), RATE, stop)


def listen_to(sound: Words, rate: int, stop: threading.Event) -> LineRecording:
    """Find where somebody speaks.

    Raises:
        UserError: Speech can't be told from noise on this computer.
        CancelledError: `stop` was set.
    """
    speech = speech_in(sound, rate, lambda: not stop.is_set())
    if stop.is_set():
        raise CancelledError
    step = round(PEAK_S * rate)
    whole = np.abs(sound[: len(sound) - len(sound) % step].astype(np.float32)) / 32768
    return LineRecording(sound, rate, whole.reshape(-1, step).max(axis=1), tuple(speech))
