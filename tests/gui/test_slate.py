"""A slate is asked for once, shown on the prompter, and recorded as a take that is known as one."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.record.take_facts import read_facts
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, SCRIPT, rehearse, take_of

KNOWN = (("name", "Zoë Łoś"), ("height", "1.70 m"), ("agent", ""), ("role", "Nora"))


@pytest.fixture
def page(mirror: Driver, tmp_path: Path) -> RehearsePage:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return rehearse(mirror, path, **QUICK)


def entry(page: RehearsePage) -> QAction:
    menu = page.bar.script.menu()
    menu.aboutToShow.emit()
    return menu.actions()[-1]


def said(page: RehearsePage) -> str:
    return page.slate.card.view.accessibleName() if page.slate.card.isVisible() else ""


def test_it_is_asked_for_once_and_shown_in_the_prompters_place(mirror: Driver, page: RehearsePage) -> None:
    entry(page).trigger()
    dialog = page.slate.dialog
    assert dialog is not None and dialog.isVisible() and not page.slate.shown
    assert dialog.fields["role"].text() == "ANNA" and dialog.show_it.isEnabled()
    dialog.fields["name"].setText("Zoë Łoś")
    dialog.show_it.click()
    assert said(page).endswith("I'm Zoë Łoś. I'm reading for ANNA.") and not page.card.isVisible()
    assert not page.cards.isVisible() and not page.bar.rehearse.isEnabled() and page.bar.main.isEnabled()
    page.slate.card.back.click()
    assert not said(page) and page.card.isVisible() and page.cards.isVisible()
    entry(page).trigger()
    assert not dialog.isVisible() and said(page)
    page.script.open(page.script.file.path)  # type: ignore[union-attr]
    mirror.until(lambda: page.card.isVisible())
    assert dict(mirror.window.settings.rehearsal.slate)["name"] == "Zoë Łoś"


def test_it_is_recorded_as_a_take_that_is_known_as_a_slate(mirror: Driver, page: RehearsePage) -> None:
    mirror.window.preferences.change_rehearsal(slate=KNOWN)
    entry(page).trigger()
    number = page.run.take_number
    page.main_action()
    mirror.until(lambda: page.run.recording)
    assert page.view.badge.words == "Slate" and not entry(page).isEnabled()
    assert not page.slate.card.back.isEnabled()
    page.step(1)
    mirror.until(lambda: mirror.live.recorded_s > 0.3)
    page.main_action()
    facts = read_facts(take_of(mirror))
    assert facts.slate and facts.character == "ANNA" and not facts.lines and facts.name == "Slate"
    assert page.run.take_number == number and said(page)
    takes = mirror.window.pages.takes
    takes.deliver_tape(None)
    assert takes.delivering is not None and takes.delivering.name.text() == "Zoë Łoś"


def test_its_countdown_is_called_off_by_the_same_key_and_by_leaving(mirror: Driver, page: RehearsePage) -> None:
    mirror.window.preferences.change_rehearsal(slate=KNOWN, countdown_s=3)
    entry(page).trigger()
    for stop in (page.main_action, page.leave, page.slate.leave):
        page.slate.ask()
        page.main_action()
        assert page.view.count == "3"
        stop()
        assert page.view.count == "" and not page.slate.count
