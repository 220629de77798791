"""What can go wrong with takes and their files: one clear sentence, and nothing lost."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE, TAKES, TIMELINE_FILE, listed
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.record.take_facts import read_facts
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.takes_driver import LINES, names, review
from tests.takes import make_real_take, some_facts


def test_a_take_without_its_film_keeps_its_numbers(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    (takes_folder / "monday" / MEDIA_FILE).unlink()
    takes.open_take(takes_folder / "monday")
    mirror.until(lambda: "gone" in takes.review.view.state.words)
    assert takes.review.card.lines.isVisible()
    assert not takes.bar.main.isEnabled()


@pytest.mark.logs("can't be had")
def test_a_take_without_its_readings_is_read_again_unless_cancelled(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    (takes_folder / "monday" / TIMELINE_FILE).unlink()
    takes.open_take(takes_folder / "monday")
    mirror.until(lambda: takes.review.strip.isVisible())
    mirror.until(lambda: all(line.voice for line in read_facts(takes_folder / "monday").lines if not line.listening))
    before = (takes_folder / "monday" / FACTS_FILE).read_bytes()
    takes.review.strip.button.click()
    assert takes.review.strip.button.text() == "Cancel"
    takes.review.strip.button.click()
    mirror.until(lambda: takes.review.strip.button.text() == "Read it again")
    assert not (takes_folder / "monday" / TIMELINE_FILE).exists()
    assert (takes_folder / "monday" / FACTS_FILE).read_bytes() == before
    takes.review.strip.button.click()
    mirror.until(lambda: (takes_folder / "monday" / TIMELINE_FILE).exists())
    mirror.until(lambda: not takes.review.strip.isVisible() and takes.review.view.frame is not None)


def test_damaged_takes_and_those_of_a_newer_program_are_listed_and_left_alone(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    damaged, newer = takes_folder / "tuesday" / FACTS_FILE, takes_folder / "monday" / FACTS_FILE
    damaged.write_text('{"version": 1,')
    newer.write_text(json.dumps(json.loads(newer.read_bytes()) | {"version": 99}))
    before = newer.read_bytes()
    takes.library.ask()
    mirror.until(lambda: sum(bool(take.problem) for take in takes.library.rows.takes) == 2)
    problems = {take.folder.name: take.problem for take in takes.library.rows.takes}
    assert "is damaged" in problems["tuesday"]
    assert "install the newest one" in problems["monday"]
    takes.open_take(takes_folder / "monday")
    mirror.until(lambda: mirror.notice == problems["monday"])
    assert takes.library.isVisible()
    assert newer.read_bytes() == before


def test_a_take_that_was_deleted_outside_is_told(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    mirror.press("Ctrl+1", mirror.window)
    shutil.rmtree(takes_folder / "monday")
    mirror.window.turn_to(mirror.window.takes)
    mirror.until(lambda: "is gone" in mirror.notice)
    mirror.until(lambda: takes.library.isVisible() and len(names(takes)) == 2)


@pytest.mark.logs("is made anew")
def test_a_lost_or_damaged_index_costs_nothing(mirror: Driver, takes: TakesPage, user_folders: Path) -> None:
    (index,) = user_folders.rglob("takes.sqlite")
    index.write_bytes(b"no index at all" * 100)
    takes.library.order.setCurrentIndex(2)
    takes.library.order.activated.emit(2)
    mirror.until(lambda: names(takes) == ["monday", "tuesday", "wednesday"])
    index.unlink()
    takes.library.order.setCurrentIndex(0)
    takes.library.order.activated.emit(0)
    mirror.until(lambda: names(takes) == ["wednesday", "tuesday", "monday"])


def test_notes_stay_on_the_page_while_the_disk_is_full(
    open_window: OpenWindow, small_disk: Path, clip_file: Path, take_readings: Timeline
) -> None:
    take = make_real_take(small_disk / TAKES, "monday", some_facts("monday", LINES), clip_file, take_readings)
    mirror = open_window(recordings=str(small_disk))
    takes = mirror.window.takes
    mirror.window.turn_to(mirror.window.takes)
    review(mirror, takes, take.folder)
    filler = fill(small_disk)
    takes.review.card.show_tab("Notes")
    takes.review.card.notes.setPlainText("Slower." * 1000)
    takes.review.card.flush()
    mirror.until(lambda: "full" in mirror.notice)
    takes.take_actions.toggle_star(listed(take))
    mirror.until(lambda: "full" in mirror.notice)
    assert takes.review.card.notes.toPlainText() == "Slower." * 1000
    assert not read_facts(take.folder).notes
    filler.unlink()
    takes.review.card.flush()
    mirror.until(lambda: read_facts(take.folder).notes == "Slower." * 1000)
    mirror.close()  # or its film would keep the disk from being taken away


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        for size in (4096, 1):
            while file.write(bytes(size)):
                pass
    return path
