"""What the numbers of pictures mean in colours, and from them to those of a common screen."""

import threading
from functools import lru_cache
from typing import Final

import numpy as np
from av import VideoFrame
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream

from acting_mirror.core.frame import Image

_HDR: Final = {ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67}
"""PQ and HLG."""
_UNSAID: Final = 2
_BT2020: Final = 9
"""FFmpeg's numbers, of primaries and matrices alike (ITU-T H.273)."""
_PRIMARIES: Final = {*ColorPrimaries} - {ColorPrimaries.UNSPECIFIED}
_MATRICES: Final = {0, 1, 4, 5, 6, 7, 9}
"""Those that swscale knows: it refuses a picture of another matrix, and crashes at some other primaries."""


class ToScreen:
    """Turns decoded pictures into BGR of BT.709; those of standard range in other primaries than BT.2020 stay theirs.

    swscale maps them: what is brighter than HDR's white of 203 cd/m2 (ITU-R BT.2408) becomes white.
    """

    def __init__(self, stream: VideoStream) -> None:
        """Take from the stream, of which nothing is decoded yet, what its container says of colours."""
        context = stream.codec_context
        # Now, as HEVC's decoder forgets what only the container says.
        self._trc, self._primaries, self._matrix = context.color_trc, context.color_primaries, context.colorspace
        # One for all pictures: making a new one for each, as `VideoFrame.to_ndarray` does, costs up to 3 ms.
        self._to_bgr = VideoReformatter()

    def __call__(self, picture: VideoFrame, size: tuple[int, int]) -> VideoFrame:
        """A picture in BGR, of this (width, height)."""
        trc = _said(picture.color_trc, self._trc)
        primaries = _said(picture.color_primaries, self._primaries)
        if is_wide(trc, primaries):
            picture = self._mapped(picture, trc, primaries)
        elif picture.colorspace not in _MATRICES:
            picture.colorspace = _UNSAID
        # In this thread: starting others costs more than they save on pictures of a clip's size.
        return self._to_bgr.reformat(picture, *size, format="bgr24", threads=1)

    def _mapped(self, picture: VideoFrame, trc: int, primaries: int) -> VideoFrame:
        """A picture as a camera of BT.709 would have given it, in the same format."""
        matrix = _said(picture.colorspace, self._matrix)
        bare = _bare(picture)
        bare.color_range = picture.color_range
        bare.colorspace = matrix if matrix in _MATRICES else _BT2020
        return _to_709(bare, trc, primaries)


def photo_to_screen(rgb: Image, trc: int, primaries: int) -> Image:
    """A photo as `ToScreen` would give it, uint8 (H, W, 3), RGB."""
    if not is_wide(trc, primaries):
        return rgb
    mapped = _to_709(VideoFrame.from_ndarray(rgb, "rgb24"), trc, primaries)
    return np.asarray(mapped.to_ndarray(), np.uint8)


def is_wide(trc: int, primaries: int) -> bool:
    """Whether a picture of this transfer and these primaries looks wrong where it is taken for one of BT.709."""
    return trc in _HDR or primaries == _BT2020


def _to_709(picture: VideoFrame, trc: int, primaries: int) -> VideoFrame:
    picture.color_trc = trc
    picture.color_primaries = primaries if primaries in _PRIMARIES else _BT2020
    colours = (trc, picture.color_primaries, picture.colorspace, picture.color_range)
    reformatter, lock = _mapper(picture.width, picture.height, picture.format.name, *colours)
    with lock:
        return reformatter.reformat(
            picture,
            dst_colorspace=Colorspace.ITU709,
            dst_color_trc=ColorTrc.BT709 if trc in _HDR else None,
            dst_color_primaries=ColorPrimaries.BT709,
        )


@lru_cache(maxsize=4)
def _mapper(*_kind: object) -> tuple[VideoReformatter, threading.Lock]:
    """What maps all pictures of a kind, for one of them at a time: swscale takes 2 s to work out its table."""
    return VideoReformatter(), threading.Lock()


def _bare(picture: VideoFrame) -> VideoFrame:
    """A copy of a picture without what lies beside it.

    By that, swscale would make what is as bright as the screen of the one who graded it white, and all else dark.
    """
    bare = VideoFrame(picture.width, picture.height, picture.format.name)
    for plane, copy in zip(picture.planes, bare.planes, strict=True):
        lines = [np.frombuffer(memoryview(each), np.uint8).reshape(each.height, -1) for each in (plane, copy)]
        width = min(line.shape[1] for line in lines)
        lines[1][:, :width] = lines[0][:, :width]
    return bare


def _said(own: int, container: int) -> int:
    """What a picture says of itself, or else its container."""
    return container if own == _UNSAID else own
