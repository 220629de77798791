"""A long recording in which lines are read: listened to for where somebody speaks."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.language import tr
from acting_mirror.record.partner_lines import Words
from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity
from acting_mirror.rehearsal.pauses import Stretch, stretches_in
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.sound_peaks import PEAK_S, Peaks

_BEFORE_S, _AFTER_S = 0.12, 0.2
"""Kept around speech: what is soft at its ends is no speech to the network."""
_AT_ONCE_S: Final = 60.0
"""Heard between two looks whether to stop."""


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
    step = round(PEAK_S * rate)
    whole = np.abs(sound[: len(sound) - len(sound) % step].astype(np.float32)) / 32768
    return LineRecording(sound, rate, whole.reshape(-1, step).max(axis=1), tuple(_speech_in(sound, rate, stop)))


def spoken_part(sound: Words, rate: int) -> Words:
    """A recording of one line without what is before and after it.

    Raises:
        UserError: Nobody speaks in it, or speech can't be told from noise on this computer.
    """
    found = list(_speech_in(sound, rate, threading.Event()))
    if not found:
        raise UserError(tr("No voice was heard: speak up, or choose another microphone on the Mirror page."))
    return sound[round(found[0].start_s * rate) : round(found[-1].end_s * rate)]


def _speech_in(sound: Words, rate: int, stop: threading.Event) -> Iterator[Stretch]:
    activity, likely = VoiceActivity(rate), list[float]()
    step = round(_AT_ONCE_S * rate)
    for start in range(0, len(sound), step):
        if stop.is_set():
            raise CancelledError
        likely += activity.hear(np.divide(sound[start : start + step], 32768, dtype=np.float32))
    yield from _widened(stretches_in(likely, BLOCK_S), len(sound) / rate)


def _widened(speech: Sequence[Stretch], length_s: float) -> Iterator[Stretch]:
    """With a little around them, but no more than half of what is between them."""
    for number, each in enumerate(speech):
        before_s = (each.start_s + speech[number - 1].end_s) / 2 if number else 0.0
        after_s = (each.end_s + speech[number + 1].start_s) / 2 if number + 1 < len(speech) else length_s
        yield Stretch(max(before_s, each.start_s - _BEFORE_S), min(after_s, each.end_s + _AFTER_S))
