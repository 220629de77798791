"""The window as its user starts it, on a virtual screen, driven by keys and clicks from outside."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.gui.app import BEGAN
from acting_mirror.settings.schema import Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version
from tests.e2e.conftest import COMMAND
from tests.media import make_clip, steady

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool",
)

LONGEST_S = 30.0
SOURCE = (100, 770)
"""Where the button that chooses the source is, in a window of 1280 by 800."""


def wait_for(what: Callable[[], object], why: str) -> None:
    end = time.monotonic() + LONGEST_S
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.1)


@contextmanager
def started(*words: str, environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """The program with its main loop running; killed when the test fails."""
    with subprocess.Popen([*COMMAND, *words], env=environment, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline().strip() == BEGAN
            yield program
        finally:
            program.kill()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A virtual screen, as the environment that uses it."""
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    log = (tmp_path / "xvfb.log").open("w")
    with subprocess.Popen(command, pass_fds=[writes], stdout=log, stderr=log) as server:
        os.close(writes)
        with os.fdopen(reads) as told:
            number = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        server.terminate()
    log.close()


@pytest.fixture
def clip(tmp_path: Path, astronaut: Image) -> Path:
    """Two seconds of a real face."""
    face = astronaut[:360, 60:460]
    return make_clip(tmp_path / "scene.mp4", steady(2.0), (400, 360), lambda _: face, codec="libx264")


def test_it_opens_a_clip_records_the_demo_actor_and_closes(
    screen: dict[str, str], clip: Path, tmp_path: Path, user_folders: Path
) -> None:
    recordings = tmp_path / "recordings"
    SettingsStore(user_folders / "acting-mirror" / "settings.json").save(
        Settings(
            window=WindowSettings(
                theme="dark", welcomed=True, version=program_version(), sound=False, recordings=str(recordings)
            )
        )
    )

    def focus(name: str) -> None:
        wait_for(lambda: xdotool("search", "--onlyvisible", "--name", f"^{name}$").returncode == 0, f"no {name}")
        xdotool("search", "--onlyvisible", "--name", f"^{name}$", "windowfocus", "--sync")

    def xdotool(*words: object) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(["xdotool", *map(str, words)], env=screen, check=False, capture_output=True)

    with started("gui", str(clip), environment=screen) as program:
        wait_for(lambda: list(user_folders.glob("acting-mirror/readings/*.npz")), "the clip was not read")
        focus("Acting Mirror")
        xdotool("key", "ctrl+e")
        focus("Export")
        xdotool("key", "Return")
        wait_for(lambda: len(list(recordings.glob("scene*.*"))) == 3, "the export wrote no three files")
        xdotool("key", "Escape")
        focus("Acting Mirror")
        xdotool("mousemove", *SOURCE, "click", 1, "sleep", 0.5, "key", "Down", "key", "Down", "key", "Return")
        press_space = ("key", "space", "sleep", 1.5)
        wait_for(lambda: xdotool(*press_space) and list(recordings.glob("*.part.mkv")), "nothing is recorded")
        part = next(recordings.glob("*.part.mkv"))
        wait_for(lambda: part.stat().st_size > 100_000, "the recording does not grow")
        xdotool("key", "ctrl+q")
        assert program.wait(LONGEST_S) == 0
    (recording,) = recordings.glob("*.avi")
    for path in (recording, *recordings.glob("scene*.mp4")):
        with av.open(str(path)) as container:
            frames = sum(1 for _ in container.decode(video=0))
        assert frames > 20
    assert (recordings / "scene.csv").read_text().count("\n") > 20
    assert not list(recordings.glob("*.part*"))


def test_ctrl_c_in_the_terminal_finishes_the_recording(tmp_path: Path, user_folders: Path) -> None:
    recordings = tmp_path / "recordings"
    SettingsStore(user_folders / "acting-mirror" / "settings.json").save(
        Settings(window=WindowSettings(welcomed=True, sound=False, recordings=str(recordings)))
    )
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with started("gui", "--check", "60", environment=offscreen) as program:
        wait_for(lambda: [part for part in recordings.glob("*.part.mkv") if part.stat().st_size > 50_000], "no part")
        program.send_signal(signal.SIGINT)
        assert program.wait(LONGEST_S) == 130
    (recording,) = recordings.glob("*.avi")
    with av.open(str(recording)) as container:
        assert sum(1 for _ in container.decode(video=0)) > 3
