import shutil
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from training.data import load


def test_both_files_are_joined_by_row(small_data: Path) -> None:
    faces = load(small_data)
    assert list(faces) == ["Training", "PublicTest", "PrivateTest"]
    for split in faces.values():
        assert len(split) == 35
        assert (split.votes.majority == split.labels).all()


def test_rows_that_are_not_the_same_are_told(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    lines = (small_data / "fer2013new.csv").read_text().splitlines()
    (tmp_path / "fer2013new.csv").write_text("\n".join(lines[:-1]))
    with pytest.raises(UserError, match=r"has 105 rows and fer2013new\.csv 104"):
        load(tmp_path)
    swapped = [lines[0], lines[-1], *lines[2:-1], lines[1]]
    (tmp_path / "fer2013new.csv").write_text("\n".join(swapped))
    with pytest.raises(UserError, match="Row 2, column Usage, is Training in FER-2013 and PrivateTest"):
        load(tmp_path)


def test_a_split_without_rows_is_told(small_data: Path, tmp_path: Path) -> None:
    for name in ("fer2013.csv", "fer2013new.csv"):
        lines = (small_data / name).read_text().splitlines()
        (tmp_path / name).write_text("\n".join(lines[:71]))
    with pytest.raises(UserError, match="has no rows of PrivateTest"):
        load(tmp_path)


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="isn't a folder"):
        load(tmp_path / "nowhere")


def test_a_changed_file_is_read_anew(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    assert load(tmp_path)["Training"].labels[0] == 0
    path = tmp_path / "fer2013.csv"
    path.write_text(path.read_text().replace("\n0,", "\n5,", 1))
    assert load(tmp_path)["Training"].labels[0] == 5
