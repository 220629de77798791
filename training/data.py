"""FER-2013 with the FER+ votes, row by row."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from training.fer2013 import SPLITS, find_fer2013, read_fer2013
from training.ferplus import FILE_NAME, Votes, judge, read_votes


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
    """Read both files of a folder.

    Returns:
        The faces of each of `SPLITS`.

    Raises:
        UserError: A file is missing, does not fit, the two are not of the same rows, or a split has none.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} is no folder: give the one that holds fer2013.csv and {FILE_NAME}.")
    votes_splits, votes = read_votes(folder / FILE_NAME)
    fer = read_fer2013(find_fer2013(folder))
    if len(votes) != len(fer.labels):
        raise UserError(
            f"FER-2013 has {len(fer.labels)} rows and {FILE_NAME} {len(votes)}: they must be the same ones."
        )
    for number, (split, other) in enumerate(zip(fer.splits, votes_splits, strict=True), 2):
        if SPLITS[split] != other:
            raise UserError(
                f"Row {number} is {SPLITS[split]} in FER-2013 and {other} in {FILE_NAME}: the order differs."
            )
    judged = judge(votes)
    masks = {name: fer.splits == index for index, name in enumerate(SPLITS)}
    empty = [name for name, rows in masks.items() if not rows.any()]
    if empty:
        raise UserError(f"FER-2013 in {folder} has no rows of {' and '.join(empty)}: get the whole file.")
    return {name: Faces(fer.pictures[rows], fer.labels[rows], judged.at(rows)) for name, rows in masks.items()}
