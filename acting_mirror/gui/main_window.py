"""The window: its bar, its pages, and how they work together."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QMainWindow,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.take import Take
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.mirror.page import MirrorPage
from acting_mirror.gui.mirror.sound_control import SoundControl
from acting_mirror.gui.practice.page import PracticePage
from acting_mirror.gui.practice.practising import Practising
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.rehearsing import Rehearsing
from acting_mirror.gui.sessions.factory import SessionFactory
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.shell.crash_recovery import CrashRecovery
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.exports import Exports
from acting_mirror.gui.shell.open_dialogs import OpenDialogs
from acting_mirror.gui.shell.preferences import Preferences, loading_words
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.gui.top_bar import TopBar
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.page import Page
from acting_mirror.gui.widgets.pages import Pages
from acting_mirror.rehearsal.script_file import FORMATS
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.settings.store import SettingsStore

_SIZE: Final = (1280, 800)
_SMALLEST: Final = (900, 600)
_SKIP_S: Final = 5.0


class MainWindow(QMainWindow):
    """Puts the parts together, and takes them apart in order."""

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
        self._closing = self._closed = False
        self._help: Help | None = None
        self.page = MirrorPage()
        self.rehearse, self.practice, self.takes = RehearsePage(), PracticePage(), TakesPage()
        self.pages = Pages([self.page, self.rehearse, self.practice, self.takes])
        self.top = TopBar([page.title for page in self.pages.all])
        self._lay_out()
        notice = self.page.notice
        self.preferences = Preferences(store, self)
        self.opener = SessionFactory(self)
        self.asking = OpenDialogs(self, self.opener, self.preferences, notice)
        self._give_menus()
        asking = [("Open a clip…", self.asking.files), ("Paste a link…", self.asking.link)]
        self.stage = CurrentSession(self.page, self.opener, self.preferences, asking)
        self.saving = Exports(self, notice)
        self.rescue = CrashRecovery(notice, self)
        self.sound = SoundControl(self.page.bar, self.preferences)
        self.rehearsing = Rehearsing(self.rehearse, self.preferences, self.stage, self.sound, self.page.notice)
        self.practising = Practising(self.practice, self.preferences, self.stage, self.page.notice)
        self.takes.offer(lambda: self.settings)
        self._connect()
        self._bind_keys()
        if geometry is not None and isinstance(saved := geometry.value("geometry"), QByteArray):
            self.restoreGeometry(saved)
        for page in self.pages.all:
            page.apply(self.settings.window)
        self._show_read_with(self.settings.analysis)
        self.page.view.setFocus()

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.preferences.settings

    @property
    def session(self) -> Session | None:
        """What is looked at."""
        return self.stage.session

    def begin(self, words: str | None = None, demo: bool = False) -> None:
        """Open what was asked for, or the camera, and offer what a crash left.

        Args:
            words: A path or a link; None for the camera.
            demo: Whether to show the drawn actor instead.
        """
        if words is not None:
            self.opener.open_words(words, self.settings.analysis)
        elif demo:
            self.stage.open_demo()
        wants_camera = words is None and not demo
        self.opener.look_for_cameras(self.stage.open_first_camera if wants_camera else lambda: None)
        self.sound.look_for_microphones()
        self.rescue.look(self.settings.window)
        self.preferences.welcome()

    # What the user asks for

    def open(self) -> None:
        """Ask for a clip or photos, or for a script while one rehearses."""
        self.rehearsing.ask() if self.pages.current is self.rehearse else self.asking.files()

    def take_snapshot(self) -> None:
        """Keep the picture that is shown."""
        image = self.page.view.snapshot()
        if image is not None:
            self.saving.snapshot(image, self.settings)

    def export(self) -> None:
        """Save what was read."""
        if self.pages.current is self.takes:
            self.takes.export()
        elif self.session is not None and self.page.view.frame is not None:
            self.saving.export(self.session, self.settings)

    def show_help(self) -> None:
        """Show the keys, and what else one may want to know."""
        if self._help is not None:
            self._help.deleteLater()  # the folder may be another one now
        self._help = Help(recordings_folder(self.settings.window), parent=self)
        self._help.show()

    def toggle_mirror(self) -> None:
        """Flip a camera's picture, or flip it back."""
        self.preferences.change_window(mirrored=not self.settings.window.mirrored)

    def toggle_full_screen(self) -> None:
        """Leave the face and one line, or come back."""
        self._fill_screen(not self.isFullScreen())

    def turn_to(self, page: Page) -> None:
        """Show another page; what runs goes on."""
        if page is not self.pages.current:
            self._fill_screen(False)
            self.pages.turn_to(page)

    def _digit(self, number: int) -> None:
        self.pages.current.digit(number)

    def _review(self, take: Take) -> None:
        """Look at a take again."""
        self.turn_to(self.takes)
        self.takes.open_take(take.folder)

    def _go_back(self) -> None:
        """Leave full screen, else what the page has opened."""
        self._fill_screen(False) if self.isFullScreen() else self.pages.current.back()

    def _fill_screen(self, on: bool) -> None:
        if on != self.isFullScreen():
            self.showFullScreen() if on else self.showNormal()
            self.top.setVisible(not on)
            self.pages.current.set_full_screen(on)

    # What changes

    def _on_turned(self, page: Page) -> None:
        self.top.show_page(self.pages.currentIndex())
        self.page.notice.move_over(page.ground)
        page.ground.setFocus()

    def _on_session(self, session: Session | None) -> None:
        for page in self.pages.all[1:]:  # the stage has told the first one
            page.show_session(session, self.settings.window)
        if session is not None and not session.live:
            self.turn_to(self.page)  # clips and photos are looked at there
        live = session if isinstance(session, LiveSession) else None
        self.sound.attend(live)
        self._line.hide()
        if live is not None:
            live.changed.connect(lambda: self._line.setVisible(live.recording and live is self.session))
            live.loaded.connect(lambda: self._on_loaded(""))
            live.not_loaded.connect(lambda words: self._on_not_loaded(live, words))
        self.rehearsing.show_session(live)  # last, as what it tells of a model that was loaded is to stay

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.window.theme != after.window.theme:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, after.window.theme)
        for page in self.pages.all:
            page.apply(after.window)
        if before.analysis != after.analysis:
            self._change_reading(after.analysis)
        if before.window.camera_size != after.window.camera_size:
            self.stage.reopen()

    def _change_reading(self, analysis: AnalysisSettings) -> None:
        self._show_read_with(analysis)
        session = self.session
        if isinstance(session, LiveSession):
            if session.engine is None or session.engine.analyser.settings == analysis:
                return
            words = loading_words(analysis)
            self.preferences.note(words)
            self.page.notice.tell(words, stays=True)
        if session is not None:
            session.change(analysis)

    def _on_loaded(self, words: str) -> None:
        self.preferences.note(words)
        self.page.notice.tell(words, stays=True) if words else self.page.notice.hide()

    def _on_not_loaded(self, session: LiveSession, words: str) -> None:
        """Go on as before, in the settings as well."""
        if session.engine is not None:
            self.preferences.change_analysis(session.engine.analyser.settings)
        self._on_loaded(words)

    def _show_read_with(self, analysis: AnalysisSettings) -> None:
        self.page.now_card.set_read_with(*self.preferences.read_with(analysis))

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and links."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        urls = event.mimeData().urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        scripts = [path for path in files if path.suffix.lower() in FORMATS]
        if scripts:
            self.turn_to(self.rehearse)
            self.rehearsing.open(scripts[0])
        elif files:
            self.asking.open_paths(files)
        elif urls:
            self.asking.open_dropped_link(urls[0].toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, since Space records."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop in order: timers, capture, analysis, recording, devices; a recording is finished before the end."""
        if self._closed:
            event.accept()
            return
        event.ignore()
        if self._closing or not self.rehearsing.may_close(self):
            return
        self._closing = True
        if self._geometry is not None and not self.isFullScreen():
            self._geometry.setValue("geometry", self.saveGeometry())
        self.pages.current.leave()
        self.setEnabled(False)
        if isinstance(self.session, LiveSession) and self.session.recording:
            self.page.notice.tell("Exports the recording…", stays=True)
        self.rehearsing.close()
        self.stage.close(self._finish_closing)

    def _finish_closing(self, words: str | None) -> None:
        if words is not None:
            QMessageBox.warning(self, "Acting Mirror", words)
        for part in (self.saving, self.opener, self.sound, self.preferences, self.rescue):
            part.close()
        self.takes.close_down()
        self.practice.close_down()
        self._closed = True
        QTimer.singleShot(0, self.close)  # Qt ignores it inside a closeEvent, where this may have begun

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
        for widget in (self.top, self._line, self.pages):
            column.addWidget(widget)
        self.setCentralWidget(whole)

    def _give_menus(self) -> None:
        bar = self.page.bar
        for button in (bar.source, bar.microphone, bar.open):
            button.setMenu(QMenu(button))
        opens = bar.open.menu()
        opens.addAction("Clip or photos…", self.asking.files)
        opens.addAction("Folder of photos…", self.asking.folder)
        opens.addAction("Link…", self.asking.link)

    def _connect(self) -> None:
        page = self.page
        page.bar.snapshot.clicked.connect(self.take_snapshot)
        page.bar.export.clicked.connect(self.export)
        page.now_card.change_wanted.connect(self.preferences.show)
        page.view.double_clicked.connect(self.toggle_full_screen)
        self.top.chosen.connect(lambda number: self.turn_to(self.pages.all[number]))
        self.pages.turned.connect(self._on_turned)
        self.top.settings.clicked.connect(self.preferences.show)
        self.top.help.clicked.connect(self.show_help)
        self.preferences.changed.connect(self._on_settings)
        self.preferences.failed.connect(lambda words: page.notice.tell(words, stays=True))
        self.stage.changed.connect(self._on_session)
        self.takes.told.connect(lambda words, actions: page.notice.tell(words, *actions, stays=True))
        self.takes.hinted.connect(lambda words: page.notice.tell(words))
        self.takes.rehearse_wanted.connect(lambda: self.turn_to(self.rehearse))
        self.rehearsing.review_wanted.connect(self._review)
        self.practice.calibrate_wanted.connect(self.rehearse.calibrate_wanted)

    def _bind_keys(self) -> None:
        pages = self.pages
        keys = {
            "Space": lambda: pages.current.main_action(),
            "Left": lambda: pages.current.step(-1),
            "Right": lambda: pages.current.step(1),
            "Shift+Left": lambda: pages.current.skip(-_SKIP_S),
            "Shift+Right": lambda: pages.current.skip(_SKIP_S),
            "M": self.toggle_mirror,
            "F": self.toggle_full_screen,
            "Esc": self._go_back,
            "P": lambda: pages.current.pause(),
            "Ctrl+O": self.open,
            "Ctrl+L": self.asking.link,
            "Ctrl+E": self.export,
            "Ctrl+S": self.take_snapshot,
            "Ctrl+,": self.preferences.show,
            "?": self.show_help,
            "Ctrl+Q": self.close,
        }
        keys |= {f"Ctrl+{number}": partial(self.turn_to, each) for number, each in enumerate(pages.all, 1)}
        keys |= {str(number): partial(self._digit, number) for number in range(10)}
        bind(self, keys)
