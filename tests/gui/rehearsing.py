"""A script on the page Rehearse, and what its tests do with it."""

from pathlib import Path

from acting_mirror.gui.rehearse.page import RehearsePage
from tests.gui.driver import Driver

QUICK = {"words_a_minute": 400, "countdown_s": 0}
SCRIPT = """Title: The Door

INT. HALL

MARK
Who is there? [[ANNA: scared]]

ANNA
It is only me, and I have come back. [[happy]]

ANNA
(sadly)
You are not glad.
"""


def opened(mirror: Driver, script: Path) -> RehearsePage:
    """Turn to the page, open a script."""
    mirror.press("Ctrl+2", mirror.window)
    page = mirror.window.rehearse
    page.script.open(script)
    mirror.until(lambda: page.script.script is not None)
    return page


def rehearse(mirror: Driver, script: Path, **settings: object) -> RehearsePage:
    """Look at what is there, turn to the page, open a script."""
    mirror.window.preferences.change_rehearsal(**settings)
    if mirror.window.session is None:
        mirror.demo()
    page = opened(mirror, script)
    mirror.until(lambda: page.view.frame is not None)
    return page


def speak(mirror: Driver, page: RehearsePage, seconds: float = 0.4) -> None:
    """Let a line of a take last, by its own clock and in the film."""
    mirror.until(lambda: page.run.running and page.run.recording)
    take = mirror.live.take
    assert take is not None
    began_s = take.now_s
    mirror.until(lambda: min(take.now_s - began_s, mirror.live.recorded_s) > seconds)


def take_of(mirror: Driver) -> Path:
    """The folder of the one take."""
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    (folder,) = (mirror.recordings / "Takes").iterdir()
    return folder
