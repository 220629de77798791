"""What a clip's file says of itself before anything of it is decoded."""

import math
from pathlib import Path
from typing import Final

import av
from av import AudioStream, FFmpegError
from av.codec.context import ThreadType
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.animated_webp import open_webp
from acting_mirror.vision.sources.photo_file import PILLOW_ERRORS, is_animated, is_photo

_STILL: Final = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_TEXT_AS_VIDEO: Final = {"tty", "bin", "xbin", "adf", "idf"}
"""FFmpeg draws text files as video; nobody who gives us one wants that."""
_PHOTO_BRANDS: Final = {"heic", "heix", "heim", "heis", "mif1", "avif"}
"""What MP4's relatives HEIC and AVIF call themselves; those that move have other names."""
_OPTIONS: Final = {"protocol_whitelist": "file", "merge_pmt_versions": "1"}
"""Only files are followed; and broadcasts that were joined go on in the streams that they began with."""
_MP4: Final = "mov,mp4,m4a,3gp,3g2,mj2"
_ANNOUNCES_LENGTH: Final = {_MP4, "matroska,webm", "avi", "asf", "flv"}


def open_clip(path: Path) -> InputContainer:
    """Open a container; nothing but files is followed, so that no play list reaches into the net.

    Titles in old encodings are common, PyAV would refuse them.

    Raises:
        UserError: It is missing, empty, a folder, a photo, or no container.
    """
    check_file(path)
    try:
        # Absolute: FFmpeg would take a name like "a:b.mp4" for a protocol.
        container = av.open(str(path.absolute()), container_options=_OPTIONS, metadata_errors="replace")
    except PermissionError as error:
        raise UserError(tr("{path} may not be read: change its permissions.", path=path)) from error
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
        if container.streams.audio:
            raise UserError(tr("{path} has sound but no pictures: choose a video.", path=path))
        raise UserError(tr("{path} has no pictures: choose a video.", path=path))
    best = container.streams.best("video")
    stream = next((stream for stream in streams if best is not None and stream.index == best.index), streams[0])
    if stream.codec_context is None:
        raise UserError(tr("{path} is coded in a way that FFmpeg does not know: convert it to MP4 (H.264).", path=path))
    stream.thread_type = ThreadType.AUTO
    return stream


def sound_of(container: InputContainer) -> AudioStream | None:
    """The sound that is heard: the best, or the first that FFmpeg has a decoder for; phones add tracks of their own."""
    for stream in (container.streams.best("audio"), *container.streams.audio):
        if isinstance(stream, AudioStream) and stream.codec_context is not None:
            return stream
    return None


def streams_of(container: InputContainer, pictures: VideoStream) -> list[Stream]:
    """The pictures, and the sound that is heard if there is any."""
    sound = sound_of(container)
    return [pictures] if sound is None else [pictures, sound]


def announces_length(container: InputContainer) -> bool:
    """Whether it says at its start how long it is, and has, or makes, an index to seek by."""
    return container.format.name in _ANNOUNCES_LENGTH


def counts_pictures(container: InputContainer) -> bool:
    """Whether it has to know each picture for any to be found, so that its number of them is right."""
    return container.format.name == _MP4


def announced_s(container: InputContainer, pictures: VideoStream) -> float:
    """How long it says that it is; 0 where it does not."""
    if not announces_length(container):
        return 0.0
    if container.format.name == "avi" and pictures.frames and pictures.average_rate:
        # FFmpeg shortens the length of an AVI with a part missing.
        return float(pictures.frames / pictures.average_rate)
    return (container.duration or 0) / av.time_base


def announced_end_s(container: InputContainer) -> float:
    """Where it says that it ends, in seconds on its clock; infinite where it could but does not.

    Minus infinity for containers that can't: of those, FFmpeg guesses it from the size.
    """
    if not announces_length(container):
        return -math.inf
    if not container.duration:
        return math.inf
    return ((container.start_time or 0) + container.duration) / av.time_base


def unreadable(path: Path) -> UserError:
    """The sentence for a file of which nothing decodes; an MP4 has its index at the end, if it was written whole."""
    try:
        with path.open("rb") as file:
            is_mp4 = file.read(12)[4:8] == b"ftyp"
    except OSError as error:  # since it was looked at
        return _out_of_reach(path, error)
    if is_mp4:
        return UserError(
            tr("{path} is damaged or incomplete, nothing of it can be read: copy or record it again.", path=path)
        )
    return UserError(tr("{path} can't be read as a video: choose another file, or convert it to MP4.", path=path))


def _out_of_reach(path: Path, error: OSError) -> UserError:
    if isinstance(error, FileNotFoundError):
        return UserError(tr("There is no file {path}: check its name and folder.", path=path))
    return UserError(
        tr("{path} can't be opened ({reason}): check its name and folder.", path=path, reason=error.strerror)
    )


def check_file(path: Path) -> None:
    """Refuse what needs no look inside.

    Raises:
        UserError: It is missing, empty, a folder or a photo.
    """
    try:
        is_folder, size = path.is_dir(), path.stat().st_size
    except OSError as error:
        raise _out_of_reach(path, error) from error
    if is_folder:
        raise UserError(tr("{path} is a folder.", path=path), Remedy.READ_AS_PHOTOS)
    if not size:
        raise UserError(tr("{path} is empty (0 bytes): copy or download it again.", path=path))
    if is_photo(path):
        raise _photo(path)


def _webp(path: Path) -> InputContainer:
    try:
        return open_webp(path)
    except (FFmpegError, MemoryError, *PILLOW_ERRORS) as error:
        raise unreadable(path) from error


def _photo(path: Path) -> UserError:
    return UserError(tr("{path} is a photo.", path=path), Remedy.READ_AS_PHOTOS)
