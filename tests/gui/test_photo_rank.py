"""Photos put into order, and saved as a contact sheet or a table."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from acting_mirror.core.frame import Image
from acting_mirror.gui.sessions import photo_session
from acting_mirror.pipeline import photo_sheet
from acting_mirror.pipeline.album import analyse_photos
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.gui.driver import Driver

ChooseFile = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path, astronaut: Image) -> Path:
    """A face at rest, a smile, one that is blurred, nobody, and what is no photo; in this order."""
    folder = tmp_path / "headshots"
    folder.mkdir()
    smile = astronaut[:300, 50:400]
    pictures = (
        SyntheticActor((640, 360)).frame(45).bgr,
        smile,
        cv2.GaussianBlur(smile, (0, 0), 5),
        np.full((90, 120, 3), 128, np.uint8),
    )
    for name, picture in zip(("a rest.png", "b smile.jpg", "c blur.jpg", "d nobody.png"), pictures, strict=True):
        cv2.imwrite(str(folder / name), picture)
    (folder / "e broken.jpg").write_bytes(b"no photo")
    return folder


@pytest.fixture
def photos(mirror: Driver, folder: Path) -> Driver:
    """The window with those, read."""
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    mirror.dismiss()
    return mirror


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> ChooseFile:
    """What the user answers to where a file is to be saved."""
    return lambda path: monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def row(driver: Driver) -> list[str]:
    """The words in the strip, each item's on one line."""
    strip = driver.page.strip.list
    return [strip.item(place).text().replace("\n", " | ") for place in range(strip.count())]


def save(driver: Driver, ending: str) -> None:
    actions = driver.page.strip.save.menu().actions()
    actions[(".html", ".png", ".csv").index(ending)].trigger()


def shown(driver: Driver) -> int | None:
    """The place of the photo that is shown."""
    frame = driver.page.view.frame
    return frame.index if frame is not None else None


def test_the_best_smile_comes_first_and_is_shown_and_who_can_not_be_read_last(photos: Driver) -> None:
    assert row(photos) == ["a rest.png", "b smile.jpg", "c blur.jpg", "d nobody.png"]
    photos.page.strip.best_first.click()
    words = row(photos)
    assert words[0] == "Positive | 1"
    assert words[1].startswith("b smile.jpg | 9")
    assert words[1].endswith("% · Best smile")
    assert words[2] == "Neutral | 1"
    assert words[3].startswith("a rest.png | ")
    assert words[3].endswith(" % · Neutral")
    assert words[4] == "Not everyone can be read | 3"
    assert words[5:8] == ["c blur.jpg | too blurred", "d nobody.png | no face found", words[7]]
    assert words[7].startswith("e broken.jpg | it is damaged, or isn't a photo")
    photos.until(lambda: shown(photos) == 1)
    photos.page.strip.best_first.click()
    assert row(photos) == ["a rest.png", "b smile.jpg", "c blur.jpg", "d nobody.png"]


def test_a_screen_reader_and_the_tip_have_the_whole_words(photos: Driver, folder: Path) -> None:
    photos.page.strip.best_first.click()
    item = photos.page.strip.list.item(5)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "c blur.jpg, too blurred"
    assert item.toolTip() == f"{folder / 'c blur.jpg'}\ntoo blurred"


def test_arrows_go_by_the_order_that_is_shown_and_a_click_jumps(photos: Driver) -> None:
    photos.page.strip.best_first.click()
    photos.until(lambda: shown(photos) == 1)
    for key, place in (("Right", 0), ("Right", 2), ("Right", 3), ("Right", 3), ("Left", 2)):
        photos.press(key, photos.page.view)
        photos.until(lambda place=place: shown(photos) == place)
    photos.page.strip.list.setCurrentRow(1)
    photos.until(lambda: shown(photos) == 1)
    photos.page.strip.list.setCurrentRow(0)  # a heading
    assert photos.photos.place == 1


def test_photos_in_which_somebody_can_not_be_read_are_left_out_when_that_is_wanted(photos: Driver) -> None:
    strip = photos.page.strip
    assert not strip.readable.isEnabled()
    strip.best_first.click()
    strip.readable.click()
    assert [words.split(" | ")[0] for words in row(photos)] == ["Positive", "b smile.jpg", "Neutral", "a rest.png"]
    strip.best_first.click()
    assert not strip.only_readable
    assert len(row(photos)) == 4


def test_where_nobody_can_be_read_that_is_said(mirror: Driver, folder: Path) -> None:
    mirror.window.current.open_files([folder / "c blur.jpg", folder / "d nobody.png"])
    mirror.until(lambda: mirror.photos.complete)
    mirror.page.strip.best_first.click()
    mirror.page.strip.readable.click()
    assert row(mirror) == ["There is no photo in which every face can be read."]


def test_sheet_and_table_are_those_of_the_command(
    photos: Driver, folder: Path, tmp_path: Path, choose: ChooseFile
) -> None:
    command = [sys.executable, "-m", "acting_mirror", "photos", "headshots", "--csv", "of command.csv", "--sheet"]
    subprocess.run([*command, "of command.html"], cwd=tmp_path, check=True, capture_output=True)
    for ending in (".html", ".csv"):
        path = tmp_path / f"of window{ending}"
        choose(path)
        save(photos, ending)
        photos.until(lambda path=path: photos.notice == f"Saved {path.name}")
        assert path.read_bytes() == (tmp_path / f"of command{ending}").read_bytes()
    choose(tmp_path / "to print")
    save(photos, ".png")
    photos.until(lambda: photos.notice == "Saved to print.png")
    assert cv2.imread(str(tmp_path / "to print.png")) is not None
    photos.click("Open folder")


def test_a_sheet_never_takes_the_place_of_a_photo(photos: Driver, folder: Path, choose: ChooseFile) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    choose(folder / "a rest.png")
    save(photos, ".png")
    photos.until(lambda: "never replaced" in photos.notice)
    choose(folder / "a rest")  # its ending is added, and the dialog can't have asked for that name
    save(photos, ".png")
    photos.until(lambda: "never replaced" in photos.notice)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced(
    photos: Driver, tmp_path: Path, choose: ChooseFile
) -> None:
    (tmp_path / "sheet.html").write_text("mine")
    choose(tmp_path / "sheet")
    save(photos, ".html")
    photos.until(lambda: "exists: choose another name" in photos.notice)
    assert (tmp_path / "sheet.html").read_text() == "mine"


def test_saving_is_called_off_and_nothing_is_left(
    photos: Driver, tmp_path: Path, choose: ChooseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, draw = threading.Event(), photo_sheet.draw_contact_sheet

    def slowly(*parts: Any) -> Image:  # noqa: ANN401
        drawn.wait(20)
        return draw(*parts)

    monkeypatch.setattr(photo_sheet, "draw_contact_sheet", slowly)
    before = set(tmp_path.iterdir())
    choose(tmp_path / "sheet.png")
    save(photos, ".png")
    photos.until(lambda: photos.notice == "Saving sheet.png…")
    photos.click("Cancel")
    drawn.set()
    photos.until(lambda: not photos.page.photos._lane.busy)
    assert not photos.notice
    assert set(tmp_path.iterdir()) == before


def test_reading_is_cancelled_and_what_was_read_is_ranked(
    mirror: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def in_steps(*parts: Any) -> Iterator[Any]:  # noqa: ANN401
        for count, read in enumerate(analyse_photos(*parts), 1):
            yield read
            if count == 2:
                gate.wait(20)

    monkeypatch.setattr(photo_session, "analyse_photos", in_steps)
    mirror.open(folder)
    mirror.until(lambda: len(mirror.photos.readings) == 2)
    mirror.page.strip.best_first.setChecked(True)
    mirror.until(lambda: mirror.page.progress._words.text() == "Reading the photos: 40 %")
    assert not mirror.page.strip.best_first.isEnabled()
    mirror.page.progress._button.click()
    gate.set()
    mirror.until(lambda: row(mirror)[0] == "Positive | 1")
    assert len(row(mirror)) == 4
    mirror.page.progress._button.click()
    mirror.until(lambda: mirror.photos.complete and len(row(mirror)) == 8)
    assert not mirror.page.progress.isVisible()


def test_another_way_of_reading_ranks_anew(photos: Driver) -> None:
    photos.page.strip.best_first.click()
    photos.read_with(model="mini_xception")
    assert not photos.photos.complete
    photos.until(lambda: photos.photos.complete and row(photos)[0].startswith("Positive"))
    assert len(row(photos)) == 8


def test_photos_of_the_same_name_keep_their_pictures(mirror: Driver, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (folder / "a rest.png").rename(other / "b smile.jpg")
    mirror.window.current.open_files([folder, other, folder / "b smile.jpg"])
    mirror.until(lambda: mirror.photos.complete)
    assert len(mirror.photos.paths) == 5
    mirror.page.strip.best_first.click()
    best, *others = [photo for photo in mirror.photos.ranked(True)]
    assert best.name == str(folder / "b smile.jpg")
    assert [photo.name for photo in others] == [str(other / "b smile.jpg")]
    pictures = mirror.photos.pictures
    assert pictures[best.name].shape != pictures[others[0].name].shape


def test_one_photo_needs_no_order(mirror: Driver, folder: Path) -> None:
    mirror.open(folder / "b smile.jpg")
    mirror.until(lambda: mirror.photos.complete)
    assert not mirror.page.strip.save.isVisible()
