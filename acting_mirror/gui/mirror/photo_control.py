"""What is done with the photos that are open: put into order, and saved as a contact sheet or a table."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.photo_rank import sections_of
from acting_mirror.files.free_name import fitted
from acting_mirror.files.whole_file import check_outputs, write_new
from acting_mirror.gui.mirror.strip import PhotoStrip
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.pipeline.photo_sheet import write_sheet
from acting_mirror.report.table import photos_csv
from acting_mirror.settings.folders import recordings_folder

_KINDS: Final = {".html": marked("Page (*.html)"), ".png": marked("Picture (*.png)"), ".csv": marked("Table (*.csv)")}


class PhotoControl(QObject):
    """Fills the strip with photos, and does what is asked for there."""

    def __init__(
        self, strip: PhotoStrip, current: CurrentSession, preferences: Preferences, messages: Messages, jobs: Jobs
    ) -> None:
        """Wait for photos."""
        super().__init__(strip)
        self._strip, self._current, self._preferences, self._messages = strip, current, preferences, messages
        self._lane = jobs.lane()
        self._ready = False
        current.changed.connect(self._on_session)
        strip.chosen.connect(lambda place: current.photos.show_photo(place) if current.photos else None)
        strip.best_first.toggled.connect(self._on_best_first)
        strip.readable.toggled.connect(self._arrange)
        strip.save_wanted.connect(self._ask)

    def close(self) -> None:
        """Save no more; nothing half-written stays."""
        self._lane.close()

    def _on_session(self) -> None:
        self._strip.clear()
        self._ready = False
        if (photos := self._current.photos) is not None:
            photos.photo_read.connect(lambda place, small: self._strip.add(place, photos.paths[place], small))
            photos.changed.connect(self._on_changed)
            self._on_changed()

    def _on_changed(self) -> None:
        photos = self._current.photos
        if photos is None:
            return
        ready = not photos.being_read and bool(photos.readings)
        if ready != self._ready:
            self._ready = ready
            self._arrange() if ready else self._strip.clear()  # all are read anew
        self._strip.offer(len(photos.paths) > 1, ready)
        self._strip.show_current(photos.place)

    def _on_best_first(self) -> None:
        self._arrange()
        if (photos := self._current.photos) is not None and photos.order:
            photos.show_photo(photos.order[0])

    def _arrange(self) -> None:
        """Put them into the order that is wanted, once they are read."""
        photos, strip = self._current.photos, self._strip
        if photos is None or not self._ready:
            return
        if not strip.best_first.isChecked():
            photos.order = ()
            strip.show_as_read()
        else:
            ranked = photos.ranked(strip.only_readable)
            places = {name: place for place, name in enumerate(photos.names)}
            photos.order = [place for photo in ranked if (place := places[photo.name]) in photos.readings]
            strip.show_ranked(sections_of(ranked, {}), places)
        strip.show_current(photos.place)

    def _ask(self, ending: str) -> None:
        """Ask where to, and save there."""
        photos = self._current.photos
        if photos is None:
            return
        stem = photos.name if ending == ".csv" else f"{photos.name} contact sheet"
        path = recordings_folder(self._preferences.settings.window) / fitted(stem, ending)
        chosen, _ = QFileDialog.getSaveFileName(self._strip.window(), tr("Save"), str(path), tr(_KINDS[ending]))
        if not chosen:
            return
        path, asked = Path(chosen), True  # the dialog itself asks before it lets a file be replaced
        if path.suffix.lower() != ending:
            path, asked = path.with_name(fitted(path.name, ending)), False
        self._save(photos, path, asked)

    def _save(self, photos: PhotoSession, path: Path, force: bool) -> None:
        write, inputs = self._writing(photos, path, force), list(photos.paths)

        def save(job: Job) -> bool:
            check_outputs([path], force, inputs)
            try:
                write(job)
            except CancelledError:
                return False
            return True

        def saved(whole: bool) -> None:
            saving.withdraw()
            if whole:
                self._messages.tell(tr("Saved {name}", name=path.name), open_folder(path))

        def failed(words: str) -> None:
            saving.withdraw()
            self._messages.tell(words)

        job = self._lane.run(save, saved, failed)
        words = tr("Saving {name}…", name=path.name)
        saving = self._messages.tell(words, (tr("Cancel"), job.stop.set), stays=True)

    def _writing(self, photos: PhotoSession, path: Path, force: bool) -> Callable[[Job], None]:
        """What writes them as they are now, in a worker thread."""
        if path.suffix.lower() == ".csv":
            named = photos.named
            return lambda _: write_new(path, photos_csv(named).encode(), force)
        ranked, pictures, title = photos.ranked(self._strip.only_readable), photos.pictures, photos.name
        return lambda job: write_sheet(path, title, ranked, pictures, force, job.stop)
