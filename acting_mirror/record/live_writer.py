"""A recording that a crash leaves playable: Matroska while it runs, remuxed when it ends."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

import av
from av import FFmpegError

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import check_new, writing_failed
from acting_mirror.record.drawn_mark import mark_drawn
from acting_mirror.record.microphone import Microphone
from acting_mirror.record.part_file import ENDINGS, PART_SUFFIX, PartFile, finish_part
from acting_mirror.record.pictures import LivePictures, PictureTrack, SteadyPictures, even_size, to_yuv
from acting_mirror.record.sound import SoundTrack

_KINDS: Final[dict[str, tuple[type[SteadyPictures | LivePictures], Literal["pcm_s16le", "aac"]]]] = {
    ".avi": (SteadyPictures, "pcm_s16le"),
    ".mkv": (SteadyPictures, "pcm_s16le"),
    ".mp4": (LivePictures, "aac"),
}
"""The pictures and the codec of the sound for each ending."""
_CLUSTER_MS: Final = 500
"""Matroska is written in clusters; what a crash can cost is the one that is not whole."""
_SOUND_BEHIND_S: Final = 0.3
"""Sound is encoded this long after its pictures, so that what the card delivers late is not taken for silence."""


class LiveWriter:
    """Writes pictures as they come; `with` opens it, `close` gives it its name.

    Attributes:
        start_s: What `time.monotonic()` was at second 0 of the recording; set when it opens.
        frames: How many pictures came.
        seconds: How long it is so far.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        rate: float,
        microphone: Microphone | None = None,
        drawn: bool = False,
    ) -> None:
        """Check the output; nothing is created yet.

        Args:
            path: The file to become, numbered (`output-2.avi`) when the name is taken: .mp4 for H.264 and AAC with
                every picture at its own time, .avi or .mkv for MPEG-4 and PCM at a constant rate.
            size: (width, height) of the pictures in pixels.
            rate: Frames a second of the file; where it is constant, slower pictures are repeated and faster ones
                skipped, by their times.
            microphone: Where the sound comes from; None for a silent recording.
            drawn: Whether readings are drawn into the pictures, which is marked.

        Raises:
            UserError: Another ending, or a folder that is missing.
        """
        if path.suffix.lower() not in ENDINGS:
            raise UserError(tr("{path} can't be recorded: choose a name that ends in .avi, .mp4 or .mkv.", path=path))
        check_new(path.with_name(path.name + PART_SUFFIX), force=True)
        self.start_s = 0.0
        self.frames = 0
        self.seconds = 0.0
        self._path, self._size, self._rate = path, size, rate
        self._microphone, self._drawn = microphone, drawn
        self._closed: Path | None = None
        self._failure: UserError | None = None

    @property
    def bytes_written(self) -> int:
        """How large the file is so far."""
        try:
            return self._part.path.stat().st_size
        except OSError:  # it was closed
            return 0

    def __enter__(self) -> Self:
        """Create the part file beside the output, and begin to listen.

        Raises:
            UserError: It can't be created.
        """
        try:
            self._part = PartFile.create(self._path)
        except OSError as error:
            raise writing_failed(self._path, error) from error
        options = {"cluster_time_limit": str(_CLUSTER_MS), "flush_packets": "1"}
        with self._explained():
            self._container = av.open(str(self._part.path), "w", format="matroska", options=options)
            pictures, self._codec = _KINDS[self._path.suffix.lower()]
            self._track: PictureTrack = pictures(self._container, even_size(self._size), self._rate)
            self.start_s = time.monotonic()
            self._sound = self._listen()
            if self._drawn:
                mark_drawn(self._container)
            self._container.start_encoding()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; after an exception too, as what was recorded is worth more than the exception."""
        with suppress(UserError) if kind is not None else _as_it_is():
            self.close()

    def write(self, t_s: float, bgr: Image) -> None:
        """Write a picture.

        Args:
            t_s: When it was captured, in seconds since `start_s`; the first one is shown from second 0 on.
            bgr: uint8 (H, W, 3), BGR, of the recording's size; not kept.

        Raises:
            UserError: The disk is full, or the encoder refuses; what was written stays.
        """
        with self._explained():
            self._track.add(max(0.0, t_s) if self.frames else 0.0, to_yuv(bgr))
            if self._sound is not None:
                self._sound.add_until(self._track.end_s - _SOUND_BEHIND_S)
        self.frames += 1
        self.seconds = self._track.end_s

    def close(self) -> Path:
        """Finish the part file and give the recording its name; a second call returns it, or fails, as the first.

        Returns:
            The final file; numbered when its name was taken.

        Raises:
            UserError: There is no room, or nothing was recorded; the sentence says what was kept.
        """
        if self._failure is not None:
            raise self._failure
        if self._closed is None:
            try:
                self._closed = self._finish()
            except UserError as error:
                self._failure = error
                raise
        return self._closed

    def _finish(self) -> Path:
        if self._microphone is not None:
            self._microphone.stop()
        try:
            with self._explained():
                self._track.finish()
                if self._sound is not None:
                    self._sound.finish(self._track.end_s)
                self._container.close()
        finally:
            self._let_go()
        if not self.frames:
            self._part.path.unlink(missing_ok=True)
            raise UserError(tr("Nothing was recorded: no picture came."))
        return finish_part(self._part.path).path

    def _listen(self) -> SoundTrack | None:
        if self._microphone is None:
            return None
        self._microphone.start(self.start_s)
        if self._microphone.sound is None:
            return None
        return SoundTrack(self._container, self._microphone.sound, self._codec)

    def _let_go(self) -> None:
        with suppress(FFmpegError):
            self._container.close()
        self._part.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in a sentence what failed; the part file stays, with what was written."""
        try:
            yield
        except FFmpegError as error:
            reason: object = tr("The encoder refuses: {reason}.", reason=error)
            if isinstance(error, OSError):
                reason = writing_failed(self._path, error)
            kept = tr("What was recorded is kept as {path}.", path=self._part.path)
            raise UserError(f"{reason} {kept}", Remedy.RECOVER) from error


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield
