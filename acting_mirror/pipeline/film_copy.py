"""A clip as an MP4 that every browser plays, its pictures copied as they are, where they are of the right kind."""

import math
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import av
from av import AudioStream, FFmpegError
from av.container import InputContainer, OutputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from acting_mirror.record.drawn_mark import is_drawn, mark_drawn
from acting_mirror.record.sound import SoundTrack
from acting_mirror.vision.sources.clip_times import ClipTimes, clip_times
from acting_mirror.vision.sources.colours import is_wide
from acting_mirror.vision.sources.container import open_clip, sound_of, streams_of
from acting_mirror.vision.sources.packets import Packets, end_of, stamped
from acting_mirror.vision.sources.video_sound import ClipSound, sound_in

_CONTAINERS: Final = {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"}
"""Those whose stamps tell the times of pictures; raw streams and AVI have none or poor ones."""
_RUN_UP_S: Final = 0.1
"""Sound from so long before the first picture is copied, for a decoder to run up with."""
_PICTURES: Final = ("h264", {"yuv420p", "yuvj420p"})


class NotCopiedError(Exception):
    """The pictures can't be copied: they must be encoded anew."""


def copy_to_mp4(clip: Path, target: Path, progress: Callable[[int], None], stop: threading.Event) -> list[float]:
    """Copy the pictures of a clip, and its sound if it is AAC, else encoded anew; second 0 is its first picture.

    Args:
        clip: The clip; it is only read.
        target: Where the MP4 is written; a file that exists is replaced.
        progress: Called with the number of pictures done.
        stop: When set, it ends soon and the file is not whole.

    Returns:
        The times of the pictures as written, sorted, in seconds.

    Raises:
        NotCopiedError: The pictures are not H.264 that browsers play, or can't be copied.
        UserError: The clip can't be opened.
        OSError: The file can't be written.
    """
    try:
        with open_clip(clip) as source:
            pictures = _pictures(source)
            with (
                sound_in(_to_encode(source, clip)) as sound,
                av.open(str(target), "w", "mp4", {"movflags": "faststart"}) as film,
            ):
                _copy(source, pictures, clip_times(clip), film, sound, progress, stop)
    except (FFmpegError, ValueError) as error:
        if isinstance(error, OSError) and not isinstance(error, av.error.InvalidDataError):
            raise
        raise NotCopiedError(str(error)) from error
    return _times(target)


def _pictures(source: InputContainer) -> VideoStream:
    """The pictures of the right kind."""
    best = source.streams.best("video")
    if not isinstance(best, VideoStream) or best.disposition & Disposition.attached_pic:
        raise NotCopiedError("there are no moving pictures")
    context = best.codec_context
    kind = (context.name, context.pix_fmt) if context is not None else ("", "")
    if source.format.name not in _CONTAINERS or kind[0] != _PICTURES[0] or kind[1] not in _PICTURES[1]:
        raise NotCopiedError(f"{kind} in {source.format.name}")
    if context is not None and is_wide(context.color_trc, context.color_primaries):
        raise NotCopiedError("they are HDR")
    return best


def _copy(
    source: InputContainer,
    pictures: VideoStream,
    times: ClipTimes,
    film: OutputContainer,
    sound: ClipSound | None,
    progress: Callable[[int], None],
    stop: threading.Event,
) -> None:
    streams: dict[int, Stream] = {pictures.index: film.add_stream_from_template(pictures)}
    if (heard := _aac(source)) is not None:
        streams[heard.index] = film.add_stream_from_template(heard)
    track = SoundTrack(film, sound, "aac") if sound is not None else None
    if is_drawn(source):
        mark_drawn(film)
    zero_s, done, end_s = times.zero_s, 0, 0.0
    for packet in stamped(Packets(source, streams_of(source, pictures), times.last_s)):
        if stop.is_set():
            break
        index, shift = packet.stream.index, round(zero_s / packet.time_base)
        too_early = index != pictures.index and end_of(packet) < zero_s - _RUN_UP_S
        if index not in streams or packet.pts is None or packet.dts is None or too_early:
            continue
        packet.pts, packet.dts, packet.stream = packet.pts - shift, packet.dts - shift, streams[index]
        if index == pictures.index:
            done, end_s = done + 1, max(end_s, float(packet.pts * packet.time_base))
            progress(done)
            if track is not None:
                track.add_until(end_s)
        film.mux(packet)
    if track is not None:
        track.finish(math.inf)


def _aac(source: InputContainer) -> AudioStream | None:
    """The sound, where it can be copied."""
    heard = sound_of(source)
    return heard if heard is not None and heard.codec_context.name == "aac" else None


def _to_encode(source: InputContainer, clip: Path) -> Path | None:
    """The clip, where it has sound that can't be copied."""
    return clip if sound_of(source) is not None and _aac(source) is None else None


def _times(film: Path) -> list[float]:
    with av.open(str(film)) as written:
        packets = written.demux(written.streams.video[0])
        times = sorted(float(packet.pts * packet.time_base) for packet in packets if packet.pts is not None)
    with film.open("rb+") as file:
        os.fsync(file.fileno())
    return [t_s - times[0] for t_s in times]
