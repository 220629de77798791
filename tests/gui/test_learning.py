"""Rehearsing with hidden words, and being helped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.gui.driver import Driver
from tests.gui.rehearsing import rehearse

pytestmark = pytest.mark.usefixtures("quick")

LINE = "It is only me, and I have come back."


def test_hidden_words_come_by_key_and_the_run_begins_with_the_line_that_needed_help(
    mirror: Driver, script_file: Path
) -> None:
    page = rehearse(mirror, script_file, advance="key", countdown_s=0, hidden="all", weakest_first=True)
    view = page.card.view
    assert page.card.help.isVisible() and page.cards.cards[0].text == LINE
    mirror.press("Return", page.view)
    assert [card.text for card in page.cards.cards] == ["…", "…"]
    first = page.cards.list.model().index(0, 0)
    said = (first.data(role) for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole))
    assert not any("only" in words for words in said)
    page.run.go_to(1)
    assert view.accessibleName() == "Prompter. ANNA: …"
    mirror.press("H", mirror.window)
    shown = view.accessibleName()
    assert shown.startswith("Prompter. ANNA: It")
    page.card.help.click()
    assert view.accessibleName() == f"Prompter. ANNA: {LINE}"
    mirror.press("Right", mirror.window)
    assert view.accessibleName() == "Prompter. ANNA: …"
    mirror.press("Return", page.view)
    mirror.until(lambda: page.cards.cards[0].head == "1 · helped 1 of 1 time")
    assert page.cards.cards[0].text == LINE and page.cards.cards[1].help == ""
    assert list(page.run._run.first) == [0, 1]
    mirror.press("Return", page.view)
    assert page.run.index == 0
    for index in (1, 0):
        mirror.press("Right", mirror.window)
        assert page.run.index == index
