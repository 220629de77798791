"""Undo and redo, by their keys, on every page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from acting_mirror.core.take import MEDIA_FILE, TakeFacts
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.record.take_facts import read_facts
from tests.gui.driver import Driver
from tests.gui.takes_driver import names, review

UNDO, REDO = "Ctrl+Z", "Ctrl+Shift+Z"
SCRIPT = "ANNA\nIt is you. [[happy]]\n\nMARK\nYes.\n\nANNA\n(sadly)\nThen come in.\n"


@pytest.fixture
def script_file(mirror: Driver, tmp_path: Path) -> Iterator[Path]:
    """A script that lies open on the Rehearse page."""
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    mirror.press("Ctrl+2", mirror.window)
    mirror.window.rehearse.script.open(path)
    mirror.until(lambda: mirror.window.rehearse.script.script is not None)
    yield path
    mirror.window.rehearse.script.file = None  # or the window would ask, when a test failed, and wait for ever


def targets(mirror: Driver) -> list[Target | None]:
    script = mirror.window.rehearse.script
    mirror.until(lambda: not script.busy)
    assert script.script is not None
    return [line.target for line in script.script.lines]


def test_targets_are_undone_and_done_again_to_the_letter(mirror: Driver, script_file: Path) -> None:
    script = mirror.window.rehearse.script
    script.change({0: None})
    script.change(script.suggestions() | {1: Target("fear")})
    after = targets(mirror)
    assert after[0] is None and after[2] == Target("sad")
    mirror.press(UNDO, mirror.window)
    assert targets(mirror) == [None, None, None]
    assert mirror.notice == "Undone: the targets of 2 lines."
    mirror.press(UNDO, mirror.window)
    assert targets(mirror)[0] == Target("happy") and not script.unsaved
    mirror.press(UNDO, mirror.window)
    assert mirror.notice == "There is nothing to undo."
    for _ in range(2):
        mirror.press(REDO, mirror.window)
    assert targets(mirror) == after
    mirror.press(REDO, mirror.window)
    assert mirror.notice == "There is nothing to redo."
    mirror.press(UNDO, mirror.window)
    mirror.press(UNDO, mirror.window)
    assert script.file is not None and targets(mirror) and script.file.content == SCRIPT.encode()


def test_what_was_saved_meanwhile_is_undone_too_and_in_the_table(mirror: Driver, script_file: Path) -> None:
    page = mirror.window.rehearse
    page.bar.targets.click()
    dialog = page.targets_dialog
    assert dialog is not None
    page.script.change({0: Target("angry")})
    assert targets(mirror)[0] == Target("angry")
    page.script.save()
    mirror.until(lambda: "[[angry]]" in script_file.read_text())
    mirror.press(UNDO, dialog.view)
    assert targets(mirror)[0] == Target("happy") and page.script.unsaved
    page.script.save()
    mirror.until(lambda: not page.script.unsaved)
    assert script_file.read_text() == SCRIPT


def test_edits_of_a_script_that_no_longer_lies_open_are_passed_over(
    mirror: Driver, script_file: Path, takes: TakesPage, takes_folder: Path
) -> None:
    takes.take_actions.rename(takes.library.rows.takes[-1], "First try")
    mirror.until(lambda: "First try" in names(takes))
    script = mirror.window.rehearse.script
    script.change({0: None})
    targets(mirror)
    script.open(samples()[0])
    mirror.until(lambda: script.is_sample)
    before = targets(mirror)
    mirror.press(UNDO, takes)
    mirror.until(lambda: "monday" in names(takes))
    assert targets(mirror) == before and mirror.notice == "Undone: the name of monday."


def test_names_stars_markers_and_notes_are_undone_and_done_again(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    folder = takes_folder / "monday"
    review(mirror, takes, folder)
    takes.bar.star.click()
    takes.review.card.name.written.emit("First try")
    takes.review.card.notes.setPlainText("Breathe.")
    takes.review.card.notes.flush()
    steps: list[Callable[[TakeFacts], bool]] = [
        lambda facts: facts.notes == "Breathe.",
        lambda facts: facts.name == "First try",
        lambda facts: facts.star,
    ]
    mirror.until(lambda: all(step(read_facts(folder)) for step in steps) and takes.review.card.name.text() != "monday")
    takes.review.card.show_tab("Markers")
    takes.review.card.markers.add(1.0)
    takes.review.view.setFocus()
    steps.insert(0, lambda facts: len(facts.markers) == 2)
    mirror.until(lambda: steps[0](read_facts(folder)))
    for step in steps:
        mirror.press(UNDO, takes)
        mirror.until(lambda step=step: not step(read_facts(folder)))
    mirror.until(
        lambda: takes.review.card.notes.toPlainText() == "note 0" and takes.review.card.name.text() == "monday"
    )
    for step in reversed(steps):
        mirror.press(REDO, takes)
        mirror.until(lambda step=step: step(read_facts(folder)))
    mirror.until(lambda: takes.review.card.notes.toPlainText() == "Breathe.")


def test_a_text_field_keeps_its_own_undo(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    takes.take_actions.rename(takes.library.rows.takes[-1], "First try")
    mirror.until(lambda: "First try" in names(takes))
    review(mirror, takes, takes_folder / "monday")
    takes.review.card.show_tab("Notes")
    notes = takes.review.card.notes
    notes.setFocus()
    notes.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(notes, "!")
    assert notes.toPlainText() == "note 0!"
    mirror.press(UNDO, notes)
    assert notes.toPlainText() == "note 0"
    mirror.press("Del", notes)
    takes.review.card.name.setFocus()
    mirror.press(UNDO, takes.review.card.name)
    mirror.press("Del", takes.review.card.name)
    mirror.until(lambda: not takes.take_actions._lane.busy)
    assert read_facts(takes_folder / "monday").name == "First try"


def test_delete_moves_takes_to_the_bin_and_undo_brings_them_back(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    takes.library.select(takes_folder / "monday")
    mirror.press("Del", takes.library.list)
    mirror.until(lambda: names(takes) == ["wednesday", "tuesday"])
    takes.library.list.selectAll()
    mirror.press("Del", takes.library.list)
    mirror.until(lambda: mirror.notice == "2 takes are in the bin.")
    mirror.press(UNDO, mirror.window)
    mirror.until(lambda: [take.name for take in takes.library.chosen] == ["wednesday", "tuesday"])
    mirror.press(UNDO, mirror.window)
    mirror.until(lambda: [take.name for take in takes.library.chosen] == ["monday"])
    assert (takes_folder / "monday" / MEDIA_FILE).exists()
    review(mirror, takes, takes_folder / "monday")
    mirror.press(REDO, mirror.window)
    mirror.until(lambda: takes.shown is takes.library and names(takes) == ["wednesday", "tuesday"])
    assert not (takes_folder / "monday").exists()


def test_takes_that_are_back_are_listed_where_others_cannot_come_back(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    takes.library.list.selectAll()
    mirror.press("Del", takes.library.list)
    mirror.until(lambda: mirror.notice == "3 takes are in the bin." and not names(takes))
    (takes_folder / "tuesday").write_text("another one")
    mirror.press(UNDO, mirror.window)
    mirror.until(lambda: names(takes) == ["wednesday"] and "tuesday is taken by now" in mirror.notice)


def test_delete_among_markers_takes_a_marker_and_not_the_take(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    review(mirror, takes, takes_folder / "monday")
    markers = takes.review.card.markers
    before = markers.markers
    takes.review.card.show_tab("Markers")
    markers.add(1.0)
    QTest.keyClick(markers.table.focusWidget(), Qt.Key.Key_Escape)
    markers.table.setFocus()
    mirror.press("Del", markers.table)
    mirror.until(lambda: read_facts(takes_folder / "monday").markers == before and not takes.take_actions._lane.busy)
    assert takes.shown is takes.review
