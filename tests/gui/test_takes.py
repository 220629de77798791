"""Takes in the window: listed, searched, changed, watched again, compared; and what can go wrong with their files."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE, TAKES, TIMELINE_FILE, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.takes.takes_page import TakesPage
from acting_mirror.pipeline.self_tape import Place, score_self_tape
from acting_mirror.record.take_facts import read_facts
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from tests.gui.driver import Driver
from tests.takes import MADE, make_real_take, read_film, some_facts

LINES = (
    TakeLine(1, 0, "ANNA", "Is it you?", Target("surprise"), 0.4, 1.1, None),
    TakeLine(2, 1, "ANNA", "Go away.", Target("neutral"), 1.3, 2.2, None),
)


@pytest.fixture(scope="session")
def readings(clip_file: Path) -> Timeline:
    return read_film(clip_file)


@pytest.fixture
def folder(tmp_path: Path, clip_file: Path, readings: Timeline) -> Path:
    """Three takes of one script, the second with its lines the wrong way round."""
    takes = tmp_path / "recordings" / TAKES
    for number, name in enumerate(("monday", "tuesday", "wednesday")):
        lines = LINES if number != 1 else tuple(replace(line, target=Target("happy")) for line in LINES)
        facts = replace(some_facts(name, lines), made=MADE + timedelta(days=number), notes=f"note {number}")
        make_real_take(takes, name, facts, clip_file, readings)
    return takes


@pytest.fixture
def page(folder: Path, mirror: Driver, user_folders: Path) -> Iterator[TakesPage]:
    mirror.press("Ctrl+3", mirror.window)
    page = mirror.window.takes
    mirror.until(lambda: len(page.library.rows.takes) == 3)
    yield page


def names(page: TakesPage) -> list[str]:
    return [take.name for take in page.library.rows.takes]


def review(mirror: Driver, page: TakesPage, folder: Path) -> None:
    """Open a take and wait for its picture."""
    page.open_take(folder)
    mirror.until(lambda: page.review.isVisible() and page.review.view.frame is not None)
    mirror.page.notice.hide()  # that there is no loudspeaker here


def test_takes_are_listed_newest_first_and_found_by_their_words(mirror: Driver, page: TakesPage) -> None:
    assert names(page) == ["wednesday", "tuesday", "monday"]
    page.library.search.setText("note 1")
    mirror.until(lambda: names(page) == ["tuesday"])
    page.library.search.setText("no such words")
    mirror.until(lambda: page.library.state.words.startswith("No take has these words"))
    page.library.search.clear()
    mirror.until(lambda: len(names(page)) == 3)


def test_the_empty_library_leads_to_where_takes_are_made(mirror: Driver) -> None:
    mirror.press("Ctrl+3", mirror.window)
    page = mirror.window.takes
    mirror.until(lambda: page.library.state.words.startswith("No takes yet"))
    page.library.state.buttons[0].click()
    assert mirror.window.pages.current is mirror.window.rehearse


def test_a_star_is_kept_in_the_folder_and_filters_the_list(mirror: Driver, page: TakesPage, folder: Path) -> None:
    page.library.select(folder / "monday")
    mirror.until(page.bar.star.isEnabled)
    page.bar.star.click()
    mirror.until(lambda: read_facts(folder / "monday").star)
    page.library.starred.click()
    mirror.until(lambda: names(page) == ["monday"])


def test_a_take_is_renamed_where_it_stands(mirror: Driver, page: TakesPage, folder: Path) -> None:
    page.library.rows.setData(page.library.rows.index(2, 0), "First try", Qt.ItemDataRole.EditRole)
    mirror.until(lambda: read_facts(folder / "monday").name == "First try")
    mirror.until(lambda: "First try" in names(page))


def test_a_deleted_take_goes_to_the_bin_and_comes_back(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    assert page._current is not None
    page._delete(page._current)
    mirror.until(lambda: "bin" in mirror.notice)
    mirror.until(lambda: len(names(page)) == 2)
    mirror.click("Undo")
    mirror.until(lambda: len(names(page)) == 3)
    assert (folder / "monday" / MEDIA_FILE).exists()


def test_space_plays_a_take_and_a_line_is_played_to_its_end(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    mirror.press("Space")
    mirror.until(lambda: page.review.playing and page.review.now_s > 0.2)
    mirror.press("Space")
    assert not page.review.playing
    page.review.play_line(0)
    mirror.until(lambda: not page.review.playing and page.review.now_s >= LINES[0].end_s)
    assert page.review.now_s < LINES[0].end_s + 0.4
    frame, reading = page.review.view.frame, page.review.view.reading
    assert frame is not None and reading is not None and reading.t_s == pytest.approx(frame.t_s)


def test_keys_step_by_lines_and_the_weakest_line_is_found(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    mirror.press("PgDown", page)
    assert page.review.now_s == pytest.approx(LINES[0].start_s)
    mirror.press("PgDown", page)
    assert page.review.now_s == pytest.approx(LINES[1].start_s)
    mirror.press("PgUp", page)
    assert page.review.now_s == pytest.approx(LINES[0].start_s)
    page.bar.weakest.click()
    assert page.review.playing and page.review.now_s >= LINES[1].start_s
    page.leave()
    assert not page.review.playing


def test_a_marker_with_a_note_survives_opening_the_take_again(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    page.review.seek(2.0)
    mirror.press("N", page)
    table = page.review.card.markers.table
    editor = table.findChild(type(page.library.search))
    assert editor is not None
    QTest.keyClicks(editor, "eyes first")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    mirror.until(lambda: any(marker.t_s == pytest.approx(2.0) for marker in read_facts(folder / "monday").markers))
    mirror.press("Esc", page)
    review(mirror, page, folder / "monday")
    kept = {round(marker.t_s, 1): marker.words for marker in page.review.card.markers.markers}
    assert kept == {1.5: "good", 2.0: "eyes first"}


def test_notes_are_kept_when_the_page_is_left(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    page.review.card.show_tab("Notes")
    QTest.keyClicks(page.review.card.notes, " slower")
    mirror.press("Ctrl+1", mirror.window)
    mirror.until(lambda: "slower" in read_facts(folder / "monday").notes)


def test_two_takes_are_compared_line_by_line(mirror: Driver, page: TakesPage, folder: Path) -> None:
    page.library.select(folder / "monday")
    mirror.until(page.bar.compare.isEnabled)
    page.bar.compare.click()
    sides = page.compare.sides
    mirror.until(lambda: page.compare.isVisible() and all(side.view.frame is not None for side in sides))
    shown = [side.take.folder.name for side in sides if side.take is not None]
    assert "monday" in shown and len(set(shown)) == 2
    mirror.press("PgDown", page)
    assert [side.player.now_s() for side in sides if side.player] == pytest.approx([LINES[1].start_s] * 2)
    mirror.press("Esc", page)
    assert page.library.isVisible()


def test_a_take_without_its_film_keeps_its_numbers(mirror: Driver, page: TakesPage, folder: Path) -> None:
    (folder / "monday" / MEDIA_FILE).unlink()
    page.open_take(folder / "monday")
    mirror.until(lambda: "gone" in page.review.state.words)
    assert page.review.card.lines.isVisible()
    assert not page.bar.main.isEnabled()


@pytest.mark.logs("can't be had")
def test_a_take_without_its_readings_is_read_again(mirror: Driver, page: TakesPage, folder: Path) -> None:
    (folder / "monday" / TIMELINE_FILE).unlink()
    page.open_take(folder / "monday")
    mirror.until(lambda: page.review.strip.isVisible())
    page._mend()
    mirror.until(lambda: (folder / "monday" / TIMELINE_FILE).exists())
    mirror.until(lambda: not page.review.strip.isVisible() and page.review.view.frame is not None)


def test_a_damaged_take_is_listed_with_its_sentence_and_hides_no_other(
    mirror: Driver, page: TakesPage, folder: Path
) -> None:
    (folder / "tuesday" / FACTS_FILE).write_text('{"version": 1,')
    page.library.ask()
    mirror.until(lambda: any(take.problem for take in page.library.rows.takes))
    assert len(names(page)) == 3
    (damaged,) = [take for take in page.library.rows.takes if take.problem]
    assert "is damaged" in damaged.problem


def test_a_take_that_was_deleted_outside_is_told(mirror: Driver, page: TakesPage, folder: Path) -> None:
    review(mirror, page, folder / "monday")
    mirror.press("Ctrl+1", mirror.window)
    shutil.rmtree(folder / "monday")
    mirror.press("Ctrl+3", mirror.window)
    mirror.until(lambda: "is gone" in mirror.notice)
    mirror.until(lambda: page.library.isVisible() and len(names(page)) == 2)


def test_a_clip_that_was_filmed_elsewhere_is_scored_as_by_the_command_and_becomes_a_take(
    mirror: Driver, page: TakesPage, folder: Path, clip_file: Path, tmp_path: Path
) -> None:
    script, times = tmp_path / "door.fountain", tmp_path / "times.csv"
    script.write_text("ANNA\nIs it you? [[surprised]]\n\nMARK\nNo.\n\nANNA\nGo away. [[sad]]\n")
    times.write_text("line,start_s,end_s\n1,0.4,1.1\n2,1.3,2.2\n")
    page.library.clip.click()
    dialog = page.tape
    assert dialog is not None
    dialog.script.field.setText(str(script))
    mirror.until(lambda: dialog.character.count() == 2)
    dialog.video.field.setText(str(clip_file))
    assert dialog.character.currentText() == "ANNA"
    dialog.place.setCurrentIndex(1)
    assert not dialog.score.isEnabled()
    dialog.times.field.setText(str(times))
    dialog.score.click()
    mirror.until(lambda: page.review.isVisible() and page.review.view.frame is not None)
    take = page.review.take
    assert take is not None and not dialog.isVisible()
    by_command = score_self_tape(ScriptFile.open(script), clip_file, "ANNA", Place(times), AnalysisSettings())
    assert take.facts.lines == by_command.facts.lines
    assert (take.folder / MEDIA_FILE).exists() and clip_file.exists()


def test_what_is_wrong_with_a_clip_is_told_in_the_dialog(mirror: Driver, page: TakesPage, tmp_path: Path) -> None:
    script, clip = tmp_path / "door.fountain", tmp_path / "clip.mp4"
    script.write_text("ANNA\nIs it you? [[surprised\n")
    clip.write_bytes(b"no clip")
    page.library.clip.click()
    dialog = page.tape
    assert dialog is not None
    dialog.script.field.setText(str(script))
    mirror.until(lambda: "line 2" in dialog._progress.words.text())
    assert not dialog.score.isEnabled()
    script.write_text("ANNA\nIs it you? [[surprised]]\n")
    dialog.script.field.clear()
    dialog.script.field.setText(str(script))
    dialog.video.field.setText(str(clip))
    mirror.until(dialog.score.isEnabled)
    dialog.score.click()
    mirror.until(lambda: "can't be" in dialog._progress.words.text())
    assert len(names(page)) == 3


@pytest.mark.parametrize(("ending", "said"), [("csv", "Is it you?"), ("json", '"note 0"'), ("html", "media.mp4")])
def test_a_take_is_exported_beside_its_film(
    mirror: Driver, page: TakesPage, folder: Path, ending: str, said: str
) -> None:
    path = folder / "monday" / f"monday.{ending}"
    page._export.write(folder / "monday", path)
    mirror.until(lambda: mirror.notice == f"Saved {path.name}")
    assert said in path.read_text()
