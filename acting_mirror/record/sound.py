"""The sound track of a written video."""

from fractions import Fraction
from typing import Final, Literal, Protocol

import numpy as np
import numpy.typing as npt
from av import AudioFrame, AudioStream
from av.container import OutputContainer

Samples = npt.NDArray[np.float32]
"""float32 (channels, samples), -1 to 1."""

_BLOCK_S: Final = 0.2
"""Sound is encoded in blocks: a call costs more than its samples."""


class Sound(Protocol):
    """One unbroken run of samples from second 0 of the pictures' clock.

    Attributes:
        rate: Samples a second, as AAC knows it.
        layout: "mono" or "stereo".
        end_s: Where it ends at the latest; infinite where that is unknown.
    """

    rate: int
    layout: str
    end_s: float

    def take(self, count: int) -> Samples:
        """The next samples, float32 (channels, count); fewer where the sound ends."""


class SoundTrack:
    """Encodes sound into a container, in step with the picture."""

    def __init__(
        self,
        container: OutputContainer,
        sound: Sound,
        codec: Literal["pcm_s16le", "aac"],
        aac_bits: int | None = None,
    ) -> None:
        """Add the track.

        Args:
            container: Where it goes.
            sound: What it takes.
            codec: PCM for AVI: MP3 comes out of its encoder 1,105 samples late, and AVI has no way to tell a player
                so. MP4 and Matroska say how much of the AAC to skip.
            aac_bits: How many a second; None for as many as its channels want.
        """
        self._sound = sound
        self._samples = 0
        self._block = round(_BLOCK_S * sound.rate)
        self._container = container
        self._stream: AudioStream = container.add_stream(codec, rate=sound.rate)
        self._stream.codec_context.layout = sound.layout
        if codec == "aac":
            self._stream.codec_context.bit_rate = aac_bits or (96_000 if sound.layout == "mono" else 160_000)
        self._stream.codec_context.open()

    def add_until(self, t_s: float) -> None:
        """Encode the sound up to a time in seconds, in whole blocks: what is missing comes with the next call."""
        while self._samples + self._block <= t_s * self._sound.rate and self._add(self._block):
            pass

    def finish(self, t_s: float) -> None:
        """Encode the sound up to a time in seconds, infinite for all of it, and what the encoder holds back."""
        end = min(t_s, self._sound.end_s) * self._sound.rate
        while end - self._samples >= 1 and self._add(int(min(self._block, end - self._samples))):
            pass
        self._container.mux(self._stream.encode(None))

    def _add(self, count: int) -> bool:
        """Encode the next samples; False when there are none left."""
        samples = self._sound.take(count)
        if not samples.shape[1]:
            return False
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", self._sound.layout)
        frame.sample_rate = self._sound.rate
        frame.pts = self._samples
        frame.time_base = Fraction(1, self._sound.rate)
        self._container.mux(self._stream.encode(frame))
        self._samples += samples.shape[1]
        return True
