"""Play, in what is told when something was saved."""

from pathlib import Path

from acting_mirror.gui.sessions.clip_session import ClipSession
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import rehearse, speak


def test_a_recording_of_the_kind_that_was_chosen_plays_on_the_mirror(open_window: OpenWindow) -> None:
    mirror = open_window(video=".mp4")
    mirror.demo()
    mirror.record()
    mirror.press("Space")
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    (path,) = mirror.recordings.iterdir()
    assert path.suffix == ".mp4"
    mirror.click("Play")
    mirror.until(lambda: isinstance(mirror.window.session, ClipSession) and mirror.page.view.frame is not None)
    assert mirror.clip.name == path.name and mirror.window.pages.current is mirror.page


def test_a_take_plays_among_the_takes(mirror: Driver, tmp_path: Path) -> None:
    script = tmp_path / "short.fountain"
    script.write_text("ANNA\nIt is only me, and I have come back. [[happy]]\n")
    page = rehearse(mirror, script, advance="key", countdown_s=0)
    mirror.press("Space", mirror.window)
    speak(mirror, page)
    mirror.press("Space", mirror.window)
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    mirror.click("Play")
    takes = mirror.window.takes
    mirror.until(lambda: takes.shown is takes.review and takes.review.playing)
    assert mirror.window.pages.current is takes
