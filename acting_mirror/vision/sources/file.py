"""A clip: every video file that FFmpeg reads, at its true times and the right way up."""

import logging
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from av import FFmpegError, Packet, VideoFrame
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from acting_mirror.core.frame import Frame
from acting_mirror.core.text import printable
from acting_mirror.vision.sources.clip_times import ClipTimes, clip_times
from acting_mirror.vision.sources.container import (
    announced_s,
    open_clip,
    pictures_of,
    sound_of,
    streams_of,
    unreadable,
)
from acting_mirror.vision.sources.packets import Packets, end_of
from acting_mirror.vision.sources.pictures import Clock, ToBgr, left_in
from acting_mirror.vision.sources.wholeness import is_cut

_log = logging.getLogger(__name__)

_CLEARLY_S: Final = 0.5
"""A clip that ends this much early broke off; headers are a frame or two off at times."""


class ClipFile:
    """A clip on disk; a `FrameSource`.

    Times are the clip's own presentation times, counted from its first picture (a recorded broadcast starts at some
    hour of the day), so they are right for variable rates. Parts that were joined follow each other, see `Packets`. A
    frame without a time comes one mean frame after the one before, and times always increase, see `Clock`: no picture
    is lost, and a clip that has no times at all goes on at its rate.

    Phone clips are turned upright, HDR is mapped to the range of a common screen, pixels that are not square are made
    so (by enlarging), and frames that change size on the way get the size of the first.

    Attributes:
        skipped: How many packets did not decode so far.
    """

    def __init__(self, path: Path, decoding_threads: int = 0) -> None:
        """Remember the path; nothing is opened yet.

        Args:
            path: The file.
            decoding_threads: How many threads decode; 0 for as many as there are cores.
        """
        self.path = path
        self._threads = decoding_threads
        self.name = printable(path.name)
        self.size = (0, 0)
        self.rate = 0.0
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = False
        self.sound_path: Path | None = path
        self.broke_at: float | None = None
        self.skipped = 0
        self._container: InputContainer | None = None
        self._frames: Iterator[Frame] = iter(())

    def __enter__(self) -> Self:
        """Open it and decode its first frame, so that its size is known.

        Raises:
            UserError: It is missing, empty, a folder, a photo, has no picture, or nothing of it decodes.
        """
        self._container = container = open_clip(self.path)
        try:
            stream, times = pictures_of(container, self.path), clip_times(self.path)
            stream.codec_context.thread_count = self._threads
            self._describe(times, container)
            frames = self._read(container, stream, times)
            first = next(frames, None)
        except FFmpegError as error:
            container.close()
            raise unreadable(self.path) from error
        except BaseException:
            container.close()
            raise
        if first is None:
            container.close()
            raise unreadable(self.path)
        self.size = first.size
        self._frames = chain([first], frames)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, read to its end or not."""
        self._frames = iter(())
        if self._container is not None:
            self._container.close()
        self._container = None

    def __iter__(self) -> Iterator[Frame]:
        """Yield its frames; at the end, `broke_at` says whether it broke off."""
        return self._frames

    def _describe(self, times: ClipTimes, container: InputContainer) -> None:
        self.rate, self.length_s, self.frame_count = times.rate, times.length_s, times.frames
        if sound_of(container) is None:
            self.sound_path = None

    def _read(self, container: InputContainer, stream: VideoStream, times: ClipTimes) -> Iterator[Frame]:
        to_bgr = ToBgr(stream)
        clock = Clock(times.zero_s, times.rate)
        for index, picture in enumerate(self._decode(container, stream, times)):
            yield Frame(index, clock.time_of(picture), to_bgr(picture))

    def _decode(self, container: InputContainer, stream: VideoStream, times: ClipTimes) -> Iterator[VideoFrame]:
        """Yield what decodes, count what does not, and find out at the end whether the clip broke off."""
        reach = _Reach(times.zero_s)
        try:
            for packet in Packets(container, streams_of(container, stream), times.last_s):
                reach.read(packet, stream.index)
                if packet.stream.index == stream.index:  # not `stream_index`, 0 in packets that flush
                    for picture in self._pictures_in(packet):
                        reach.show(picture)
                        yield picture
        except FFmpegError as error:
            _log.info("%s can't be read on after %.2f s: %s", self.path, reach.pictures_s, error)
            for picture in left_in(stream):
                reach.show(picture)
                yield picture
            self.broke_at = reach.pictures_s
        if self.skipped:
            _log.warning("%s: %d packets did not decode.", self.path, self.skipped)
        is_short = reach.packets_s < announced_s(container, stream) - _CLEARLY_S
        # A claim alone may be wrong.
        if reach.is_torn or (is_short and (reach.ends_amid_packet or is_cut(self.path))):
            self.broke_at = reach.pictures_s

    def _pictures_in(self, packet: "Packet[Stream]") -> list[VideoFrame]:
        try:
            return [picture for picture in packet.decode() if isinstance(picture, VideoFrame)]
        except FFmpegError as error:
            self.skipped += 1
            _log.debug("A packet of %s at %s does not decode: %s", self.path, packet.pts, error)
            return []


class _Reach:
    """How far the packets and the pictures of a clip came, in seconds from its first picture."""

    def __init__(self, zero_s: float) -> None:
        self._zero_s = zero_s
        self.packets_s = 0.0
        self._picture_packets_s = 0.0
        self.pictures_s = 0.0
        self.ends_amid_packet = False

    def read(self, packet: "Packet[Stream]", pictures: int) -> None:
        """Note a packet; `pictures` is the index of the stream of pictures."""
        if packet.is_discard:
            return
        self.ends_amid_packet = packet.is_corrupt if packet.size else self.ends_amid_packet
        end_s = end_of(packet) - self._zero_s
        self.packets_s = max(self.packets_s, end_s)
        if packet.stream.index == pictures:
            self._picture_packets_s = max(self._picture_packets_s, end_s)

    def show(self, picture: VideoFrame) -> None:
        """Note a picture."""
        if picture.time is None:
            self.pictures_s = self._picture_packets_s
        else:
            length_s = float(picture.duration * picture.time_base) if picture.time_base else 0.0
            self.pictures_s = max(self.pictures_s, picture.time + length_s - self._zero_s)

    @property
    def is_torn(self) -> bool:
        """Whether pictures end clearly before their packets."""
        return self.pictures_s < self._picture_packets_s - _CLEARLY_S
