"""The window: one bar, one page, and what they ask for."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QFrame,
    QMainWindow,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.errors import UserError
from acting_mirror.gui import theme
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.link_dialog import LinkDialog
from acting_mirror.gui.jobs import Jobs
from acting_mirror.gui.level_monitor import LevelMonitor
from acting_mirror.gui.live_session import LiveSession
from acting_mirror.gui.mirror_page import MirrorPage
from acting_mirror.gui.opener import DEMO, Opener
from acting_mirror.gui.photo_session import PhotoSession
from acting_mirror.gui.preferences import Preferences, loading_words
from acting_mirror.gui.recording import recordings_folder
from acting_mirror.gui.rescue import Rescue
from acting_mirror.gui.saving import Saving
from acting_mirror.gui.session import Session
from acting_mirror.gui.shortcuts import bind
from acting_mirror.gui.source_menus import fill_microphones, fill_sources
from acting_mirror.gui.top_bar import TopBar
from acting_mirror.record.microphone import list_microphones
from acting_mirror.settings.schema import Settings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources.camera_list import CameraInfo

_log = logging.getLogger(__name__)

_SIZE: Final = (1280, 800)
_SMALLEST: Final = (900, 600)
_RECENT: Final = 8
_METER_MS: Final = 60
_CLIPS: Final = "Clips and photos (*.mp4 *.mov *.m4v *.avi *.mkv *.webm *.mpg *.wmv *.jpg *.jpeg *.png *.webp *.tif *.bmp)"


class MainWindow(QMainWindow):
    """Owns the session that is looked at, and closes everything in order."""

    def __init__(self, store: SettingsStore, geometry: QSettings | None = None) -> None:
        """Build the window; nothing is opened yet.

        Args:
            store: The user's settings.
            geometry: Where the window's place on the screen is kept; None to forget it.
        """
        super().__init__()
        self.setWindowTitle("Acting Mirror")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self.setAcceptDrops(True)
        self._geometry = geometry
        self.session: Session | None = None
        self.page = MirrorPage()
        self.top = TopBar()
        self.opener = Opener(self)
        self.saving = Saving(self, self.page.notice)
        self.preferences = Preferences(store, self)
        self.rescue = Rescue(self.page.notice, self)
        self._monitor = LevelMonitor(self)
        self._lists = Jobs(1, self)
        self._microphones: list[str] = []
        self._link: LinkDialog | None = None
        self._help: Help | None = None
        self._closing = self._closed = False
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._meter = QTimer(self, interval=_METER_MS)
        self._meter.timeout.connect(self._show_level)
        self._meter.start()
        if geometry is not None and isinstance(saved := geometry.value("geometry"), QByteArray):
            self.restoreGeometry(saved)
        self.page.apply(self.settings.window)
        self.page.say_state("Looking for a camera…", waiting=True)

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.preferences.settings

    # Opening

    def begin(self, words: str | None = None, demo: bool = False) -> None:
        """Open what was asked for, or the camera, and offer what a crash left.

        Args:
            words: A path or a link; None for the camera.
            demo: Whether to show the drawn actor instead.
        """
        if words is not None:
            self.opener.open_words(words, self.settings.analysis)
        elif demo:
            self.opener.open_demo(self.settings.analysis)
        self.opener.look_for_cameras(lambda: None if words is not None or demo else self._open_first_camera())
        self._lists.run(lambda _: list_microphones(), self._microphones.extend)
        self.rescue.look(self.settings.window)
        self.preferences.welcome()

    def open_paths(self, paths: list[Path]) -> None:
        """Show a clip or photos."""
        self.opener.open_paths(paths, self.settings.analysis)

    def show_session(self, session: Session, remembered: str = "") -> None:
        """Look at something else; what was looked at before is closed, its recording finished."""
        before, self.session = self.session, session
        if remembered:
            recent = [remembered, *(one for one in self.settings.window.recent if one != remembered)]
            self.preferences.change_window(recent=tuple(recent[:_RECENT]))
        session.failed.connect(lambda words: self._on_failed(session, words))
        self.page.show_session(session, self.settings.window)
        self.page.bar.show_source(session.name)
        if session.live:
            camera = session.name != DEMO
            self.page.say_state(
                f"Waiting for {session.name}…", "Some cameras take a few seconds." if camera else "", waiting=True
            )
        else:
            self.page.say_state(f"Opening {session.name}…", waiting=True)
        self._hold_microphone()
        if before is not None:
            self._close_session(before)

    def _open_first_camera(self) -> None:
        """The camera of last time, else the first one."""
        if self.session is not None:
            return
        cameras = self.opener.cameras or []
        chosen = [camera for camera in cameras if camera.name == self.settings.window.camera] or cameras
        if chosen:
            self.opener.open_camera(chosen[0], self.settings)
        else:
            self._say_no_camera()

    def _say_no_camera(self) -> None:
        self.page.say_no_camera(self._instead())

    def _instead(self) -> list[tuple[str, Any]]:
        """What can be looked at without a camera."""
        return [
            ("Open a clip…", self.choose_files),
            ("Paste a link…", self.ask_for_link),
            ("Demo actor", lambda: self.opener.open_demo(self.settings.analysis)),
        ]

    def _choose_camera(self, camera: CameraInfo) -> None:
        self.preferences.change_window(camera=camera.name)
        self.opener.open_camera(camera, self.settings)

    def _on_failed(self, session: Session, words: str) -> None:
        """A session that can't be opened, or whose source is gone."""
        if session is not self.session:
            return
        _log.info("%s: %s", session.name, words)
        actions = self._instead()
        if session.live and session.name != DEMO:
            actions = [("Try again", self._try_again), *actions[:1], *actions[2:]]
        self.page.view.show_picture(None, None, False, 0)
        self.page.now_card.show_face(None, " ")
        self.session = None
        self.page.show_session(None, self.settings.window)
        self.page.say_state("No picture", words, actions)
        self.page.bar.show_source("No source")
        self._hold_microphone()
        session.close()

    def _try_again(self) -> None:
        self.page.say_state("Looking for a camera…", waiting=True)
        self.opener.look_for_cameras(self._open_first_camera)

    def _close_session(self, session: Session) -> None:
        if isinstance(session, LiveSession):
            session.end(lambda words: self._on_ended(session, words))
        else:
            session.close()
            session.deleteLater()

    def _on_ended(self, session: LiveSession, words: str | None) -> None:
        if words is not None:
            self.page.notice.tell(words, stays=True)
        session.close()
        session.deleteLater()

    # What the user asks for

    def choose_files(self) -> None:
        """Ask for a clip or photos, and open them."""
        folder = str(Path(self.settings.window.recent[0]).parent) if self.settings.window.recent else ""
        chosen, _ = QFileDialog.getOpenFileNames(self, "Open a clip or photos", folder, f"{_CLIPS};;All files (*)")
        if chosen:
            self.open_paths([Path(name) for name in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder of photos, and open it."""
        if chosen := QFileDialog.getExistingDirectory(self, "Open a folder of photos"):
            self.open_paths([Path(chosen)])

    def ask_for_link(self) -> None:
        """Ask for a link, and fetch it."""
        if self._link is None:
            self._link = LinkDialog(self)
            self._link.wanted.connect(lambda link: self.opener.open_link(link, self.settings.analysis))
            self._link.cancelled.connect(self.opener.cancel_link)
        self._link.show_idle()
        self._link.show()
        self._link.raise_()

    def take_snapshot(self) -> None:
        """Keep the picture that is shown."""
        image = self.page.view.snapshot()
        if image is not None:
            self.saving.snapshot(image, self.settings)

    def export(self) -> None:
        """Save what was read."""
        if self.session is not None and self.page.view.frame is not None:
            self.saving.export(self.session, self.settings)

    def show_help(self) -> None:
        """Show the keys, and what else one may want to know."""
        if self._help is None:
            self._help = Help(recordings_folder(self.settings.window), parent=self)
        self._help.show()
        self._help.raise_()

    def toggle_mirror(self) -> None:
        """Flip a camera's picture, or flip it back."""
        self.preferences.change_window(mirrored=not self.settings.window.mirrored)

    def toggle_full_screen(self) -> None:
        """Leave the face and one line, or come back."""
        self.leave_full_screen() if self.isFullScreen() else self._fill_screen()

    def leave_full_screen(self) -> None:
        """Come back from the full screen."""
        if self.isFullScreen():
            self.showNormal()
            self.top.show()
            self.page.set_full_screen(False)

    def _fill_screen(self) -> None:
        self.showFullScreen()
        self.top.hide()
        self.page.set_full_screen(True)

    # What changes

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.window.theme != after.window.theme:
            theme.apply(_app(), after.window.theme)
            self.page.transport.refresh_icons()
        self.page.apply(after.window)
        self._hold_microphone()
        session = self.session
        if before.analysis != after.analysis and session is not None:
            if isinstance(session, LiveSession):
                self._say_loading(session, after)
            session.change(after.analysis)
        if before.analysis != after.analysis:
            self._show_read_with(after)
        if before.window.camera_size != after.window.camera_size and isinstance(session, LiveSession):
            if session.name != DEMO and not session.recording:
                self._try_reopening(session)

    def _say_loading(self, session: LiveSession, settings: Settings) -> None:
        words = loading_words(settings.analysis)
        self.preferences.note(words)
        self.page.notice.tell(words, stays=True)
        session.loaded.connect(lambda: (self.preferences.note(""), self.page.notice.hide()))

    def _try_reopening(self, session: LiveSession) -> None:
        for camera in self.opener.cameras or ():
            if camera.name == session.name:
                self.session = None
                session.end(lambda words: (self._on_ended(session, words), self._choose_camera(camera)))
                return

    def _show_read_with(self, settings: Settings) -> None:
        self.page.now_card.set_read_with(*self.preferences.read_with(settings.analysis))

    def _hold_microphone(self) -> None:
        """Listen for the meter while live and not recording; the recording listens for itself."""
        window, session = self.settings.window, self.session
        live = isinstance(session, LiveSession) and not session.recording and not session.busy
        self._monitor.listen(bool(live and window.sound), window.microphone)

    def _show_level(self) -> None:
        session = self.session
        if not isinstance(session, LiveSession):
            return
        heard = session.sound.sound if session.recording and session.sound is not None else None
        self.page.bar.meter.show_level(heard.level if heard is not None else self._monitor.level)
        self._line.setVisible(session.recording)
        self._hold_microphone()

    def _on_not_fetched(self, words: str) -> None:
        if self._link is not None and words:
            self._link.show_error(words)
            self._link.show()
        elif words:
            self.page.notice.tell(words, stays=True)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and links."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        urls = event.mimeData().urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.open_paths(files)
        elif urls:
            self.opener.open_link(urls[0].toString(), self.settings.analysis)
            self.page.notice.tell("Fetching the clip…", ("Cancel", self.opener.cancel_link), stays=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, since Space records."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop in order: timers, capture, analysis, recording, devices; a recording is finished before the end."""
        if self._closed:
            event.accept()
            return
        event.ignore()
        if self._closing:
            return
        self._closing = True
        if self._geometry is not None and not self.isFullScreen():
            self._geometry.setValue("geometry", self.saveGeometry())
        self.page.stop()
        self._meter.stop()
        self.setEnabled(False)
        if isinstance(self.session, LiveSession):
            if self.session.recording:
                self.page.notice.tell("Saving the recording…", stays=True)
            self.session.end(self._finish_closing)
        else:
            self._finish_closing(None)

    def _finish_closing(self, words: str | None) -> None:
        if words is not None:
            QMessageBox.warning(self, "Acting Mirror", words)
        for part in (self.session, self.saving, self.opener, self._monitor, self._lists, self.preferences, self.rescue):
            if part is not None:
                part.close()
        self._closed = True
        self.close()

    # Putting it together

    def _lay_out(self) -> None:
        self._line = QFrame()
        self._line.setObjectName("recording")
        self._line.setFixedHeight(2)
        policy = self._line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(policy)
        self._line.hide()
        whole = QWidget()
        whole.setProperty("role", "page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self._line, self.page):
            column.addWidget(widget)
        self.setCentralWidget(whole)
        bar = self.page.bar
        bar.source.setMenu(QMenu(bar.source))
        bar.microphone.setMenu(QMenu(bar.microphone))
        opens = QMenu(bar.open)
        opens.addAction("Clip or photos…", self.choose_files)
        opens.addAction("Folder of photos…", self.choose_folder)
        opens.addAction("Link…", self.ask_for_link)
        bar.open.setMenu(opens)
        self._show_read_with(self.settings)

    def _connect(self) -> None:
        bar = self.page.bar
        bar.source.menu().aboutToShow.connect(self._fill_sources)
        bar.microphone.menu().aboutToShow.connect(self._fill_microphones)
        bar.snapshot.clicked.connect(self.take_snapshot)
        bar.export.clicked.connect(self.export)
        self.top.settings.clicked.connect(self.preferences.show)
        self.top.help.clicked.connect(self.show_help)
        self.page.now_card.change_wanted.connect(self.preferences.show)
        self.page.view.double_clicked.connect(self.toggle_full_screen)
        self.preferences.changed.connect(self._on_settings)
        self.opener.made.connect(self.show_session)
        self.opener.made.connect(lambda *_: self._link.close() if self._link is not None else None)
        self.opener.fetching.connect(lambda *progress: self._link.show_progress(*progress) if self._link else None)
        self.opener.not_fetched.connect(self._on_not_fetched)

    def _fill_sources(self) -> None:
        name = self.session.name if self.session is not None else ""
        fill_sources(
            self.page.bar.source.menu(),
            self.opener.cameras,
            name,
            self.settings.window.recent,
            self._choose_camera,
            self.opener.look_for_cameras,
            lambda: self.opener.open_demo(self.settings.analysis),
            lambda words: self.opener.open_words(words, self.settings.analysis),
        )

    def _fill_microphones(self) -> None:
        window = self.settings.window

        def choose(sound: bool, name: str | None) -> None:
            self.preferences.change_window(sound=sound, microphone=name)

        fill_microphones(self.page.bar.microphone.menu(), self._microphones, window.sound, window.microphone, choose)

    def _bind_keys(self) -> None:
        page = self.page
        keys = {
            "Space": page.main_action,
            "Left": lambda: page.step(-1),
            "Right": lambda: page.step(1),
            "Shift+Left": lambda: page.skip(-5),
            "Shift+Right": lambda: page.skip(5),
            "M": self.toggle_mirror,
            "F": self.toggle_full_screen,
            "Esc": self.leave_full_screen,
            "P": lambda: page.over_time.set_following(not page.over_time.following),
            "Ctrl+O": self.choose_files,
            "Ctrl+L": self.ask_for_link,
            "Ctrl+E": self.export,
            "Ctrl+S": self.take_snapshot,
            "Ctrl+,": self.preferences.show,
            "?": self.show_help,
            **{str(person): lambda person=person: page.follow(person) for person in range(10)},
        }
        bind(self, keys)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
