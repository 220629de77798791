"""Recordings in the making: where they are, whether someone still writes them, and how they get their name."""

import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import av
from av import FFmpegError
from av.container import InputContainer, OutputContainer

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr
from acting_mirror.core.take import TAKES
from acting_mirror.files.free_name import under_free_name
from acting_mirror.files.whole_file import NewFile, remove_left, writing_failed
from acting_mirror.record.drawn_mark import is_drawn, mark_drawn
from acting_mirror.record.pictures import steady_rate

_log = logging.getLogger(__name__)

PART_SUFFIX: Final = ".part.mkv"
"""A recording that becomes `output.avi` is written as `output.avi.part.mkv`: any player opens it after a crash."""
_FORMATS: Final = {".avi": "avi", ".mkv": "matroska", ".mp4": "mp4"}
ENDINGS: Final = tuple(_FORMATS)
"""What a recording can become: MPEG-4 with PCM in AVI and Matroska, H.264 with AAC in MP4."""
_OPTIONS: Final = {"mp4": {"movflags": "faststart"}}
"""Browsers begin to play before they have all of a file, if what is where comes first."""


class PartFile:
    """The part file of a recording that runs, locked so that nobody else takes it for one that a crash left.

    Attributes:
        path: Where it is.
    """

    def __init__(self, path: Path, handle: int) -> None:
        """Keep the lock's handle; made by `create` and `claim`."""
        self.path = path
        self._handle = handle

    @classmethod
    def create(cls, target: Path) -> Self:
        """Create the part file for an output, numbered when its name or its part file's is taken.

        Raises:
            OSError: It can't be created.
        """
        path, handle = under_free_name(_create, target.with_suffix(""), target.suffix)
        _lock(handle)
        return cls(path, handle)

    @classmethod
    def claim(cls, path: Path) -> Self | None:
        """Take over a part file that nobody writes any more; None when someone does."""
        handle = os.open(path, os.O_RDWR)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        return cls(path, handle)

    def release(self) -> None:
        """Give up the lock; a second call does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a part file became.

    Attributes:
        path: Its final name.
        seconds: How long it is.
    """

    path: Path
    seconds: float


def find_parts(folder: Path) -> list[Path]:
    """The part files in a folder of recordings and in those of its takes, by name."""
    patterns = (f"*{PART_SUFFIX}", f"{TAKES}/*/*{PART_SUFFIX}")
    return sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())


def is_left(part: Path) -> bool:
    """Whether nobody writes a part file any more."""
    try:
        claimed = PartFile.claim(part)
    except OSError as error:
        _log.info("%s: %s", part, error)
        return False
    if claimed is None:
        return False
    claimed.release()
    return True


def finish_part(part: Path) -> Finished:
    """Put a part file's pictures and sound, as they are, into the file it was to become; then remove it.

    Args:
        part: A part file that nobody writes any more; a torn end is left out. Of a take, what an earlier attempt left
            half-written in its folder is removed first, as it takes room.

    Returns:
        The final file, numbered when its name was taken meanwhile.

    Raises:
        UserError: Nothing of it can be read, or there is no room; the part file stays.
    """
    target = part.with_name(part.name.removesuffix(PART_SUFFIX))
    if part.absolute().parents[1].name == TAKES:
        remove_left(part.parent)

    def finish(name: Path) -> Finished:
        try:
            with NewFile(name) as new:
                seconds = _remux(part, new.part, _FORMATS.get(target.suffix.lower(), "matroska"))
        except UserError:
            if name.exists() and part.exists():
                raise FileExistsError from None  # taken, perhaps a moment ago
            raise
        part.unlink()
        return Finished(name, seconds)

    return under_free_name(finish, target.with_suffix(""), target.suffix)


def _create(name: Path) -> tuple[Path, int]:
    """Create the part file for a name that is free; with it goes its handle."""
    if name.exists():
        raise FileExistsError
    part = name.with_name(name.name + PART_SUFFIX)
    return part, os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR)


def _remux(part: Path, output: Path, container_format: str) -> float:
    """Copy the packets; returns the length in seconds."""
    try:
        options = _OPTIONS.get(container_format, {})
        # PyAV keeps a file open for ever whose header it can't write, if it opened it itself.
        with output.open("wb", buffering=0) as written:
            with av.open(str(part)) as source, av.open(written, "w", container_format, options) as target:
                seconds = _copy(source, target)
            os.fsync(written.fileno())  # the part file is removed next
        return seconds
    except (FFmpegError, OSError, ValueError) as error:
        if isinstance(error, OSError) and not isinstance(error, av.error.InvalidDataError):
            raise _left(part, writing_failed(output, error)) from error
        raise UserError(
            tr("Nothing of {path} can be read: it broke off before its first picture; delete it.", path=part)
        ) from error


def _copy(source: InputContainer, target: OutputContainer) -> float:
    """Copy the packets, in AVI at a constant rate, else with their own times; returns the length in seconds."""
    video = source.streams.video[0] if source.streams.video else None
    if video is None:
        raise ValueError("no pictures")
    streams = {stream.index: target.add_stream_from_template(stream) for stream in (video, *source.streams.audio)}
    if is_drawn(source):
        mark_drawn(target)
    slot = 1 / steady_rate(float(video.average_rate or video.guessed_rate or 0))
    constant = target.format.name == "avi"
    if constant:
        pictures = streams[video.index]
        pictures.time_base = slot  # Matroska counts in milliseconds; AVI would take that for 1000 frames a second
        pictures.codec_context.codec_tag = "XVID"
    end_s = 0.0
    try:
        for packet in source.demux():
            if packet.pts is None or packet.is_corrupt:
                continue
            # What we record is decoded in the order in which it is shown, which FFmpeg only guesses from the
            # pictures themselves: of exactly seven it has not made up its mind, and gives them no time to decode.
            packet.dts = packet.pts
            if packet.stream.index == video.index:
                if constant:
                    packet.pts = packet.dts = round(packet.dts * packet.time_base / slot)
                    packet.time_base, packet.duration = slot, 1
                end_s = float(packet.dts * packet.time_base + ((packet.duration or 0) * packet.time_base or slot))
            packet.stream = streams[packet.stream.index]
            target.mux(packet)
    except av.error.InvalidDataError as error:
        _log.info("%s ends torn: %s", source.name, error)
    if end_s == 0.0:
        raise ValueError("no pictures")
    return end_s


def _left(part: Path, error: UserError) -> UserError:
    kept = tr("The recording is kept as {path}.", path=part)
    return UserError(f"{error} {kept}", Remedy.RECOVER)


if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 1 << 30
    """Where the locked byte lies: beyond what is written soon, as Windows keeps others from locked bytes."""

    def _lock(handle: int) -> None:
        """Lock a file for as long as the handle is open; raises `OSError` when someone else has it."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        """Lock a file for as long as the handle is open; raises `OSError` when someone else has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
