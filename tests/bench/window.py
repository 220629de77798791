"""How the window keeps up: `python -m tests.bench.window`.

The heartbeat is the gap between two ticks of a 10 ms timer in the GUI thread: whatever holds the window up lengthens
one. An idle window is measured in the same run, because a shared machine stumbles by itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer

from acting_mirror.core.frame import Frame, Image
from acting_mirror.gui.app import FIRST_PICTURE, application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources.live_actor import LiveActor
from tests.fake_camera import drawn

SIZE = (1280, 720)
SECONDS = 12.0
TICK_MS = 10
LIMIT_MS = 50.0
START_LIMIT_S = 2.5
CROWDS = {0: None, 1: (1, 1), 20: (5, 4)}


class Crowd(LiveActor):
    """So many drawn faces in real time, drawn beforehand."""

    def __init__(self, faces: int) -> None:
        super().__init__(SIZE)
        grid = CROWDS[faces]
        self._pictures: list[Image] = drawn(SIZE, *grid) if grid else [np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)]

    def __iter__(self) -> Iterator[Frame]:
        started, index = time.monotonic(), 0
        while not self._left.wait(max(0.0, started + index / self.rate - time.monotonic())):
            yield Frame(index, time.monotonic() - started, self._pictures[index % len(self._pictures)])
            index += 1


def wait(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    loop, end = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    timer.start()
    loop.exec()


def view_of(window: MainWindow) -> PictureView:
    """The picture that is shown."""
    return window.rehearse.view if window.pages.current is window.rehearse else window.mirror.view


def heartbeat(window: MainWindow, seconds: float = SECONDS) -> tuple[np.ndarray, float]:
    """Gaps in milliseconds, and how many pictures a second were shown."""
    beats: list[float] = []
    shown: set[int] = set()
    timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)

    def beat() -> None:
        beats.append(time.perf_counter())
        if (frame := view_of(window).frame) is not None:
            shown.add(frame.index)

    timer.timeout.connect(beat)
    timer.start()
    wait(seconds)
    timer.stop()
    return np.diff(beats) * 1000, len(shown) / seconds


def show(name: str, window: MainWindow) -> float:
    gaps, rate = heartbeat(window)
    worst = float(np.percentile(gaps, 99.5))
    session = window.session
    figures = session.figures if isinstance(session, LiveSession) else None
    reads = f"{figures.captured:5.1f} captured  {figures.read:5.1f} read" if figures else ""
    print(
        f"{name:13} median {np.median(gaps):5.1f}  p99.5 {worst:5.1f}  most {gaps.max():5.1f} ms  "
        f"{rate:5.1f} shown  {reads}",
        flush=True,
    )
    return worst


def rehearse(name: str, window: MainWindow) -> float:
    """The same while the prompter goes through a sample by its pace, and a take is recorded."""
    window.turn_to(window.rehearse)
    window.preferences.change_rehearsal(advance="pace", countdown_s=0)
    window.rehearse.script.open(samples()[0])
    wait(10.0, lambda: window.rehearse.script.script is not None and view_of(window).frame is not None)
    window.rehearse.run.toggle(record=True)
    wait(10.0, lambda: window.rehearse.run.running)
    worst = show(name, window)
    window.rehearse.run.stop()
    wait(20.0, lambda: not window.rehearse.run.recording)
    window.turn_to(window.mirror)
    return worst


def start_up() -> float:
    """Seconds from the command to the main loop with the drawn actor's picture painted, compiled as installed."""
    command = [sys.executable, "-m", "acting_mirror", "gui", "--demo", "--check", "0.1"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": os.environ["XDG_CACHE_HOME"]}
    started = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        painted = 0.0
        for line in process.stdout:
            if line.strip() == FIRST_PICTURE:
                painted = time.monotonic() - started
    return painted


def main() -> int:
    folder = tempfile.TemporaryDirectory()
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_VIDEOS_DIR"):
        os.environ[name] = folder.name
    start_up()  # warms caches, and compiles
    starts = sorted(start_up() for _ in range(3))
    print(
        f"first picture after {starts[1]:.2f} s (of three: {', '.join(f'{each:.2f}' for each in starts)})", flush=True
    )
    app = application()
    window = MainWindow(SettingsStore(Path(folder.name) / "settings.json"))
    window.preferences.change_window(welcomed=True, sound=False)
    theme.apply(app, "dark")
    window.show()
    wait(1.0)
    results = {"idle": show("idle", window)}
    for faces in CROWDS:
        source = lambda _, faces=faces: Crowd(faces)  # noqa: E731 - one of three
        session = LiveSession(f"{faces} faces", source, window.settings.analysis, window._jobs)
        window.current.show(session)
        wait(20.0, lambda: window.mirror.view.frame is not None)
        wait(2.0)
        results[f"{faces} faces"] = show(f"{faces} faces", window)
        if faces:
            results[f"rehearsing, {faces} faces"] = rehearse(f"rehearsing {faces}", window)
    window.close()
    wait(5.0, lambda: not window.isVisible())
    late = [name for name, worst in results.items() if worst > LIMIT_MS and name != "idle"]
    return int(bool(late) or starts[1] > START_LIMIT_S)


if __name__ == "__main__":
    cv2.setNumThreads(1)
    sys.exit(main())
