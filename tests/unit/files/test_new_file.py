"""Files that appear whole or not at all."""

import os
from pathlib import Path

import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.files.whole_file import NewFile, check_new, check_outputs, write_new
from tests.refusals import refused


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with NewFile(path) as new:
        new.part.write_text("half")
        assert not path.exists()
        new.part.write_text("whole")
    assert os.listdir(tmp_path) == ["a.csv"]
    assert path.read_text() == "whole"


def test_an_exception_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), NewFile(tmp_path / "a.csv") as new:
        new.part.write_text("half")
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_it_may_be_read_like_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_new(tmp_path / "a.csv", b"x")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_that_exists_is_replaced_by_force_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with refused("exists", Remedy.REPLACE):
        write_new(path, b"new")
    assert path.read_text() == "old"
    write_new(path, b"new", force=True)
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with refused("exists", Remedy.REPLACE), NewFile(path) as new:
        new.part.write_text("ours")
        path.write_text("theirs")
    assert path.read_text() == "theirs"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_disks_without_hard_links_keep_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    write_new(tmp_path / "a.csv", b"first")
    with refused("exists", Remedy.REPLACE), NewFile(tmp_path / "b.csv") as new:
        new.part.write_text("ours")
        (tmp_path / "b.csv").write_text("theirs")
    assert (tmp_path / "a.csv").read_text() == "first"
    assert (tmp_path / "b.csv").read_text() == "theirs"
    assert len(os.listdir(tmp_path)) == 2


def test_names_that_cannot_be_written_are_refused_early(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a file")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for path, words in (
        (tmp_path / "missing" / "a.csv", "there is no folder"),
        (tmp_path / "x.txt" / "a.csv", "x.txt is a file, not a folder"),
        (tmp_path / "x.txt" / "deeper" / "a.csv", "x.txt is a file, not a folder"),
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere", "a broken link"),
        (tmp_path / ("a" * 300), "File name too long"),
        (Path(os.devnull), "isn't a plain file"),
    ):
        with pytest.raises(UserError, match=words) as caught:
            check_new(path, force=True)
        assert str(path) in str(caught.value)
    check_new(tmp_path / "new.csv")
    assert sorted(os.listdir(tmp_path)) == ["nowhere", "x.txt"]


def test_an_input_is_never_replaced_under_whatever_name(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_text("a clip")
    (tmp_path / "same.mp4").hardlink_to(clip)
    (tmp_path / "link.mp4").symlink_to(clip)
    (tmp_path / "folder").symlink_to(tmp_path)
    for name in ("clip.mp4", "same.mp4", "link.mp4", "folder/clip.mp4", "folder/../" + tmp_path.name + "/clip.mp4"):
        for one, other in ((name, "clip.mp4"), ("clip.mp4", name)):
            with pytest.raises(UserError, match=rf"{one} is read here and never replaced"):
                check_outputs([tmp_path / "new.csv", tmp_path / one], force=True, inputs=[tmp_path / other])
    check_outputs([tmp_path / "new.csv"], inputs=[clip])


def test_the_place_of_an_input_that_is_missing_is_kept_free(tmp_path: Path) -> None:
    (tmp_path / "folder").symlink_to(tmp_path)
    with pytest.raises(UserError, match="never replaced"):
        check_outputs([tmp_path / "folder" / "take.json"], inputs=[tmp_path / "take.json"])


def test_two_outputs_are_not_one_file(tmp_path: Path) -> None:
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "a.csv").touch()
    (tmp_path / "same.csv").hardlink_to(tmp_path / "a.csv")
    for names in (("new.csv", "folder/new.csv"), ("a.csv", "same.csv")):
        with pytest.raises(UserError, match="same name"):
            check_outputs([tmp_path / name for name in names], force=True)


def test_a_relative_name_goes_into_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_new(Path("a.csv"), b"x")
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_full_disk_leaves_nothing_behind(small_disk: Path) -> None:
    write_new(small_disk / "a.csv", b"x" * 10_000)
    with pytest.raises(UserError, match="the disk is full"):
        write_new(small_disk / "a.csv", b"x" * 2_000_000, force=True)
    assert os.listdir(small_disk) == ["a.csv"]
    assert (small_disk / "a.csv").stat().st_size == 10_000
