"""The Record button's doings: countdown, names, what is told before, during and after."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QObject, QTimer, Signal

from acting_mirror.files import disk
from acting_mirror.files.free_name import free_name, stamp
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.widgets.folders import show_folder
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.record.microphone import Microphone
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import WindowSettings

_COUNT_FROM: Final = 3


class RecordControl(QObject):
    """Starts and stops recordings of the session it was given."""

    counting = Signal()
    """A countdown began, went on or ended."""

    def __init__(self, view: PictureView, notice: Notice, parent: QObject) -> None:
        """Count in a view, tell in a notice."""
        super().__init__(parent)
        self._view, self._notice = view, notice
        self._session: LiveSession | None = None
        self._settings = WindowSettings()
        self._left = 0
        self._count = QTimer(self, interval=1000)
        self._count.timeout.connect(self._on_count)

    def attend(self, session: LiveSession | None, settings: WindowSettings) -> None:
        """Take the session that Record is for; None for none."""
        if session is not self._session:
            self.cancel_count()
            if session is not None:
                session.recorded.connect(self._on_recorded)
        self._session, self._settings = session, settings

    @property
    def is_counting(self) -> bool:
        """Whether a countdown runs."""
        return self._count.isActive()

    def toggle(self) -> None:
        """Start, or stop; during the countdown, call it off."""
        if self._session is None or self._session.busy:
            return
        if self._session.recording:
            self._session.stop_recording()
        elif self.is_counting:
            self.cancel_count()
        elif self._settings.countdown:
            self._left = _COUNT_FROM
            self._view.count_down(str(self._left))
            self._count.start()
            self.counting.emit()
        else:
            self._begin()

    def cancel_count(self) -> None:
        """Call the countdown off."""
        self._count.stop()
        self._view.count_down("")
        self.counting.emit()

    def said(self) -> str:
        """How the recording goes, in a few words: size, room left, frames lost."""
        session = self._session
        if session is None or not session.recording:
            return ""
        free = disk.free_bytes(recordings_folder(self._settings))
        words = f"{disk.in_bytes(session.recorded_bytes)} · {disk.in_bytes(free)} free"
        lost = session.figures.overflowed if session.figures is not None else 0
        return f"{words} · {lost} frames lost" if lost else words

    def _on_count(self) -> None:
        self._left -= 1
        self._view.count_down(str(self._left) if self._left else "")
        if not self._left:
            self._count.stop()
            self._begin()
        self.counting.emit()

    def _begin(self) -> None:
        settings, session = self._settings, self._session
        if session is None:
            return
        folder = recordings_folder(settings)
        if words := disk.nearly_full(folder):
            self._notice.tell(words)
        microphone = Microphone(settings.microphone) if settings.sound else None
        session.record(free_name(folder / stamp(datetime.now()), ".avi"), microphone, settings.annotated)

    def _on_recorded(self, path: Path) -> None:
        self._notice.tell(
            f"Saved {path.name}",
            ("Show in folder", lambda: show_folder(path)),
            ("Delete", lambda: self._delete(path)),
            stays=True,
        )

    def _delete(self, path: Path) -> None:
        if not QFile(str(path)).moveToTrash():
            self._notice.tell(
                f"{path.name} can't be moved to the bin: delete it in its folder.",
                ("Show in folder", lambda: show_folder(path)),
            )
            return
        self._notice.tell(f"{path.name} is in the bin.")
