"""Reader of the FER+ votes (Barsoum et al. 2016), ten for each row of FER-2013, and what they say."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import FERPLUS_LABELS

FILE_NAME: Final = "fer2013new.csv"

RULE: Final = (
    "label with the most of the ten votes, single votes dropped; "
    "rows left out where “unknown” or “not a face” has as many votes"
)
"""How a row gets its FER+ label, in words for a card."""

_COLUMNS: Final = (
    *("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"),
    *("unknown", "NF"),
)
_EMOTIONS: Final = len(FERPLUS_LABELS)


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """What the votes say of each row.

    Attributes:
        shares: float32 (N, 8), the share of each label of `FERPLUS_LABELS`, single votes dropped; zeros where not
            judged.
        judged: bool (N,), whether a label has more votes than “unknown” and than “not a face”.
    """

    shares: npt.NDArray[np.float32]
    judged: npt.NDArray[np.bool_]

    @property
    def majority(self) -> npt.NDArray[np.int64]:
        """int64 (N,), indices into `FERPLUS_LABELS`, the first one of equals; meaningless where not judged."""
        return np.asarray(self.shares.argmax(axis=1), np.int64)

    def at(self, rows: npt.NDArray[np.bool_]) -> "Votes":
        """The votes of some rows only."""
        return Votes(self.shares[rows], self.judged[rows])


def judge(votes: npt.NDArray[np.uint8]) -> Votes:
    """Turn votes into shares.

    Args:
        votes: uint8 (N, 10), in the order of the file: the eight labels, unknown, not a face.
    """
    kept = np.where(votes > 1, votes, 0).astype(np.float32)
    emotions, rest = kept[:, :_EMOTIONS], kept[:, _EMOTIONS:]
    judged = emotions.max(axis=1) > rest.max(axis=1)
    total = np.maximum(emotions.sum(axis=1, keepdims=True), 1)
    return Votes(np.where(judged[:, None], emotions / total, np.float32(0)), judged)


def read_votes(path: Path) -> tuple[list[str], npt.NDArray[np.uint8]]:
    """Read `fer2013new.csv`.

    Returns:
        For each row its split by the file's own name for it, and uint8 (N, 10) votes.

    Raises:
        UserError: It can't be read, lacks a column, or has a row that does not fit; the sentence names row and column.
    """
    try:
        with path.open(encoding="ascii", newline="") as text:
            rows = csv.DictReader(text, strict=True)
            missing = [column for column in ("Usage", *_COLUMNS) if column not in (rows.fieldnames or ())]
            if missing:
                raise UserError(f"{path} lacks the column {' and '.join(missing)}.")
            parsed = [(row["Usage"], _counts(row, f"{path.name}, row {number}")) for number, row in enumerate(rows, 2)]
    except FileNotFoundError as error:
        raise UserError(f"{path} is missing: get it from github.com/microsoft/FERPlus and put it there.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} can't be read: {error}.") from error
    votes = np.array([counts for _, counts in parsed], np.uint8).reshape(-1, len(_COLUMNS))
    return [split for split, _ in parsed], votes


def _counts(row: dict[str, str | None], where: str) -> list[int]:
    return [_count(row[column], f"{where}, column {column}") for column in _COLUMNS]


def _count(text: str | None, where: str) -> int:
    if text is None:
        raise UserError(f"{where}: the row ends before it.")
    if not text.isdecimal() or len(text) > 2:
        raise UserError(f"{where}: it is {text!r}, not a number of votes.")
    return int(text)
