"""The Record button's doings: countdown, names, what is told before, during and after."""

import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QObject, QTimer, Signal

from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.widgets.folders import show_folder
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.record.microphone import Microphone
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import WindowSettings

_COUNT_FROM: Final = 3
_NEARLY_FULL: Final = 500_000_000
"""Bytes free below which the user is warned: some ten minutes of recording."""


def dated(folder: Path, ending: str) -> Path:
    """A file named by this moment, numbered where that is taken."""
    stem = f"{datetime.now():%Y-%m-%d %H.%M.%S}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(path for name in names if not (path := folder / f"{name}{ending}").exists())


def free_bytes(folder: Path) -> int:
    """Room on the folder's disk; of the nearest folder that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def nearly_full(folder: Path) -> str:
    """A sentence when there is hardly room for a recording in a folder, else ""."""
    free = free_bytes(folder)
    return f"The disk is nearly full: {in_bytes(free)} are left for the recording." if free < _NEARLY_FULL else ""


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
        free = free_bytes(recordings_folder(self._settings))
        words = f"{in_bytes(session.recorded_bytes)} · {in_bytes(free)} free"
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
        if words := nearly_full(folder):
            self._notice.tell(words)
        microphone = Microphone(settings.microphone) if settings.sound else None
        session.record(dated(folder, ".avi"), microphone, settings.annotated)

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


def in_bytes(count: int) -> str:
    """A size as 12 MB or 3.4 GB."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
