"""The picture track of a written video: at a constant rate, or with every picture's own time."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Protocol

import cv2
import numpy as np
from av import VideoFrame
from av.codec.context import Flags
from av.container import OutputContainer

from acting_mirror.core.frame import Image

USUAL_RATES: Final = (
    *(Fraction(rate) for rate in (5, 8, 10, 12, "12.5", 15, 20)),
    *(Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30)),
    *(Fraction(48), Fraction(50), Fraction(60000, 1001), Fraction(60)),
)
"""Pictures a second that cameras and films have, in order."""
_UNKNOWN_RATE: Final = Fraction(25)
_TICKS: Final = 90_000
"""Time stamps a second where pictures keep their own times: the unit of MPEG, exact for all usual rates."""
_LEAST_STEP: Final = _TICKS // 1000
"""Matroska counts milliseconds: two pictures closer than one would get the same time there."""
_ITU601: Final = 6
_LIMITED: Final = 1
"""FFmpeg's numbers for the matrix and the range that `to_yuv` uses, so that players need not guess."""


class PictureTrack(Protocol):
    """Encodes pictures in the order of their times into a container.

    Attributes:
        end_s: Where the last picture ends, in seconds; 0 before the first.
    """

    end_s: float

    def add(self, t_s: float, picture: VideoFrame) -> None:
        """Encode a picture that is to be shown from `t_s` on."""

    def finish(self) -> None:
        """Encode what was held back."""


class SteadyPictures:
    """MPEG-4 part 2 at a constant rate, for AVI, which knows no other.

    A picture belongs into slot round(t * rate). Slots that nobody fills repeat the picture before (the first one at
    the start), of two pictures for one slot the first is shown: so the picture stays within half a slot of the sound.
    """

    def __init__(self, container: OutputContainer, size: tuple[int, int], rate: float) -> None:
        """Add the track; size is (width, height), even; rate is in frames a second."""
        self.end_s = 0.0
        self._rate = steady_rate(rate)
        self._slots = 0
        self._last: VideoFrame | None = None
        self._container = container
        self._stream = container.add_stream("mpeg4", rate=self._rate)
        self._stream.width, self._stream.height = size
        context = self._stream.codec_context
        # Players go by the tag: XVID is known to more of them than FFmpeg's own FMP4.
        context.codec_tag = "XVID"
        context.gop_size = round(2 * self._rate)
        # A fixed quantiser, 3: 40 dB on one_actor.mp4 at 1.2 Mbit/s. It is given as qmin, because PyAV's frames
        # carry no quality and FFmpeg raises a missing one to qmin.
        context.qscale = True
        context.qmin = 3
        # Slices: more than two gain nothing here, and each costs a little quality.
        context.thread_count = 2
        context.open()

    def add(self, t_s: float, picture: VideoFrame) -> None:
        """Fill the slots up to the picture's with the one before, then its own."""
        slot = round(t_s * self._rate)
        if slot < self._slots:
            return
        while self._slots < slot:
            self._encode(self._last or picture)
        self._encode(picture)
        self._last = picture

    def finish(self) -> None:
        """Encode what was held back."""
        self._container.mux(self._stream.encode(None))

    def _encode(self, picture: VideoFrame) -> None:
        picture.pts = self._slots
        picture.time_base = 1 / self._rate
        self._container.mux(self._stream.encode(picture))
        self._slots += 1
        self.end_s = float(self._slots / self._rate)


class TimedPictures:
    """H.264 with every picture's own time, for MP4 and Matroska.

    A picture is held back until the next one tells how long it lasts; the last one lasts one mean frame.
    """

    # superfast takes 60 % of the time of veryfast and comes nearer to the original at the same crf
    # (40.9 against 39.9 dB on one_actor.mp4), for a file 1.8 times as big.
    _options: Mapping[str, str] = MappingProxyType({"preset": "superfast", "crf": "20"})

    def __init__(self, container: OutputContainer, size: tuple[int, int], rate: float) -> None:
        """Add the track; size is (width, height), even; rate is the mean in frames a second."""
        self.end_s = 0.0
        steady = steady_rate(rate)
        self._frame_ticks = round(_TICKS / steady)
        self._held: VideoFrame | None = None
        self._next_pts = 0
        self._container = container
        self._stream = container.add_stream("libx264", rate=steady, options=dict(self._options))
        self._stream.width, self._stream.height = size
        self._stream.time_base = Fraction(1, _TICKS)
        context = self._stream.codec_context
        context.time_base = Fraction(1, _TICKS)
        context.thread_type = "FRAME"  # PyAV's own choice makes x264 cut slices, which costs quality
        context.flags |= Flags.frame_duration
        context.colorspace = _ITU601
        context.color_range = _LIMITED
        context.open()

    def add(self, t_s: float, picture: VideoFrame) -> None:
        """Encode the picture before, whose length is known now."""
        pts = max(round(t_s * _TICKS), self._next_pts)
        self._encode_held(pts)
        picture.pts = pts
        picture.time_base = Fraction(1, _TICKS)
        self._held = picture
        self._next_pts = pts + _LEAST_STEP
        self.end_s = (pts + self._frame_ticks) / _TICKS

    def finish(self) -> None:
        """Encode what was held back."""
        self._encode_held(round(self.end_s * _TICKS))
        self._container.mux(self._stream.encode(None))

    def _encode_held(self, end_pts: int) -> None:
        if self._held is not None and self._held.pts is not None:
            self._held.duration = end_pts - self._held.pts
            self._container.mux(self._stream.encode(self._held))


class LivePictures(TimedPictures):
    """The same for a recording that runs: beside the picture that is held back, nothing waits in the encoder.

    So a crash costs no more than the container's newest cluster, and a picture depends on none after it. A whole
    picture comes every second or two, so that one can go to any moment of it quickly.
    """

    # On one_actor.mp4 at 720p: 6.5 ms of a core a picture, 42.0 dB, 2.6 Mbit/s. ultrafast takes 4.9 ms for the same
    # quality and twice the size, veryfast 10.1 ms for 2.2 Mbit/s. Beside the reading none of them lost a picture.
    _options = MappingProxyType({"preset": "superfast", "crf": "23", "tune": "zerolatency", "g": "60"})


def even_size(size: tuple[int, int]) -> tuple[int, int]:
    """(width, height) as encoded: colour is stored for blocks of 2x2, so an odd edge gets one more line."""
    width, height = size
    return width + width % 2, height + height % 2


def to_yuv(bgr: Image) -> VideoFrame:
    """A picture as the encoders take it: planar YUV 4:2:0, ITU-R 601, limited range, of even size.

    OpenCV converts three times as fast as swscale (0.20 against 0.48 ms at 640x360, 0.68 against 1.86 ms at
    1280x720); it takes colour from one pixel of four instead of their mean.

    Args:
        bgr: uint8 (H, W, 3), BGR; not kept.
    """
    height, width = bgr.shape[:2]
    if width % 2 or height % 2:
        bgr = cv2.copyMakeBorder(bgr, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)  # type: ignore[assignment]
        height, width = bgr.shape[:2]
    planar = cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420).reshape(-1)
    picture = VideoFrame(width, height, "yuv420p")
    # Not VideoFrame.from_numpy_buffer: it rounds the height down to a multiple of 4.
    ends = np.cumsum([0, width * height, width * height // 4, width * height // 4])
    for plane, (start, end) in zip(picture.planes, pairwise(ends), strict=True):
        rows = np.asarray(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        rows[: plane.height, : plane.width] = planar[start:end].reshape(plane.height, plane.width)
    return picture


def steady_rate(rate: float) -> Fraction:
    """The constant rate for a clip's mean one, from 5 to 60 frames a second.

    A usual rate stays, written exactly (29.97 is 30000/1001). A mean that is not usual comes from a clip of variable
    rate: the next usual one above it loses fewer of its pictures and keeps them nearer to the sound.
    """
    if not rate > 0:
        return _UNKNOWN_RATE
    near = min(USUAL_RATES, key=lambda usual: abs(usual - rate))
    if abs(near - rate) <= near / 2000:  # 24 and 24000/1001 are 1 in 1000 apart
        return near
    return next((usual for usual in USUAL_RATES if usual >= rate), USUAL_RATES[-1])
