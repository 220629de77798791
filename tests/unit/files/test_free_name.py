from datetime import datetime
from pathlib import Path

import pytest

from acting_mirror.files.free_name import fitted, free_name, stamp, under_free_name


def test_a_name_that_is_taken_is_numbered(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        names.append(free_name(tmp_path / "a", ".avi"))
        names[-1].touch()
    assert [path.name for path in names] == ["a.avi", "a-2.avi", "a-3.avi"]


def test_a_link_to_nowhere_takes_a_name_too(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "gone")
    assert free_name(tmp_path / "a") == tmp_path / "a-2"


def test_the_time_is_no_ending(tmp_path: Path) -> None:
    folder = tmp_path / stamp(datetime(2026, 11, 24, 9, 30, 12))
    folder.mkdir()
    assert free_name(folder).name == "2026-11-24 09.30.12-2"


def test_what_takes_the_name_first_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    under_free_name(Path.mkdir, tmp_path / "a")
    assert (tmp_path / "a-2").is_dir()


def test_what_fails_for_another_reason_is_not_tried_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        under_free_name(Path.mkdir, tmp_path / "none" / "a")


@pytest.mark.parametrize("letter", ["l", "é", "\N{GRINNING FACE}"])
def test_a_name_that_a_disk_would_refuse_is_cut_before_its_ending(tmp_path: Path, letter: str) -> None:
    for ending in (".png", " annotated.mp4"):
        name = fitted(letter * 255, ending)
        assert name.startswith(letter) and name.endswith(f"{letter}{ending}")
        (tmp_path / name).touch()
    assert fitted("short", ".png") == "short.png"
    (tmp_path / (letter * (255 // len(letter.encode())))).touch()
    free_name(tmp_path / (letter * (255 // len(letter.encode())))).touch()
