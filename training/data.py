"""FER-2013 with the FER+ votes, row by row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from training.cache import Arrays, cached
from training.fer2013 import SPLITS, find_fer2013, read_fer2013
from training.ferplus import FILE_NAME, Votes, judge, read_votes

_FORM: Final = "1"
"""Of the cached arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Labelled faces.

    Attributes:
        pictures: uint8 (N, 48, 48), grey.
        labels: uint8 (N,), the FER-2013 label, indices into `EMOTIONS`.
        votes: What FER+ says of the same rows.
    """

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    votes: Votes

    def __len__(self) -> int:
        """Number of faces."""
        return len(self.labels)


def load(folder: Path) -> dict[str, Faces]:
    """Read both files of a folder; out of the cache if they have not changed.

    Returns:
        The faces of each of `SPLITS`.

    Raises:
        UserError: A file is missing, does not fit, the two are not of the same rows, or a split has none.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} isn't a folder: give the one that holds fer2013.csv and {FILE_NAME}.")
    fer2013, ferplus = find_fer2013(folder), folder / FILE_NAME
    rows = cached(fer2013, [fer2013, ferplus], _FORM, lambda: _read(fer2013, ferplus))
    judged = judge(rows["votes"])
    masks = {name: rows["splits"] == index for index, name in enumerate(SPLITS)}
    empty = [name for name, mask in masks.items() if not mask.any()]
    if empty:
        raise UserError(f"FER-2013 in {folder} has no rows of {' and '.join(empty)}: get the whole file.")
    return {name: Faces(rows["pictures"][mask], rows["labels"][mask], judged.at(mask)) for name, mask in masks.items()}


def _read(fer2013: Path, ferplus: Path) -> Arrays:
    splits, votes = read_votes(ferplus)
    fer = read_fer2013(fer2013)
    if len(votes) != len(fer.labels):
        raise UserError(
            f"FER-2013 has {len(fer.labels)} rows and {FILE_NAME} {len(votes)}: they must be the same ones."
        )
    for number, (split, other) in enumerate(zip(fer.splits, splits, strict=True), 2):
        if SPLITS[split] != other:
            raise UserError(
                f"Row {number}, column Usage, is {SPLITS[split]} in FER-2013 and {other} in {FILE_NAME}: "
                "the order differs."
            )
    return {"pictures": fer.pictures, "labels": fer.labels, "splits": fer.splits, "votes": votes}
