"""The sound of a clip, decoded and placed on the clip's clock, and the sound track of a written video."""

import logging
import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Protocol, Self

import av
import numpy as np
import numpy.typing as npt
from av import AudioFrame, AudioResampler, AudioStream, FFmpegError
from av.container import InputContainer, OutputContainer
from av.stream import Discard

_log = logging.getLogger(__name__)

Samples = npt.NDArray[np.float32]
"""float32 (channels, samples), -1 to 1."""

_RATES: Final = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
"""Samples a second that AAC and every player know; other sound is converted to 48,000."""
_SLACK_S: Final = 0.02
"""Time stamps of some containers are coarse or jitter: below this, sound simply goes on."""
_BLOCK_S: Final = 0.2
"""Sound is encoded in blocks: a call costs more than its samples."""
_SILENCE: Final = 48_000
"""Samples of silence made at once, so that a long gap takes little memory."""


class ClipSound:
    """The sound of a clip as one unbroken run of samples from second 0 of the clip's clock.

    The clock is the one of the clip's pictures: second 0 is where the container starts. What is missing (sound that
    starts late, packets that do not decode) is silence; what lies before second 0 or overlaps is left out.

    Attributes:
        rate: Samples a second.
        layout: "mono" or "stereo"; more channels are mixed down.
        end_s: Where it ends at the latest, a second after the clip's announced end; infinite where none is announced.
    """

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        """Decode the first samples, so that rate and layout are known.

        Raises:
            ValueError: None of it decodes.
        """
        self._container = container
        self._start_s = max(0.0, (container.start_time or 0) / av.time_base)
        self.end_s = container.duration / av.time_base + 1 if container.duration else math.inf
        frames = _decoded(container, stream)
        first = next(frames, None)
        if first is None:
            raise ValueError("nothing decodes")
        self.rate = first.sample_rate if first.sample_rate in _RATES else 48_000
        self.layout = "mono" if first.layout.nb_channels == 1 else "stereo"
        self._pieces = self._placed(chain([first], frames))
        self._held: Samples = np.empty((1 if self.layout == "mono" else 2, 0), np.float32)

    @classmethod
    def open(cls, path: Path) -> Self | None:
        """Open a clip's sound; None, with a word in the log, where there is none or none that decodes."""
        container = None
        try:
            container = av.open(
                str(path.absolute()), container_options={"protocol_whitelist": "file"}, metadata_errors="replace"
            )
            stream = container.streams.best("audio")
            if not isinstance(stream, AudioStream):
                _log.info("%s has no sound.", path)
                container.close()
                return None
            for other in container.streams:
                if other.index != stream.index:
                    other.discard = Discard.all
            return cls(container, stream)
        except (FFmpegError, ValueError) as error:
            _log.warning("The sound of %s can't be decoded, the output will be silent: %s", path, error)
            if container is not None:
                container.close()
            return None

    def __enter__(self) -> Self:
        """Nothing more to do: it is open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the clip."""
        self._container.close()

    def take(self, count: int) -> Samples:
        """The next samples, float32 (channels, count); fewer where the sound ends."""
        parts, have = [self._held], self._held.shape[1]
        while have < count and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            have += piece.shape[1]
        joined = np.concatenate(parts, axis=1)
        self._held = joined[:, count:]
        return joined[:, :count]

    def _placed(self, frames: Iterator[AudioFrame]) -> Iterator[Samples]:
        """Yield the samples with silence for what is missing and without what overlaps."""
        position = 0
        for frame in _resampled(frames, self.rate, self.layout):
            samples = frame.to_ndarray().astype(np.float32, copy=False)
            start = position if frame.time is None else round((frame.time - self._start_s) * self.rate)
            gap = start - position
            # The very start is exact: everything after it stands on it.
            if position and abs(gap) <= _SLACK_S * self.rate:
                gap = 0
            for done in range(0, gap, _SILENCE):
                yield np.zeros((samples.shape[0], min(gap - done, _SILENCE)), np.float32)
            samples = samples[:, max(0, -gap) :]
            yield samples
            position += max(0, gap) + samples.shape[1]


class Sound(Protocol):
    """One unbroken run of samples from second 0 of the pictures' clock; see `ClipSound` for the attributes."""

    rate: int
    layout: str
    end_s: float

    def take(self, count: int) -> Samples:
        """The next samples, float32 (channels, count); fewer where the sound ends."""


class SoundTrack:
    """Encodes sound into a container, in step with the picture."""

    def __init__(self, container: OutputContainer, sound: Sound, codec: Literal["pcm_s16le", "aac"]) -> None:
        """Add the track.

        Args:
            container: Where it goes.
            sound: What it takes.
            codec: PCM for AVI: MP3 comes out of its encoder 1,105 samples late, and AVI has no way to tell a player
                so. MP4 and Matroska say how much of the AAC to skip.
        """
        self._sound = sound
        self._samples = 0
        self._block = round(_BLOCK_S * sound.rate)
        self._container = container
        self._stream: AudioStream = container.add_stream(codec, rate=sound.rate)
        self._stream.codec_context.layout = sound.layout
        if codec == "aac":
            self._stream.codec_context.bit_rate = 96_000 if sound.layout == "mono" else 160_000
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


def _decoded(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield what decodes; the rest is silence later on."""
    try:
        for packet in container.demux(stream):
            try:
                yield from packet.decode()
            except FFmpegError as error:
                _log.debug("A packet of sound at %s does not decode: %s", packet.pts, error)
    except FFmpegError as error:
        _log.warning("The sound breaks off: %s", error)


def _resampled(frames: Iterator[AudioFrame], rate: int, layout: str) -> Iterator[AudioFrame]:
    """Yield float frames of one rate and layout, whatever the clip changes to on its way."""
    resampler, taken = None, None
    for frame in frames:
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or kind != taken:
            if resampler is not None:
                yield from resampler.resample(None)
            resampler, taken = AudioResampler("fltp", layout, rate), kind
        yield from resampler.resample(frame)
    if resampler is not None:
        yield from resampler.resample(None)
