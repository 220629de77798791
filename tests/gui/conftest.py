"""The real window without a screen; faked are the camera, the microphone and the loudspeaker, at their libraries."""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from acting_mirror.core.take import TAKES
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.rehearse import partner_voices
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.sessions.loop_thread import LoopThread
from acting_mirror.gui.shell import late
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.gui.widgets import theme
from acting_mirror.rehearsal import prompter, run
from acting_mirror.settings.schema import RehearsalSettings, Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version
from acting_mirror.vision.sources import camera as camera_module
from acting_mirror.vision.sources.camera import Camera
from acting_mirror.vision.sources.live_actor import LiveActor
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.fake_camera import FakeDriver
from tests.fake_microphone import fake_sounddevice
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, SCRIPT, rehearse
from tests.gui.takes_driver import LINES
from tests.media import beep, make_clip, steady
from tests.takes import MADE, make_real_take, read_film, some_facts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Cameras = Callable[..., FakeDriver]
OpenWindow = Callable[..., Driver]


@pytest.fixture(scope="session")
def clip_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of the drawn actor, 320 by 240, 15 pictures a second, with a tone."""
    path = tmp_path_factory.mktemp("clips") / "take.mp4"
    with SyntheticActor((320, 240), 15.0, 3.0) as actor:
        pictures = [frame.bgr for frame in actor]
    times = steady(3.0, 15)
    return make_clip(path, times, (320, 240), lambda t_s: pictures[round(t_s * 15)], beep(3.0, 0.5))


@pytest.fixture(autouse=True)
def expected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the marker `logs` names a part of it."""
    marker = request.node.get_closest_marker("logs")
    expected = marker.args if marker is not None else ()
    records: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: records.append(f"{record.name}: {record.getMessage()}")  # type: ignore[method-assign]
    logger = logging.getLogger("acting_mirror")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    assert not [record for record in records if not any(part in record for part in expected)]


@pytest.fixture(autouse=True)
def cameras(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cameras]:
    """No camera at all; called with scripts, a camera named "Studio" that plays them."""
    drivers: list[FakeDriver] = []

    def install(*scripts: Callable[[], Any] | None, there: bool = True, **options: float) -> FakeDriver:
        found = [SimpleNamespace(index=0, name="Studio")] if there else []
        names = SimpleNamespace(enumerate_cameras=lambda _: found)
        monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", names)
        drivers.append(FakeDriver(*scripts, **options))
        monkeypatch.setattr(cv2, "VideoCapture", drivers[-1])
        return drivers[-1]

    install(None, there=False)
    monkeypatch.setattr(camera_module, "_PAUSE_S", 0.1)
    monkeypatch.setattr(Camera.__init__, "__defaults__", (0, (1280, 720), 30.0, 2.0, 0.5, 0.3, lambda _: None))
    yield install
    for driver in drivers:
        driver.let_go.set()


@pytest.fixture(autouse=True)
def small_actor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawn actor takes a quarter of the time that it takes a user's computer to draw and to read."""
    monkeypatch.setattr(LiveActor.__init__, "__defaults__", ((480, 270), 15.0))


@pytest.fixture(autouse=True)
def made_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and curves are made when the test asks for them: behind the first picture, they take most of its time."""
    monkeypatch.setattr(late, "_PAUSE_MS", 3_600_000)


@pytest.fixture
def made_behind(made_when_asked_for: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made behind the first picture, as they are for the user."""
    monkeypatch.setattr(late, "_PAUSE_MS", 50)


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A microphone that hears nothing until told to, no library for loudspeakers, and a system without voices."""
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    monkeypatch.setattr(partner_voices, "find_engine", lambda: None)


@pytest.fixture(autouse=True)
def no_thread_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every thread that a test started must have ended."""
    before, loops = running_threads(), []
    made = LoopThread.__init__

    def note(self: LoopThread, name: str, loop: Callable[[], None]) -> None:
        made(self, name, loop)
        loops.append(self)

    monkeypatch.setattr(LoopThread, "__init__", note)
    yield
    deadline = time.monotonic() + 5
    while left := [thread.name for thread in running_threads() - before] + [
        loop.objectName() for loop in loops if not loop.isFinished()
    ]:
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.01)


def running_threads() -> set[threading.Thread]:
    """All but Qt's, which appear as dummies here and stay when they have ended."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


@pytest.fixture(autouse=True)
def warned(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a box that waits for the user said; a test that expects one takes its words away."""
    words: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: words.append(args[-1]))
    yield words
    assert not words


@pytest.fixture
def dark(qapp: QApplication) -> QApplication:
    theme.apply(qapp, "dark")
    return qapp


@pytest.fixture
def open_window(
    dark: QApplication, qtbot: QtBot, tmp_path: Path, no_thread_left: None, cameras: Cameras, sound: None
) -> Iterator[OpenWindow]:
    """Opens a window with settings of `WindowSettings`; closed at the end."""
    opened: list[Driver] = []

    def open_window(**changes: object) -> Driver:
        recordings = tmp_path / "recordings"
        first = WindowSettings(
            theme="dark", welcomed=True, version=program_version(), sound=False, recordings=str(recordings)
        )
        store = SettingsStore(tmp_path / "settings.json")
        if not store.path.exists():
            # Nothing is measured for tips but where that is tried: it takes its time, in every test.
            quick = RehearsalSettings(movement_tips=False, tape_lamps=False)
            store.save(Settings(window=replace(first, **changes), rehearsal=quick))
        window = MainWindow(store, None)
        window.resize(1280, 800)  # as on most screens; the one without a platform is smaller
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.mirror.view.setFocus()
        opened.append(Driver(window, qtbot, recordings))
        return opened[-1]

    yield open_window
    for driver in opened:
        driver.close()
        driver.window.deleteLater()
        QApplication.sendPostedEvents(driver.window, QEvent.Type.DeferredDelete)


@pytest.fixture
def mirror(open_window: OpenWindow) -> Driver:
    """A window as most have it."""
    return open_window()


@pytest.fixture(scope="session")
def take_readings(clip_file: Path) -> Timeline:
    """What is read in the clip."""
    return read_film(clip_file)


@pytest.fixture
def takes_folder(tmp_path: Path, clip_file: Path, take_readings: Timeline) -> Path:
    """Three takes of one script, the second with targets that are not played."""
    folder = tmp_path / "recordings" / TAKES
    for number, name in enumerate(("monday", "tuesday", "wednesday")):
        lines = LINES if number != 1 else tuple(replace(line, target=Target("happy")) for line in LINES)
        facts = replace(some_facts(name, lines), made=MADE + timedelta(days=number), notes=f"note {number}")
        make_real_take(folder, name, facts, clip_file, take_readings)
    return folder


@pytest.fixture
def takes(takes_folder: Path, mirror: Driver) -> TakesPage:
    """The page with those takes."""
    mirror.window.turn_to(mirror.window.takes)
    page = mirror.window.takes
    mirror.until(lambda: len(page.library.rows.takes) == 3)
    return page


@pytest.fixture
def server() -> Iterator[str]:
    """A server of this machine that has nothing, and for /slow takes its time."""
    let_go = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/slow":
                let_go.wait(20)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    let_go.set()
    http.shutdown()
    http.server_close()
    thread.join()
    for fetch in [each for each in threading.enumerate() if each.name == "fetch"]:
        fetch.join(5)
    gc.collect()  # what yt-dlp leaves open must not warn in the next test


@pytest.fixture
def script_file(tmp_path: Path) -> Path:
    """`rehearsing.SCRIPT`."""
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def page(mirror: Driver, script_file: Path) -> RehearsePage:
    """The page with the drawn actor and the script, of which Anna is played, at a quick pace."""
    return rehearse(mirror, script_file, advance="pace", **QUICK)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that are long enough to be scored, and no longer."""
    monkeypatch.setattr(prompter, "_SHORTEST_S", 0.7)
    monkeypatch.setattr(run, "_AGAIN_S", 0.3)
    monkeypatch.setattr(run, "_LEAST_S", 0.3)
