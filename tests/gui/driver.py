"""The real window in the hands of a test: keys, clicks, and waiting for what must come."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.gui.dialogs.link import LinkDialog
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.mirror.page import MirrorPage
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession

LONG_MS = 15_000
"""More than anything here takes on a slow machine."""


class Driver:
    """One window and what a user does with it.

    Attributes:
        window: The real one.
        recordings: The folder of its recordings.
    """

    def __init__(self, window: MainWindow, bot: QtBot, recordings: Path) -> None:
        self.window, self.recordings, self._bot = window, recordings, bot

    @property
    def page(self) -> MirrorPage:
        return self.window.mirror

    @property
    def live(self) -> LiveSession:
        assert isinstance(self.window.session, LiveSession)
        return self.window.session

    @property
    def clip(self) -> ClipSession:
        assert isinstance(self.window.session, ClipSession)
        return self.window.session

    @property
    def photos(self) -> PhotoSession:
        assert isinstance(self.window.session, PhotoSession)
        return self.window.session

    @property
    def measured(self) -> bool:
        """Whether the newest reading says what the face does."""
        reading = self.live.reading()
        face = reading.person_0 if reading is not None else None
        return face is not None and face.movements is not None

    @property
    def notice(self) -> str:
        return self.window.notice.words

    @property
    def state(self) -> str:
        return self.page.state.words

    def until(self, so: Callable[[], object], within_ms: int = LONG_MS) -> None:
        """Let the window live until something is so."""
        try:
            self._bot.waitUntil(lambda: bool(so()), timeout=within_ms)
        except self._bot.TimeoutError as error:
            words = f"not so within {within_ms} ms; told: {self.notice!r}, here: {self.state!r}"
            raise AssertionError(words) from error

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Press keys, as "Ctrl+O"."""
        combination = QKeySequence(keys)[0]
        target = widget or QApplication.focusWidget() or self.window
        target.activateWindow()
        self.until(target.isActiveWindow)
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def click(self, words: str) -> None:
        """Click the button over the picture that says so."""
        over = (self.page.state, self.window.notice)

        def found() -> list[QPushButton]:
            buttons = [button for each in over for button in each.findChildren(QPushButton)]
            return [button for button in buttons if button.text() == words and button.isVisible()]

        self.until(found)
        QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def dismiss(self) -> None:
        """Close the message that is shown, if one is."""
        if self.notice:
            self.window.notice.closed.emit()

    def demo(self) -> LiveSession:
        """Look at the drawn actor, and wait for its first picture."""
        self.window.begin(demo=True)
        self.until(lambda: self.page.view.frame is not None)
        return self.live

    def camera(self) -> LiveSession:
        """Look at the first camera, and wait for its first picture."""
        self.window.begin()
        self.until(lambda: self.page.view.frame is not None)
        return self.live

    def open(self, *paths: Path) -> None:
        """Open files, and wait for the first picture."""
        self.window.current.open_files(list(paths))
        self.until(lambda: self.page.view.frame is not None)

    def record(self) -> None:
        """Press Space and wait until a recording has a second of pictures."""
        self.press("Space")
        self.until(lambda: self.live.recording and self.live.recorded_s > 0.4)

    def read_with(self, **changes: object) -> None:
        """Change how faces are read, as the settings do."""
        analysis = replace(self.window.settings.analysis, **changes)  # type: ignore[arg-type]
        self.window.preferences.change_analysis(analysis)

    def fetch(self, link: str) -> LinkDialog:
        """Press Ctrl+L, type a link, fetch it."""
        self.press("Ctrl+L")
        dialog = self.window.dialogs.link_dialog
        assert dialog is not None
        dialog.field.setText(link)
        dialog._fetch.click()
        return dialog

    def close(self) -> None:
        """Close the window, and wait until it is."""
        self.window.close()
        self.until(lambda: self.window.isHidden())
