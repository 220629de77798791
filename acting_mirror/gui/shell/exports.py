"""Keeping what is on the screen: snapshots, and exports of what was read."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.language import tr
from acting_mirror.files.free_name import free_name, stamp
from acting_mirror.files.whole_file import NewFile, make_folder
from acting_mirror.gui.dialogs.export import ExportDialog
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.settings.folders import recordings_folder


class Exports(QObject):
    """Saves in a worker thread and tells how that went.

    Attributes:
        dialog: What asks which files are wanted; None before it was first asked for.
    """

    play_wanted = Signal(object)
    """The `Path` of a video that was saved."""

    def __init__(self, window: QWidget, preferences: Preferences, messages: Messages, jobs: Jobs) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._preferences, self._messages = window, preferences, messages
        self._lane = jobs.lane()
        self._job: Job | None = None
        self.dialog: ExportDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being saved."""
        return self._lane.busy

    def snapshot(self, image: QImage) -> None:
        """Save a picture as PNG among the recordings, and copy it."""
        path = free_name(self._folder / stamp(datetime.now()), ".png")
        QGuiApplication.clipboard().setImage(image)

        def save(_: Job) -> Path:
            make_folder(path.parent)
            with NewFile(path) as new:
                if not image.save(str(new.part), "PNG"):  # type: ignore[call-overload]
                    raise UserError(tr("{path} can't be written: choose another folder in the settings.", path=path))
            return path

        self._lane.run(save, lambda path: self._tell_saved(tr("Saved {name}, and copied it", name=path.name), path))

    def export(self, session: Session) -> None:
        """Ask what to save of a session, and save it."""
        if session.still:
            self._export_photos(session)
            return
        stem = session.export_name or stamp(datetime.now())
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog = ExportDialog(stem, self._folder, session.plays, self._window)
        dialog.wanted.connect(lambda outputs: self._export(session, outputs, dialog))
        dialog.cancelled.connect(self._cancel)
        dialog.play_wanted.connect(self.play_wanted)
        dialog.show()

    def close(self) -> None:
        """Stop what runs; nothing half-written stays."""
        self._lane.close()

    @property
    def _folder(self) -> Path:
        return recordings_folder(self._preferences.settings.window)

    def _export(self, session: Session, outputs: Outputs, dialog: ExportDialog) -> None:
        def save(job: Job) -> bool:
            for path in outputs.paths():
                make_folder(path.parent)
            try:
                session.export(outputs, job)
            except CancelledError:
                return False
            return True

        def saved(whole: bool) -> None:
            if whole:
                dialog.show_done(outputs.paths())

        self._job = self._lane.run(save, saved, dialog.show_error, dialog.show_progress)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.stop.set()

    def _export_photos(self, session: Session) -> None:
        title = tr("Folder for the annotated photos and their numbers")
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        if not chosen:
            return
        table, saving = Path(chosen) / "photos.csv", self._messages.tell(tr("Saving the photos…"), stays=True)

        def saved(_: None) -> None:
            saving.withdraw()
            self._tell_saved(tr("Saved the annotated photos and {table}", table=table.name), table)

        def failed(words: str) -> None:
            saving.withdraw()
            self._messages.tell(words)

        self._lane.run(lambda job: session.export(Outputs(csv=table), job), saved, failed)

    def _tell_saved(self, words: str, path: Path) -> None:
        self._messages.tell(words, open_folder(path))
