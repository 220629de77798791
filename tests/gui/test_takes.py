"""The library: takes listed, searched, renamed, starred, deleted."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.record.take_facts import read_facts
from tests.gui.driver import Driver
from tests.gui.takes_driver import names, review


def test_takes_are_listed_newest_first_and_found_by_their_words(mirror: Driver, takes: TakesPage) -> None:
    assert names(takes) == ["wednesday", "tuesday", "monday"]
    takes.library.search.setText("note 1")
    mirror.until(lambda: names(takes) == ["tuesday"])
    takes.library.search.setText("no such words")
    mirror.until(lambda: takes.library.state.words.startswith("No take has these words"))
    takes.library.search.clear()
    mirror.until(lambda: len(names(takes)) == 3)


def test_the_empty_library_leads_to_where_takes_are_made(mirror: Driver) -> None:
    mirror.press("Ctrl+4", mirror.window)
    takes = mirror.window.takes
    mirror.until(lambda: takes.library.state.words.startswith("No takes yet"))
    takes.library.state.buttons[0].click()
    assert mirror.window.pages.current is mirror.window.rehearse


def test_a_star_is_kept_and_filters_the_list(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    takes.library.select(takes_folder / "monday")
    mirror.until(takes.bar.star.isEnabled)
    takes.bar.star.click()
    mirror.until(lambda: read_facts(takes_folder / "monday").star)
    takes.library.starred.click()
    mirror.until(lambda: names(takes) == ["monday"])


def test_a_take_is_renamed_where_it_stands(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    takes.library.rows.setData(takes.library.rows.index(2, 0), "First try", Qt.ItemDataRole.EditRole)
    mirror.until(lambda: read_facts(takes_folder / "monday").name == "First try")
    mirror.until(lambda: "First try" in names(takes))


def test_a_deleted_take_goes_to_the_bin_and_comes_back(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    take = takes.shown.only
    assert take is not None
    takes.take_actions.delete([take])
    mirror.until(lambda: "bin" in mirror.notice)
    mirror.until(lambda: len(names(takes)) == 2)
    mirror.click("Undo")
    mirror.until(lambda: len(names(takes)) == 3)
    assert (takes_folder / "monday" / MEDIA_FILE).exists()


def test_the_menu_of_several_takes_has_what_can_be_done_with_all_of_them(mirror: Driver, takes: TakesPage) -> None:
    menu = takes.bar.more.menu()
    takes.library.select(takes.library.rows.takes[1].folder)
    menu.aboutToShow.emit()
    assert menu.actions()[-1].text() == "Move to the bin"
    takes.library.list.selectAll()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Deliver…", "", "Move to the bin"]


@pytest.mark.parametrize(("ending", "said"), [("csv", "Is it you?"), ("json", '"note 0"'), ("html", "media.mp4")])
def test_a_take_is_exported_beside_its_film(
    mirror: Driver, takes: TakesPage, takes_folder: Path, ending: str, said: str
) -> None:
    path = takes_folder / "monday" / f"monday.{ending}"
    takes.take_actions.write(takes_folder / "monday", path)
    mirror.until(lambda: mirror.notice == f"Saved {path.name}")
    assert said in path.read_text()


def test_a_report_that_is_saved_away_from_its_film_says_so(
    mirror: Driver, takes: TakesPage, takes_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "desk" / "monday.html"
    path.parent.mkdir()
    takes.take_actions.write(takes_folder / "monday", path)
    mirror.until(lambda: mirror.notice.startswith(f"Saved {path.name}. "))
    assert str(takes_folder / "monday" / MEDIA_FILE) in mirror.notice and "beside the film" in mirror.notice


def test_an_export_never_takes_the_place_of_the_takes_own_files(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    own = takes_folder / "monday" / FACTS_FILE
    before = own.read_bytes()
    takes.take_actions.write(takes_folder / "monday", own)
    mirror.until(lambda: "never replaced" in mirror.notice)
    assert own.read_bytes() == before


def test_the_newest_take_alone_is_selected_after_several_were_recorded(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    shown = takes.library.rows.takes
    takes.library.rows.show_takes(())
    for count in range(1, len(shown) + 1):
        takes.library.select(shown[-count].folder)
        takes.library._show_takes(shown[-count:])
    assert [take.name for take in takes.library.chosen] == ["wednesday"]
    takes.library.list.selectAll()
    takes.library._show_takes(shown[1:])
    assert [take.name for take in takes.library.chosen] == ["tuesday", "monday"]


def test_recordings_of_the_mirror_are_listed_played_there_and_binned(
    mirror: Driver, takes: TakesPage, takes_folder: Path, clip_file: Path
) -> None:
    recording = takes_folder.parent / "2099-01-31 14.05.09.mp4"
    for path in (recording, takes_folder.parent / "holiday.mp4"):
        shutil.copy(clip_file, path)
    takes.library.ask()
    mirror.until(lambda: names(takes) == [recording.stem, "wednesday", "tuesday", "monday"])
    assert takes.library.count.text() == "3 takes, 1 recording"
    takes.library.select(recording)
    assert takes.bar.main.isEnabled() and not takes.bar.star.isEnabled() and not takes.bar.compare.isEnabled()
    menu = takes.bar.more.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Open folder", "", "Move to the bin"]
    menu.actions()[-1].trigger()
    mirror.until(lambda: mirror.notice == f"{recording.stem} is in the bin.")
    assert not recording.exists()
    mirror.until(lambda: recording.stem not in names(takes))
    mirror.click("Undo")
    mirror.until(lambda: recording.stem in names(takes))
    takes.library.select(recording)
    mirror.press("Space", mirror.window)
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert mirror.clip.name == recording.name and mirror.window.pages.current is mirror.page
