"""A clip's times as its own packets tell them: what its container claims is not believed."""

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from av import FFmpegError, Packet, VideoFrame
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from acting_mirror.vision.sources.container import (
    announces_length,
    check_file,
    counts_pictures,
    open_clip,
    pictures_of,
    streams_of,
    unreadable,
)
from acting_mirror.vision.sources.packets import Packets, end_of
from acting_mirror.vision.sources.pictures import decoded, left_in
from acting_mirror.vision.sources.wholeness import is_joined

_log = logging.getLogger(__name__)

_FIRST: Final = 100
"""So many pictures tell whether the rate that a container claims can be."""
_LIKELY: Final = 2.5
"""The first pictures may come faster or slower than the mean by this factor: rates vary, and fields count as two."""
_USUAL_RATE: Final = 25.0
_FAR_S: Final = 1e9
"""Later than any clip ends."""


@dataclass(frozen=True, slots=True)
class ClipTimes:
    """When a clip begins and ends, in seconds.

    Attributes:
        zero_s: When its first picture is shown, on the container's clock: second 0 of all that is told of the clip.
        length_s: From there to the end of its last picture.
        end_s: From there to where pictures and sound have ended.
        rate: Pictures a second, the mean where it varies.
        frames: How many pictures there are, about.
        stamps_tell: Whether all stamps tell times, and none counts anew: so that one can seek by them.
    """

    zero_s: float
    length_s: float
    end_s: float
    rate: float
    frames: int
    stamps_tell: bool

    @property
    def last_s(self) -> float:
        """Where pictures and sound have ended, on the container's clock."""
        return self.zero_s + self.end_s


def clip_times(path: Path) -> ClipTimes:
    """Look at a clip's first and last packets; at all of them where a container has no index or stamps leap.

    What was looked at last is known again while its file stays as it is: pictures, sound and reading ask one by one.

    Raises:
        UserError: As `open_clip` and `pictures_of` say, or no picture decodes.
    """
    check_file(path)
    try:
        state = path.stat()
    except OSError as error:  # moved since it was looked at
        raise unreadable(path) from error
    return _measured(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=8)
def _measured(path: Path, _size: int, _changed_ns: int) -> ClipTimes:
    with open_clip(path) as container:
        pictures = pictures_of(container, path)
        beginning = _beginning(container, pictures)
        if not beginning.decodes:
            raise unreadable(path)
        rate = _rate(pictures, sorted(beginning.stamps_s))
        zero_s = 0.0 if beginning.timed_s is None else beginning.timed_s - beginning.untimed / rate
        ends_tell = announces_length(container) and not is_joined(path)
        end = _last(container, pictures) if ends_tell else None
        frames = pictures.frames if counts_pictures(container) else 0
    if end is None:
        with open_clip(path) as container:
            end = _walked(container, pictures_of(container, path))
        frames = end.pictures
    # How long the last picture lasts is often wrong: much longer than others it is shown while there is sound.
    usual = 0.5 < (end.pictures_s - end.last_s) * rate < 2
    last_end_s = end.pictures_s if usual else max(end.last_s + 1 / rate, min(end.pictures_s, end.sound_s))
    length_s = last_end_s - zero_s if end.last_s > -math.inf else end.pictures / rate
    return ClipTimes(
        zero_s=zero_s,
        length_s=length_s,
        end_s=max(length_s, end.sound_s - zero_s),
        rate=rate,
        frames=frames or round(length_s * rate),
        stamps_tell=end.in_line,
    )


@dataclass(slots=True)
class _Beginning:
    """What the first packets tell: the first time that a picture has, how many come before it, and all stamps."""

    timed_s: float | None = None
    untimed: int = 0
    stamps_s: list[float] = field(default_factory=list)

    @property
    def decodes(self) -> bool:
        return self.timed_s is not None or self.untimed > 0

    def show(self, pictures: Iterable[VideoFrame]) -> None:
        """Note decoded pictures."""
        for picture in pictures:
            if self.timed_s is None and picture.time is None:
                self.untimed += 1
            elif self.timed_s is None:
                self.timed_s = picture.time


def _beginning(container: InputContainer, pictures: VideoStream) -> _Beginning:
    beginning = _Beginning()
    try:
        both = Packets(container, streams_of(container, pictures))
        for number, packet in enumerate((packet for packet in both if packet.stream.index == pictures.index), 1):
            if packet.pts is not None:
                beginning.stamps_s.append(float(packet.pts * packet.time_base))
            if beginning.timed_s is None:
                beginning.show(decoded(packet))
            if number >= _FIRST and beginning.decodes:
                break
    except FFmpegError as error:
        _log.info("%s can't be read on: %s", container.name, error)
        beginning.show(left_in(pictures))
    return beginning


def _rate(pictures: VideoStream, stamps_s: list[float]) -> float:
    """The first rate that is claimed and can be, else that of the first pictures."""
    seen = (len(stamps_s) - 1) / (stamps_s[-1] - stamps_s[0]) if len(set(stamps_s)) > 1 else 0.0
    claims = [float(rate) for rate in (pictures.average_rate, pictures.guessed_rate) if rate]
    if not seen:
        return next((rate for rate in claims if rate < 1000), _USUAL_RATE)
    return next((rate for rate in claims if seen / _LIKELY < rate < seen * _LIKELY), seen)


@dataclass(slots=True)
class _End:
    """What the last packets tell: how many pictures there were, when the last one is shown, and where they end.

    Times are seconds on the container's clock, minus infinity where there are none.
    """

    pictures: int = 0
    last_s: float = -math.inf
    pictures_s: float = -math.inf
    sound_s: float = -math.inf
    in_line: bool = True

    def read(self, packet: "Packet[Stream]", shows: bool) -> None:
        """Note a packet, of the pictures or of the sound."""
        if not shows:
            self.sound_s = max(self.sound_s, end_of(packet))
            return
        self.pictures += 1
        self.pictures_s = max(self.pictures_s, end_of(packet))
        self.last_s = max(self.last_s, end_of(packet) - float((packet.duration or 0) * packet.time_base))


def _last(container: InputContainer, pictures: VideoStream) -> _End | None:
    """What the last packets tell; None where they can't be sought, or more than they would have to be known."""
    try:
        container.seek(round(_FAR_S / (pictures.time_base or 1)), stream=pictures)
    except FFmpegError as error:
        _log.info("%s can't be sought in: %s", container.name, error)
        return None
    end = _walked(container, pictures)
    return end if end.pictures and end.in_line else None


def _walked(container: InputContainer, pictures: VideoStream) -> _End:
    """Read packets from where the container stands to its end."""
    packets, end, latest = Packets(container, streams_of(container, pictures)), _End(), -math.inf
    has_index = announces_length(container)
    try:
        for packet in packets:
            shows = packet.stream.index == pictures.index
            if packet.size and not packet.is_discard:
                end.read(packet, shows)
            if packet.size and shows and not has_index:
                # Without a place of its own, a packet's stamp is guessed by the one before: otherwise after a jump.
                guessed = packet.pts is None or packet.dts is None or packet.pos is None
                dts = -math.inf if packet.dts is None else packet.dts
                end.in_line = end.in_line and not guessed and dts > latest
                latest = dts
    except FFmpegError as error:
        _log.info("%s can't be read to its end: %s", container.name, error)
    end.in_line = end.in_line and not packets.leapt
    return end
