"""A clip to look around in: the picture at any time, and the ones beside it."""

import logging
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from av import FFmpegError, VideoFrame
from av.container import InputContainer
from av.video.stream import VideoStream

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources.clip_times import clip_times
from acting_mirror.vision.sources.container import open_clip, pictures_of, sound_of, streams_of, unreadable
from acting_mirror.vision.sources.packets import Packets
from acting_mirror.vision.sources.pictures import Clock, ToBgr, decoded, left_in

_log = logging.getLogger(__name__)

_NEAR_S: Final = 1.0
"""Up to here ahead it is quicker to decode on than to look for a key picture."""
_EARLIER_S: Final = (0.0, 1.0, 5.0, 30.0)
"""How far before the wanted time a key picture is looked for, in turn, until one gives pictures from before it."""
_KEPT_BYTES: Final = 96_000_000
"""Of pictures kept for steps back: 30 of them at 1080p."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """A decoded picture and its time."""

    t_s: float
    picture: VideoFrame


class ClipSeeker:
    """Shows any picture of a clip; `with` opens it. Use it from one thread.

    Times are those that `ClipFile` gives, so that they fit what was read in the clip. A frame's number is its time
    counted in mean frames: the true one at a constant rate, only near it at a variable one.

    What does not decode is passed over: the picture before it stays. Where stamps are missing or leap, what was
    before decides a picture's time, so every jump decodes from the start.

    Attributes:
        size: (width, height) of its frames in pixels.
        rate: Frames a second, the mean where it varies.
        length_s: Seconds from the first frame to the end of the last.
        has_sound: Whether there is sound in the file.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is opened yet."""
        self.path = path
        self.size = (0, 0)
        self.rate = 0.0
        self.length_s = 0.0
        self.has_sound = False
        self._container: InputContainer | None = None
        self._shots: list[_Shot] = []  # without a gap; the last one is the newest decoded
        self._pictures: Iterator[_Shot] = iter(())
        self._first_s = 0.0
        self._end_s = math.inf  # of the last picture, once it was met
        self._shown: Frame | None = None

    def __enter__(self) -> Self:
        """Open it and decode its first picture.

        Raises:
            UserError: As `ClipFile` says.
        """
        try:
            times = clip_times(self.path)
            self.rate, self.length_s = times.rate, times.length_s
            self._zero_s, self._last_s, self._stamps_tell = times.zero_s, times.last_s, times.stamps_tell
            container = self._open()
            self._to_bgr = ToBgr(self._stream)
            self._read(_decode(container, self._stream, self._last_s, from_key=False))
            if not self._shots:
                raise unreadable(self.path)
            self.has_sound = sound_of(container) is not None
            first = self._shots[0]
            self._shown = self._frame(first)
        except FFmpegError as error:
            self._close()
            raise unreadable(self.path) from error
        except BaseException:
            self._close()
            raise
        self.size = self._shown.size
        self._first_s = first.t_s
        self._kept = max(4, _KEPT_BYTES // (first.picture.width * first.picture.height * 3 // 2))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._close()

    def at(self, t_s: float) -> Frame | None:
        """The picture shown at a time.

        Args:
            t_s: Seconds from the clip's start; before it the first picture is shown, beyond its end the last.

        Returns:
            The picture, the same object while it stays the same; the one shown last where nothing decodes (any more);
            None when the clip is not open.
        """
        return self._show(self._place(t_s))

    def after(self, frame: Frame) -> Frame | None:
        """The next picture; None after the last one."""
        place = self._place(frame.t_s)
        return self._show(place + 1) if 0 <= place < len(self._shots) - 1 else None

    def before(self, frame: Frame) -> Frame | None:
        """The picture before; None before the first one."""
        place = self._place(math.nextafter(frame.t_s, -math.inf))
        return self._show(place) if place >= 0 and self._shots[place].t_s < frame.t_s else None

    def _show(self, place: int) -> Frame | None:
        if place >= 0 and (self._shown is None or self._shown.t_s != self._shots[place].t_s):
            try:
                self._shown = self._frame(self._shots[place])
            except FFmpegError as error:
                _log.info("%s: the picture at %.2f s can't be shown: %s", self.path, self._shots[place].t_s, error)
        return self._shown

    def _frame(self, shot: _Shot) -> Frame:
        return Frame(round(shot.t_s * self.rate), shot.t_s, self._to_bgr(shot.picture))

    def _place(self, t_s: float) -> int:
        """Where in `_shots` the picture of a time is, with the one after it if there is one; -1 for nowhere."""
        if self._container is None:
            return -1
        t_s = min(max(t_s, self._first_s), self._end_s)
        if not self._shots or not self._shots[0].t_s <= t_s <= self._shots[-1].t_s + _NEAR_S:
            self._jump(t_s)
        while self._shots and self._shots[-1].t_s <= t_s and self._decode_one():
            del self._shots[: -self._kept]
        return bisect_right(self._shots, t_s, key=lambda shot: shot.t_s) - 1

    def _decode_one(self) -> bool:
        shot = next(self._pictures, None)
        if shot is not None:
            self._shots.append(shot)
        elif self._shots:
            self._end_s = self._shots[-1].t_s
        return shot is not None

    def _jump(self, t_s: float) -> None:
        """Go to a key picture before a time."""
        for earlier_s in _EARLIER_S:
            goal_s = min(t_s, self.length_s) - earlier_s
            if not self._stamps_tell or goal_s <= self._first_s:
                break
            if self._seek(goal_s) and self._shots[0].t_s <= t_s:
                return
        try:
            container = self._open()
            self._read(_decode(container, self._stream, self._last_s, from_key=False))
        except (UserError, FFmpegError) as error:  # moved or damaged since it was opened
            _log.warning("%s can't be opened again: %s", self.path, error)
            self._shots = []

    def _seek(self, goal_s: float) -> bool:
        """Whether pictures come from a key picture near a time on, and their stamps tell their times."""
        if self._container is None:
            return False
        try:
            ticks = round((goal_s + self._zero_s) / (self._stream.time_base or 1))
            self._container.seek(ticks, stream=self._stream)
        except (FFmpegError, OverflowError) as error:
            _log.info("%s can't be sought in for %.2f s: %s", self.path, goal_s, error)
            return False
        self._read(_decode(self._container, self._stream, self._last_s, from_key=True))
        return bool(self._shots and self._stamps_tell)

    def _open(self) -> InputContainer:
        """Open the file, again if need be."""
        container = open_clip(self.path)
        if self._container is not None:
            self._container.close()
        self._container = container
        self._stream = pictures_of(container, self.path)
        return container

    def _read(self, pictures: Iterator[VideoFrame]) -> None:
        """Begin anew with these pictures."""
        self._pictures = self._timed(pictures, Clock(self._zero_s, self.rate))
        self._shots = []
        self._decode_one()

    def _timed(self, pictures: Iterator[VideoFrame], clock: Clock) -> Iterator[_Shot]:
        for picture in pictures:
            shot = _Shot(clock.time_of(picture), picture)
            if clock.invented:
                self._stamps_tell = False
            yield shot

    def _close(self) -> None:
        self._pictures, self._shots, self._shown = iter(()), [], None
        if self._container is not None:
            self._container.close()
        self._container = None


def _decode(container: InputContainer, stream: VideoStream, last_s: float, from_key: bool) -> Iterator[VideoFrame]:
    """Yield what decodes from where the container is.

    With `from_key` nothing before the next key packet, and nothing that is coded after it but shown before it: to
    decode that, what comes before the key would be needed.
    """
    waiting, earliest = from_key, None
    try:
        for packet in Packets(container, streams_of(container, stream), last_s):
            if packet.stream.index != stream.index:
                continue
            if waiting and not packet.is_keyframe:
                continue
            if waiting:
                waiting, earliest = False, packet.pts
            for picture in decoded(packet):
                if earliest is None or picture.pts is None or picture.pts >= earliest:
                    yield picture
    except FFmpegError as error:
        _log.info("%s can't be read on: %s", container.name, error)
        yield from left_in(stream)
