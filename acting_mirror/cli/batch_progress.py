"""Progress bars of many clips on stderr: one of all, and one of each clip that is being read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.pipeline.batch import clip_reader
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask
from acting_mirror.pipeline.batch.work_done import WorkDone


class BatchBar:
    """How far all clips are, and each that is being read."""

    def __init__(self, progress: Progress, waiting: Sequence[ClipTask]) -> None:
        """Show the bar of all."""
        self._progress = progress
        self._work, self._count = WorkDone(waiting), len(waiting)
        self._bars: dict[ClipTask, TaskID] = {}
        self._all = progress.add_task(tr("All clips"), total=1.0, words=self._words())

    def tell(self, task: ClipTask, reading: clip_reader.Progress) -> None:
        """Show how far a clip is."""
        if task not in self._bars:
            name = printable(task.clip.name)
            self._bars[task] = self._progress.add_task(name, total=1.0, words="")
        self._work.note(task, reading.share)
        self._progress.update(self._bars[task], completed=reading.share)
        self._renew()

    def done(self, task: ClipTask, result: ClipResult) -> None:
        """Count a clip, and say why where it could not be read."""
        if task in self._bars:
            self._progress.remove_task(self._bars.pop(task))
        self._work.end(task)
        self._renew()
        if result.error:
            self._progress.console.print(result.error, markup=False, highlight=False, soft_wrap=True)

    def _renew(self) -> None:
        self._progress.update(self._all, completed=self._work.share, words=self._words())

    def _words(self) -> str:
        return tr("{done} of {all}", done=self._work.clips, all=self._count)


@contextmanager
def batch_bar(waiting: Sequence[ClipTask]) -> Iterator[BatchBar]:
    """Show how far clips are, and how long all will still take."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield BatchBar(progress, waiting)
