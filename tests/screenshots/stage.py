"""The real window, brought into a state and photographed in both themes and two sizes."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.app import Shown, application
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources import FrameSource
from tests.screenshots.material import Material

_THEMES = ("dark", "light")
_SIZES = ((1280, 800), (900, 600))
_SETTLE_S = 0.6


def says(words: str, sentence: str) -> bool:
    """Whether words hold a sentence of the program, given in English, whatever the language and its places hold."""
    return re.search(re.sub(r"\\{\w+\\}", ".*", re.escape(tr(sentence))), words, re.DOTALL) is not None


@contextmanager
def module(name: str, stand_in: ModuleType) -> Iterator[None]:
    """Another module in the place of one; what is loaded meanwhile stays loaded, which `patch.dict` would forget."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, name, stand_in)
        yield


class Stage:
    """One window for all states, one after the other."""

    def __init__(self, pictures: Path, folder: Path) -> None:
        self.app = application()
        self.window = Shown(self.app, SettingsStore()).window
        self.page = self.window.mirror
        self.material = Material(folder)
        self.folder, self._pictures = folder, pictures
        recordings = folder / "Acting Mirror"
        self.window.preferences.change_window(sound=False, recordings=str(recordings), theme="dark")
        self.window.show()
        self.page.view.setFocus()

    def play(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], object], what: str, within_s: float = 30.0) -> None:
        """Wait for something; the program ends with a sentence when it does not come."""
        end = time.monotonic() + within_s
        while not reached():
            if time.monotonic() > end:
                sys.exit(f"The state “{what}” can't be reached within {within_s:g} s.")
            self.play(0.02)

    def told(self, sentence: str, within_s: float = 30.0) -> None:
        """Wait until the strip above the page says one of the program's sentences."""
        self.until(lambda: says(self.window.notice.words, sentence), sentence, within_s)

    def instead(self, heading: str) -> None:
        """Wait until the Mirror says in place of a picture why there is none."""
        self.until(lambda: says(self.page.state.words, heading), heading)

    def click(self, words: str) -> None:
        """Press a button of the strip above the page."""
        buttons = self.window.notice.findChildren(QPushButton)
        next(each for each in buttons if each.text() == tr(words)).click()

    def photograph(self, name: str, before: Callable[[], None] = lambda: None) -> None:
        """Save the window in both themes and sizes; `before` is called before each."""
        for width, height in _SIZES:
            for theme in _THEMES:
                self.window.preferences.change_window(theme=theme)
                self.window.resize(width, height)
                before()
                self.play(_SETTLE_S)
                path = self._pictures / f"{name}-{theme}-{width}.png"
                if not self._whole().save(str(path)):
                    sys.exit(f"{path} can't be written: choose another folder.")
        print(name, flush=True)

    def live(self, source: FrameSource) -> LiveSession:
        """Look at a live source as if it were a camera, and wait for its first reading."""
        session = self.camera(lambda: source)
        self.until(lambda: self.page.view.reading is not None, source.name)
        return session

    def camera(self, open_it: Callable[[], FrameSource]) -> LiveSession:
        """Look at a camera, which may take its time or fail."""
        settings = self.window.settings.analysis
        session = LiveSession("HD Webcam", lambda _: open_it(), settings, self.window._jobs, self.window)
        self.window.current.show(session)
        return session

    def demo(self) -> LiveSession:
        """Look at the drawn actor until there are curves."""
        self.window.current.open_demo()
        session = self.window.session
        assert isinstance(session, LiveSession)
        return session

    def _whole(self) -> QPixmap:
        """The window with the dialogs and menus over it, which `grab` leaves out."""
        picture = self.window.grab()
        painter = QPainter(picture)
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and isinstance(widget, QDialog | QMenu):
                at = self._place(widget)
                painter.drawPixmap(at, widget.grab())
                painter.setPen(QColor(128, 128, 128, 120))
                painter.drawRect(QRect(at, widget.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        return picture

    def _place(self, widget: QWidget) -> QPoint:
        """A dialog stands in the middle, a menu above its button."""
        button = widget.parentWidget()
        if isinstance(widget, QMenu) and button is not None:
            return button.mapTo(self.window, QPoint(0, -widget.height() - 4))
        return self.window.rect().center() - widget.rect().center()
