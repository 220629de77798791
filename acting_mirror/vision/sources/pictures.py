"""From what a decoder gives to pictures and times as the program knows them."""

from collections.abc import Mapping
from typing import Final, cast

import cv2
import numpy as np
from av import FFmpegError, Packet, VideoFrame
from av.sidedata.sidedata import SideData, Type
from av.stream import Stream
from av.video.stream import VideoStream

from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.colours import ToScreen

_FLIPS: Final = {(True, True): -1, (True, False): 1, (False, True): 0}
"""OpenCV's codes: whether left and right, top and bottom change places."""
_LEAST_STEP_S: Final = 0.001


class ToBgr:
    """Turns decoded pictures into upright BGR ones with square pixels, all of the first one's size."""

    def __init__(self, stream: VideoStream) -> None:
        """Take from the stream, of which nothing is decoded yet, what its container says of pixels and colours."""
        self._to_screen = ToScreen(stream)
        self._stream = stream
        self._size: tuple[int, int] | None = None
        self._transposed = False
        self._flip: int | None = None

    def __call__(self, picture: VideoFrame) -> Image:
        """A picture as uint8 (H, W, 3), BGR."""
        if self._size is None:
            # The container's word comes first, as in FFmpeg; the decoder knows what the pictures themselves say.
            aspect = self._stream.sample_aspect_ratio or self._stream.codec_context.sample_aspect_ratio
            self._size = _square_pixels(picture.width, picture.height, float(aspect or 1))
            self._transposed, self._flip = _display_of(picture)
        bgr = self._to_screen(picture, self._size).to_ndarray()
        seen = cv2.transpose(bgr) if self._transposed else bgr
        return cast(Image, seen if self._flip is None else cv2.flip(seen, self._flip))


class Clock:
    """Gives pictures, in their order, their times: their own, else one mean frame after the one before.

    Those whose own time is over when they come follow at once, a millisecond after the one before.

    Attributes:
        invented: Whether a picture had no time of its own that could be used.
    """

    def __init__(self, zero_s: float, rate: float) -> None:
        """Start before the first picture.

        Args:
            zero_s: When the clip's first picture is shown, in seconds on its container's clock.
            rate: Frames a second, the mean.
        """
        self.invented = False
        self._zero_s = zero_s
        self._step_s = 1 / rate
        self._t_s = -self._step_s

    def time_of(self, picture: VideoFrame) -> float:
        """The next picture's time in seconds from the clip's first."""
        own_s = None if picture.time is None else max(0.0, picture.time - self._zero_s)
        if own_s is not None and self._t_s < own_s:
            self._t_s = own_s
        else:
            self.invented = True
            # Where parts overlap, soon back to the pictures' own times: the sound keeps to these.
            self._t_s += self._step_s if own_s is None else min(self._step_s, _LEAST_STEP_S)
        return self._t_s


def decoded(packet: "Packet[Stream]") -> list[VideoFrame]:
    """The pictures that a packet gives; none where it does not decode, which `ClipFile` counts and tells."""
    try:
        return [picture for picture in packet.decode() if isinstance(picture, VideoFrame)]
    except FFmpegError:
        return []


def left_in(stream: VideoStream) -> list[VideoFrame]:
    """The pictures that a decoder holds back."""
    try:
        return stream.codec_context.decode(None)
    except FFmpegError:
        return []


def _display_of(picture: VideoFrame) -> tuple[bool, int | None]:
    """Whether rows become columns for a viewer, and how the result is flipped: phones turn, front cameras mirror.

    The display matrix (ISO/IEC 14496-12, 8.3.2) takes a pixel to x' = ax + cy, y' = bx + dy.
    """
    beside = cast(Mapping[Type, SideData], picture.side_data)  # PyAV's stubs know one key of it
    if Type.DISPLAYMATRIX not in beside:
        return False, None
    a, b, _, c, d = np.frombuffer(bytes(beside[Type.DISPLAYMATRIX]), np.int32)[:5]
    transposed = bool(abs(b) > abs(a))
    flips = (c < 0, b < 0) if transposed else (a < 0, d < 0)
    return transposed, _FLIPS.get((bool(flips[0]), bool(flips[1])))


def _square_pixels(width: int, height: int, pixel_aspect: float) -> tuple[int, int]:
    """The (width, height) with square pixels; the side that is too short grows, to an even number."""
    if pixel_aspect == 1 or not 0.2 < pixel_aspect < 5:  # beyond that the header is wrong
        return width, height
    if pixel_aspect > 1:
        return 2 * round(width * pixel_aspect / 2), height
    return width, 2 * round(height / pixel_aspect / 2)
