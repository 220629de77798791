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

_FULL: Final = 0.985
"""Samples from here on are as large as can be."""
_BLOCK_S: Final = 0.02
_LOUDEST: Final = 0.9
"""The share of blocks that are quieter than those in which clipping is looked for."""
_SILENT: Final = -60.0
"""LUFS below which a tape has no sound."""


@dataclass(slots=True, eq=False)
class Sounds:
    """What was heard.

    Attributes:
        loudness: How loud it is.
        speech: How likely somebody speaks in each block of `voice_activity.BLOCK_S`, 0 to 1.
        full: (channels,), how many samples are as large as can be.
        blocks: Of each 20 ms or so, (2, channels): the largest sample, and the root of the mean square.
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
    full: npt.NDArray[np.int64] = field(init=False)
    blocks: list[npt.NDArray[np.float64]] = field(default_factory=list)
    totals: npt.NDArray[np.float64] = field(init=False)
    powers: npt.NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self.full = np.zeros(self.channels, np.int64)
        self.totals, self.powers = np.zeros(self.channels), np.zeros(self.channels)

    def add(self, samples: Samples, rate: int) -> None:
        """Count what follows, (channels, samples)."""
        exact = samples.astype(np.float64)
        self.totals += exact.sum(axis=1)
        self.powers += (exact**2).sum(axis=1)
        self.crossed += float(exact[0] @ exact[-1])
        size = np.abs(samples)
        self.full += (size >= _FULL).sum(axis=1)
        for block in np.array_split(exact, max(1, round(samples.shape[1] / rate / _BLOCK_S)), axis=1):
            self.blocks.append(np.array([np.abs(block).max(axis=1), np.sqrt((block**2).mean(axis=1))]))
        top = int(size.max(axis=0).argmax())
        if size[:, top].max() > self.loudest:
            self.loudest, self.loudest_s = float(size[:, top].max()), (self.count + top) / rate
        self.count += samples.shape[1]
        self.length_s = self.count / rate

    @property
    def silent(self) -> bool:
        """Whether there is nothing to hear."""
        return self.loudness.integrated < _SILENT

    @property
    def mean_power(self) -> npt.NDArray[np.float64]:
        """Of each channel, without its constant offset."""
        return np.asarray(self.powers / max(self.count, 1) - self.offsets**2)

    @property
    def offsets(self) -> npt.NDArray[np.float64]:
        """The constant offset of each channel."""
        return np.asarray(self.totals / max(self.count, 1))

    @property
    def crest(self) -> float:
        """How far peaks usually stand out from the loudest parts: a little where they were cut off, 1.4 of a tone.

        Unlike the flat tops themselves, this outlives coding, and being turned down afterwards.
        """
        loudest = int(self.mean_power.argmax())
        peaks, means = np.array(self.blocks)[:, :, loudest].T
        loud = (means >= np.quantile(means, _LOUDEST)) & (means > 0)
        return float(np.median(peaks[loud] / means[loud])) if loud.any() else np.inf


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
    listener = Listener(rate, channels)
    for samples in blocks:
        if stop.is_set():
            raise CancelledError
        listener.hear(samples)
    listener.heard.loudness.end()
    return listener.heard


class Listener:
    """Hears a sound block by block; use it from one thread at a time.

    Attributes:
        heard: What was heard so far.
    """

    def __init__(self, rate: int, channels: int) -> None:
        """Begin to listen.

        Args:
            rate: Samples a second.
            channels: One or two.

        Raises:
            UserError: Speech can't be told here.
        """
        self.heard = Sounds(Loudness(rate, channels), channels)
        self._rate = rate
        self._voices = [VoiceActivity(rate) for _ in range(channels)]

    def hear(self, samples: Samples) -> None:
        """Take what follows, (channels, samples)."""
        self.heard.add(samples, self._rate)
        self.heard.loudness.hear(samples)
        spoken = [voice.hear(samples[number]) for number, voice in enumerate(self._voices)]
        self.heard.speech += map(max, *spoken) if len(spoken) > 1 else spoken[0]
