"""The microphone of the bottom bar: which one, and how loud it hears."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from acting_mirror.core.language import tr
from acting_mirror.gui.mirror.bar import MirrorBar
from acting_mirror.gui.mirror.source_menus import fill_microphones
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.missing_sound import MissingSound
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.microphone import Microphone, list_microphones

_METER_MS = 60


class SoundControl(QObject):
    """Listens for the meter while live and not recording; a recording listens for itself.

    Microphones are opened in a worker thread, as some take a second for it.
    """

    def __init__(
        self,
        bar: MirrorBar,
        current: CurrentSession,
        preferences: Preferences,
        missing: MissingSound,
        jobs: Jobs,
        voice_wanted: Callable[[], bool],
    ) -> None:
        """Fill the menu of a bar; `voice_wanted` is whether to listen even where recordings have no sound."""
        super().__init__(bar)
        self._bar, self._current, self._preferences = bar, current, preferences
        self._missing, self._lane, self._voice_wanted = missing, jobs.lane(), voice_wanted
        self._names: list[str] = []
        self._microphone: Microphone | None = None
        self._listens: tuple[bool, str | None] = (False, None)
        bar.microphone.menu().aboutToShow.connect(self._fill)
        self._timer = QTimer(self, interval=_METER_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        current.changed.connect(self._look)
        preferences.changed.connect(self._show_sound)
        missing.changed.connect(self._show_sound)
        self._show_sound()

    def look_for_microphones(self) -> None:
        """List them."""

        def found(names: list[str]) -> None:
            self._names = names

        self._lane.run(lambda _: list_microphones(), found)

    @property
    def heard(self) -> Microphone | None:
        """What is listened to now: a recording's microphone, else that beside recordings, else None."""
        session = self._current.live
        recorded = session.sound if session is not None and session.recording else None
        return recorded or self._microphone

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self._lane.close()
        if self._microphone is not None:
            self._microphone.stop()

    def _look(self) -> None:
        window, session = self._preferences.settings.window, self._current.live
        idle = session is not None and not session.recording and not session.busy
        # A recording without sound leaves the microphone to whoever else wants it, and so does no picture.
        free = session is None or (session.recording and not window.sound)
        self._listen((idle and window.sound) or ((idle or free) and self._voice_wanted()), window.microphone)
        heard = self.heard
        sound = heard.sound if heard is not None else None
        self._bar.meter.show_level(sound.level if sound is not None else 0.0)
        if sound is not None or not window.sound:
            self._missing.note("")
        elif heard is not None and heard.remedy is not None:  # else it is only being opened
            self._missing.note(heard.remedy)

    def _show_sound(self) -> None:
        self._bar.show_sound(self._preferences.settings.window.sound, self._missing.why)

    def _listen(self, on: bool, device: str | None) -> None:
        if (on, device) == self._listens:
            return
        self._listens = (on, device)
        before, self._microphone = self._microphone, Microphone(device) if on else None
        after = self._microphone

        def change(_: object) -> None:
            if before is not None:
                before.stop()
            if after is not None:
                after.start(time.monotonic())

        self._lane.run(change)

    def _fill(self) -> None:
        window = self._preferences.settings.window

        def choose(sound: bool, name: str | None) -> None:
            self._preferences.change_window(sound=sound, microphone=name)

        menu = self._bar.microphone.menu()
        fill_microphones(menu, self._names, window.sound, window.microphone, choose)
        if self._missing.remedy:
            menu.addSeparator()
            menu.addAction(tr("How to fix"), self._missing.tell_remedy)
