"""What is looked at: opened, replaced, lost, closed."""

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from acting_mirror.gui.mirror.page import MirrorPage
from acting_mirror.gui.mirror.source_menus import fill_sources
from acting_mirror.gui.sessions.factory import DEMO, SessionFactory
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.notice import Action
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.camera_list import CameraInfo

_log = logging.getLogger(__name__)

_RECENT: Final = 8


class CurrentSession(QObject):
    """Puts one session at a time on the page, and says there why there is none.

    Attributes:
        session: What is looked at; None when nothing is.
        sources: What a page that needs a live picture can offer where there is none: buttons that open it.
    """

    changed = Signal(object)
    """Another `Session`, or None."""

    def __init__(
        self, page: MirrorPage, opener: SessionFactory, preferences: Preferences, asking: list[Action]
    ) -> None:
        """Show nothing yet.

        Args:
            page: Where sessions are shown.
            opener: Makes them.
            preferences: The user's settings.
            asking: What can be looked at without a camera: buttons that ask for it.
        """
        super().__init__(page)
        self.session: Session | None = None
        self._page, self._opener, self._preferences = page, opener, preferences
        self._leaving: list[Session] = []
        self._done: Callable[[str | None], None] | None = None
        self._failure: str | None = None
        demo: Action = ("Demo actor", self.open_demo)
        self._asking = [*asking, demo]
        self.sources: list[Action] = [demo, ("Find a camera", self.look_again)]
        opener.made.connect(self._show)
        page.bar.source.menu().aboutToShow.connect(self._fill_sources)
        self._say_looking()

    # Opening

    def open_demo(self) -> None:
        """Show the drawn actor."""
        self._opener.open_demo(self._preferences.settings.analysis)

    def open_first_camera(self) -> None:
        """Show the camera of last time, else the first one, unless something is looked at already."""
        if self.session is not None:
            return
        name, cameras = self._preferences.settings.window.camera, self._opener.cameras or []
        chosen = [camera for camera in cameras if camera.name == name] or cameras
        if chosen:
            self._opener.open_camera(chosen[0], self._preferences.settings)
        else:
            self._page.say_no_camera(self._asking)

    def open_camera(self, camera: CameraInfo) -> None:
        """Show what a camera sees, and remember it."""
        self._preferences.change_window(camera=camera.name)
        self._opener.open_camera(camera, self._preferences.settings)

    def look_again(self) -> None:
        """Show the camera of last time, else the first one, also in place of a clip; look for one if none is known."""
        name, cameras = self._preferences.settings.window.camera, self._opener.cameras or []
        chosen = [camera for camera in cameras if camera.name == name] or cameras
        if chosen:
            self.open_camera(chosen[0])
        else:
            self._opener.look_for_cameras(self.open_first_camera)

    def reopen(self) -> None:
        """Open the camera that is looked at anew, such as in another size; not while it records."""
        live = self.session
        if not isinstance(live, LiveSession) or live.recording:
            return
        same = next((camera for camera in self._opener.cameras or () if camera.name == live.name), None)
        if same is not None:
            self._leave(live, lambda: self._opener.open_camera(same, self._preferences.settings))

    def close(self, done: Callable[[str | None], None]) -> None:
        """Leave what is looked at, and wait for all that is being left, with their recordings finished.

        Args:
            done: Called once, with a sentence when a recording could not be saved, else None.
        """
        session, self.session = self.session, None
        self._done = done
        if session is not None:
            self._leave(session)
        else:
            self._end()

    # What comes of it

    def _show(self, session: Session, remembered: str) -> None:
        """Look at something else; what was looked at before is left."""
        before, self.session = self.session, session
        if remembered:
            self._remember(remembered)
        session.failed.connect(lambda words: self._on_failed(session, words))
        self._page.show_session(session, self._preferences.settings.window)
        self._page.bar.show_source(session.name)
        if session.live:
            words = "Some cameras take a few seconds." if session.name != DEMO else ""
            self._page.say_state(f"Waiting for {session.name}…", words, waiting=True)
        else:
            self._page.say_state(f"Opening {session.name}…", waiting=True)
        self.changed.emit(session)
        if before is not None:
            self._leave(before)

    def _remember(self, words: str) -> None:
        recent = self._preferences.settings.window.recent
        newest_first = [words, *(one for one in recent if one != words)]
        self._preferences.change_window(recent=tuple(newest_first[:_RECENT]))

    def _on_failed(self, session: Session, words: str) -> None:
        """A session that can't be opened, or whose source is gone."""
        if session is not self.session:
            return
        _log.info("%s: %s", session.name, words)
        self.session = None
        self._page.show_session(None, self._preferences.settings.window)
        self._page.say_state("No picture", words, self._remedies(session))
        self._page.bar.show_source("No source")
        self.changed.emit(None)
        self._leave(session)

    def _remedies(self, session: Session) -> list[Action]:
        if self._preferences.settings.analysis != AnalysisSettings():
            # A model that can't be loaded fails with every source.
            return [("Read as at first", self._read_as_at_first), *self._asking[-1:]]
        if session.live and session.name != DEMO:
            return [("Try again", self._try_again), self._asking[0], self._asking[-1]]
        return self._asking

    def _try_again(self) -> None:
        self._say_looking()
        self._opener.look_for_cameras(self.open_first_camera)

    def _read_as_at_first(self) -> None:
        self._preferences.change_analysis(AnalysisSettings())
        self._try_again()

    def _say_looking(self) -> None:
        self._page.say_state("Looking for a camera…", waiting=True)

    def _leave(self, session: Session, then: Callable[[], None] = lambda: None) -> None:
        """Close a session, a live one beside the GUI thread."""
        self._leaving.append(session)

        def left(words: str | None = None) -> None:
            if words is not None and self._done is None:
                self._page.notice.tell(words, stays=True)
            elif words is not None:
                self._failure = words
            self._leaving.remove(session)
            session.close()
            session.deleteLater()
            then()
            self._end()

        if isinstance(session, LiveSession):
            session.end(left)
        else:
            left()

    def _end(self) -> None:
        """Tell that all is closed, if that is wanted and so."""
        if self._done is not None and not self._leaving:
            done, self._done = self._done, None
            done(self._failure)

    def _fill_sources(self) -> None:
        analysis = self._preferences.settings.analysis
        fill_sources(
            self._page.bar.source.menu(),
            self._opener.cameras,
            self.session.name if self.session is not None else "",
            self._preferences.settings.window.recent,
            self.open_camera,
            self._opener.look_for_cameras,
            self.open_demo,
            lambda words: self._opener.open_words(words, analysis),
        )
