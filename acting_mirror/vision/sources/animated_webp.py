"""Animated WebP, which FFmpeg does not decode, as a clip in memory."""

import io
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av import VideoFrame
from av.container import InputContainer
from PIL import Image as Pillow
from PIL import ImageSequence

from acting_mirror.vision.sources.photo_file import rgb_of

_MOST_PIXELS: Final = 8192 * 4320
"""The largest film there is. A broken header can ask for more, and so for minutes and gigabytes."""
_SHORTEST_MS: Final = 10
_USUAL_MS: Final = 100
"""Browsers show a picture for this long that asks for the shortest time or less."""


def open_webp(path: Path) -> InputContainer:
    """Decode it, and code it anew without loss; what is transparent lies on white.

    Raises:
        PILLOW_ERRORS, MemoryError: It is damaged, or too big.
    """
    clip = io.BytesIO()
    with Pillow.open(path) as pictures, av.open(clip, "w", "mov") as out:
        if pictures.width * pictures.height > _MOST_PIXELS:
            raise ValueError(f"{pictures.width} by {pictures.height} pixels")
        video = out.add_stream("qtrle", rate=25)
        video.width, video.height, video.pix_fmt = *pictures.size, "rgb24"
        video.codec_context.time_base = Fraction(1, 1000)
        at_ms = 0
        for picture in ImageSequence.Iterator(pictures):
            frame = VideoFrame.from_ndarray(rgb_of(picture), "rgb24")
            frame.pts, frame.time_base = at_ms, video.codec_context.time_base
            shown_ms = int(picture.info["duration"])
            for packet in video.encode(frame):
                packet.duration = shown_ms if shown_ms > _SHORTEST_MS else _USUAL_MS
                at_ms += packet.duration
                out.mux(packet)
    clip.seek(0)
    return av.open(clip, "r")
