"""Reads folders of clips on all cores while the window goes on."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr
from acting_mirror.gui.dialogs.many_clips import ClipsWish, ManyClipsDialog, share_words
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.pipeline.batch.clip_reader import ClipReader, Progress
from acting_mirror.pipeline.batch.run import Batch, Tally
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Way
from acting_mirror.pipeline.batch.work_done import WorkDone
from acting_mirror.pipeline.batch.worker import OpenReader
from acting_mirror.pipeline.batch.workers import Workers, most_workers
from acting_mirror.vision.sources.clip_folder import clips_in

_TELLS: Final = 0.01
"""So much of all tells how long the rest will take."""


class ManyClips(QObject):
    """Shows the dialog, and reads what it asks for; what was read is kept, and gone on with the next time.

    Attributes:
        dialog: None before it was first asked for.
    """

    def __init__(
        self,
        window: QWidget,
        current: CurrentSession,
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._current, self._preferences = window, current, preferences
        self._lane = jobs.lane()
        self._open_reader: OpenReader = ClipReader
        self._workers = max(1, most_workers() - 1)
        """One core is the window's."""
        self._job: Job | None = None
        self._page: Path | None = None
        self.dialog: ManyClipsDialog | None = None

    def ask(self) -> None:
        """Ask for a folder, and show it; while one is read, show that."""
        if self.dialog is not None and self._lane.busy:
            self.dialog.show()
            self.dialog.raise_()
        elif chosen := QFileDialog.getExistingDirectory(self._window, tr("Choose a folder of clips")):
            self.show(Path(chosen))

    def show(self, clips: Path) -> None:
        """Show the dialog for a folder of clips."""
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog = ManyClipsDialog(clips, self._window)
        dialog.wanted.connect(self._read)
        dialog.paused.connect(self._pause)
        dialog.clip_wanted.connect(lambda clip: self._current.open_files([clip]))
        dialog.page_wanted.connect(self._show_page)
        dialog.show()

    def close(self) -> None:
        """Pause what runs."""
        self._lane.close()

    def _read(self, wish: ClipsWish) -> None:
        dialog = self.dialog
        assert dialog is not None
        analysis = replace(self._preferences.settings.analysis, movements=wish.movements)

        def read(job: Job) -> Tally:
            way = Way.of(analysis, wish.video)
            with Batch(wish.results, clips_in([wish.clips], wish.results), way) as batch:
                self._page = batch.outputs[1]
                reading = _Reading(batch, job, dialog)
                workers = Workers(self._workers, self._open_reader)
                for task, result in batch.read(reading.waiting, workers, job.stop, reading.tell):
                    reading.ended(task, result)
                return batch.write_overview()

        def ended(tally: Tally) -> None:
            dialog.show_end(tally.words)

        def failed(words: str) -> None:
            dialog.show_end(words, "warning", with_page=False)

        self._job = self._lane.run(read, ended, failed, lambda call: call())

    def _pause(self) -> None:
        if self._job is not None:
            self._job.stop.set()

    def _show_page(self) -> None:
        if self._page is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page)))


class _Reading:
    """Tells the dialog, from the job's thread, how far the clips are."""

    def __init__(self, batch: Batch, job: Job, dialog: ManyClipsDialog) -> None:
        self._job, self._dialog = job, dialog
        self.waiting = batch.waiting(job.stop)
        done = {task.clip: _result_words(result) for task, result in batch.results()}
        clips = [task.clip for task in batch.tasks]
        self._all, self._before = len(clips), len(done)
        self._work = WorkDone(self.waiting)
        self._began_s = time.monotonic()
        job.report(lambda: dialog.show_clips(clips, done))

    def tell(self, task: ClipTask, progress: Progress) -> None:
        """A clip is so far."""
        self._work.note(task, progress.share)
        self._say(task, share_words(progress.share))

    def ended(self, task: ClipTask, result: ClipResult) -> None:
        """A clip was read, or can't be."""
        self._work.end(task)
        self._say(task, _result_words(result))

    def _say(self, task: ClipTask, words: str) -> None:
        share, done = self._work.share, self._before + self._work.clips
        left_s = (time.monotonic() - self._began_s) * (1 - share) / share if share > _TELLS else None
        self._job.report(lambda: self._dialog.say_of(task.clip, words))
        self._job.report(lambda: self._dialog.show_share(done, self._all, share, left_s))


def _result_words(result: ClipResult) -> str:
    if result.figures is None:
        return result.error
    label = result.figures.get("label")
    if label is None:
        return tr("No face could be read")
    return tr("Shown most: {emotion}", emotion=shown_name(label))
