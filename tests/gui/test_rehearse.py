"""Rehearsing a script with the drawn actor."""

from pathlib import Path

import pytest

from acting_mirror.gui.rehearse.rehearse_page import RehearsePage
from acting_mirror.gui.rehearse.script_desk import samples
from tests.gui.driver import Driver

SCRIPT = """Title: The Door

INT. HALL

MARK
Who is there? [[ANNA: scared]]

ANNA
It is only me, and I have come back. [[happy]]

ANNA
(sadly)
You are not glad.

MARK
No.
"""


@pytest.fixture
def script_file(tmp_path: Path) -> Path:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return path


def rehearse(mirror: Driver, script: Path | None = None) -> RehearsePage:
    """Look at the drawn actor, turn to the page, open a script."""
    mirror.demo()
    mirror.press("Ctrl+2", mirror.window)
    page = mirror.window.rehearse
    mirror.until(lambda: page.view.frame is not None)
    if script is not None:
        page.desk.open(script)
        mirror.until(lambda: page.desk.script is not None)
    return page


def test_without_a_script_the_page_says_what_rehearsing_is_and_offers_the_samples(mirror: Driver) -> None:
    page = rehearse(mirror)
    assert "Speak your lines to the mirror" in page.card.empty_words
    assert [each.text() for each in page.card.buttons] == [*(path.stem for path in samples()), "Open a script…"]
    page.card.buttons[0].click()
    mirror.until(lambda: page.desk.script is not None)
    assert not page.card.empty_words
    assert page.card.view.isVisible()
