"""How long pages and dialogs take until they are painted: `python -m tests.bench.opening`.

Each is opened twice in one window, as some are made when they are first asked for.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from acting_mirror.gui.app import application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.page import Page
from acting_mirror.settings.store import SettingsStore
from tests.bench.window import wait

LIMIT_MS = 100.0
_TIMES = 2


class _Painted(QObject):
    """Knows when a page or a dialog was painted first."""

    def __init__(self, what: QWidget) -> None:
        super().__init__()
        self.at = 0.0
        self._what = what

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and not self.at and watched is self._what:
            self.at = time.perf_counter()
        return False


def opened_ms(open_it: Callable[[], QWidget]) -> float:
    """Milliseconds from asking for something until it is painted."""
    started = time.perf_counter()
    shown = open_it()
    painted = _Painted(shown)
    shown.installEventFilter(painted)
    while not painted.at:
        application().processEvents()
    shown.removeEventFilter(painted)
    return 1000 * (painted.at - started)


def main() -> int:
    """Print a line each; 1 where one took longer than the limit."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_VIDEOS_DIR"):
            os.environ[name] = made
        return int(max(_measured(Path(made))) > LIMIT_MS)


def _measured(folder: Path) -> list[float]:
    """The longest time of each."""
    app = application()
    window = MainWindow(SettingsStore(folder / "settings.json"))
    window.preferences.change_window(welcomed=True, sound=False, recordings=str(folder))
    theme.apply(app, "dark")
    window.show()
    window.begin(demo=True)
    wait(10.0, lambda: window.mirror.view.frame is not None)
    window.rehearse.script.open(samples()[0])
    wait(10.0, lambda: window.rehearse.script.script is not None)
    wait(1.0)
    worst: list[float] = []
    for name, open_it, close in _states(window):
        times = []
        for _ in range(_TIMES):
            times.append(opened_ms(open_it))
            wait(0.3)
            close()
            wait(0.3)
        print(f"{name:12} {times[0]:6.1f} ms, again {times[1]:6.1f} ms", flush=True)
        worst.append(max(times))
    window.close()
    wait(5.0, lambda: not window.isVisible())
    return worst


def _states(window: MainWindow) -> Iterator[tuple[str, Callable[[], QWidget], Callable[[], object]]]:
    """What is opened: its name, how, and how it is left."""
    for page in window.pages.all[1:]:
        yield page.title, partial(_turned, window, page), lambda: window.turn_to(window.mirror)
    for name, ask in (
        ("Settings", window.preferences.show),
        ("Help", window.help.show),
        ("Set-up", window.set_up.show),
        ("Link", window.dialogs.link),
        ("Targets", window.rehearse.edit_targets),
        ("Calibrate", window.rehearse.calibrate),
        ("Score a clip", window.takes.score_clip),
    ):
        yield name, partial(_dialog, ask), _close


def _turned(window: MainWindow, page: Page) -> Page:
    window.turn_to(page)
    return page


def _dialog(ask: Callable[[], object]) -> QWidget:
    before = set(_dialogs())
    ask()
    (dialog,) = set(_dialogs()) - before
    return dialog


def _dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def _close() -> None:
    for dialog in _dialogs():
        dialog.close()


if __name__ == "__main__":
    sys.exit(main())
