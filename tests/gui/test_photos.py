"""Looking at photos."""

from pathlib import Path

import cv2
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.fake_camera import drawn
from tests.gui.driver import Driver


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos of the drawn actor and one that is none."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, image in enumerate(drawn((320, 240), seconds=0.1)[:3], 1):
        cv2.imwrite(str(folder / f"face {number}.png"), image)
    (folder / "broken.jpg").write_bytes(b"no photo")
    return folder


def test_the_photos_of_a_folder_stand_in_a_row_and_the_first_is_shown(mirror: Driver, folder: Path) -> None:
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    assert mirror.page.strip.list.count() == 3
    mirror.until(lambda: mirror.page.now_card.percent.text().endswith("%"))
    assert not mirror.page.over_time.isVisible()
    assert not mirror.page.bar.main.isVisible()


def test_a_photo_that_can_not_be_read_is_left_out_and_told(mirror: Driver, folder: Path) -> None:
    mirror.open(folder)
    mirror.until(lambda: mirror.notice.startswith("Left out: broken.jpg"))


def test_what_is_no_photo_in_a_folder_is_told(mirror: Driver, folder: Path) -> None:
    (folder / "broken.jpg").unlink()
    (folder / "a.txt").write_text("a")
    (folder / "b.mov").write_bytes(b"b")
    mirror.open(folder)
    mirror.until(lambda: mirror.notice == "1 file isn't a photo: a.txt. 1 file is a clip, open it by itself: b.mov.")


def test_what_is_no_photo_among_files_is_told(mirror: Driver, folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    mirror.window.current.open_files([folder / "a.txt", folder / "face 1.png", folder / "face 2.png"])
    mirror.until(lambda: mirror.notice.startswith("Left out: a.txt"))
    assert mirror.page.strip.list.count() == 2


def test_arrows_step_through_the_photos_and_stop_at_the_ends(mirror: Driver, folder: Path) -> None:
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    places = sorted(mirror.photos.readings)
    for keys, place in (("Right", 1), ("Right", 2), ("Right", 2), ("Left", 1), ("Left", 0), ("Left", 0)):
        mirror.press(keys)
        mirror.until(lambda place=place: mirror.page.view.frame and mirror.page.view.frame.index == places[place])
    assert mirror.page.view.badge.words.startswith("Photo ")


def test_a_click_in_the_row_shows_the_photo(mirror: Driver, folder: Path) -> None:
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    mirror.page.strip.list.setCurrentRow(2)
    places = sorted(mirror.photos.readings)
    mirror.until(lambda: mirror.page.view.frame and mirror.page.view.frame.index == places[2])


def test_a_name_with_an_ampersand_is_shown_as_it_is(mirror: Driver, folder: Path) -> None:
    mirror.open(folder.rename(folder.with_name("Tom & Anna")))
    source = mirror.page.bar.source
    assert source.text() == "Tom && Anna"
    source.menu().aboutToShow.emit()
    assert "Tom && Anna" in [action.text() for action in source.menu().actions()]


def test_a_folder_without_photos_says_so(mirror: Driver, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    mirror.window.current.open_files([tmp_path / "empty"])
    mirror.until(lambda: "has no photos" in mirror.state)


def test_only_unreadable_photos_end_in_a_sentence(mirror: Driver, folder: Path) -> None:
    mirror.window.current.open_files([folder / "broken.jpg"])
    mirror.until(lambda: "damaged, or isn't a photo" in mirror.state + mirror.notice)
    mirror.until(lambda: "Opening" not in mirror.state)


def test_a_photo_that_vanished_leaves_the_window_in_order(mirror: Driver, folder: Path) -> None:
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    (folder / "face 3.png").unlink()
    mirror.page.strip.list.setCurrentRow(2)
    mirror.until(lambda: "face 3.png" in mirror.notice)
    mirror.press("Left")
    mirror.until(lambda: mirror.page.view.frame and mirror.page.view.frame.index == sorted(mirror.photos.readings)[1])


def test_copies_never_take_the_place_of_the_photos(
    mirror: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    mirror.open(folder)
    mirror.until(lambda: mirror.photos.complete)
    mirror.press("Ctrl+E")
    mirror.until(lambda: "never replaced" in mirror.notice)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
