"""Starts the window and ends with it."""

import logging
import signal
import sys
import threading
from types import TracebackType
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from acting_mirror import paths
from acting_mirror.core.language import tr
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.sessions.factory import SessionFactory
from acting_mirror.gui.sessions.jobs import OUR_FAULT
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.icons import app_icon
from acting_mirror.settings.languages import use_language
from acting_mirror.settings.store import SettingsStore

_log = logging.getLogger(__name__)

BEGAN: Final = "Acting Mirror: main loop began"
"""What is printed, and logged, when the window answers."""
FIRST_PICTURE: Final = "Acting Mirror: first picture"
"""The same when a check's drawn actor is on the screen."""
INTERRUPTED: Final = 130
"""The exit code after Ctrl-C."""


class Shown:
    """The window in the user's language; another one takes its place when that changes.

    Attributes:
        window: The one that is shown now.
    """

    def __init__(self, app: QApplication, store: SettingsStore, geometry: QSettings | None = None) -> None:
        """Show it; nothing is opened yet.

        Args:
            app: The one QApplication.
            store: The user's settings.
            geometry: Where the window's place on the screen is kept; None to forget it.
        """
        self._app, self._store, self._geometry = app, store, geometry
        self._words_of_qt = QTranslator(app)
        self.window = self._open()
        app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(app, self.window.settings.window.theme))

    def _open(self, factory: SessionFactory | None = None) -> MainWindow:
        self._speak(use_language(self._store.load().window.language, QLocale.system().uiLanguages()))
        window = MainWindow(self._store, self._geometry, factory)
        window.replaced.connect(self._replace)
        theme.apply(self._app, window.settings.window.theme)
        window.show()
        return window

    def _speak(self, language: str) -> None:
        """Have Qt say its own words, and write its numbers, in a language."""
        self._app.removeTranslator(self._words_of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._words_of_qt.load(f"qtbase_{language}", folder):
            self._app.installTranslator(self._words_of_qt)
        QLocale.setDefault(QLocale(language))

    def _replace(self) -> None:
        before = self.window
        self.window = self._open(before.factory)
        self.window.go_on(before)
        before.deleteLater()


def run(words: str | None = None, demo: bool = False, check_s: float | None = None) -> int:
    """Show the window until it is closed.

    Args:
        words: A path or a link to open; None for the camera.
        demo: Whether to show the drawn actor instead.
        check_s: Record for so many seconds, then close; None to wait for the user.

    Returns:
        The process' exit code.
    """
    app = application()
    geometry = QSettings(str(paths.window_file()), QSettings.Format.IniFormat)
    shown = Shown(app, SettingsStore(), geometry)
    _tell_uncaught(shown)
    interrupted = _close_when_interrupted(shown)
    QTimer.singleShot(0, lambda: _say(BEGAN))
    if check_s is None:
        shown.window.begin(words, demo)
    else:
        _check(shown.window, check_s)
    code = app.exec()
    shown.window.deleteLater()
    return INTERRUPTED if interrupted.is_set() else code


def application() -> QApplication:
    """The one QApplication, made on the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # One thread reads while another paints: shorter turns keep the picture smooth while many faces are read.
    sys.setswitchinterval(0.002)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Acting Mirror")
    app.setDesktopFileName("acting-mirror")
    app.setWindowIcon(app_icon())
    theme.apply(app, "system")
    return app


def _say(words: str) -> None:
    """To whoever started the program; a windowed program on Windows has nobody to tell."""
    logging.getLogger("acting_mirror").info(words)
    if sys.stdout is not None:
        print(words, flush=True)


def _close_when_interrupted(shown: Shown) -> threading.Event:
    """Ctrl-C and a polite kill close the window as its user would, so that a recording is finished."""
    interrupted = threading.Event()

    def close(*_: object) -> None:
        interrupted.set()
        shown.window.close()

    # Python looks for signals between its own instructions: the page's timers give it some.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    return interrupted


def _check(window: MainWindow, seconds: float) -> None:
    """Record the drawn actor and close: how a built program shows that it works."""
    window.current.open_demo()
    session = window.current.live
    assert session is not None
    session.opened.connect(lambda: _say(FIRST_PICTURE))
    session.opened.connect(window.mirror.main_action)
    session.recorded.connect(lambda path: _say(f"Recorded: {path}"))
    session.changed.connect(
        lambda: QTimer.singleShot(round(1000 * seconds), window.close) if session.recording else None
    )
    session.failed.connect(_give_up)


def _give_up(words: str) -> None:
    _log.error("check: %s", words)
    QApplication.exit(1)


def _tell_uncaught(shown: Shown) -> None:
    """What nobody caught goes to the log, and the window says that it happened and goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            shown.window.close()
            return
        _log.error("uncaught", exc_info=(kind, error, trace))
        shown.window.messages.tell(tr(OUR_FAULT))

    sys.excepthook = hook
    threading.excepthook = lambda args: _log.error("uncaught in %s", args.thread, exc_info=args.exc_value)
