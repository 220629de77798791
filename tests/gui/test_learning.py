"""Rehearsing with hidden words, and being helped."""

import time
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt

from acting_mirror.rehearsal import prompting
from tests.fake_microphone import hear
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import rehearse
from tests.speech import blocks

pytestmark = pytest.mark.usefixtures("quick")

BLOCK_S: Final = 0.02
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


def test_who_stalls_is_shown_the_next_word_then_the_line_and_nobody_in_a_pause(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "short.fountain"
    text = "You told me that you would be here at nine and nobody answered."
    script.write_text(f"ANNA\n{text}\n\nMARK\nI know.\n")
    monkeypatch.setattr(prompting, "READ_S", 0.5)
    mirror = open_window(sound=True)
    page = rehearse(mirror, script, advance="voice", countdown_s=0, hidden="stalled")
    mirror.press("Return", page.view)
    mirror.until(lambda: page.run.running)
    shown: list[tuple[float, int]] = []
    speaks, quiet = blocks(True), blocks(False)
    began_s = time.monotonic()
    heard = 0

    def hears() -> bool:
        """Half of the line, with a pause of 1.2 s, then silence; in real time."""
        nonlocal heard
        now_s = time.monotonic() - began_s
        while heard * BLOCK_S < now_s:
            at_s = heard * BLOCK_S
            hear(next(speaks if at_s < 0.8 or 2.0 <= at_s < 2.4 else quiet))
            heard += 1
        if not shown or shown[-1][1] != page.run.learning.shown:
            shown.append((now_s, page.run.learning.shown))
        return page.run.learning.shown == len(text.split())

    mirror.until(hears)
    times, words = zip(*shown, strict=True)
    assert words[0] == 0 and 0 < words[1] < len(text.split()) and len(words) == 3
    assert times[1] - 2.4 >= prompting.STALLED_S - 0.2 and times[2] - times[1] >= 0.4
    mirror.until(lambda: page.card.view.accessibleName() == f"Prompter. ANNA: {text}")
    mirror.press("Return", page.view)
