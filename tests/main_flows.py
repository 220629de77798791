"""All that the program does, once, in a process of its own that notes where it goes: `python -m tests.main_flows`.

It works in the current folder, which must be empty, and prints JSON: how each command ended, and which command or page
asked the system for a socket or an address.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import cv2
import numpy as np
import typer
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from acting_mirror.cli.main import app
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE, TAKES
from acting_mirror.gui.app import application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import beep, make_clip, steady

ASKED: Final = frozenset({"download", "a link", "a link in the window"})
"""The flows in which the user asks for something from the network."""
_LINK: Final = "http://127.0.0.1:9/clip.mp4"
"""Where nobody ever answers."""
_SCRIPT: Final = "INT. HALL\n\nANNA\nIt is only me, and I have come back. [[happy]]\n"
_TELLING: Final = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
)
_LONGEST_S: Final = 60.0
_SHORT_ACTOR: Final = ((320, 240), 15.0, 2.0, *(SyntheticActor.__init__.__defaults__ or ())[3:])
"""For the demo, which takes its time: a size, a rate, and seconds."""


class Watch:
    """Notes which flow asks the system for a socket or an address, but for those within the computer."""

    def __init__(self) -> None:
        self.flow = ""
        self.addresses: list[tuple[str, str]] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6):
            self.addresses.append((self.flow, "a socket"))
        elif event in _TELLING and not (isinstance(args[0], socket.socket) and args[0].family == socket.AF_UNIX):
            self.addresses.append((self.flow, f"{event} {args[-1]}"))


def main() -> None:
    """Run it all; what fails unforeseen ends it with a trace."""
    watch, ended = Watch(), dict[str, Any]()
    work = Path.cwd()
    _make_material(work)
    with redirect_stdout(sys.stderr):
        for name, words in _commands(work).items():
            watch.flow = name
            with patch.object(SyntheticActor.__init__, "__defaults__", _SHORT_ACTOR):
                ended[name] = _run(words)
        _in_the_window(watch, work)
        (take,) = (_recordings() / TAKES).iterdir()
        watch.flow = "takes"
        outputs = ["--csv", "t.csv", "--json", "t.json", "--eaf", "t.eaf", "--report", "t.html"]
        ended["takes"] = _run(["takes", take.name, *outputs])
        watch.flow = "forget"
        ended["forget"] = _run(["forget"])
    print(json.dumps({"ended": ended, "addresses": watch.addresses}))


def _make_material(work: Path) -> None:
    with SyntheticActor((320, 240), 15.0, 2.0) as actor:
        pictures = [frame.bgr for frame in actor]
    make_clip(work / "clip.mp4", steady(2.0, 15), (320, 240), lambda t_s: pictures[round(t_s * 15)], beep(2.0, 0.5))
    (work / "photos").mkdir()
    for number in (0, 10):
        cv2.imwrite(str(work / "photos" / f"{number}.png"), pictures[number])
    (work / "scene.fountain").write_text(_SCRIPT)


def _commands(work: Path) -> Mapping[str, list[str]]:
    """What is run before the window, by what it is called in the notes."""
    return {
        "models": ["models"],
        "doctor": ["doctor"],
        "cameras": ["cameras"],
        "demo": ["demo"],
        "analyse": ["analyse", "clip.mp4", "-o", "read.mp4", "--csv", "read.csv", "--json", "read.json"],
        "batch": ["batch", "clip.mp4", "-o", "many"],
        "photos": ["photos", "photos", "--out", "annotated", "--csv", "photos.csv"],
        "sheet": ["photos", "photos", "--sheet", "sheet.html"],
        "rehearse": ["rehearse", "scene.fountain", "clip.mp4", "--pace", "400", "--report", "r.html"],
        "sides": ["sides", "scene.fountain", "--character", "anna", "-o", "sides.fountain"],
        "check": ["check", "clip.mp4", "--json", "check.json", "--report", "check.html"],
        "deliver": ["deliver", "clip.mp4", "--role", "Anna", "--name", "Zoe", "-o", "send"],
        "recover": ["recover"],
        "download": ["download", "yunet"],
        "a link": ["analyse", _LINK],
    }


def _run(words: list[str]) -> object:
    """How a command ends: its exit code, or the sentence of its error."""
    try:
        return app(words, standalone_mode=False) or 0
    except typer.Exit as ended:
        return ended.exit_code
    except UserError as error:
        return str(error)


def _in_the_window(watch: Watch, work: Path) -> None:
    """The command `gui`, with a user who passes through all of it and closes the window."""
    failed: list[BaseException] = []

    def drive() -> None:
        (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        try:
            for flow, act in _ACTS.items():
                watch.flow = flow
                act(window, work)
        except BaseException as error:
            failed.append(error)
        watch.flow = "closing"
        window.close()

    application()
    QTimer.singleShot(0, drive)
    watch.flow = "gui"
    _run(["gui", "--demo"])
    sys.excepthook = sys.__excepthook__  # the window has what fails logged
    if failed:
        raise failed[0]


def _recordings() -> Path:
    return Path.home() / "Videos" / "Acting Mirror"


def _until(so: Callable[[], object], what: str) -> None:
    end = time.monotonic() + _LONGEST_S
    while not so():
        if time.monotonic() > end:
            raise TimeoutError(what)
        QTest.qWait(20)


def _look(window: MainWindow, _: Path) -> None:
    welcome = window.preferences.welcome_dialog
    assert welcome is not None
    welcome.ethics_wanted.emit()
    welcome.accept()
    _until(lambda: window.mirror.view.reading is not None, "a reading")


def _record(window: MainWindow, _: Path) -> None:
    session = window.session
    assert isinstance(session, LiveSession)
    window.mirror.main_action()
    _until(lambda: session.recorded_s > 0.5, "a recording")
    window._take_snapshot()
    window.mirror.main_action()
    _until(lambda: not session.recording and list(_recordings().glob("*.avi")), "what was recorded")
    _until(lambda: list(_recordings().glob("*.png")), "a snapshot")


def _rehearse(window: MainWindow, work: Path) -> None:
    page = window.rehearse
    window.face.profiles.save(Profile("Anna", np.full(7, 1 / 7), np.ones(7)))
    window.preferences.change_rehearsal(profile="Anna", advance="pace", words_a_minute=400, countdown_s=0, cue="tone")
    window.turn_to(page)
    page.script.open(work / "scene.fountain")
    _until(lambda: page.script.script is not None and page.view.frame is not None, "a script")
    page.main_action()
    _until(lambda: page.run.recording, "a take")
    _until(lambda: not page.run.recording and list(_recordings().glob(f"{TAKES}/*/{FACTS_FILE}")), "the take's end")
    _until(lambda: list(_recordings().glob(f"{TAKES}/*/{MEDIA_FILE}")), "its film")


def _practise(window: MainWindow, _: Path) -> None:
    page = window.practice
    window.turn_to(page)
    _until(lambda: page.faces.pictures, "cues")
    page.run.ended.connect(page.past.keep)  # as if somebody had played it: those of the drawn actor are not kept
    page.main_action()
    _until(lambda: page.run.reading, "a reading")
    while page.run.running:
        page.step(1)
    _until(lambda: page.past.log.path.exists(), "a round")


def _look_at_takes(window: MainWindow, _: Path) -> None:
    page = window.takes
    window.turn_to(page)
    _until(lambda: len(page.library.rows.takes) == 2 and not page._thumbnails._lane.busy, "a take and a recording")
    page.open_take(next(take.folder for take in page.library.rows.takes if not take.recording))
    _until(lambda: page.shown is page.review, "a take")
    page.back()


def _open(window: MainWindow, work: Path) -> None:
    QTimer.singleShot(0, _answer)
    window.dialogs.folder()
    window.current.open_files([work / "clip.mp4"])
    _until(lambda: isinstance(window.session, ClipSession) and window.session.complete, "a clip that is read")
    window.current.open_files([work / "photos"])
    _until(lambda: isinstance(window.session, PhotoSession) and window.session.complete, "photos that are read")


def _answer() -> None:
    """Call off the file dialog, once it is there."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]
    shown[0].reject() if shown else QTimer.singleShot(20, _answer)


def _ask(window: MainWindow, _: Path) -> None:
    window.preferences.show()
    dialog = window.preferences.dialog
    assert dialog is not None
    dialog.keeps.head.click()
    _until(lambda: dialog.kept._rows, "what is kept")
    guide = window.help.show()
    for row in range(guide.topics.count()):
        guide.topics.setCurrentRow(row)
    for page in ("ethics", "privacy"):
        guide.show_guide(page)


def _fetch(window: MainWindow, _: Path) -> None:
    told: list[str] = []
    window.factory.not_fetched.connect(told.append)
    window.dialogs.fetch(_LINK)
    _until(lambda: told, "a link that can't be had")


_ACTS: Final[Mapping[str, Callable[[MainWindow, Path], None]]] = {
    "Mirror": _look,
    "recording": _record,
    "Rehearse": _rehearse,
    "Practice": _practise,
    "Takes": _look_at_takes,
    "clips and photos": _open,
    "settings and help": _ask,
    "a link in the window": _fetch,
}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
