"""What is looked at: opened, replaced, lost, closed. The one place that tells the pages."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.factory import DEMO, SessionFactory
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.movement_wishes import MovementWishes
from acting_mirror.gui.shell.preferences import Preferences, loading_words
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.gui.widgets.state_card import State
from acting_mirror.settings.eyelines import eyeline_of
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.vision.sources.camera_list import CameraInfo
from acting_mirror.vision.sources.link import is_link

_log = logging.getLogger(__name__)

_RECENT: Final = 8
_LOOKING: Final = marked("Looking for a camera…")


class CurrentSession(QObject):
    """One session at a time, and why there is no picture of it.

    Attributes:
        session: What is looked at; None when nothing is.
        live: The same, if it is a camera or the drawn actor.
        photos: The same, if it is photos.
        state: Why there is no picture; None where there is one.
        offers: What a page that needs a live picture can offer where there is none.
        movements: Who wants to know what the face does, beside what it shows.
    """

    changed = Signal()
    """Another session is looked at, or none."""
    state_changed = Signal()
    """There is another reason why there is no picture, or there is one."""

    def __init__(
        self, factory: SessionFactory, preferences: Preferences, messages: Messages, parent: QObject | None = None
    ) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self.session: Session | None = None
        self.state: State | None = State(tr(_LOOKING), waiting=True)
        self._factory, self._preferences, self._messages = factory, preferences, messages
        self._leaving: list[Session] = []
        self._closed: Callable[[str | None], None] | None = None
        self._failure: str | None = None
        self._loading: Message | None = None
        self._openers: list[Choice] = []
        self._demo: Choice = (tr(DEMO), self.open_demo)
        self.offers: list[Choice] = [self._demo, (tr("Find a camera"), self.look_again)]
        self.movements = MovementWishes(messages, factory.jobs)
        self.movements.changed.connect(self._on_wishes)
        preferences.changed.connect(self._on_settings)

    @property
    def settings(self) -> Settings:
        """The user's, and with movements while they are wanted."""
        settings = self._preferences.settings
        measured = settings.analysis.movements or self.movements.granted
        return replace(settings, analysis=replace(settings.analysis, movements=measured))

    @property
    def eyeline(self) -> Eyeline:
        """Where lens and partner are, as measured with this camera; else the general one."""
        return eyeline_of(self._preferences.settings.rehearsal, self.live.name if self.live is not None else "")

    @property
    def live(self) -> LiveSession | None:
        """What is looked at, if it is live."""
        return self.session if isinstance(self.session, LiveSession) else None

    @property
    def photos(self) -> PhotoSession | None:
        """What is looked at, if it is photos."""
        return self.session if isinstance(self.session, PhotoSession) else None

    @property
    def cameras(self) -> list[CameraInfo] | None:
        """Those found when they were last looked for; None before the first look has ended."""
        return self._factory.cameras

    # Opening

    def look_for_cameras(self) -> None:
        """Look which cameras there are now."""
        self._factory.look_for_cameras()

    def offer(self, *openers: Choice) -> None:
        """Take what else can be looked at where there is no camera: buttons that ask for it."""
        self._openers = list(openers)

    def open_demo(self) -> None:
        """Look at the drawn actor."""
        self.show(self._factory.demo(self.settings.analysis))

    def find_camera(self) -> None:
        """Look for cameras, and at the usual one, unless something is looked at already."""
        self._factory.look_for_cameras(self._open_first_camera)

    def _open_first_camera(self) -> None:
        if self.session is not None:
            return
        if (camera := self._usual_camera()) is not None:
            self.show(self._factory.camera(camera, self.settings))
        else:
            words = tr("Open a clip, paste a link, or try the demo actor.")
            self._set_state(State(tr("No camera found."), words, [*self._openers, self._demo]))

    def open_camera(self, camera: CameraInfo) -> None:
        """Look at what a camera sees, and remember it."""
        self._preferences.change_window(camera=camera.name)
        self.show(self._factory.camera(camera, self.settings))

    def look_again(self) -> None:
        """Look at the usual camera, also in place of a clip; look for one if none is known."""
        if (camera := self._usual_camera()) is not None:
            self.open_camera(camera)
        else:
            self.find_camera()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Look at a clip, or photos and folders of photos."""
        if paths:
            self.show(self._factory.files(paths, self.settings.analysis))

    def open_words(self, words: str) -> None:
        """Look at what a path or a link names."""
        self.open_link(words) if is_link(words) else self.open_files([Path(words)])

    def open_link(self, link: str) -> None:
        """Fetch the clip behind a link, then look at it."""
        self._factory.fetch(link, self.settings.analysis, self.show)

    def show(self, session: Session) -> None:
        """Look at something else, which may still be opening; what was looked at before is left."""
        before, self.session = self.session, session
        if session.origin:
            self._remember(session.origin)
        session.failed.connect(lambda words: self._on_failed(session, words))
        session.opened.connect(lambda: self._set_state(None) if session is self.session else None)
        if (live := self.live) is not None:
            live.loaded.connect(lambda: self._on_loaded(""))
            live.not_loaded.connect(lambda words: self._on_not_loaded(live, words))
        name = session.name
        opening = tr("Waiting for {name}…", name=name) if session.live else tr("Opening {name}…", name=name)
        slow = tr("Some cameras take a few seconds.") if session.live and session.name != tr(DEMO) else ""
        self._set_state(None if session.is_open else State(opening, slow, waiting=True))
        self.changed.emit()
        if before is not None:
            self._leave(before)

    def hand_over(self) -> Callable[["CurrentSession"], None]:
        """Let another window look at the same.

        A camera and a clip go on meanwhile; what is recorded is finished by `close`, and opened anew.

        Returns:
            What has that of the other window look at it.
        """
        self._factory.forget_askers()
        session, live = self.session, self.live
        if live is not None and live.name == tr(DEMO):
            return CurrentSession.open_demo
        if self.photos is not None:
            paths = self.photos.paths
            return lambda other: other.open_files(paths)
        if session is None or (live is not None and (live.recording or live.busy)):
            return CurrentSession.find_camera
        self.session = None
        session.forget_listeners()
        return lambda other: other.show(session)

    def close(self, done: Callable[[str | None], None]) -> None:
        """Leave what is looked at, and wait for all that is being left, with their recordings finished.

        Args:
            done: Called once, with a sentence when a recording could not be saved, else None.
        """
        session, self.session = self.session, None
        self._closed = done
        self.movements.close()
        if session is not None:
            self._leave(session)
        else:
            self._end()

    # What comes of it

    def _usual_camera(self) -> CameraInfo | None:
        """That of last time, else the first one."""
        name, cameras = self._preferences.settings.window.camera, self._factory.cameras or []
        return next((camera for camera in cameras if camera.name == name), cameras[0] if cameras else None)

    def _remember(self, words: str) -> None:
        recent = self._preferences.settings.window.recent
        newest_first = [words, *(one for one in recent if one != words)]
        self._preferences.change_window(recent=tuple(newest_first[:_RECENT]))

    def _set_state(self, state: State | None) -> None:
        self.state = state
        self.state_changed.emit()

    def _on_settings(self, before: Settings, after: Settings) -> None:
        session, live = self.session, self.live
        if before.analysis != after.analysis and session is not None and session.change(self.settings.analysis):
            self._say_loading(loading_words(after.analysis))
        if before.window.camera_size != after.window.camera_size and live is not None and not live.recording:
            same = next((camera for camera in self._factory.cameras or () if camera.name == live.name), None)
            if same is not None:
                self._leave(live, lambda: self.show(self._factory.camera(same, self.settings)))

    def _on_wishes(self) -> None:
        """Measure movements too, or live no more; a clip or photos that were read with them stay so."""
        session = self.session
        if session is not None and (session.live or self.movements.granted):
            session.change(self.settings.analysis)

    def _say_loading(self, words: str) -> None:
        """Say that another model is loaded, "" when it is; in the settings as well, if they are open."""
        self._preferences.note(words)
        if self._loading is not None:
            self._loading.withdraw()
        self._loading = self._messages.tell(words, stays=True) if words else None

    def _on_loaded(self, words: str) -> None:
        self._say_loading("")
        if words:
            self._preferences.note(words)
            self._messages.tell(words)

    def _on_not_loaded(self, live: LiveSession, words: str) -> None:
        """Go on as before, in the settings as well."""
        movements = self._preferences.settings.analysis.movements  # those that are only wished for are not kept
        self._preferences.change_analysis(replace(live.settings, movements=movements))
        self._on_loaded(words)

    def _on_failed(self, session: Session, words: str) -> None:
        """A session that can't be opened, or whose source is gone."""
        if session is not self.session:
            return
        _log.info("%s: %s", session.name, words)
        self.session = None
        self._set_state(State(tr("No picture"), words, self._remedies(session)))
        self.changed.emit()
        self._leave(session)

    def _remedies(self, session: Session) -> list[Choice]:
        if self._preferences.settings.analysis != AnalysisSettings():
            # A model that can't be loaded fails with every source.
            return [(tr("Use the default settings"), self._read_as_at_first), self._demo]
        if session.live and session.name != tr(DEMO):
            return [(tr("Try again"), self._try_again), *self._openers[:1], self._demo]
        return [*self._openers, self._demo]

    def _try_again(self) -> None:
        self._set_state(State(tr(_LOOKING), waiting=True))
        self.find_camera()

    def _read_as_at_first(self) -> None:
        self._preferences.change_analysis(AnalysisSettings())
        self._try_again()

    def _leave(self, session: Session, then: Callable[[], None] = lambda: None) -> None:
        """Close a session; a live one in a worker thread."""
        self._leaving.append(session)

        def left(words: str | None) -> None:
            if words is not None and self._closed is None:
                self._messages.tell(words)
            elif words is not None:
                self._failure = words
            self._leaving.remove(session)
            session.close()
            session.deleteLater()
            then()
            self._end()

        session.end(left)

    def _end(self) -> None:
        """Tell that all is closed, if that is wanted and so."""
        if self._closed is not None and not self._leaving:
            done, self._closed = self._closed, None
            done(self._failure)
