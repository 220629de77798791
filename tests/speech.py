"""Made speech, as tones and noise are none to what tells speech from other sound.

`tests/data/speech.flac` is our own, spoken by eSpeak NG without a pause and trimmed to what sounds:
`espeak-ng -v en-gb -s 165 "You told me that you would be here at nine and nobody answered"`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

import numpy as np

from tests.media import RATE, Samples, sound_of

_FILE = Path(__file__).parent / "data" / "speech.flac"


@cache
def speech() -> Samples:
    """Three seconds of speech without a pause, float32 (samples,) at `RATE`, as loud as 0.1 on the mean."""
    samples = sound_of(_FILE)[1]
    return samples * np.float32(0.1 / np.sqrt(np.mean(samples**2)))


def room(stretches: Sequence[tuple[bool, float]], noise: float, loud: float = 1.0) -> Samples:
    """A room with white noise in which someone speaks in stretches of so many seconds, louder than `speech` or less."""
    rng = np.random.default_rng(0)
    pieces = [np.resize(speech(), round(seconds * RATE)) * np.float32(speaks * loud) for speaks, seconds in stretches]
    samples = np.concatenate(pieces)
    return np.clip(samples + rng.normal(0, noise, len(samples)).astype(np.float32), -1, 1)


def blocks(speaks: bool) -> Iterator[Samples]:
    """Blocks of 20 ms without an end, of one who speaks without a pause or of a quiet room."""
    return cycle(np.split(room([(speaks, 3)], 0.001), 150))
