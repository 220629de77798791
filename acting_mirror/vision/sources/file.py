"""A clip: every video file that FFmpeg reads, at its true times and the right way up."""

import logging
import math
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Self, cast

import cv2
from av import FFmpegError, Packet, VideoFrame
from av.container import InputContainer
from av.stream import Stream
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from acting_mirror.core.frame import Frame, Image
from acting_mirror.vision.sources.container import (
    announced_s,
    length_s,
    open_clip,
    pictures_of,
    start_s,
    unreadable,
)

_log = logging.getLogger(__name__)

_CLEARLY_S: Final = 0.5
"""A clip that ends this much early broke off; headers are a frame or two off at times."""
_FAR_S: Final = 10.0
"""Beyond its announced end by more than this, a frame's time is wrong."""
_TURNS: Final = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


class ClipFile:
    """A clip on disk; a `FrameSource`.

    Times are the clip's own presentation times, counted from where its container starts (a recorded broadcast starts
    at some hour of the day), so they are right for variable rates. A frame without a time, or whose time does not
    advance or lies far beyond the end, comes one mean frame after the one before: so times always increase, no picture
    is lost, a clip that was spliced and starts counting anew, or that has no times at all, goes on at its rate, and a
    damaged stamp makes no output of many hours.

    Phone clips are turned upright, pixels that are not square are made so (by enlarging), and frames that change size
    on the way get the size of the first.

    Attributes:
        skipped: How many packets did not decode so far.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is opened yet."""
        self.path = path
        self.name = path.name
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
            stream = pictures_of(container, self.path)
            self._describe(container, stream)
            frames = self._read(container, stream)
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

    def _describe(self, container: InputContainer, stream: VideoStream) -> None:
        self.rate = float(stream.average_rate or stream.guessed_rate or 25)
        self.length_s = length_s(container, stream)
        self.frame_count = stream.frames or (round(self.length_s * self.rate) if self.length_s else None)
        if not container.streams.audio:
            self.sound_path = None

    def _read(self, container: InputContainer, stream: VideoStream) -> Iterator[Frame]:
        to_bgr = _ToBgr(stream)
        zero_s = start_s(container)
        latest_s = (self.length_s or math.inf) + _FAR_S
        t_s = -1 / self.rate
        for index, picture in enumerate(self._decode(container, stream)):
            own_s = None if picture.time is None else max(0.0, picture.time - zero_s)
            t_s = own_s if own_s is not None and t_s < own_s < latest_s else t_s + 1 / self.rate
            yield Frame(index, t_s, to_bgr(picture))

    def _decode(self, container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        """Yield what decodes, count what does not, and find out at the end whether the clip broke off."""
        reach = _Reach(start_s(container))
        try:
            for packet in container.demux():
                reach.read(packet, stream.index)
                if packet.stream.index == stream.index:  # not `stream_index`, 0 in packets that flush
                    for picture in self._pictures_in(packet):
                        reach.show(picture)
                        yield picture
        except FFmpegError as error:
            _log.info("%s can't be read on after %.2f s: %s", self.path, reach.pictures_s, error)
            for picture in _left_in(stream):
                reach.show(picture)
                yield picture
            self.broke_at = reach.pictures_s
        if self.skipped:
            _log.warning("%s: %d packets did not decode.", self.path, self.skipped)
        if reach.is_short_of(announced_s(container, stream)):
            self.broke_at = reach.pictures_s

    def _pictures_in(self, packet: "Packet[Stream]") -> list[VideoFrame]:
        try:
            return [picture for picture in packet.decode() if isinstance(picture, VideoFrame)]
        except FFmpegError as error:
            self.skipped += 1
            _log.debug("A packet of %s at %s does not decode: %s", self.path, packet.pts, error)
            return []


class _ToBgr:
    """Turns decoded pictures into upright BGR ones with square pixels, all of the first one's size."""

    def __init__(self, stream: VideoStream) -> None:
        # One for all pictures: making a new one for each, as `VideoFrame.to_ndarray` does, costs up to 3 ms.
        self._reformatter = VideoReformatter()
        self._pixel_aspect = float(stream.sample_aspect_ratio or 1)
        self._size: tuple[int, int] | None = None
        self._turn: int | None = None

    def __call__(self, picture: VideoFrame) -> Image:
        """A picture as uint8 (H, W, 3), BGR."""
        if self._size is None:
            self._size = _square_pixels(picture.width, picture.height, self._pixel_aspect)
            self._turn = _TURNS.get(round(picture.rotation / 90) * 90 % 360)
        # In this thread: starting others costs more than they save on pictures of a clip's size.
        bgr = self._reformatter.reformat(picture, *self._size, format="bgr24", threads=1).to_ndarray()
        return cast(Image, bgr if self._turn is None else cv2.rotate(bgr, self._turn))


class _Reach:
    """How far the packets and the pictures of a clip came, in seconds on its clock."""

    def __init__(self, start_s: float) -> None:
        self._start_s = start_s
        self._packets_s = 0.0
        self._picture_packets_s = 0.0
        self.pictures_s = 0.0

    def read(self, packet: "Packet[Stream]", pictures: int) -> None:
        """Note a packet; `pictures` is the index of the stream of pictures."""
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None or packet.is_discard:
            return
        end_s = float((time + (packet.duration or 0)) * packet.time_base) - self._start_s
        self._packets_s = max(self._packets_s, end_s)
        if packet.stream.index == pictures:
            self._picture_packets_s = max(self._picture_packets_s, end_s)

    def show(self, picture: VideoFrame) -> None:
        """Note a picture."""
        if picture.time is None:
            self.pictures_s = self._picture_packets_s
        else:
            length_s = float(picture.duration * picture.time_base) if picture.time_base else 0.0
            self.pictures_s = max(self.pictures_s, picture.time + length_s - self._start_s)

    def is_short_of(self, announced_s: float) -> bool:
        """Whether packets end clearly before what is announced, or pictures before their packets."""
        return self._packets_s < announced_s - _CLEARLY_S or self.pictures_s < self._picture_packets_s - _CLEARLY_S


def _left_in(stream: VideoStream) -> list[VideoFrame]:
    """The pictures that a decoder holds back."""
    try:
        return stream.codec_context.decode(None)
    except FFmpegError:
        return []


def _square_pixels(width: int, height: int, pixel_aspect: float) -> tuple[int, int]:
    """The (width, height) with square pixels; the side that is too short grows, to an even number."""
    if pixel_aspect == 1 or not 0.2 < pixel_aspect < 5:  # beyond that the header is wrong
        return width, height
    if pixel_aspect > 1:
        return 2 * round(width * pixel_aspect / 2), height
    return width, 2 * round(height / pixel_aspect / 2)
