"""How loud the parts of a tape are made: all alike, by a gain for each, and no peak too high."""

import io
import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

import av
import numpy as np

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import tr
from acting_mirror.pipeline.delivery.joined import heard
from acting_mirror.pipeline.delivery.part import Part
from acting_mirror.pipeline.delivery.plan import Plan
from acting_mirror.record.loudness import Loudness
from acting_mirror.record.sound import SoundTrack
from acting_mirror.settings.tape_profile import TapeProfile
from acting_mirror.vision.sources.clip_sound import RATE, Samples
from acting_mirror.vision.sources.video_sound import ClipSound

_USUAL_LOUDNESS: Final = (-20.0, -14.0)
_USUAL_PEAK: Final = -1.0
"""LUFS and dBTP where the profile says nothing."""
_ENCODER_DB: Final = 1.0
"""By so much peaks of voices may grow when they are encoded."""
_SAFE_DB: Final = 0.2
_NOISE: Final = -50.0
"""LUFS below which nobody speaks: that is not made louder."""


def gains(
    parts: Sequence[Part], plan: Plan, profile: TapeProfile, stop: threading.Event
) -> tuple[list[float], list[str]]:
    """By how many dB each part is made louder.

    All get the loudness in the middle of what is asked, or, where peaks don't allow that, the same lower one. A part
    with a bang that leaves its voice below what is asked stays quieter than the others: nothing is compressed.

    Returns:
        The gains, and what the user should know of them, in sentences.

    Raises:
        CancelledError: `stop` was set.
    """
    least, most = profile.loudness or _USUAL_LOUDNESS
    highest = profile.true_peak if profile.true_peak is not None else _USUAL_PEAK
    meters = [_measured(_sound(part, plan, number, stop)) for number, part in enumerate(parts)]
    voices = [meter for meter in meters if meter.integrated > _NOISE]
    room = min((meter.integrated - meter.true_peak for meter in voices), default=0.0) + highest - _ENCODER_DB
    level = max(least, min((least + most) / 2, room))
    found, doubts = [], []
    for number, (part, meter) in enumerate(zip(parts, meters, strict=True)):
        gain_db = 0.0
        if meter.integrated > _NOISE:
            gain_db = min(level - meter.integrated, highest - _ENCODER_DB - meter.true_peak)
            peak = _encoded_peak(_sound(part, plan, number, stop), plan, gain_db)
            gain_db -= max(0.0, peak + _SAFE_DB - highest)
            if meter.integrated + gain_db < least - _ENCODER_DB:
                doubts.append(
                    tr("{path} stays quiet: one sound in it is far louder than the voice; cut it off.", path=part.path)
                )
        found.append(gain_db)
    return found, doubts


def _sound(part: Part, plan: Plan, number: int, stop: threading.Event) -> Iterator[Samples]:
    for samples in heard(part, plan.rate, round(RATE * Fraction(plan.counts[number]) / plan.rate)):
        if stop.is_set():
            raise CancelledError
        yield samples


def _measured(pieces: Iterable[Samples]) -> Loudness:
    meter = Loudness(RATE, 2)
    for samples in pieces:
        meter.hear(samples)
    meter.end()
    return meter


def _encoded_peak(pieces: Iterable[Samples], plan: Plan, gain_db: float) -> float:
    """The true peak of a sound that was made louder and encoded: clicks grow."""
    louder = (samples * np.float32(10 ** (gain_db / 20)) for samples in pieces)
    coded = io.BytesIO()
    with av.open(coded, "w", "adts") as out:
        track = SoundTrack(out, ClipSound(louder, RATE, "stereo", math.inf), "aac", plan.sound_bits)
        out.start_encoding()
        track.finish(math.inf)
    coded.seek(0)
    with av.open(coded, "r") as again:
        return _measured(frame.to_ndarray().astype(np.float32, copy=False) for frame in again.decode(audio=0)).true_peak
