"""The parts of a tape as one run of pictures and one of sound."""

import math
import threading
from collections.abc import Generator, Iterator, Sequence
from fractions import Fraction
from typing import Final

import cv2
import numpy as np
from av import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.pipeline.delivery.part import Part
from acting_mirror.pipeline.delivery.plan import Plan
from acting_mirror.vision.sources.clip_sound import RATE, Samples, SoundReader
from acting_mirror.vision.sources.file import ClipFile

_JITTER: Final = 0.03
"""Of a picture's length, which stamps in milliseconds are off."""
_BROKEN_S: Final = 0.5


def pictures(parts: Sequence[Part], plan: Plan, stop: threading.Event) -> Generator[VideoFrame]:
    """Yield each picture of a tape; the same one again where it stays.

    Raises:
        UserError: A clip can't be read or breaks off.
        CancelledError: `stop` was set.
    """
    to_yuv = VideoReformatter()
    for part, count in zip(parts, plan.counts, strict=True):
        for bgr, times in _shown(part, count, plan.rate, stop):
            frame = VideoFrame.from_ndarray(_fitted(bgr, plan.size), "bgr24")
            encoded = to_yuv.reformat(
                frame, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
            )
            for _ in range(times):
                yield encoded


def _shown(part: Part, count: int, rate: Fraction, stop: threading.Event) -> Iterator[tuple[Image, int]]:
    """Yield the pictures of a part, and how often each is shown: of two for one moment, the later."""
    start_s = _first_s(part, rate)
    done, held = 0, None
    with ClipFile(part.path) as clip:
        for frame in clip:
            if stop.is_set():
                raise CancelledError
            slot = min(count, math.floor((frame.t_s - start_s) * rate + 0.5 + _JITTER))
            if held is not None and slot > done:
                yield held, slot - done
                done = slot
            held = frame.bgr
            if done == count:
                return
        if clip.broke_at is not None and clip.broke_at < part.end_s - _BROKEN_S:
            raise UserError(
                tr(
                    "{path} breaks off at {seconds:.1f} s: copy it again, or deliver it up to there.",
                    path=part.path,
                    seconds=clip.broke_at,
                )
            )
    if held is not None:
        yield held, count - done


def _first_s(part: Part, rate: Fraction) -> float:
    """Where a part begins: with a picture of a clip that has this rate, so that its sound stays with its pictures."""
    return float(round(part.start_s * rate) / rate)


def sound(parts: Sequence[Part], plan: Plan, gains_db: Sequence[float], stop: threading.Event) -> Iterator[Samples]:
    """Yield the sound of a tape, float32 (2, samples) at `RATE`, each part made louder by its gain.

    Raises:
        CancelledError: `stop` was set.
    """
    ends = [round(RATE * end_s) for end_s in (*plan.starts_s[1:], plan.length_s)]
    done = 0
    for part, end, gain_db in zip(parts, ends, gains_db, strict=True):
        for samples in heard(part, plan.rate, end - done):
            if stop.is_set():
                raise CancelledError
            yield samples * np.float32(10 ** (gain_db / 20))
        done = end


def heard(part: Part, rate: Fraction, count: int) -> Iterator[Samples]:
    """Yield so many samples of a part's sound, float32 (2, samples) at `RATE`, and silence where it has none."""
    start_s, left = _first_s(part, rate), count
    if part.sounds:
        try:
            with SoundReader(part.path) as reader:
                for block in reader.blocks(start_s):
                    samples = block[:left].T.astype(np.float32) / np.float32(32768)
                    left -= samples.shape[1]
                    yield samples
                    if not left:
                        return
        except UserError:  # none of it decodes
            pass
    while left:
        yield np.zeros((2, min(left, RATE)), np.float32)
        left -= min(left, RATE)


def _fitted(picture: Image, size: tuple[int, int]) -> Image:
    """A picture inside another size, between black bars where its format is another."""
    height, width = picture.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    inner = min(size[0], round(width * scale)), min(size[1], round(height * scale))
    # One line more or less is not worth a bar.
    inner = (size[0] if size[0] - inner[0] < 2 else inner[0], size[1] if size[1] - inner[1] < 2 else inner[1])
    if inner != (width, height):
        picture = cv2.resize(picture, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)  # type: ignore[assignment]
    if inner == size:
        return picture
    framed = np.zeros((size[1], size[0], 3), np.uint8)
    x, y = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    framed[y : y + inner[1], x : x + inner[0]] = picture
    return framed
