"""A take, watched again by its lines and markers."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import Marker, PartnerLine, Take
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.record.take_facts import change_facts, read_facts
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.takes_driver import LINES, review
from tests.media import make_clip, steady
from tests.speech import room


def test_space_plays_and_a_line_is_played_to_its_end(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    mirror.press("Space")
    mirror.until(lambda: takes.review.playing and takes.review.now_s > 0.2)
    mirror.press("Space")
    assert not takes.review.playing
    takes.review.play_line(0)
    mirror.until(lambda: not takes.review.playing and takes.review.now_s >= LINES[0].end_s)
    assert takes.review.now_s < LINES[0].end_s + 0.4
    assert [each.row() for each in takes.review.card.lines.selectedIndexes()] == [0], "what is said of the line stays"
    frame, reading = takes.review.view.frame, takes.review.view.reading
    assert frame is not None and reading is not None and reading.t_s == pytest.approx(frame.t_s)


def test_who_read_a_take_is_told(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    """Takes of an earlier edition of a model open as they were."""
    review(mirror, takes, takes_folder / "monday")
    assert takes.review.card.about.text().endswith(" · read by mini_xception")


def test_keys_step_by_lines_and_the_weakest_line_is_found(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    mirror.press("PgDown", takes)
    assert takes.review.now_s == pytest.approx(LINES[0].start_s)
    mirror.press("PgDown", takes)
    assert takes.review.now_s == pytest.approx(LINES[1].start_s)
    mirror.press("PgUp", takes)
    assert takes.review.now_s == pytest.approx(LINES[0].start_s)
    takes.bar.weakest.click()
    assert takes.review.playing and takes.review.now_s >= LINES[1].start_s
    takes.leave()
    assert not takes.review.playing


def test_a_marker_with_a_note_survives_opening_it_again(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    takes.review.seek(2.0)
    mirror.press("N", takes)
    table = takes.review.card.markers.table
    editor = table.findChild(type(takes.library.search))
    assert editor is not None
    QTest.keyClicks(editor, "eyes first")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    mirror.until(lambda: read_facts(takes_folder / "monday").markers[-1].words == "eyes first")
    mirror.press("Esc", takes)
    review(mirror, takes, takes_folder / "monday")
    kept = {round(marker.t_s, 1): marker.words for marker in takes.review.card.markers.markers}
    assert kept == {1.5: "good", 2.0: "eyes first"}


def test_notes_are_kept_when_the_page_is_left(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    takes.review.card.show_tab("Notes")
    QTest.keyClicks(takes.review.card.notes, " slower")
    mirror.press("Ctrl+1", mirror.window)
    mirror.until(lambda: "slower" in read_facts(takes_folder / "monday").notes)


def test_space_in_the_library_plays_the_selected_take(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    takes.library.select(takes_folder / "tuesday")
    mirror.until(lambda: [take.name for take in takes.library.chosen] == ["tuesday"])
    mirror.press("Space", takes.library.list)
    mirror.until(lambda: takes.review.playing)
    assert takes.review.folder == takes_folder / "tuesday"


def test_markers_are_edited_and_deleted(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    takes.review.card.show_tab("Markers")
    markers = takes.review.card.markers
    markers.table.cellClicked.emit(0, 0)
    assert takes.review.now_s == pytest.approx(1.5)
    markers.table.setCurrentCell(0, 1)
    markers.edit.click()
    editor = markers.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("better")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    mirror.until(lambda: read_facts(takes_folder / "monday").markers == (Marker(1.5, "better"),))
    markers.delete.click()
    mirror.until(lambda: not read_facts(takes_folder / "monday").markers)


def test_the_curves_can_be_dragged_larger_and_stay_so(
    mirror: Driver, takes: TakesPage, takes_folder: Path, open_window: OpenWindow
) -> None:
    review(mirror, takes, takes_folder / "monday")
    curves, split = takes.review.curves, takes.review.split
    before = curves.height()
    split.handle(1).moveSplitter(split.height() - 280)
    mirror.until(lambda: mirror.window.settings.window.take_curves_height == curves.height())
    dragged = curves.height()
    assert dragged > before + 100
    mirror.press("F", takes)
    mirror.until(lambda: not curves.isVisible())
    mirror.press("Esc", takes)
    mirror.until(lambda: curves.isVisible() and curves.height() == dragged)
    later = open_window()
    later.window.turn_to(later.window.takes)
    review(later, later.window.takes, takes_folder / "monday")
    assert later.window.takes.review.curves.height() == dragged


def test_the_curves_say_where_the_partner_was_heard(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    monday = takes_folder / "monday"
    heard = PartnerLine(1, "MARK", "It is <I>.", 0.5, 0.9), PartnerLine(3, "MARK", "Yes.", 1.2, 1.6, mixed=True)
    change_facts(Take(monday, read_facts(monday)), partner=heard)
    review(mirror, takes, monday)
    words = [takes.review.curves._reading(t_s) for t_s in (0.7, 1.0, 1.3)]
    assert "MARK: It is &lt;I>. (as the microphone heard it)" in words[0] and "MARK" not in words[1]
    assert "MARK: Yes. (as it was played)" in words[2]


def test_a_line_says_how_it_was_spoken_beside_the_other_takes_which_is_kept(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    monday, tuesday = (takes_folder / name for name in ("monday", "tuesday"))
    make_clip(monday / "media.mp4", steady(3), sound=room([(False, 0.5), (True, 0.6), (False, 1.9)], 0.001)[None])
    facts = read_facts(tuesday)
    spoken = replace(facts.lines[0], voice=LineVoice(150, 1, 0.5, -20))
    change_facts(Take(tuesday, facts), lines=(spoken, facts.lines[1]))
    review(mirror, takes, monday)
    takes.review.seek(LINES[0].start_s + 0.1)
    said = takes.review.curves.voice
    mirror.until(lambda: "no pause (usually 0.5 s) · " in said.text and "(usually -20)" in said.text)
    kept = read_facts(monday).lines
    assert kept[0].voice is not None and kept[0].voice.words_a_minute == pytest.approx(300, rel=0.2)
    assert kept[1].voice == LineVoice(), "nothing was said in it"
    takes.review.seek(LINES[1].start_s + 0.1)
    assert not said.text
