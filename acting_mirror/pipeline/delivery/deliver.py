"""A self-tape delivered: command and window both call this."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from av import FFmpegError

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import NewFile, check_outputs, make_folder, write_new, writing_failed
from acting_mirror.pipeline.delivery.encoding import Encoding
from acting_mirror.pipeline.delivery.file_name import free_files
from acting_mirror.pipeline.delivery.levelling import gains
from acting_mirror.pipeline.delivery.part import Part
from acting_mirror.pipeline.delivery.plan import plan
from acting_mirror.pipeline.delivery.subtitles import subrip
from acting_mirror.settings.tape_profile import TapeProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be delivered.

    Attributes:
        takes: In their order.
        slate: Who the actor is, said; None for none.
        slate_first: Whether it stands before the takes and not after them.
        profile: What is asked.
        role: Who is played.
        name: Who plays.
        take: The number of the take, for the file's name.
        folder: Where the file goes; it is made where it is missing.
        subtitles: Whether the words of the takes are written beside it.
    """

    takes: Sequence[Part]
    slate: Part | None = None
    slate_first: bool = False
    profile: TapeProfile
    role: str
    name: str
    take: int = 1
    folder: Path
    subtitles: bool = False

    @property
    def parts(self) -> list[Part]:
        """All that is joined, in order."""
        slate = [self.slate] if self.slate is not None else []
        return [*slate, *self.takes] if self.slate_first else [*self.takes, *slate]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was written.

    Attributes:
        film: The tape.
        subtitles: The words beside it; None without.
        length_s: How long it is.
        doubts: What the user should know of it, each a sentence.
    """

    film: Path
    subtitles: Path | None
    length_s: float
    doubts: tuple[str, ...]


def deliver(order: Order, progress: Callable[[int, int | None], None], stop: threading.Event) -> Delivered:
    """Write a tape under a name that is free; clips are only read.

    Args:
        order: What is wanted.
        progress: Called with the number of pictures done and of all, those of all passes.
        stop: When set, the work ends soon and nothing is left.

    Raises:
        UserError: A clip can't be read, the limit is too small, or the file can't be written.
        CancelledError: `stop` was set.
    """
    parts = order.parts
    planned = plan(parts, order.takes[0], order.profile)
    words = subrip(parts, planned.starts_s) if order.subtitles else ""
    if order.subtitles and not words:
        raise UserError(tr("No words are known for subtitles: add the script and the times of its lines."))
    film = next(_free(order))
    make_folder(order.folder)
    check_outputs([film], inputs=[part.path for part in parts])
    gains_db, doubts = gains(parts, planned, order.profile, stop)
    with NewFile(film) as new, tempfile.TemporaryDirectory() as folder:
        encoding = Encoding(parts, planned, gains_db, Path(folder) / "passes", progress, stop)
        try:
            encoding.write(new.part)
        except (FFmpegError, OSError) as error:
            if isinstance(error, OSError):
                raise writing_failed(film, error) from error
            raise UserError(
                tr("{path} can't be written: its encoder refuses ({reason}).", path=film, reason=error)
            ) from error
        beside = film.with_suffix(".srt") if words else None
        if beside is not None:
            write_new(beside, words.encode())
    return Delivered(film, beside, planned.length_s, (*planned.doubts, *doubts))


def _free(order: Order) -> Iterator[Path]:
    names = free_files(order.folder, order.profile, order.role, order.name, order.take)
    return (film for film in names if not any(map(os.path.lexists, (film, film.with_suffix(".srt")))))
