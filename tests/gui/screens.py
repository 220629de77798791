"""Opens the window on screens of every size and scale and prints what is not on them; in a process of its own.

`QT_QPA_PLATFORM=offscreen:configfile=FILE python -m tests.gui.screens`, where `screens_file` wrote the file.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from acting_mirror.gui.app import application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.widgets.on_screen import room_near
from acting_mirror.settings.schema import Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore

_SIZES = ((1366, 768), (1920, 1080), (2560, 1440))
_SCALES = (1, 1.25, 1.5, 2)
_LEAST = (894, 500)


def screens_file(folder: Path) -> Path:
    """Write what Qt is to take for screens: one of each size and scale, beside each other."""
    screens, left = [], 0
    for width, height in _SIZES:
        for scale in _SCALES:
            place = {"x": left, "y": 0, "width": width, "height": height}
            dots = {"logicalDpi": round(96 * scale), "logicalBaseDpi": 96, "dpr": 1}
            screens.append({"name": f"{width}x{height} at {scale:g}", **place, **dots})
            left += width
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": screens}))
    return path


def _remembered(folder: Path) -> QSettings:
    """A window that was larger than most screens, and half beside them."""
    settings, before = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat), QWidget()
    before.setGeometry(300, 200, 1920, 1200)
    settings.setValue("geometry", before.saveGeometry())
    return settings


@contextmanager
def _opened(store: SettingsStore, screen: QScreen, geometry: QSettings | None) -> Iterator[MainWindow]:
    """A window that comes up on a screen."""
    with patch("acting_mirror.gui.widgets.on_screen.QGuiApplication") as qt:
        qt.screenAt.return_value = screen
        window = MainWindow(store, geometry)
    window.show()
    application().processEvents()
    yield window
    window.close()
    window.deleteLater()
    application().sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _out_of(screen: QScreen, window: MainWindow) -> Iterator[str]:
    """What of the window is not on the screen."""
    room = screen.availableGeometry()
    if not room.contains(window.frameGeometry()):
        yield f"the window is at {window.frameGeometry().getRect()}, the screen at {room.getRect()}"
    if window.height() < min(_LEAST[1], room.height() - 60):
        yield f"the window is only {window.height()} high"


def _hidden(window: MainWindow) -> Iterator[str]:
    """The main buttons that can't be seen whole."""
    for page in window.pages.all:
        window.turn_to(page)
        for _ in range(3):
            application().processEvents()
        button = page.bar.main  # type: ignore[attr-defined]
        if button.visibleRegion().boundingRect() != button.rect():
            yield f"{page.title} at {window.width()}x{window.height()}: {button.accessibleName()} is not seen whole"


def _too_large(window: MainWindow) -> Iterator[str]:
    """Dialogs that don't fit on its screen with their frames."""
    room = room_near(window.geometry()).size()
    window.preferences.show()
    window.help.show()
    for dialog in (window.preferences.dialog, window.help.dialog):
        assert dialog is not None
        if dialog.size() != dialog.size().boundedTo(room):
            yield f"{dialog.windowTitle()} is {dialog.width()}x{dialog.height()}"
        dialog.close()


def _walk(folder: Path) -> Iterator[str]:
    """What is wrong, in words."""
    store = SettingsStore(folder / "settings.json")
    store.save(Settings(window=WindowSettings(welcomed=True, sound=False)))
    for screen in application().screens():
        with _opened(store, screen, _remembered(folder)) as window:
            wrong = [*_out_of(screen, window)]
        with _opened(store, screen, None) as window:
            wrong += [*_out_of(screen, window), *_hidden(window), *_too_large(window)]
            window.messages.tell("A long message takes its own room above the page. " * 5, stays=True)
            wrong += _hidden(window)
            window.resize(*_LEAST)
            wrong += _hidden(window)
        yield from (f"{screen.name()}: {words}" for words in wrong)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for words in _walk(Path(made)):
            print(words, flush=True)
