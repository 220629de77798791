import itertools
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from training.cache import Arrays, cached

Read = Callable[..., Arrays]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text("12345")
    return path


@pytest.fixture
def read(source: Path) -> Read:
    """Reads through the cache; the array says how often the file itself was read."""
    count = itertools.count(1)

    def once(form: str = "1") -> Arrays:
        return cached(source, [source], form, lambda: {"times": np.full(50, next(count))})

    return once


def times(arrays: Arrays) -> int:
    assert set(arrays) == {"times"}
    return int(arrays["times"][-1])


def cache_file() -> Path:
    (file,) = (paths.user_cache_dir() / "training").iterdir()
    return file


def test_the_second_reading_comes_from_the_cache(read: Read) -> None:
    assert [times(read()), times(read())] == [1, 1]


def test_a_file_of_another_size_or_time_is_read_anew_and_takes_the_old_place(read: Read, source: Path) -> None:
    read()
    source.write_text("123456")
    assert [times(read()), times(read())] == [2, 2]
    os.utime(source, ns=(0, 5))
    assert [times(read()), times(read())] == [3, 3]
    assert cache_file().name.startswith("data.csv-")


def test_another_form_is_read_anew(read: Read) -> None:
    assert [times(read("1")), times(read("2")), times(read("2"))] == [1, 2, 2]


@pytest.mark.parametrize("damage", ["cut", "one byte", "text", "empty", "no stamp", "a folder"])
def test_a_damaged_cache_is_read_anew(read: Read, damage: str) -> None:
    read()
    path = cache_file()
    whole = path.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:middle],
        "one byte": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "text": b"nothing of the kind",
        "empty": b"",
    }
    path.unlink()
    if damage == "no stamp":
        np.savez(path, times=np.zeros(50))
    elif damage == "a folder":
        path.mkdir()
    else:
        path.write_bytes(damaged[damage])
    assert times(read()) == 2
    assert damage == "a folder" or times(read()) == 2


def test_without_a_place_for_the_cache_all_is_read(read: Read, user_folders: Path) -> None:
    paths.user_cache_dir().write_text("a file where the folder would be")
    assert [times(read()), times(read())] == [1, 2]


def test_a_missing_file_is_told_by_the_reader(tmp_path: Path) -> None:
    def read() -> Arrays:
        raise UserError("get it from there")

    with pytest.raises(UserError, match="get it from there"):
        cached(tmp_path, [tmp_path / "none"], "1", read)
