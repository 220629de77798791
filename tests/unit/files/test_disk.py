from pathlib import Path

import pytest

from acting_mirror.files import disk


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 kB"),
        (17, "1 kB"),
        (340_000, "340 kB"),
        (12_400_000, "12 MB"),
        (999_000_000, "999 MB"),
        (3_440_000_000, "3.4 GB"),
    ],
)
def test_a_size_is_told_in_few_digits(size: int, words: str) -> None:
    assert disk.in_bytes(size) == words


def test_a_folder_that_is_not_made_yet_has_the_room_of_the_one_above(small_disk: Path) -> None:
    assert 0 < disk.free_bytes(small_disk / "not" / "yet") < 10_000_000


def test_a_disk_is_told_to_be_nearly_full_only_when_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda _: 320_000_000)
    assert disk.nearly_full(tmp_path) == "The disk is nearly full: 320 MB are left for the recording."
    monkeypatch.setattr(disk, "free_bytes", lambda _: 3_200_000_000)
    assert disk.nearly_full(tmp_path) == ""
