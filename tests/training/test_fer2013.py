import gzip
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from training.fer2013 import find_fer2013, read_fer2013

PIXELS = " ".join(["7"] * 2304)


def written(folder: Path, *rows: str, header: str = "emotion,pixels,Usage") -> Path:
    path = folder / "fer2013.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_rows_are_read_in_their_order(small_data: Path) -> None:
    data = read_fer2013(small_data / "fer2013.csv")
    assert data.pictures.shape == (105, 48, 48)
    assert data.pictures.dtype == np.uint8
    assert data.labels[:8].tolist() == [0, 1, 2, 3, 4, 5, 6, 0]
    assert np.bincount(data.splits).tolist() == [35, 35, 35]
    assert 180 <= data.pictures[6].min() <= data.pictures[6].max() < 220


def test_packed_files_hold_the_same(small_data: Path, tmp_path: Path) -> None:
    plain = small_data / "fer2013.csv"
    with plain.open("rb") as source, gzip.open(tmp_path / "fer2013.csv.gz", "wb") as target:
        shutil.copyfileobj(source, target)
    with zipfile.ZipFile(tmp_path / "fer2013.zip", "w") as archive:
        archive.write(plain, "fer2013/fer2013.csv")
    expected = read_fer2013(plain)
    for name in ("fer2013.csv.gz", "fer2013.zip"):
        packed = read_fer2013(tmp_path / name)
        assert (packed.pictures == expected.pictures).all()
        assert (packed.labels == expected.labels).all()


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    path = written(tmp_path, f"3,PublicTest,{PIXELS}", header="emotion, Usage, pixels")
    data = read_fer2013(path)
    assert (data.labels[0], data.splits[0], data.pictures[0, 47, 47]) == (3, 1, 7)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"0,{PIXELS} 7,Training", "row 3, column pixels: 2305 numbers, not 2304"),
        (f"0,{PIXELS[:-1]}x,Training", "row 3, column pixels: not all are numbers"),
        (f"0,{PIXELS[:-1]}256,Training", "row 3, column pixels: numbers from 7 to 256"),
        (f"7,{PIXELS},Training", "row 3, column emotion: it is '7', not 0 to 6"),
        (f"0,{PIXELS},Test", "row 3, column Usage: it is 'Test'"),
        (f"0,{PIXELS}", "row 3: it ends before the column usage"),
    ],
)
def test_row_and_column_that_do_not_fit_are_named(tmp_path: Path, row: str, says: str) -> None:
    path = written(tmp_path, f"0,{PIXELS},Training", row)
    with pytest.raises(UserError, match=says):
        read_fer2013(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lacks the column usage"):
        read_fer2013(written(tmp_path, f"0,{PIXELS}", header="emotion,pixels"))


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no rows"):
        read_fer2013(written(tmp_path))


def test_a_truncated_archive_is_told(small_data: Path, tmp_path: Path) -> None:
    packed = gzip.compress((small_data / "fer2013.csv").read_bytes())
    broken = tmp_path / "fer2013.csv.gz"
    broken.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UserError, match="can't be read"):
        read_fer2013(broken)


def test_an_archive_without_the_file_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fer2013.zip", "w") as archive:
        archive.writestr("train.csv", "")
    with pytest.raises(UserError, match=r"has no fer2013\.csv inside"):
        read_fer2013(tmp_path / "fer2013.zip")


def test_a_folder_without_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="download FER-2013 from Kaggle"):
        find_fer2013(tmp_path)
