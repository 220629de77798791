"""What the user does with takes, in a worker thread, and what is told of it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.take import TAKES, ListedTake, Marker, Take
from acting_mirror.files.free_name import allowed
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.bin import Binned
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.thumbnails import Thumbnails
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.pipeline.analyser import with_movements
from acting_mirror.pipeline.line_voices import heard, keep_voices
from acting_mirror.pipeline.take_mending import mend
from acting_mirror.pipeline.take_report import write_take
from acting_mirror.record.recordings import find_recordings
from acting_mirror.record.take_index import TakeOrder
from acting_mirror.record.take_store import OpenedTake, TakeStore
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.profiles import Profiles

_CHANGES: Final[Mapping[str, tuple[Callable[[TakeStore, Take, Any], Take], str]]] = {
    "name": (TakeStore.rename, marked("the name of {name}")),
    "star": (TakeStore.set_star, marked("the star of {name}")),
    "notes": (TakeStore.set_notes, marked("the notes of {name}")),
    "markers": (TakeStore.set_markers, marked("the markers of {name}")),
}
"""What changes a fact of a take, by its name, and what Undo calls it."""
_KINDS: Final = {
    "csv": marked("Lines as CSV (*.csv)"),
    "json": marked("All as JSON (*.json)"),
    "html": marked("Report (*.html)"),
}


class TakeActions(QObject):
    """One piece of work after the other, in the order in which they were asked for; mending a take goes on beside."""

    changed = Signal(object)
    """A `Take`, as it is in its folder from now on."""
    leaving = Signal()
    """Takes are about to be moved: nobody may have their files open."""
    list_changed = Signal(object)
    """There are other takes; a list of the folders of those to select."""

    def __init__(
        self,
        preferences: Preferences,
        messages: Messages,
        history: History,
        jobs: Jobs,
        thumbnails: Thumbnails,
        page: QWidget,
    ) -> None:
        """Look at nothing yet; what happens is told on a page."""
        super().__init__(page)
        self._history = history
        self._preferences, self._messages, self._page = preferences, messages, page
        self._thumbnails = thumbnails
        self._lane, self._mending, self._hearing = jobs.lane(), jobs.lane(), jobs.lane()
        self._searches = 0
        self._heard: set[Path] = set()

    @property
    def store(self) -> TakeStore:
        """The takes in the folder that the user chose."""
        return TakeStore(recordings_folder(self._preferences.settings.window) / TAKES)

    def close(self) -> None:
        """Stop, when all changes that were asked for are written."""
        self._mending.close()
        self._hearing.close()
        self._lane.close(finish=True)

    # Looking

    def find(self, search: str, order: TakeOrder, done: Callable[[Sequence[ListedTake]], None]) -> None:
        """List takes and other recordings with these words; of several such searches only the last is answered."""
        self._searches += 1
        number, store = self._searches, self.store

        def find(_: Job) -> Sequence[ListedTake] | None:
            return _list(store, search, order) if number == self._searches else None

        def found(takes: Sequence[ListedTake] | None) -> None:
            if takes is not None and number == self._searches:
                done(takes)

        self._lane.run(find, found)

    def find_all(self, done: Callable[[Sequence[ListedTake]], None]) -> None:
        """List all takes, for a purpose of one's own."""
        store = self.store
        self._lane.run(lambda _: store.list(), done)

    def open(self, folder: Path, done: Callable[[OpenedTake], None]) -> None:
        """Open a take with its readings."""

        def failed(words: str) -> None:
            self._tell(words)
            self.list_changed.emit([])

        store = self.store
        self._lane.run(lambda _: store.open_whole(folder), done, failed)

    def open_facts(self, takes: Sequence[ListedTake], done: Callable[[list[Take]], None]) -> None:
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

        self._lane.run(open_all, done)

    # Changing

    def rename(self, take: ListedTake, name: str) -> None:
        """Give a take another name."""
        self._change(take, "name", name)

    def toggle_star(self, take: ListedTake) -> None:
        """Give or take a star."""
        self._change(take, "star", not take.star)

    def note(self, take: ListedTake, notes: str, again: Callable[[], None]) -> None:
        """Replace the notes; `again` is offered where they can't be written."""
        self._change(take, "notes", notes, self._offering(again))

    def mark(self, take: ListedTake, markers: Sequence[Marker], again: Callable[[], None]) -> None:
        """Replace the markers; `again` is offered where they can't be written."""
        self._change(take, "markers", markers, self._offering(again))

    def mend(self, take: Take, progress: Callable[[int, int | None], None], ended: Callable[[], None]) -> Job:
        """Finish a take, read its recording again and score its lines anew; set the job's `stop` to end it early.

        Args:
            take: The take.
            progress: Gets the pictures done, and all of them where that is known.
            ended: Called when it is over, however it went.
        """
        settings, tips = self._preferences.settings.analysis, self._preferences.settings.rehearsal.movement_tips

        def work(job: Job) -> Take | None:
            analysis = with_movements(settings) if tips else settings
            profile = Profiles().load(take.facts.profile) if take.facts.profile else None
            with suppress(CancelledError):
                return mend(take, analysis, profile, job.report, job.stop)
            return None

        def done(mended: Take | None) -> None:
            self._thumbnails.forget(take.folder)
            ended()
            if mended is not None:
                self.changed.emit(mended)

        def failed(words: str) -> None:
            done(None)
            self._tell(words)

        return self._mending.run(work, done, failed, progress)

    def delete(self, takes: Sequence[ListedTake]) -> None:
        """Move takes to the bin; those that were moved before one can't be come back by Undo too."""
        if not takes:
            return
        folders = [take.folder for take in takes]
        binned = Binned(folders)
        told, what = _words_on_binned(takes)

        def move(moved: Callable[[str], None]) -> None:
            self.leaving.emit()  # Windows moves no file that is open
            for take in takes:
                self._thumbnails.forget(take.folder)
            self._lane.run(lambda _: binned.move(), lambda _: moved(told), failed)

        def restore() -> None:
            self._lane.run(lambda _: binned.restore(), lambda _: self.list_changed.emit(folders), not_restored)

        def not_restored(words: str) -> None:
            self.list_changed.emit(folders)  # some may be back
            self._tell(words)

        def moved(told: str) -> None:
            self.list_changed.emit([])
            if binned.comes_back:
                again = partial(move, lambda _: self.list_changed.emit([]))
                self._history.did(what, restore, again, told)
            elif told:
                self._tell(told)

        def failed(words: str) -> None:
            moved("")
            self._tell(words, open_folder(folders[0]))

        move(moved)

    def hear(self, take: Take) -> None:
        """Measure how the lines of a take were spoken, where that is not known; `changed` tells when it is."""

        def work(job: Job) -> Take:
            with suppress(CancelledError):
                return heard(take, job.stop)
            return take

        def done(measured: Take) -> None:
            self._heard.discard(take.folder)
            if measured is not take:
                self._lane.run(
                    lambda _: keep_voices(measured), self.changed.emit, lambda _: self.changed.emit(measured)
                )

        if take.folder not in self._heard:
            self._heard.add(take.folder)
            self._hearing.run(work, done)

    # Writing files

    def export(self, take: ListedTake, kind: str = "") -> None:
        """Ask where to save a take's numbers, and save them.

        Args:
            take: The take.
            kind: The ending of the file: csv, json or html; "" for what the user chooses.
        """
        path = take.folder / f"{allowed(take.name)}.{kind or 'csv'}"
        kinds = tr(_KINDS[kind]) if kind else ";;".join(map(tr, _KINDS.values()))
        # The dialog itself asks before it lets a file be replaced.
        chosen, _ = QFileDialog.getSaveFileName(self._page, tr("Export the take"), str(path), kinds)
        if chosen:
            self.write(take.folder, Path(chosen))

    def write(self, folder: Path, path: Path) -> None:
        """Save the numbers of the take in a folder; the file's ending says how."""

        def written(told: str) -> None:
            saved = tr("Saved {name}", name=path.name)
            self._tell(f"{saved}. {told}" if told else saved, open_folder(path))

        store = self.store
        self._lane.run(lambda _: write_take(store.open_whole(folder), path), written)

    # What comes of it

    def _change(
        self, listed: ListedTake, fact: str, value: object, failed: Callable[[str], None] | None = None
    ) -> None:
        """Change a fact of a take as it is in its folder then."""
        store, folder, was = self.store, listed.folder, list[Any]()
        set_fact, what = _CHANGES[fact]

        def change(_: Job) -> Take:
            take = store.open(folder)
            changed = set_fact(store, take, value)
            if changed.facts != take.facts:
                was.append(getattr(take.facts, fact))
            return changed

        def put(values: Sequence[object]) -> None:
            def work(_: Job) -> Take:
                take = store.open(folder)
                return set_fact(store, take, values[0]) if values else take

            self._lane.run(work, self.changed.emit)

        job = self._lane.run(change, self.changed.emit, failed)
        still = lambda: bool(was or not job.over)  # noqa: E731 - all there is to it
        self._history.did(tr(what, name=listed.name), lambda: put(was), lambda: put([value]), still=still)

    def _offering(self, again: Callable[[], None]) -> Callable[[str], None]:
        return lambda words: self._tell(words, (tr("Try again"), again))

    def _tell(self, words: str, *choices: Choice) -> None:
        self._messages.tell(words, *choices, on=self._page)


def _words_on_binned(takes: Sequence[ListedTake]) -> tuple[str, str]:
    """What is told of takes in the bin, and what Undo calls that."""
    if len(takes) > 1:
        told = tr_count("{count} take is in the bin.", "{count} takes are in the bin.", len(takes))
        return told, tr_count("{count} take moved to the bin", "{count} takes moved to the bin", len(takes))
    name = takes[0].name
    return tr("{name} is in the bin.", name=name), tr("{name} moved to the bin", name=name)


def _list(store: TakeStore, search: str, order: TakeOrder) -> Sequence[ListedTake]:
    """Takes and other recordings, which have no scores or lengths to be ordered by: they come last then."""
    all_of_them = [*store.list(search, order), *find_recordings(store.folder.parent, search)]
    return sorted(all_of_them, key=lambda each: each.made, reverse=True) if order == TakeOrder.NEWEST else all_of_them
