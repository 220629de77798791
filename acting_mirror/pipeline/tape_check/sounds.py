"""All sound of a tape heard once: loudness, peaks, speech, noise and what is wrong with its channels."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import CancelledError
from acting_mirror.record.loudness import Loudness
from acting_mirror.record.voice_activity import VoiceActivity

Samples = npt.NDArray[np.float32]

LEVELS: Final = 400
"""Steps in which samples are counted by their size, each of `STEP`; what is louder counts as the loudest."""
STEP: Final = 0.005


@dataclass(slots=True, eq=False)
class Sounds:
    """What was heard.

    Attributes:
        loudness: How loud it is.
        speech: How likely somebody speaks in each block of `voice_activity.BLOCK_S`, 0 to 1.
        sizes: (channels, LEVELS), how many samples are of each size.
        totals: (channels,), the sum of samples.
        powers: (channels,), the sum of their squares.
        crossed: The sum of the products of left and right.
        count: Samples of each channel.
        loudest_s: Where the loudest sample is, in seconds.
        length_s: How long it is.
    """

    loudness: Loudness
    channels: int
    speech: list[float] = field(default_factory=list)
    count: int = 0
    crossed: float = 0.0
    loudest: float = 0.0
    loudest_s: float = 0.0
    length_s: float = 0.0
    sizes: npt.NDArray[np.int64] = field(init=False)
    totals: npt.NDArray[np.float64] = field(init=False)
    powers: npt.NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self.sizes = np.zeros((self.channels, LEVELS), np.int64)
        self.totals, self.powers = np.zeros(self.channels), np.zeros(self.channels)

    def add(self, samples: Samples, rate: int) -> None:
        """Count what follows, (channels, samples)."""
        exact = samples.astype(np.float64)
        self.totals += exact.sum(axis=1)
        self.powers += (exact**2).sum(axis=1)
        self.crossed += float(exact[0] @ exact[-1])
        size = np.abs(samples)
        steps = np.minimum((size / STEP).astype(np.int64), LEVELS - 1)
        for channel in range(self.channels):
            self.sizes[channel] += np.bincount(steps[channel], minlength=LEVELS)
        top = int(size.max(axis=0).argmax())
        if size[:, top].max() > self.loudest:
            self.loudest, self.loudest_s = float(size[:, top].max()), (self.count + top) / rate
        self.count += samples.shape[1]
        self.length_s = self.count / rate

    @property
    def mean_power(self) -> npt.NDArray[np.float64]:
        """Of each channel, without its constant offset."""
        return np.asarray(self.powers / max(self.count, 1) - self.offsets**2)

    @property
    def offsets(self) -> npt.NDArray[np.float64]:
        """The constant offset of each channel."""
        return np.asarray(self.totals / max(self.count, 1))

    @property
    def piled(self) -> float:
        """How many times more samples lie in the uppermost tenth of what is reached than in the tenth below it.

        Sound that was cut off piles up there; that of voices, and of music, thins out. The most of the channels.
        """
        return max((_piled(sizes) for sizes in self.sizes), default=0.0)


def _piled(sizes: npt.NDArray[np.int64]) -> float:
    reached = np.nonzero(sizes[::-1].cumsum()[::-1] >= max(8, sizes.sum() * 2e-6))[0]
    top = int(reached[-1]) + 1 if len(reached) else 0
    if top * STEP < 0.05:
        return 0.0
    tenth = max(1, top // 10)
    upper, below = sizes[top - tenth :].sum(), sizes[top - 2 * tenth : top - tenth].sum()
    return float(upper / max(below, 1))


def listen_to(blocks: Iterable[Samples], rate: int, channels: int, stop: threading.Event) -> Sounds:
    """Hear a whole sound.

    Args:
        blocks: float32 (channels, samples), -1 to 1.
        rate: Samples a second.
        channels: One or two.
        stop: When set, it ends.

    Raises:
        UserError: Speech can't be told here.
        CancelledError: `stop` was set.
    """
    heard = Sounds(Loudness(rate, channels), channels)
    voices = [VoiceActivity(rate) for _ in range(channels)]
    for samples in blocks:
        if stop.is_set():
            raise CancelledError
        heard.add(samples, rate)
        heard.loudness.hear(samples)
        spoken = [voice.hear(samples[number]) for number, voice in enumerate(voices)]
        heard.speech += map(max, *spoken) if channels > 1 else spoken[0]
    heard.loudness.end()
    return heard
