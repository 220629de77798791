"""How quickly the window opens the longest take, and lists a thousand: `python -m tests.bench.takes_window`.

A take of two hours with readings at 30 a second and 500 lines, its film small and of 5 pictures a second, and 1,000
takes of 40 lines each are written first. The heartbeat is as in `tests.bench.window`.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from acting_mirror.core.take import TAKES
from acting_mirror.gui.app import application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.record.take_facts import create_facts
from acting_mirror.record.timeline_file import save_timeline
from acting_mirror.settings.store import SettingsStore
from tests.bench.takes import TEXT, long_timeline
from tests.media import make_clip, moving
from tests.takes import MADE, a_line, make_take, some_facts

_USER = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
_TICK_MS = 10
_HOURS_S = 7200.0
_SCROLLS = 200


class Heart:
    """The longest gap between two ticks of the GUI thread since `begin`."""

    def __init__(self) -> None:
        self.longest_ms, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms, self._last = max(self.longest_ms, 1000 * (now - self._last)), now


def until(so: Callable[[], object], within_s: float = 30.0) -> float:
    """Let the window live until something is so; returns the milliseconds that took."""
    loop, started = QEventLoop(), time.perf_counter()
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if so() or time.perf_counter() - started > within_s else None)
    timer.start()
    loop.exec()
    if not so():
        sys.exit("It did not come.")
    return 1000 * (time.perf_counter() - started)


def pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def write_takes(folder: Path) -> Path:
    """A thousand takes and a long one, which is returned."""
    lines = [a_line(number, TEXT) for number in range(1, 41)]
    for number in range(1000):
        (folder / f"{number:04}").mkdir(parents=True)
        facts = replace(some_facts(f"Take {number}", lines), made=MADE - timedelta(number + 1), notes="Slower")
        create_facts(folder / f"{number:04}", facts)
    facts = replace(some_facts("Two hours", [a_line(number, TEXT) for number in range(1, 501)]), length_s=_HOURS_S)
    take = make_take(folder, "long", facts)
    save_timeline(take.timeline_file, long_timeline())
    picture = moving((320, 240))
    times = [number / 5 for number in range(round(_HOURS_S * 5))]
    make_clip(take.media, times, (320, 240), lambda t_s: picture(t_s % 1), options={"g": "50"})
    return take.folder


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(_USER, folder))
        long = write_takes(Path(folder) / TAKES)
        application()
        window = MainWindow(SettingsStore())
        window.preferences.change_window(recordings=folder, welcomed=True)
        window.show()
        pause(0.5)
        heart, page = Heart(), window.takes
        for words in ("at first, without an index", "again"):
            page.library.rows.show_takes(())
            heart.begin()
            window.turn_to(page)
            page.library.ask()
            took_ms = until(lambda: len(page.library.rows.takes) == 1001)
            pause(0.2)
            print(f"1,001 takes are listed {words} in {took_ms:.0f} ms, heartbeat {heart.longest_ms:.0f} ms")
        scroll(heart, window)
        for _ in range(3):
            review(heart, window, long)
            page.back()
        window.close()
        until(lambda: not window.isVisible())


def scroll(heart: Heart, window: MainWindow) -> None:
    """Through the whole list, as a wheel does."""
    view = window.takes.library.list
    bar, took = view.verticalScrollBar(), []
    heart.begin()
    for number in range(_SCROLLS):
        bar.setValue(bar.maximum() * number // _SCROLLS)
        started = time.perf_counter()
        view.viewport().repaint()
        took.append(1000 * (time.perf_counter() - started))
        pause(0.005)
    took.sort()
    print(f"a step of scrolling paints in {took[len(took) // 2]:.1f} ms (95 %: {took[-len(took) // 20]:.1f} ms)")
    print(f"heartbeat {heart.longest_ms:.0f} ms")


def review(heart: Heart, window: MainWindow, folder: Path) -> None:
    """Open the long take, then jump about in it."""
    page, review = window.takes, window.takes.review
    heart.begin()
    page.open_take(folder)
    took_ms = until(lambda: review.isVisible() and review.view.frame is not None and review.curves.plot.isVisible())
    pause(0.3)
    print(f"two hours: picture and curves after {took_ms:.0f} ms, heartbeat {heart.longest_ms:.0f} ms")
    heart.begin()
    jumps = []
    for t_s in (3600.0, 120.0, 7000.0, 4000.0):
        review.seek(t_s)
        jumps.append(until(lambda t_s=t_s: review.view.frame is not None and abs(review.view.frame.t_s - t_s) < 0.5))
    review.toggle()
    pause(2.0)
    review.pause()
    print(f"jumps take {min(jumps):.0f} to {max(jumps):.0f} ms, heartbeat while it plays {heart.longest_ms:.0f} ms")


if __name__ == "__main__":
    main()
