"""Whatever of a folder is no photo is named with its reason."""

from pathlib import Path

import pytest
from PIL import Image

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.photo_folder import photos_at


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"something")


def test_what_is_left_out_is_named_by_its_reason(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moves.webp", save_all=True, append_images=frames[1:])
    fill(tmp_path, "notes.txt", "b.JPG", "take 10.mov", "take 9.MP4", "c.gif", "d.CR2", "no ending")
    (tmp_path / "more").mkdir()
    photos, left_out = photos_at(tmp_path)
    assert [path.name for path in photos] == ["a.png", "b.JPG"]
    assert left_out == [
        "2 files aren't photos: no ending and notes.txt.",
        "1 file is a raw photo, export it as JPEG: d.CR2.",
        "4 files are clips, open them by themselves: c.gif, moves.webp, take 9.MP4 and 1 more.",
        "1 folder in it was left out, open it by itself: more.",
    ]


def test_what_systems_leave_in_folders_is_not_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg", "._a.jpg", ".DS_Store", "Thumbs.db", "desktop.ini")
    assert photos_at(tmp_path) == ([tmp_path / "a.jpg"], [])


def test_a_photo_that_is_given_by_itself_leaves_nothing_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg", "b.txt")
    assert photos_at(tmp_path / "a.jpg") == ([tmp_path / "a.jpg"], [])


def test_a_folder_without_photos_names_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"has no photos \(JPEG.*\): choose another one\.$"):
        photos_at(tmp_path)
    fill(tmp_path, "a.txt", "b.mov")
    with pytest.raises(UserError, match=r"has no photos \(JPEG.*\), only a\.txt and b\.mov: choose another one\.$"):
        photos_at(tmp_path)
