"""The window's pages: the Mirror at once, the others behind its first picture, or when they are first asked for."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from acting_mirror.gui.mirror.page import MirrorPage
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.face_profile import FaceProfile
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.late import Late
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.missing_sound import MissingSound
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.page import Pages

if TYPE_CHECKING:
    from acting_mirror.gui.practice.page import PracticePage
    from acting_mirror.gui.rehearse.page import RehearsePage
    from acting_mirror.gui.takes.page import TakesPage

_GUI: Final = "acting_mirror.gui"


class WindowPages(Pages):
    """Makes the pages of what they share, and hands on what they ask of each other.

    Attributes:
        mirror: The first one.
    """

    take_wanted = Signal(object)
    """The folder of a take that is to be played."""
    rehearse_wanted = Signal()
    """The Rehearse page is to be shown."""
    eyeline_wanted = Signal()
    """Lens and partner are to be set up."""

    def __init__(
        self,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
        history: History,
        missing: MissingSound,
        face: FaceProfile,
        jobs: Jobs,
        voice_wanted: Callable[[], bool],
    ) -> None:
        """Show the Mirror; `voice_wanted` is whether anything but a page wants the microphone to be listened to."""
        self._current, self._preferences, self._messages, self._history = current, preferences, messages, history
        self._missing, self._face, self._jobs = missing, face, jobs
        self.mirror = MirrorPage(
            current,
            preferences,
            messages,
            history,
            missing,
            jobs,
            lambda: voice_wanted() or any(page.wants_voice for page in self.made),
        )
        super().__init__(self.mirror, [lambda: self.rehearse, lambda: self.practice, lambda: self.takes])
        self._late = Late(jobs, self)
        self._late.add(f"{_GUI}.widgets.curve_plot", lambda: self.mirror.over_time.plot)
        self._late.add(f"{_GUI}.rehearse.page", lambda: self.rehearse)
        self._late.add(f"{_GUI}.practice.page", lambda: self.practice)
        self._late.add(f"{_GUI}.takes.page", lambda: self.takes)
        self._late.add(f"{_GUI}.dialogs.settings")
        current.state_changed.connect(self._on_state)
        face.calibrate_wanted.connect(lambda: self.rehearse.calibrate())

    @cached_property
    def rehearse(self) -> "RehearsePage":
        """The Rehearse page."""
        from acting_mirror.gui.rehearse.page import RehearsePage

        page = RehearsePage(
            self._current,
            self._preferences,
            self._messages,
            self._history,
            self._missing,
            self._face,
            self._jobs,
            lambda: self.mirror.sound.heard,
        )
        page.play_wanted.connect(self.take_wanted)
        page.eyeline_wanted.connect(self.eyeline_wanted)
        return self.put(1, page)

    @cached_property
    def practice(self) -> "PracticePage":
        """The Practice page."""
        from acting_mirror.gui.practice.page import PracticePage

        page = PracticePage(self._current, self._preferences, self._messages, self._jobs)
        page.calibrate_wanted.connect(lambda: self.rehearse.calibrate())
        return self.put(2, page)

    @cached_property
    def takes(self) -> "TakesPage":
        """The Takes page."""
        from acting_mirror.gui.takes.page import TakesPage

        page = TakesPage(self._current, self._preferences, self._messages, self._history, self._jobs)
        page.play_wanted.connect(lambda path: self._current.open_files([path]))
        page.rehearse_wanted.connect(self.rehearse_wanted)
        return self.put(3, page)

    @property
    def takes_looked_at(self) -> list[Path]:
        """The folders of the takes that are reviewed or compared."""
        return self.takes.looked_at if "takes" in vars(self) else []

    def close_down(self) -> None:
        """Load no more, and have the pages let go of everything."""
        self._late.close()
        for page in self.made:
            page.close_down()

    def _on_state(self) -> None:
        """As soon as a picture is there, or the reason why none is, load the rest."""
        if self._current.state is None or not self._current.state.waiting:
            self._late.begin()
