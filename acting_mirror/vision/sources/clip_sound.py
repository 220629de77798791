"""The sound of a clip, decoded and placed on the clock of its pictures: to be heard, or to go into another video."""

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeVar

import numpy as np
import numpy.typing as npt
from av import AudioFrame, AudioResampler, FFmpegError
from av.container import InputContainer
from av.filter import Graph
from av.stream import Discard

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.clip_times import ClipTimes, clip_times
from acting_mirror.vision.sources.container import open_clip, pictures_of, sound_of, streams_of
from acting_mirror.vision.sources.packets import Packets

_log = logging.getLogger(__name__)

Pcm = npt.NDArray[np.int16]
"""int16 (samples, 2): left and right."""
Samples = npt.NDArray[np.float32]
"""float32 (channels, samples), -1 to 1."""

RATE: Final = 48_000
"""Samples a second of what is heard, whatever the file has."""
_RATES: Final = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, RATE)
"""Those that AAC and every player know; for a video, other sound is converted to the last."""
_RUN_UP_S: Final = 0.2
"""Decoded and not given after a jump: the first packets need the ones before them."""
_EARLIER_S: Final = (_RUN_UP_S, 2.0, 10.0)
"""How far before the wanted time sound is looked for, in turn, until some comes from before it."""
_NEAR_S: Final = 1.0
"""Up to here it is quicker to decode from the start."""
_SLACK_S: Final = 0.02
"""Stamps of some containers are coarse or jitter: below this, sound simply goes on."""
_SILENCE: Final = RATE // 10
"""Samples of silence given at once, so that a long gap takes little memory."""
_OVER_S: Final = 1.0
"""So long after a clip's end, its sound has ended."""

_Piece = TypeVar("_Piece")


@dataclass(frozen=True, slots=True)
class _Form:
    """What samples are turned into: FFmpeg's names of their format and of their channels, and how many a second."""

    samples: Literal["s16", "flt"]
    layout: Literal["mono", "stereo"]
    rate: int


_HEARD: Final = _Form("s16", "stereo", RATE)


class SoundReader:
    """Decodes a clip's sound from any time on; `with` opens it. Use it from one thread at a time.

    Times are those of the clip's pictures: seconds from its first one. What is missing (sound that starts late, packets
    that do not decode) is silence, so that the sound is never early; what lies before second 0 or overlaps is left out.
    Where stamps don't tell their times (see `ClipSeeker`), every jump decodes from the start.

    Attributes:
        rate: Samples a second in a video: the clip's own where AAC knows it.
        layout: "mono" or "stereo" in a video; more channels are mixed down.
        end_s: Where it ends at the latest; infinite where there are no pictures to know it by.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is opened yet."""
        self.path = path
        self._container: InputContainer | None = None
        self._fresh = False  # nothing was read since it was opened
        self._zero_s = 0.0
        self._times: ClipTimes | None = None
        self.end_s = math.inf

    def __enter__(self) -> Self:
        """Open it.

        Raises:
            UserError: It can't be opened, it has no sound, or none of it decodes.
        """
        try:
            self._times = times = clip_times(self.path)
            self._zero_s, self.end_s = times.zero_s, times.end_s + _OVER_S
        except UserError as error:
            _log.info("There are no pictures to time the sound by: %s", error)
        self._open()
        first = next(_whole(self._decoded(), self.path), None)
        if first is None:
            self._close()
            raise self._no_sound()
        self.rate = first.sample_rate if first.sample_rate in _RATES else RATE
        self.layout: Literal["mono", "stereo"] = "mono" if first.layout.nb_channels == 1 else "stereo"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._close()

    def blocks(self, t_s: float, speed: float = 1.0) -> Iterator[Pcm]:
        """The sound from a time on, until it ends; what was asked for before must not be read on.

        Args:
            t_s: Seconds from the clip's start.
            speed: Seconds of the clip for one that is heard, 0.25 to 2; voices keep their pitch.

        Returns:
            Blocks of 0.1 s or so, at `RATE`; never raises, what can't be decoded is passed over.
        """
        pieces = self._run(max(0.0, t_s), _HEARD)
        return _whole(pieces if speed == 1 else _stretched(pieces, speed), self.path)

    def floats(self) -> Iterator[Samples]:
        """The sound from second 0 on at its `rate` and `layout`, as `blocks` gives it."""
        pieces = self._run(0.0, _Form("flt", self.layout, self.rate))
        return _whole((piece.T for piece in pieces), self.path)

    def _open(self) -> None:
        container = open_clip(self.path)
        stream = sound_of(container)
        if stream is None:
            container.close()
            raise self._no_sound()
        leaps = self._times is not None and not self._times.stamps_tell
        self._streams = streams_of(container, pictures_of(container, self.path)) if leaps else [stream]
        for other in container.streams:
            if other not in self._streams:
                other.discard = Discard.all
        self._container, self._stream, self._fresh = container, stream, True

    def _close(self) -> None:
        if self._container is not None:
            self._container.close()
        self._container = None

    def _no_sound(self) -> UserError:
        return UserError(tr("{path} has no sound that can be decoded: convert it to MP4 (H.264, AAC).", path=self.path))

    def _run(self, t_s: float, form: _Form) -> Iterator[npt.NDArray[Any]]:
        """Yield samples, an axis for the channels last, from a time on."""
        return _cut(self._placed(t_s, form), round(t_s * form.rate))

    def _placed(self, t_s: float, form: _Form) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        """Yield pieces and the sample they start at, from a little before a time on."""
        frames = self._sought(t_s) if t_s > _NEAR_S and self._times is not None and self._times.stamps_tell else None
        if frames is not None:
            yield from self._timed(frames, None, form)
            return
        if not self._fresh:
            self._close()
            self._open()
        yield from self._timed(self._decoded(), 0, form)

    def _sought(self, t_s: float) -> Iterator[AudioFrame] | None:
        """Sound from before a time on, or the first after it; None where stamps don't tell or it can't be sought."""
        frames: Iterator[AudioFrame] = iter(())
        for earlier_s in _EARLIER_S:
            if not self._seek(max(0.0, t_s - earlier_s)):
                return None
            decoded = self._decoded()
            first = next(decoded, None)
            if first is None:  # it ended before
                continue
            if first.time is None:
                return None
            frames = chain([first], decoded)
            if first.time - self._zero_s <= t_s:
                break
        return frames

    def _seek(self, t_s: float) -> bool:
        if self._container is None:
            return False
        self._fresh = False
        try:
            ticks = round((t_s + self._zero_s) / (self._stream.time_base or 1))
            self._container.seek(ticks, stream=self._stream)
        except (FFmpegError, OverflowError) as error:
            _log.info("%s can't be sought in for its sound at %.2f s: %s", self.path, t_s, error)
            return False
        return True

    def _decoded(self) -> Iterator[AudioFrame]:
        """Yield what decodes."""
        if self._container is None:
            return
        self._fresh = False
        for packet in Packets(
            self._container, self._streams, self._times.last_s if self._times is not None else math.inf
        ):
            if packet.stream.index != self._stream.index:
                continue
            try:
                yield from (frame for frame in packet.decode() if isinstance(frame, AudioFrame))
            except FFmpegError as error:
                _log.debug("A packet of sound at %s does not decode: %s", packet.pts, error)

    def _timed(
        self, frames: Iterator[AudioFrame], expected: int | None, form: _Form
    ) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        """Yield samples and where they belong; `expected` is where the first does if it has no stamp of its own."""
        to_form = _Resampler(form)
        for frame in chain.from_iterable(map(to_form, chain(frames, [None]))):
            samples = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
            own = None if frame.time is None else round((frame.time - self._zero_s) * form.rate)
            if own is None:
                own = expected or 0
            # The very start is exact: everything after it stands on it.
            start = expected if expected and abs(own - expected) <= _SLACK_S * form.rate else own
            expected = start + len(samples)
            yield start, samples


class _Resampler:
    """Turns decoded sound into one form, whatever the clip changes to on its way."""

    def __init__(self, form: _Form) -> None:
        self._form = form
        self._resampler: AudioResampler | None = None
        self._kind: tuple[str, str, int] | None = None

    def __call__(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        """Yield what a frame gives; None for what is held back."""
        kind = (frame.format.name, frame.layout.name, frame.sample_rate) if frame is not None else None
        try:
            if kind != self._kind and self._resampler is not None:
                yield from self._resampler.resample(None)
            if kind != self._kind:
                self._resampler = AudioResampler(self._form.samples, self._form.layout, self._form.rate)
                self._kind = kind
            if frame is not None and self._resampler is not None:
                yield from self._resampler.resample(frame)
        except (FFmpegError, ValueError) as error:
            _log.debug("Sound can't be resampled: %s", error)
            self._resampler, self._kind = None, None


def _cut(placed: Iterator[tuple[int, npt.NDArray[Any]]], position: int) -> Iterator[npt.NDArray[Any]]:
    """Yield the samples from a position on, with silence for what is missing and without what overlaps."""
    for start, samples in placed:
        gap = start - position
        for done in range(0, gap, _SILENCE):
            yield np.zeros((min(gap - done, _SILENCE), samples.shape[1]), samples.dtype)
        left = samples[max(0, -gap) :]
        if len(left):
            yield left
        position += max(0, gap) + len(left)


def _stretched(pieces: Iterator[Pcm], speed: float) -> Iterator[Pcm]:
    """Yield the same at another speed and the same pitch."""
    graph = _tempo(speed)
    for pcm in pieces:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(pcm).reshape(1, -1), "s16", "stereo")
        frame.sample_rate = RATE
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _tempo(speed: float) -> Graph:
    graph = Graph()
    # One `atempo` goes down to a half.
    steps = 1 if speed >= 0.5 else math.ceil(-math.log2(speed))
    tempos = [graph.add("atempo", str(speed ** (1 / steps))) for _ in range(steps)]
    source = graph.add_abuffer(sample_rate=RATE, format="s16", layout="stereo")
    graph.link_nodes(source, *tempos, graph.add("aformat", "sample_fmts=s16"), graph.add("abuffersink")).configure()
    return graph


def _ready(graph: Graph) -> Iterator[Pcm]:
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):  # it wants more, or it is at its end
            return
        yield frame.to_ndarray().reshape(-1, 2).astype(np.int16, copy=False)


def _whole(pieces: Iterator[_Piece], path: Path) -> Iterator[_Piece]:
    """Yield until the end or until nothing can be read on."""
    try:
        yield from pieces
    except (FFmpegError, UserError) as error:
        level = logging.WARNING if path.exists() else logging.INFO  # what was moved away meanwhile is no fault
        _log.log(level, "The sound of %s breaks off: %s", path, error)
