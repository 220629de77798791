"""The Record button's doings: countdown, names, what is told before, during and after."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.files import disk
from acting_mirror.files.free_name import free_name, stamp
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.bin import Binned
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.shell.recording import ready_to_record
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.settings.folders import recordings_folder

_COUNT_FROM: Final = 3


class RecordControl(Countdown):
    """Starts and stops recordings of what is live, after a countdown where that is wanted."""

    def __init__(self, current: CurrentSession, preferences: Preferences, messages: Messages, history: History) -> None:
        """Record nothing yet."""
        super().__init__(messages)
        self._current, self._preferences, self._messages = current, preferences, messages
        self._history = history
        self.over.connect(self._begin)
        current.changed.connect(self._on_session)

    @property
    def said(self) -> str:
        """How the recording goes, in a few words: size, room left, frames lost; "" where none does."""
        live = self._current.live
        if live is None or not live.recording:
            return ""
        free = disk.free_bytes(self._folder)
        size, room = disk.in_bytes(live.recorded_bytes), disk.in_bytes(free)
        words = tr("{size} · {room} free", size=size, room=room)
        lost = live.figures.overflowed if live.figures is not None else 0
        missing = tr_count("{count} frame lost", "{count} frames lost", lost)
        return f"{words} · {missing}" if lost else words

    def toggle(self) -> None:
        """Start, or stop; during the countdown, call it off."""
        live = self._current.live
        if live is None or live.busy:
            return
        if live.recording:
            live.stop_recording()
        elif self.running:
            self.cancel()
        else:
            self.start(_COUNT_FROM if self._preferences.settings.window.countdown else 0)

    @property
    def _folder(self) -> Path:
        return recordings_folder(self._preferences.settings.window)

    def _on_session(self) -> None:
        self.cancel()
        if (live := self._current.live) is not None:
            live.recorded.connect(self._on_recorded)

    def _begin(self) -> None:
        settings, live = self._preferences.settings.window, self._current.live
        if live is None:
            return
        folder, microphone = ready_to_record(self._preferences, self._messages)
        live.record(free_name(folder / stamp(datetime.now()), settings.video), microphone, settings.annotated)

    def _on_recorded(self, path: Path) -> None:
        play: Choice = (tr("Play"), lambda: self._current.open_files([path]))
        delete: Choice = (tr("Delete"), lambda: self._delete(path))
        self._messages.tell(tr("Saved {name}", name=path.name), play, open_folder(path), delete)

    def _delete(self, path: Path) -> None:
        binned = Binned([path])
        show = open_folder(path)
        if not self._tried(binned.move, show):
            return
        words = tr("{name} is in the bin.", name=path.name)
        if binned.comes_back:
            undo, redo = (partial(self._tried, step, show) for step in (binned.restore, binned.move))
            self._history.did(tr("{name} moved to the bin", name=path.name), undo, redo, words)
        else:
            self._messages.tell(words)

    def _tried(self, step: Callable[[], None], *choices: Choice) -> bool:
        """Do something with files; where that fails, it is told."""
        try:
            step()
        except UserError as error:
            self._messages.tell(sentence_of(error), *choices)
            return False
        return True
