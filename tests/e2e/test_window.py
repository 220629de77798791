"""The window as its user starts it, on a virtual screen, driven by keys and clicks from outside."""

import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE
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
"""Where the button that chooses the source is, in a window of 1280 by 800; so are these."""
SAMPLE = (904, 361)
"""The sample with the fewest lines, on the Rehearse page without a script."""
RECORD, RED = (670, 747), (205, 58, 50)
"""That button above its word, and its colour while it can be pressed."""
WEAKEST, MORE = (240, 762), (1181, 762)
"""Left of the words of these buttons, beside a take."""
DEMO = (877, 374)
"""In the set-up."""
LINE_BYTES = 18_000
"""A film of the drawn actor grows by so much in about a second."""


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
    looks = ["-screen", "0", "1280x800x24", "-fbdir", str(tmp_path)]
    command = ["Xvfb", "-displayfd", str(writes), *looks, "-nolisten", "tcp"]
    log = (tmp_path / "xvfb.log").open("w")
    with subprocess.Popen(command, pass_fds=[writes], stdout=log, stderr=log) as server:
        os.close(writes)
        with os.fdopen(reads) as told:
            number = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        server.terminate()
    log.close()


def xdotool(screen: dict[str, str], *words: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["xdotool", *map(str, words)], env=screen, check=False, capture_output=True)


def shows(screen: dict[str, str], title: str) -> bool:
    return xdotool(screen, "search", "--onlyvisible", "--name", f"^{title}$").returncode == 0


def focus(screen: dict[str, str], title: str) -> None:
    """Give a window the keyboard, once it is there."""
    wait_for(lambda: shows(screen, title), f"no {title}")
    xdotool(screen, "search", "--onlyvisible", "--name", f"^{title}$", "windowfocus", "--sync")


def colour(folder: Path, place: tuple[int, int]) -> tuple[int, ...]:
    """Red, green and blue of the screen whose picture lies in a folder, an XWD file."""
    picture = (folder / "Xvfb_screen0").read_bytes()
    head, row, named = (int.from_bytes(picture[at : at + 4], "big") for at in (0, 48, 76))
    at = head + 12 * named + row * place[1] + 4 * place[0]
    return tuple(reversed(picture[at : at + 3]))


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

    with started("gui", str(clip), environment=screen) as program:
        wait_for(lambda: list(user_folders.glob("acting-mirror/readings/*.npz")), "the clip was not read")
        focus(screen, "Acting Mirror")
        xdotool(screen, "key", "ctrl+e")
        focus(screen, "Export")
        xdotool(screen, "key", "Return")
        wait_for(lambda: len(list(recordings.glob("scene*.*"))) == 3, "the export wrote no three files")
        xdotool(screen, "key", "Escape")
        focus(screen, "Acting Mirror")
        xdotool(screen, "mousemove", *SOURCE, "click", 1, "sleep", 0.5, "key", "Down", "key", "Down", "key", "Return")
        press_space = ("key", "space", "sleep", 1.5)
        wait_for(lambda: xdotool(screen, *press_space) and list(recordings.glob("*.part.mkv")), "nothing is recorded")
        part = next(recordings.glob("*.part.mkv"))
        wait_for(lambda: part.stat().st_size > 100_000, "the recording does not grow")
        xdotool(screen, "key", "ctrl+q")
        assert program.wait(LONGEST_S) == 0
    (recording,) = recordings.glob("*.avi")
    for path in (recording, *recordings.glob("scene*.mp4")):
        with av.open(str(path)) as container:
            frames = sum(1 for _ in container.decode(video=0))
        assert frames > 20
    assert (recordings / "scene.csv").read_text().count("\n") > 20
    assert not list(recordings.glob("*.part*"))


def test_the_first_five_minutes_lead_from_the_welcome_to_a_report(screen: dict[str, str], tmp_path: Path) -> None:
    """Without a camera: welcome, set-up, demo actor, a sample, a take, its weakest line, the report to share."""
    takes = tmp_path / "Videos" / "Acting Mirror" / "Takes"

    def key(*names: str) -> bool:
        return not xdotool(screen, "key", *names).returncode

    def click(place: tuple[int, int]) -> bool:
        return not xdotool(screen, "mousemove", *place, "click", 1).returncode

    def films(name: str) -> list[Path]:
        return list(takes.glob(f"*/{name}"))

    def facts() -> Any:  # noqa: ANN401 - as JSON has it
        return json.loads(films(FACTS_FILE)[0].read_text())

    def say_a_line(part: Path) -> None:
        until = part.stat().st_size + LINE_BYTES
        wait_for(lambda: films(MEDIA_FILE) or part.stat().st_size > until, "the film does not grow")

    def offers_weakest() -> bool:
        return colour(tmp_path, WEAKEST) == colour(tmp_path, MORE)

    with started("gui", environment={**screen, "HOME": str(tmp_path)}) as program:
        focus(screen, "Welcome")
        key("Return")
        focus(screen, "Set up")
        click(DEMO)
        key(*["Return"] * 5)
        wait_for(lambda: not shows(screen, "Set up"), "the set-up does not end")
        focus(screen, "Acting Mirror")
        key("ctrl+2")
        click(SAMPLE)
        wait_for(lambda: colour(tmp_path, RECORD) == RED, f"Record stays off {colour(tmp_path, RECORD)}")
        key("space")
        wait_for(lambda: films("*.part.mkv"), "nothing is recorded")
        (part,) = films("*.part.mkv")
        while not films(MEDIA_FILE):
            say_a_line(part)
            key("Right")
        key("ctrl+4")
        wait_for(lambda: key("Return") and offers_weakest(), "the take does not open")
        click(WEAKEST)
        key("n")
        wait_for(lambda: facts()["markers"], "there is no marker")
        key("Return")
        click(MORE)
        key(*["Down"] * 4, "Return")
        focus(screen, "Export the take")
        key("Return")
        wait_for(lambda: films("*.html"), "there is no report")
        focus(screen, "Acting Mirror")
        key("ctrl+q")
        assert program.wait(LONGEST_S) == 0
    take, report = facts(), films("*.html")[0].read_text()
    assert [line["number"] for line in take["lines"] if not line["listening"]] == list(range(1, 12))
    assert report.count('<tr role="row" data-start=') == len(take["lines"])
    assert f'<div class="total">{take["total"]:.0f} <small>' in report
    scores = [line["score"]["total"] if line["score"] else math.inf for line in take["lines"]]
    weakest = take["lines"][scores.index(min(scores))]
    assert weakest["start_s"] - 0.1 <= take["markers"][0]["t_s"] <= weakest["end_s"]
    with av.open(str(films(MEDIA_FILE)[0])) as container:
        assert sum(1 for _ in container.decode(video=0)) > 20


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
