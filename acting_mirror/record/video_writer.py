"""The annotated video: AVI, MP4 or Matroska, with the sound of the clip it was made from."""

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

import av
from av import FFmpegError
from av.codec.codec import UnknownCodecError
from av.container import OutputContainer

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import NewFile, check_new, writing_failed
from acting_mirror.record.drawn_mark import mark_drawn
from acting_mirror.record.pictures import PictureTrack, SteadyPictures, TimedPictures, even_size, to_yuv
from acting_mirror.record.sound import Sound, SoundTrack

_FORMATS: Final[dict[str, tuple[str, type[SteadyPictures | TimedPictures], Literal["pcm_s16le", "aac"]]]] = {
    ".avi": ("avi", SteadyPictures, "pcm_s16le"),
    ".mp4": ("mp4", TimedPictures, "aac"),
    ".mkv": ("matroska", TimedPictures, "aac"),
}
"""FFmpeg's name of the container, the pictures and the codec of the sound for each ending."""


class VideoWriter:
    """Writes a video; `with` opens it, and leaving gives it its name, or removes it when an exception passes.

    Second 0 of the video is second 0 of the clip. The sound follows the pictures, so that little waits in memory, and
    runs on to its own end unless `cut` was called. When no picture was written, no file appears.

    Attributes:
        pictures: How many were written.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        rate: float,
        sound: Sound | None = None,
        force: bool = False,
        drawn: bool = False,
    ) -> None:
        """Check the output; nothing is created yet.

        Args:
            path: Its ending decides: .avi (MPEG-4 and PCM at a constant rate), .mp4 or .mkv (H.264 and AAC, every
                picture at its own time).
            size: (width, height) of the pictures in pixels; an odd edge is doubled in the file.
            rate: Frames a second, the mean where it varies; 0 where unknown.
            sound: What goes with the pictures, open until this is closed; None for a silent video.
            force: Whether a file that exists is replaced.
            drawn: Whether readings are drawn into the pictures, which is marked.

        Raises:
            UserError: Another ending, or as `check_new` says.
        """
        if path.suffix.lower() not in _FORMATS:
            raise UserError(tr("{path} can't be written: choose a name that ends in .avi, .mp4 or .mkv.", path=path))
        check_new(path, force)
        self.path = path
        self.size = size
        self.rate = rate
        self.pictures = 0
        self._heard = sound
        self._force = force
        self._drawn = drawn
        self._cut = False
        self._closed = False
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Open encoders and file.

        Raises:
            UserError: An encoder refuses, or the file can't be created.
        """
        name, pictures, codec = _FORMATS[self.path.suffix.lower()]
        with self._explained():
            self._new = NewFile(self.path, self._force)
            self._open.callback(self._new.discard)
            self._container = av.open(str(self._new.part), "w", format=name)
            self._open.callback(_close_quietly, self._container)
            self._track: PictureTrack = pictures(self._container, even_size(self.size), self.rate)
            self._sound = SoundTrack(self._container, self._heard, codec) if self._heard is not None else None
            if self._drawn:
                mark_drawn(self._container)
            self._container.start_encoding()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, or remove it when an exception passes."""
        if kind is None:
            self.close()
        else:
            self._closed = True
            self._open.close()

    def write(self, t_s: float, bgr: Image) -> None:
        """Write a picture.

        Args:
            t_s: When it is shown, in seconds on the clip's clock, not before the last one's.
            bgr: uint8 (H, W, 3), BGR, of the writer's size; not kept.

        Raises:
            UserError: The disk is full, or the encoder refuses; nothing is left behind.
            ValueError: The picture has another size.
        """
        if (bgr.shape[1], bgr.shape[0]) != self.size:
            raise ValueError(f"a picture of this video is {self.size}, not {(bgr.shape[1], bgr.shape[0])}")
        with self._explained():
            self._track.add(max(0.0, t_s), to_yuv(bgr))
            if self._sound is not None:
                self._sound.add_until(self._track.end_s)
        self.pictures += 1

    def cut(self) -> None:
        """End the sound with the last picture; for a clip that was not read to its end."""
        self._cut = True

    def close(self) -> None:
        """Finish the file and give it its name; a second call does nothing.

        Raises:
            UserError: The disk is full, or the name was taken meanwhile; nothing is left behind.
        """
        if self.pictures and not self._closed:
            with self._explained():
                self._finish()
        self._closed = True
        self._open.close()

    def _finish(self) -> None:
        self._track.finish()
        if self._sound is not None:
            self._sound.finish(self._track.end_s if self._cut else math.inf)
        self._container.close()
        self._new.publish()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Remove the file when something fails, and say it in a sentence."""
        try:
            yield
        except BaseException as error:
            self._closed = True
            self._open.close()
            if isinstance(error, OSError):
                raise writing_failed(self.path, error) from error
            if isinstance(error, FFmpegError | UnknownCodecError):
                raise UserError(
                    tr(
                        "{path} can't be written, its encoder refuses ({reason}): try .avi.",
                        path=self.path,
                        reason=error,
                    )
                ) from error
            raise


def _close_quietly(container: OutputContainer) -> None:
    """Close after a failure, whose repetition on closing is no news."""
    with suppress(FFmpegError):
        container.close()
