"""The window: makes what the pages share, hands it to them, and takes all of it apart in order."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMessageBox, QVBoxLayout

from acting_mirror.core.language import tr
from acting_mirror.core.take import TAKES
from acting_mirror.gui.sessions.factory import SessionFactory
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell import actions
from acting_mirror.gui.shell.crash_recovery import CrashRecovery
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.exports import Exports
from acting_mirror.gui.shell.eyeline_set_up import EyelineSetUp
from acting_mirror.gui.shell.face_profile import FaceProfile
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.many_clips import ManyClips
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.missing_sound import MissingSound
from acting_mirror.gui.shell.open_dialogs import OpenDialogs
from acting_mirror.gui.shell.open_help import OpenHelp
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.shell.set_up import SetUp
from acting_mirror.gui.top_bar import TopBar
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.focus import FocusKeeper, enter_presses
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.gui.widgets.on_screen import centred, room_near, within
from acting_mirror.gui.widgets.page import TITLES, Page
from acting_mirror.gui.widgets.scrolling import Scrolling
from acting_mirror.gui.window_pages import WindowPages
from acting_mirror.rehearsal.script_file import ENDINGS
from acting_mirror.settings.schema import Settings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources.link import is_link

if TYPE_CHECKING:
    from acting_mirror.gui.mirror.page import MirrorPage
    from acting_mirror.gui.practice.page import PracticePage
    from acting_mirror.gui.rehearse.page import RehearsePage
    from acting_mirror.gui.takes.page import TakesPage

_SIZE: Final = (1280, 800)
_SMALLEST: Final = (894, 500)
"""Fits on a screen of 1366 by 768 at 150 %, with its frame."""
_SKIP_S: Final = 5.0


class MainWindow(QMainWindow):
    """A bar, a strip for messages, and one page at a time.

    Attributes:
        preferences: The user's settings.
        messages: What is told in passing.
        history: What can be undone.
        current: What is looked at.
        dialogs: Ask for what is to be opened.
        factory: Makes what is looked at.
    """

    replaced = Signal()
    """All is to be said in another language: this window has ended, and another one is to `go_on` from it."""

    @theme.applied_at_the_end()
    def __init__(
        self, store: SettingsStore, geometry: QSettings | None = None, factory: SessionFactory | None = None
    ) -> None:
        """Build the window; nothing is opened yet.

        Args:
            store: The user's settings.
            geometry: Where the window's place on the screen is kept; None to forget it.
            factory: That of the window that it replaces; None for one of its own.
        """
        super().__init__()
        self.setWindowTitle("Acting Mirror")
        self.setAcceptDrops(True)
        self._geometry = geometry
        self._closing = self._closed = False
        self._next: Callable[[CurrentSession], None] | None = None
        self._takes_looked_at: list[Path] = []
        self.factory = factory or SessionFactory(Jobs())
        self._jobs = self.factory.jobs
        self.notice = Notice()
        self.messages = messages = Messages(self.notice, self._jobs)
        self.history = history = History(messages)
        self.preferences = preferences = Preferences(store, self, messages, self._jobs)
        self._language = preferences.settings.window.language
        self.current = current = CurrentSession(self.factory, preferences, messages, self)
        self.dialogs = OpenDialogs(self, self.factory, current, preferences, messages)
        current.offer((tr("Open a clip…"), self.dialogs.files), (tr("Paste a link…"), self.dialogs.link))
        missing = MissingSound(current, messages)
        self.face = FaceProfile(current, preferences, messages)
        self.exports = Exports(self, preferences, messages, self._jobs)
        self.many = ManyClips(self, current, preferences, self._jobs)
        self.recovery = CrashRecovery(preferences, messages, self._jobs)
        self.help = OpenHelp(self, preferences, self.recovery)
        self.set_up = SetUp(self, current, preferences, self._jobs, lambda: self.mirror.sound.heard)
        self.eyeline = EyelineSetUp(self, current, preferences)
        self.pages = WindowPages(
            current, preferences, messages, history, missing, self.face, self._jobs, lambda: self.set_up.wants_voice
        )
        self.top = TopBar([tr(title) for title in TITLES])
        self._lay_out()
        self._connect()
        self._bind_keys()
        FocusKeeper(self)
        messages.set_page(self.mirror)
        self._place(geometry.value("geometry") if geometry is not None else None)
        self.mirror.first_focus.setFocus()

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.preferences.settings

    @property
    def session(self) -> Session | None:
        """What is looked at."""
        return self.current.session

    @property
    def mirror(self) -> "MirrorPage":
        """The Mirror page."""
        return self.pages.mirror

    @property
    def rehearse(self) -> "RehearsePage":
        """The Rehearse page."""
        return self.pages.rehearse

    @property
    def practice(self) -> "PracticePage":
        """The Practice page."""
        return self.pages.practice

    @property
    def takes(self) -> "TakesPage":
        """The Takes page."""
        return self.pages.takes

    def begin(self, words: str | None = None, demo: bool = False) -> None:
        """Open what was asked for, or the camera with the page of last time, and offer what a crash left.

        Args:
            words: A path or a link; None for the camera. A script is rehearsed before the camera.
            demo: Whether to show the drawn actor instead.
        """
        script = _script(words)
        watched = words if script is None else None
        if watched is None and not demo:
            self.current.find_camera()
        else:
            self.current.open_words(watched) if watched is not None else self.current.open_demo()
            self.current.look_for_cameras()
        if script is not None:
            self._rehearse(script)
        elif words is None and (page := self.settings.window.page):
            self.turn_to(self.pages.of(page))
        self.mirror.sound.look_for_microphones()
        self.recovery.look()
        self.preferences.welcome(self.set_up.show, self.help.show_ethics)
        self.preferences.tell_update(self.help.show_news)

    def go_on(self, before: "MainWindow") -> None:
        """Go on where the window was that this one replaces, at its settings."""
        assert before._next is not None
        before._next(self.current)
        self.turn_to(self.pages.of(self.settings.window.page))
        if before._takes_looked_at:
            self.takes.look_at(before._takes_looked_at)
        self.mirror.sound.look_for_microphones()
        self.preferences.show()

    # What the user asks for

    def turn_to(self, page: Page) -> None:
        """Show another page; what runs goes on."""
        if page is not self.pages.current:
            self._fill_screen(False)
            self.pages.turn_to(page)

    def _rehearse(self, script: Path) -> None:
        self.turn_to(self.rehearse)
        self.rehearse.menu.open(script)

    def export(self) -> None:
        """Save what was read."""
        if not self.pages.current.export() and self.session is not None and self.session.picture() is not None:
            self.exports.export(self.session)

    def _open(self) -> None:
        if not self.pages.current.open():
            self.dialogs.files()

    def _take_snapshot(self) -> None:
        if (image := self.mirror.snapshot()) is not None:
            self.exports.snapshot(image)

    def _toggle_mirror(self) -> None:
        self.preferences.change_window(mirrored=not self.settings.window.mirrored)

    def _play_take(self, folder: Path) -> None:
        self.turn_to(self.takes)
        self.takes.open_take(folder, play=True)

    def _play(self, path: Path) -> None:
        """Play what was saved: a take among the takes, any other video on the Mirror."""
        of_take = path.parent.parent.name == TAKES
        self._play_take(path.parent) if of_take else self.current.open_files([path])

    def _go_back(self) -> None:
        """Leave full screen, else what the page has opened."""
        self._fill_screen(False) if self.isFullScreen() else self.pages.current.back()

    def _fill_screen(self, on: bool) -> None:
        """Leave the face and one line, or come back."""
        if on != self.isFullScreen():
            self.showFullScreen() if on else self.showNormal()
            self.top.setVisible(not on)
            self.pages.current.set_full_screen(on)

    # What changes

    def _on_turned(self, page: Page) -> None:
        self.top.show_page(self.pages.currentIndex())
        self.messages.set_page(page)
        page.first_focus.setFocus()

    def _on_session(self) -> None:
        session, live = self.current.session, self.current.live
        if session is not None and live is None:
            self.turn_to(self.mirror)  # clips and photos are looked at there
        self._line.hide()
        if live is not None:
            live.changed.connect(lambda: self._line.setVisible(live.recording and live is self.current.live))

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.window.theme != after.window.theme:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, after.window.theme)
        if after.window.language not in (before.window.language, self._language):
            QTimer.singleShot(0, self, self._begin_anew)  # the dialog that asked for it is to close as well

    def _begin_anew(self) -> None:
        """End, for another window to begin in the other language; stay in this one if the user wants to."""
        if self.exports.busy:
            self.messages.tell(tr("Something is being saved: wait until it is, then choose the language again."))
        else:
            self.close()
        if not self._closing:
            self.preferences.change_window(language=self._language)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and links."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        self.dialogs.drop(event.mimeData().urls(), self._rehearse)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, since Space records."""
        if not enter_presses(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop in order: timers, capture, analysis, recording, devices; a recording is finished before the end."""
        if self._closed:
            event.accept()
            return
        event.ignore()
        if self._closing or not all(page.may_close() for page in self.pages.made):
            return
        self._closing = True
        self.preferences.change_window(page=self.pages.currentIndex())
        if self._geometry is not None and not self.isFullScreen():
            self._geometry.setValue("geometry", self.saveGeometry())
        self.pages.current.leave()
        self.setEnabled(False)
        if self.current.live is not None and self.current.live.recording:
            self.messages.tell(tr("Saving the recording…"), stays=True)
        for page in self.pages.made:
            page.stop()
        if self.settings.window.language != self._language:
            self._next, self._takes_looked_at = self.current.hand_over(), self.pages.takes_looked_at
        self.current.close(self._finish_closing)

    def _finish_closing(self, words: str | None) -> None:
        if words is not None:
            QMessageBox.warning(self, "Acting Mirror", words)
        for part in (self.exports, self.many, self.preferences, self.recovery, self.set_up):
            part.close()
        self.pages.close_down()
        if self._next is None:
            self.factory.close()
            self._jobs.close()
        self._closed = True
        QTimer.singleShot(0, self, self._end)  # Qt ignores `close` inside a closeEvent, where this may have begun

    def _end(self) -> None:
        if self._next is not None:
            self.replaced.emit()
        self.close()

    # Putting it together

    def _place(self, saved: object) -> None:
        """Stand where it stood last, as far as there is a screen now."""
        known = isinstance(saved, QByteArray) and self.restoreGeometry(saved)
        room = room_near(self.geometry())
        self.setMinimumSize(QSize(*_SMALLEST).boundedTo(room.size()))
        if not self.isMaximized():
            self.setGeometry(within(self.geometry(), room) if known else centred(QSize(*_SIZE), room))

    def _lay_out(self) -> None:
        self._line = QFrame()
        self._line.setObjectName("recording")
        self._line.setFixedHeight(2)
        policy = self._line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(policy)
        self._line.hide()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self._line, self.notice):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(Scrolling(column, _SMALLEST[0]))

    def _connect(self) -> None:
        mirror, bar = self.mirror, self.mirror.bar
        opens = bar.open.menu()
        opens.addAction(tr("Clip or photos…"), self.dialogs.files)
        opens.addAction(tr("Folder of photos…"), self.dialogs.folder)
        opens.addAction(tr("Link…"), self.dialogs.link)
        opens.addAction(tr("Many clips…"), self.many.ask)
        for menu in (bar.source.menu(), bar.microphone.menu()):
            menu.aboutToShow.connect(menu.addSeparator)
            menu.aboutToShow.connect(lambda menu=menu: menu.addAction(tr("Set up…"), self.set_up.show))
        bar.source.menu().aboutToShow.connect(lambda: bar.source.menu().addAction(tr("Eyeline…"), self.eyeline.show))
        bar.snapshot.clicked.connect(self._take_snapshot)
        bar.export.clicked.connect(self.export)
        mirror.view.double_clicked.connect(lambda: self._fill_screen(not self.isFullScreen()))
        self.top.chosen.connect(lambda number: self.turn_to(self.pages.of(number)))
        self.top.settings.clicked.connect(self.preferences.show)
        self.top.help.clicked.connect(lambda: self.help.show())
        self.pages.turned.connect(self._on_turned)
        self.preferences.changed.connect(self._on_settings)
        self.current.changed.connect(self._on_session)
        self.pages.take_wanted.connect(self._play_take)
        self.pages.rehearse_wanted.connect(lambda: self.turn_to(self.rehearse))
        self.pages.eyeline_wanted.connect(self.eyeline.show)
        self.recovery.report_wanted.connect(self.help.show_problem)
        for saving in (self.exports, self.recovery):
            saving.play_wanted.connect(self._play)

    def _bind_keys(self) -> None:
        pages = self.pages
        self.history.bind_keys(self)
        actions.bind(
            self,
            {
                "main": lambda _: pages.current.main_action(),
                "step": lambda key: pages.current.step(2 * key - 1),
                "skip": lambda key: pages.current.skip((2 * key - 1) * _SKIP_S),
                "pause": lambda _: pages.current.pause(),
                "digit": lambda key: pages.current.digit(key),
                "page": lambda key: self.turn_to(pages.of(key)),
                "mirror": lambda _: self._toggle_mirror(),
                "full_screen": lambda _: self._fill_screen(not self.isFullScreen()),
                "back": lambda _: self._go_back(),
                "open": lambda _: self._open(),
                "link": lambda _: self.dialogs.link(),
                "export": lambda _: self.export(),
                "snapshot": lambda _: self._take_snapshot(),
                "set_up": lambda _: self.set_up.show(),
                "settings": lambda _: self.preferences.show(),
                "help": lambda _: self.help.show(pages.current.title),
                "quit": lambda _: self.close(),
            },
        )


def _script(words: str | None) -> Path | None:
    """The script that a path names; None for all else."""
    if words is None or is_link(words) or Path(words).suffix.lower() not in ENDINGS:
        return None
    return Path(words).absolute()
