"""Measures where lens and partner are, and keeps it for the camera that is looked at."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.gui.dialogs.eyeline import EyelineDialog
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.settings.eyelines import with_eyeline

_PICTURE_MS: Final = 33


class EyelineSetUp(QObject):
    """Fills the dialog while it is open.

    Attributes:
        dialog: None before it was first asked for.
    """

    def __init__(self, window: QWidget, current: CurrentSession, preferences: Preferences) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._current, self._preferences = window, current, preferences
        self.dialog: EyelineDialog | None = None
        self._taken: FrameAnalysis | None = None
        self._timer = QTimer(self, interval=_PICTURE_MS)
        self._timer.timeout.connect(self._look)
        current.changed.connect(self._begin)
        current.movements.changed.connect(self._begin)

    def show(self) -> None:
        """Begin at the first step."""
        if self.dialog is None:
            self.dialog = EyelineDialog(self._window)
            self.dialog.shown.connect(self._on_shown)
            self.dialog.measured.connect(self._keep)
        self._begin()
        self.dialog.show()
        self.dialog.raise_()

    def _begin(self) -> None:
        if self.dialog is not None:
            current = self._current
            self.dialog.begin(current.eyeline, current.live is not None, current.movements.problem)

    def _on_shown(self, on: bool) -> None:
        self._current.movements.want("the eyeline", on)
        self._timer.start() if on else self._timer.stop()

    def _look(self) -> None:
        """Show the newest picture, and what its eyes do."""
        live, dialog = self._current.live, self.dialog
        if dialog is None:
            return
        frame, reading = (live.picture(), live.reading()) if live is not None else (None, None)
        dialog.show_picture(frame, reading, self._preferences.settings.window.mirrored)
        if reading is not None and reading is not self._taken:
            self._taken = reading
            dialog.take(reading)

    def _keep(self, eyeline: Eyeline | None) -> None:
        if (live := self._current.live) is not None:
            kept = with_eyeline(self._preferences.settings.rehearsal, live.name, eyeline)
            self._preferences.change_rehearsal(eyelines=kept.eyelines)
