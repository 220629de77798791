"""Reader of Kaggle's `fer2013.csv` (Goodfellow et al. 2013), plain, gzipped or zipped."""

import gzip
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS

SPLITS: Final = ("Training", "PublicTest", "PrivateTest")
SIDE: Final = 48
"""Pixels of a picture's side."""

_NAMES: Final = ("fer2013.csv", "fer2013.csv.gz", "fer2013.csv.zip", "fer2013.zip")
_COLUMNS: Final = ("emotion", "pixels", "usage")
_LABELS: Final = frozenset(map(str, range(len(EMOTIONS))))

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Fer2013:
    """The rows of the file in their order.

    Attributes:
        pictures: uint8 (N, 48, 48), grey.
        labels: uint8 (N,), indices into `EMOTIONS`.
        splits: uint8 (N,), indices into `SPLITS`.
    """

    pictures: Bytes
    labels: Bytes
    splits: Bytes


def find_fer2013(folder: Path) -> Path:
    """The file in a folder.

    Raises:
        UserError: There is none.
    """
    for name in _NAMES:
        if (folder / name).is_file():
            return folder / name
    raise UserError(f"{folder} has none of {', '.join(_NAMES)}: download FER-2013 from Kaggle and put it there.")


def read_fer2013(path: Path) -> Fer2013:
    """Read the file, some seconds for its 35,887 rows.

    Raises:
        UserError: It can't be opened, lacks a column, or has a row that does not fit; the sentence names row and
            column.
    """
    try:
        with _opened(path) as text, warnings.catch_warnings():
            warnings.simplefilter("error", DeprecationWarning)  # how fromstring says that a text is no number
            # Split by hand: the csv module takes longer than all the rest, and the file has no quotes.
            columns = _columns(next(text, "").strip().split(","), path)
            rows = (line.rstrip().split(",") for line in text)
            parsed = [
                _parsed(row, columns, f"{path.name}, row {number}") for number, row in enumerate(rows, 2) if any(row)
            ]
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise UserError(f"{path} can't be read: {error}.") from error
    if not parsed:
        raise UserError(f"{path} has no rows.")
    pictures, labels, splits = zip(*parsed, strict=True)
    return Fer2013(np.stack(pictures), np.array(labels, np.uint8), np.array(splits, np.uint8))


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOBase]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="ascii", newline="") as text:
            yield text
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as raw:
            yield io.TextIOWrapper(raw, encoding="ascii", newline="")
    else:
        with path.open(encoding="ascii", newline="") as text:
            yield text


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    for name in archive.namelist():
        if Path(name).name == "fer2013.csv":
            return name
    raise UserError(f"{path} has no fer2013.csv inside.")


def _columns(header: list[str], path: Path) -> tuple[int, ...]:
    names = [name.strip().lower() for name in header]
    missing = [column for column in _COLUMNS if column not in names]
    if missing:
        raise UserError(f"{path} lacks the column {' and '.join(missing)}: its first row is {','.join(header)[:80]!r}.")
    return tuple(names.index(column) for column in _COLUMNS)


def _parsed(row: list[str], columns: tuple[int, ...], where: str) -> tuple[Bytes, int, int]:
    lacking = [name for name, column in zip(_COLUMNS, columns, strict=True) if column >= len(row)]
    if lacking:
        raise UserError(f"{where}: it ends before the column {' and '.join(lacking)}.")
    emotion, pixels, usage = (row[column] for column in columns)
    if emotion not in _LABELS:
        raise UserError(f"{where}, column emotion: it is {emotion!r}, not 0 to {len(EMOTIONS) - 1}.")
    if usage not in SPLITS:
        raise UserError(f"{where}, column Usage: it is {usage!r}, not one of {', '.join(SPLITS)}.")
    return _picture(pixels, f"{where}, column pixels"), int(emotion), SPLITS.index(usage)


def _picture(pixels: str, where: str) -> Bytes:
    try:
        values = np.fromstring(pixels, np.int16, sep=" ")
    except (DeprecationWarning, ValueError) as error:
        raise UserError(f"{where}: not all are numbers.") from error
    if values.size != SIDE * SIDE:
        raise UserError(f"{where}: {values.size} numbers, not {SIDE * SIDE}.")
    if values.min() < 0 or values.max() > 255:
        raise UserError(f"{where}: numbers from {values.min()} to {values.max()}, not within 0 to 255.")
    return values.astype(np.uint8).reshape(SIDE, SIDE)
