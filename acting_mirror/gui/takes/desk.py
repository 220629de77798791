"""The takes of a folder, looked at and changed in a worker thread."""

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QObject, Signal

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.take import TAKES, ListedTake, Take
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.pipeline.take_mending import mend
from acting_mirror.record.take_index import TakeOrder
from acting_mirror.record.take_store import Lack, NoTimelineError, TakeStore
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import AnalysisSettings

_log = logging.getLogger(__name__)

Opened = tuple[Take, Timeline | None, tuple[Lack, ...]]
"""A take, its readings where it has some, and what else it lacks."""

_CANT_BIN: Final = "{} can't be moved to the bin, and was left where it is: delete it in its folder."


class TakeDesk(QObject):
    """One piece of work after the other, in the order in which they were asked for; mending a take goes on beside."""

    listed = Signal(object)
    """The `ListedTake`s that were asked for last."""
    changed = Signal(object)
    """A `Take`, as it is in its folder from now on."""
    failed = Signal(str)
    """A sentence for the user."""
    binned = Signal(object, object)
    """The folder of a take that is in the bin now, and its place there; None where the system does not tell."""
    not_binned = Signal(object, str)
    """The folder of a take that could not be moved to the bin, and a sentence for the user."""

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QObject | None = None) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self._preferences = preferences
        self._lane, self._mending = jobs.lane(), jobs.lane()
        self._looks = 0

    @property
    def store(self) -> TakeStore:
        """The takes in the folder that the user chose."""
        return TakeStore(recordings_folder(self._preferences.settings.window) / TAKES)

    def look(self, search: str, order: TakeOrder) -> None:
        """List takes; of several looks only the last one is answered."""
        self._looks += 1
        number, store = self._looks, self.store

        def look(_: Job) -> list[ListedTake] | None:
            return list(store.list(search, order)) if number == self._looks else None

        def done(takes: list[ListedTake] | None) -> None:
            if takes is not None and number == self._looks:
                self.listed.emit(takes)

        self._lane.run(look, done, self.failed.emit)

    def look_all(self, done: Callable[[list[ListedTake]], None]) -> None:
        """List all takes, for a purpose of one's own."""
        store = self.store
        self._lane.run(lambda _: list(store.list()), done, self.failed.emit)

    def open(self, folder: Path, done: Callable[[Opened], None], failed: Callable[[str], None]) -> None:
        """Open a take with its readings."""
        store = self.store
        self._lane.run(lambda _: _opened(store, folder), done, failed)

    def open_facts(self, takes: list[ListedTake], done: Callable[[list[Take]], None]) -> None:
        """Open takes without their readings; those that can't be opened are left out."""
        store = self.store

        def open_all(job: Job) -> list[Take]:
            found: list[Take] = []
            for take in takes:
                with suppress(UserError):
                    found.append(store.open(take.folder))
                if job.stop.is_set():
                    break
            return found

        self._lane.run(open_all, done, self.failed.emit)

    def change(
        self, folder: Path, change: Callable[[TakeStore, Take], Take], failed: Callable[[str], None] | None = None
    ) -> None:
        """Change a take as it is in its folder then; `changed` or `failed` tells how it went.

        Args:
            folder: Of the take.
            change: Runs in a thread.
            failed: Gets the sentence in place of the signal.
        """
        store = self.store
        work = lambda _: change(store, store.open(folder))  # noqa: E731 - all there is to it
        self._lane.run(work, self.changed.emit, failed or self.failed.emit)

    def bin(self, folder: Path, name: str) -> None:
        """Move a take to the system's bin; nobody may have its files open."""

        def move(_: Job) -> Path | None:
            moved = QFile(str(folder))
            if not moved.moveToTrash():
                raise UserError(_CANT_BIN.format(name))
            # It has the name of its place in the bin from now on, where the system tells.
            where = Path(moved.fileName())
            return where if where != folder else None

        self._lane.run(
            move, lambda where: self.binned.emit(folder, where), lambda words: self.not_binned.emit(folder, words)
        )

    def restore(self, folder: Path, where: Path, done: Callable[[], None]) -> None:
        """Move a take from the bin back to its place."""

        def move(_: Job) -> None:
            if folder.exists():
                raise UserError(f"{folder} is taken by now: the take stays in the bin.")
            try:
                shutil.move(where, folder)
            except OSError as error:
                raise UserError(f"The take can't be brought back ({error.strerror}): look into the bin.") from error
            # What remembers on Linux where it came from.
            note = where.parent.parent / "info" / f"{where.name}.trashinfo"
            with suppress(OSError):
                note.unlink(missing_ok=True)

        self._lane.run(move, lambda _: done(), self.failed.emit)

    def write(self, work: Callable[[], str], done: Callable[[str], None]) -> None:
        """Write a file; `done` gets what `work` tells of it, `failed` tells why there is none."""
        self._lane.run(lambda _: work(), done, self.failed.emit)

    def mend(
        self,
        take: Take,
        settings: AnalysisSettings,
        progress: Callable[[int, int | None], None],
        ended: Callable[[], None],
    ) -> Job:
        """Finish a take, read its recording again and score its lines anew; set the job's `stop` to end it early.

        Args:
            take: The take.
            settings: How to read.
            progress: Gets the pictures done, and all of them where that is known.
            ended: Called when it is over, before `changed` or `failed` tells how it went; not told when cancelled.
        """

        def work(job: Job) -> Take | None:
            profile = Profiles().load(take.facts.profile) if take.facts.profile else None
            with suppress(CancelledError):
                return mend(take, settings, profile, job.report, job.stop)
            return None

        def done(mended: Take | None) -> None:
            ended()
            if mended is not None:
                self.changed.emit(mended)

        def failed(words: str) -> None:
            ended()
            self.failed.emit(words)

        return self._mending.run(work, done, failed, progress)

    def close(self) -> None:
        """Stop, when all changes that were asked for are written."""
        self._mending.close()
        self._lane.close(finish=True)


def _opened(store: TakeStore, folder: Path) -> Opened:
    take = store.open(folder)
    lacks = store.lacks(take)
    try:
        return take, store.timeline(take), lacks
    except NoTimelineError:
        return take, None, tuple(dict.fromkeys((*lacks, Lack.READINGS)))
