"""Many clips into one folder: what is to be read, what is done, and all of it in a table and on a page."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.text import printable
from acting_mirror.files.whole_file import make_folder, remove_left, write_new
from acting_mirror.pipeline.batch.clip_reader import Progress
from acting_mirror.pipeline.batch.clip_record import recorded
from acting_mirror.pipeline.batch.journal import FILE, Journal
from acting_mirror.pipeline.batch.task import CLIPS, PICTURE, TABLE, ClipResult, ClipTask, Fingerprint, Way
from acting_mirror.report.clips_table import ClipRow, clips_csv, well_read

OVERVIEW_TABLE: Final = "clips.csv"
OVERVIEW_PAGE: Final = "clips.html"


class ReadsTasks(Protocol):
    """What reads clips, as `Workers` do."""

    def run(
        self, tasks: Sequence[ClipTask], stop: threading.Event, tell: Callable[[ClipTask, Progress], None]
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        """Yield what became of each, as they end."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clips were read, and how many could not be."""

    read: int
    unread: int

    @property
    def words(self) -> str:
        """Both in words."""
        words = tr_count("{count} clip is read.", "{count} clips are read.", self.read)
        if not self.unread:
            return words
        others = tr_count("{count} can't be read.", "{count} can't be read.", self.unread)
        return f"{words} {others}"


class Batch:
    """Clips that are read in one way into a folder; `with` opens it, for one process at a time.

    Attributes:
        folder: Where all goes.
        tasks: The clips, in their order.
    """

    def __init__(self, folder: Path, clips: Sequence[Path], way: Way) -> None:
        """Name the clips, by their absolute paths; nothing is opened yet."""
        self.folder = folder
        whole = Path(os.path.abspath(folder))  # a worker may be elsewhere
        self.tasks = [ClipTask(clip, whole, way) for clip in clips]
        self._journal = Journal(folder / FILE)

    @property
    def begun(self) -> bool:
        """Whether clips were read into the folder before, be it by themselves or without a journal that is left."""
        return self._journal.path.exists() or (self.folder / CLIPS).is_dir()

    @property
    def outputs(self) -> list[Path]:
        """What is written about all clips."""
        return [self.folder / OVERVIEW_TABLE, self.folder / OVERVIEW_PAGE]

    def __enter__(self) -> Self:
        """Make the folder, open the journal, and remove what a killed process left half-written.

        Raises:
            UserError: One of it can't be had, or another process reads into the folder.
        """
        if not self.begun and any(path.exists() for path in self.outputs):
            raise UserError(tr("{folder} has other tables of clips: choose another folder.", folder=self.folder))
        make_folder(self.folder / CLIPS)
        self._journal.__enter__()
        self._clean()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._clean()
        self._journal.__exit__(kind, error, trace)

    def waiting(self, stop: threading.Event) -> list[ClipTask]:
        """The clips that are not done, or were changed since, or whose results are gone; the journal has them wait.

        The longest come first, so that no worker is left with a long one when the others have ended.

        Args:
            stop: When set, no more are looked at.
        """
        looked_at = takewhile(lambda _: not stop.is_set(), self.tasks)
        waiting = sorted((task for task in looked_at if not self._done(task)), key=lambda task: task.size, reverse=True)
        self._journal.wait(waiting)
        return waiting

    def read(
        self,
        waiting: Sequence[ClipTask],
        workers: ReadsTasks,
        stop: threading.Event,
        tell: Callable[[ClipTask, Progress], None] = lambda _task, _progress: None,
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        """Read clips and note what became of each, which is yielded then.

        Args:
            waiting: The clips.
            workers: Who reads them.
            stop: When set, what is being read is given up; it waits for the next time.
            tell: Called with how far a clip is.

        Raises:
            UserError: Nothing more can be read or written; what is done stays.
        """
        for task, result in workers.run(waiting, stop, tell):
            self._journal.put(task, result)
            yield task, result

    def results(self) -> Iterator[tuple[ClipTask, ClipResult]]:
        """What is done, one after the other, as all of it is too much for the memory."""
        for task in self.tasks:
            result = self._journal.result(task)
            if result is not None:
                yield task, result

    def write_overview(self, least_readable: float = 0.0) -> Tally:
        """Write the table and the page of all clips that were read, or could not be.

        Args:
            least_readable: In percent: clips whose largest face could be read in fewer frames are left out.

        Raises:
            UserError: They can't be written.
        """
        from acting_mirror.report.clips_page import clips_html  # with its templates, which take time to load

        table, page = self.outputs
        title = printable(self.folder.resolve().name)
        write_new(table, clips_csv(self._listed(least_readable)).encode(), force=True)
        write_new(page, clips_html(title, self._listed(least_readable)).encode(), force=True)
        unread = [bool(result.error) for _, result in self.results()]
        return Tally(unread.count(False), unread.count(True))

    def _done(self, task: ClipTask) -> bool:
        result = self._journal.result(task)
        if result is None or result.seen is None or result.seen != _seen(task):
            return False
        if result.error:
            return recorded(task, result.seen) is None  # it may have been read by itself since
        return all(path.exists() for path in task.outputs())

    def _listed(self, least_readable: float) -> Iterator[ClipRow]:
        rows = (_row(task, result) for task, result in self.results())
        return (row for row in rows if well_read(row, least_readable))

    def _clean(self) -> None:
        for folder in (self.folder, self.folder / CLIPS):
            remove_left(folder)


def _row(task: ClipTask, result: ClipResult) -> ClipRow:
    files = () if result.figures is None else (task.output(TABLE), task.output(PICTURE))
    table, picture = (path.relative_to(task.folder) for path in files) if files else (None, None)
    return ClipRow(task.clip, result.figures or {}, result.error, table, picture)


def _seen(task: ClipTask) -> Fingerprint | None:
    try:
        return Fingerprint.of(task.clip)
    except OSError:
        return None
