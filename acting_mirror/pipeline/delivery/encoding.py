"""A tape as MP4: H.264 and AAC, of a size that is aimed at, in as many passes as that takes."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av import VideoFrame
from av.codec.context import Flags
from av.container import OutputContainer
from av.video.stream import VideoStream

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.disk import in_bytes
from acting_mirror.pipeline.delivery.joined import pictures, sound
from acting_mirror.pipeline.delivery.part import Part
from acting_mirror.pipeline.delivery.plan import AIM, LEAST_SHARE, Plan
from acting_mirror.pipeline.loops import Prefetch
from acting_mirror.record.sound import SoundTrack
from acting_mirror.vision.sources.clip_sound import RATE
from acting_mirror.vision.sources.video_sound import ClipSound

_BT709: Final = 1
_LIMITED: Final = 1
"""FFmpeg's numbers for primaries, transfer and matrix, and for the range."""
_SMALL_LINES: Final = 720
"""Up to here there is time for x264 to use bits better; at 1080p two passes would take longer than the tape."""
_MOST_PASSES: Final = 6
_LEAST_BITS: Final = 2000


@dataclass(frozen=True, slots=True)
class Encoding:
    """What is encoded, and how.

    Attributes:
        parts: What the tape is joined from.
        plan: How it is written.
        gains_db: By how much each part is made louder.
        passes: The file, of a folder that is removed after, in which x264 notes what it saw.
        progress: Called with the number of pictures done and of all, those of all passes.
        stop: When set, it ends soon.
    """

    parts: Sequence[Part]
    plan: Plan
    gains_db: Sequence[float]
    passes: Path
    progress: Callable[[int, int | None], None]
    stop: threading.Event

    def write(self, target: Path) -> None:
        """Write the file, below the limit; where that binds, in two passes, and more where they miss it.

        Raises:
            UserError: A clip can't be read, or it can't be made small enough.
            CancelledError: `stop` was set.
            OSError: The file can't be written.
        """
        plan, bits, number = self.plan, self.plan.picture_bits, 0
        if plan.binds:
            self._pass(None, bits, number)
            number += 1
        while True:
            self._pass(target, bits, number)
            number += 1
            size = target.stat().st_size
            if plan.limit is None or (size <= plan.limit and (number > 3 or not self._is_small(size))):
                return
            if number >= _MOST_PASSES or (size > plan.limit and bits == _LEAST_BITS):
                raise self._too_small(plan.limit, size)
            bits = max(_LEAST_BITS, round(bits + (AIM * plan.limit - size) * 8 / plan.length_s))

    def _is_small(self, size: int) -> bool:
        return self.plan.binds and self.plan.limit is not None and size < LEAST_SHARE * self.plan.limit

    def _too_small(self, limit: int, size: int) -> UserError:
        return UserError(
            tr(
                "{limit} are too few for {length:.0f} s of film: it fits from {enough} on; cut it shorter.",
                limit=in_bytes(limit),
                length=self.plan.length_s,
                enough=in_bytes(size),
            )
        )

    def _pass(self, target: Path | None, bits: int, number: int) -> None:
        """Encode all, to nowhere without a target; a later pass knows what the ones before saw."""
        where, form = (os.devnull, "null") if target is None else (str(target), "mp4")
        options = {"movflags": "faststart"} if target is not None else {}
        with av.open(where, "w", form, options) as film:
            video = self._video(film, bits, number, fast=target is None)
            track = None
            if target is not None and self.plan.sound_bits:
                heard = sound(self.parts, self.plan, self.gains_db, self.stop)
                track = SoundTrack(
                    film, ClipSound(heard, RATE, "stereo", self.plan.length_s), "aac", self.plan.sound_bits
                )
            film.start_encoding()
            self._encode(film, video, track, number)

    def _encode(self, film: OutputContainer, video: VideoStream, track: SoundTrack | None, number: int) -> None:
        count = sum(self.plan.counts)
        total = count * max(number + 1, 1 + self.plan.binds)
        with closing(pictures(self.parts, self.plan, self.stop)) as joined, Prefetch[VideoFrame](joined) as ahead:
            for index, picture in enumerate(ahead):
                picture.pts, picture.time_base = index, 1 / self.plan.rate
                film.mux(video.encode(picture))
                if track is not None:
                    track.add_until(float((index + 1) / self.plan.rate))
                self.progress(number * count + index + 1, total)
        film.mux(video.encode(None))
        if track is not None:
            track.finish(self.plan.length_s)

    def _video(self, film: OutputContainer, bits: int, number: int, fast: bool) -> VideoStream:
        preset = "veryfast" if min(self.plan.size) <= _SMALL_LINES else "superfast"
        options = {"preset": preset, "stats": str(self.passes), "fastfirstpass": str(int(fast))}
        video = film.add_stream("libx264", rate=self.plan.rate, options=options)
        video.width, video.height = self.plan.size
        video.pix_fmt, video.bit_rate = "yuv420p", bits
        video.time_base = 1 / self.plan.rate
        context = video.codec_context
        context.profile = "High"
        context.flags |= Flags.pass2 if number else Flags.pass1
        context.sample_aspect_ratio = Fraction(1)
        context.gop_size = round(2 * self.plan.rate)
        context.thread_type = "FRAME"  # PyAV's own choice makes x264 cut slices, which costs quality
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED
        return video
