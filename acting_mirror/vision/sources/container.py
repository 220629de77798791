"""What a clip's file says of itself before anything of it is decoded."""

import math
from pathlib import Path
from typing import Final

import av
from av import AudioStream, FFmpegError
from av.codec.context import ThreadType
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.vision.sources.animated_webp import open_webp
from acting_mirror.vision.sources.photo_file import PILLOW_ERRORS, is_animated, is_photo

_STILL: Final = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_TEXT_AS_VIDEO: Final = {"tty", "bin", "xbin", "adf", "idf"}
"""FFmpeg draws text files as video; nobody who gives us one wants that."""
_PHOTO_BRANDS: Final = {"heic", "heix", "heim", "heis", "mif1", "avif"}
"""What MP4's relatives HEIC and AVIF call themselves; those that move have other names."""
_ANNOUNCES_LENGTH: Final = {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "asf", "flv"}
"""Containers that say at their start how long they are; of others FFmpeg guesses it from the size."""
_FAR_S: Final = 10.0
"""Beyond its announced end by more than this, a frame's time is wrong."""


def open_clip(path: Path) -> InputContainer:
    """Open a container; nothing but files is followed, so that no play list reaches into the net.

    Titles in old encodings are common, PyAV would refuse them.

    Raises:
        UserError: It is missing, empty, a folder, a photo, or no container.
    """
    _check_file(path)
    try:
        # Absolute: FFmpeg would take a name like "a:b.mp4" for a protocol.
        container = av.open(
            str(path.absolute()), container_options={"protocol_whitelist": "file"}, metadata_errors="replace"
        )
    except PermissionError as error:
        raise UserError(f"{path} may not be read: change its permissions.") from error
    except FFmpegError as error:
        raise unreadable(path) from error
    if container.format.name in _TEXT_AS_VIDEO:
        container.close()
        raise unreadable(path)
    if container.format.name == "webp_pipe" and is_animated(path):
        container.close()
        return _webp(path)
    of_photos = container.format.name == "image2" or container.format.name.endswith("_pipe")
    if of_photos or container.metadata.get("major_brand") in _PHOTO_BRANDS:
        container.close()
        raise _photo(path)
    return container


def pictures_of(container: InputContainer, path: Path) -> VideoStream:
    """The stream of moving pictures; cover art is none.

    Raises:
        UserError: There is none, or FFmpeg has no decoder for it.
    """
    streams = [stream for stream in container.streams.video if not stream.disposition & _STILL]
    if not streams:
        what = "sound but no pictures" if container.streams.audio else "no pictures"
        raise UserError(f"{path} has {what}: choose a video.")
    best = container.streams.best("video")
    stream = next((stream for stream in streams if best is not None and stream.index == best.index), streams[0])
    if stream.codec_context is None:
        raise UserError(f"{path} is coded in a way that FFmpeg does not know: convert it to MP4 (H.264).")
    stream.thread_type = ThreadType.AUTO
    return stream


def sound_of(container: InputContainer) -> AudioStream | None:
    """The sound that is heard: the best, or the first that FFmpeg has a decoder for; phones add tracks of their own."""
    for stream in (container.streams.best("audio"), *container.streams.audio):
        if isinstance(stream, AudioStream) and stream.codec_context is not None:
            return stream
    return None


def start_s(container: InputContainer) -> float:
    """Where the clip's clock starts; what comes before (an encoder's run-up) is not shown."""
    return max(0.0, (container.start_time or 0) / av.time_base)


def length_s(container: InputContainer, stream: VideoStream) -> float | None:
    """The length of the pictures; the sound may be longer."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    try:  # Matroska's writers note each stream's length in a tag such as 00:00:02.990000000
        hours, minutes, seconds = stream.metadata["DURATION"].split(":")
        return 3600 * int(hours) + 60 * int(minutes) + float(seconds)
    except (KeyError, ValueError):
        return container.duration / av.time_base if container.duration else None


def latest_s(length_s: float | None) -> float:
    """From which second on the time of a frame is wrong, by the clip's length; infinite where that is unknown."""
    return (length_s or math.inf) + _FAR_S


def rate_of(stream: VideoStream) -> float:
    """Frames a second, the mean where it varies."""
    return float(stream.average_rate or stream.guessed_rate or 25)


def stamps_grow(container: InputContainer, stream: VideoStream) -> bool:
    """Whether a picture's own stamp tells its time; reads the container to its end where it may be otherwise.

    Raw streams have no stamps, and broadcasts that were cut and joined start counting anew.
    """
    if container.format.name in _ANNOUNCES_LENGTH:
        return True
    latest = -math.inf
    for packet in container.demux(stream):
        if packet.size and (packet.pts is None or packet.dts is None or packet.dts <= latest):
            return False
        latest = latest if packet.dts is None else packet.dts
    return True


def announced_s(container: InputContainer, stream: VideoStream) -> float:
    """The length that the container announces; 0 where it announces none."""
    if container.format.name not in _ANNOUNCES_LENGTH:
        return 0.0
    if container.format.name == "avi" and stream.frames and stream.average_rate:
        return float(stream.frames / stream.average_rate)  # FFmpeg shortens the length of an AVI with a part missing
    return (container.duration or 0) / av.time_base


def unreadable(path: Path) -> UserError:
    """The sentence for a file of which nothing decodes; an MP4 has its index at the end, if it was written whole."""
    with path.open("rb") as file:
        is_mp4 = file.read(12)[4:8] == b"ftyp"
    if is_mp4:
        return UserError(f"{path} is damaged or incomplete, nothing of it can be read: copy or record it again.")
    return UserError(f"{path} can't be read as a video: choose another file, or convert it to MP4.")


def _check_file(path: Path) -> None:
    """Refuse what needs no look inside."""
    try:
        is_folder, size = path.is_dir(), path.stat().st_size
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}: check its name and folder.") from error
    except OSError as error:
        raise UserError(f"{path} can't be opened ({error.strerror}): check its name and folder.") from error
    if is_folder:
        raise UserError(f"{path} is a folder.", Remedy.READ_AS_PHOTOS)
    if not size:
        raise UserError(f"{path} is empty (0 bytes): copy or download it again.")
    if is_photo(path):
        raise _photo(path)


def _webp(path: Path) -> InputContainer:
    try:
        return open_webp(path)
    except (FFmpegError, MemoryError, *PILLOW_ERRORS) as error:
        raise unreadable(path) from error


def _photo(path: Path) -> UserError:
    return UserError(f"{path} is a photo.", Remedy.READ_AS_PHOTOS)
