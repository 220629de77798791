"""Keeping what is on the screen: snapshots, and exports of what was read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.errors import UserError
from acting_mirror.gui.dialogs.export import ExportDialog
from acting_mirror.gui.mirror.record_control import dated
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.widgets.folders import show_folder
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.pipeline.album import analyse_photos
from acting_mirror.pipeline.clip import Outputs, write_texts
from acting_mirror.pipeline.export import ExportCancelledError, export_clip
from acting_mirror.record.new_file import NewFile, make_folder
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.images import Photos


class Exports(QObject):
    """Runs the savings beside the GUI thread and tells how they went."""

    def __init__(self, window: QWidget, notice: Notice) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._notice = window, notice
        self._jobs = Jobs(1, self)
        self._job: Job | None = None
        self.dialog: ExportDialog | None = None

    def snapshot(self, image: QImage, settings: Settings) -> None:
        """Save a picture as PNG among the recordings, and copy it."""
        path = dated(recordings_folder(settings.window), ".png")
        QGuiApplication.clipboard().setImage(image)

        def save(_: Job) -> Path:
            make_folder(path.parent)
            with NewFile(path) as new:
                if not image.save(str(new.part), "PNG"):  # type: ignore[call-overload]
                    raise UserError(f"{path} can't be written: choose another folder in the settings.")
            return path

        self._jobs.run(save, self._snapshot_saved, self._warn)

    def export(self, session: Session, settings: Settings) -> None:
        """Ask what to save of a session, and save it."""
        if isinstance(session, PhotoSession):
            self._export_photos(session, settings.analysis)
            return
        clip = isinstance(session, ClipSession)
        stem = session.path.stem if isinstance(session, ClipSession) else dated(Path(), "").name
        folder = recordings_folder(settings.window)
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog = ExportDialog(stem, folder, clip, self._window)
        dialog.wanted.connect(lambda outputs: self._export(session, outputs, dialog))
        dialog.cancelled.connect(self._cancel)
        dialog.show()

    def close(self) -> None:
        """Stop what runs; nothing half-written stays."""
        self._jobs.close()

    def _export(self, session: Session, outputs: Outputs, dialog: ExportDialog) -> None:
        def save(job: Job) -> bool:
            for path in outputs.paths():
                make_folder(path.parent)
            try:
                _write(session, outputs, job)
            except ExportCancelledError:
                return False
            return True

        def saved(whole: bool) -> None:
            if whole:
                dialog.show_done(outputs.paths())

        self._job = self._jobs.run(save, saved, dialog.show_error, dialog.show_progress)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.stop.set()

    def _export_photos(self, session: PhotoSession, settings: AnalysisSettings) -> None:
        title = "Folder for the annotated photos and their numbers"
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        if not chosen:
            return
        folder, paths = Path(chosen), session.paths

        def save(job: Job) -> int:
            with Photos(*paths) as photos:
                return len(list(analyse_photos(photos, settings, folder, folder / "photos.csv", False, job.stop)))

        def saved(count: int) -> None:
            self._notice.tell(f"Saved {count} photos and photos.csv", ("Show in folder", _showing(folder)), stays=True)

        self._notice.tell("Exports the photos…", stays=True)
        self._jobs.run(save, saved, self._warn)

    def _snapshot_saved(self, path: Path) -> None:
        self._notice.tell(f"Saved {path.name}, and copied it", ("Show in folder", _showing(path)))

    def _warn(self, words: str) -> None:
        self._notice.tell(words, stays=True)


def _showing(path: Path) -> Callable[[], None]:
    return lambda: show_folder(path)


def _write(session: Session, outputs: Outputs, job: Job) -> None:
    if isinstance(session, ClipSession):
        timeline, settings = session.timeline, session.settings
        if not timeline.frames:
            raise UserError("The clip is not read yet: wait a moment, then export again.")
        card = load_bundle(settings.model).card
        export_clip(session.path, timeline, card, settings, outputs, job.report, job.stop)
    elif isinstance(session, LiveSession) and session.engine is not None and session.source is not None:
        analyser = session.engine.analyser
        outputs.check(None)
        card, settings = analyser.classifier.card, analyser.settings
        write_texts(session.timeline, session.source, card, settings, outputs, interrupted=False)
