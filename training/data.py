"""FER-2013 with the FER+ votes, row by row, and the faces of AffectNet after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import FERPLUS_LABELS
from training.affectnet import AffectNet, OnRead, read_affectnet
from training.affectnet_lists import TRAINING, VALIDATION
from training.cache import Arrays, cached
from training.fer2013 import SPLITS, find_fer2013, read_fer2013
from training.ferplus import FILE_NAME, Votes, judge, read_votes

UNLABELLED: Final = 255
"""In the place of a label that a face does not have."""
AFFECTNET: Final = "affectnet"
"""The folder beside the files of FER-2013 that has AffectNet."""

_FORM: Final = "1"
"""Of the cached arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Labelled faces.

    Attributes:
        pictures: uint8 (N, 48, 48), grey.
        labels: uint8 (N,), the FER-2013 label, indices into `EMOTIONS`, or `UNLABELLED`.
        votes: What FER+ says of the same rows.
        affectnet: uint8 (N,), the label of AffectNet, indices into `AFFECTNET_LABELS`, or `UNLABELLED`; None where no
            face has one.
    """

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    votes: Votes
    affectnet: npt.NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        """Number of faces."""
        return len(self.labels)

    @property
    def by_affectnet(self) -> npt.NDArray[np.uint8]:
        """The label of AffectNet of every face."""
        return np.full(len(self), UNLABELLED, np.uint8) if self.affectnet is None else self.affectnet

    def at(self, rows: npt.NDArray[Any] | slice) -> "Faces":
        """Some of the faces, by number, mask or slice, in that order."""
        votes = Votes(self.votes.shares[rows], self.votes.judged[rows])
        affectnet = None if self.affectnet is None else self.affectnet[rows]
        return Faces(self.pictures[rows], self.labels[rows], votes, affectnet)


def joined(parts: Sequence[Faces]) -> Faces:
    """All faces of some sets, one after the other."""
    votes = Votes(
        np.concatenate([part.votes.shares for part in parts]), np.concatenate([part.votes.judged for part in parts])
    )
    pictures = np.concatenate([part.pictures for part in parts])
    affectnet = np.concatenate([part.by_affectnet for part in parts])
    return Faces(pictures, np.concatenate([part.labels for part in parts]), votes, affectnet)


def of_affectnet(found: AffectNet) -> Faces:
    """Faces that have the label of AffectNet alone."""
    count = len(found)
    votes = Votes(np.zeros((count, len(FERPLUS_LABELS)), np.float32), np.zeros(count, np.bool_))
    return Faces(found.pictures, np.full(count, UNLABELLED, np.uint8), votes, found.labels)


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


def with_affectnet(
    faces: dict[str, Faces], folder: Path, on_read: OnRead = lambda *_: None
) -> tuple[dict[str, Faces], list[Path]]:
    """The faces of AffectNet as well, its training set to learn from and its validation set to watch.

    Args:
        faces: As `load` gives them.
        folder: The one with `AFFECTNET`.
        on_read: Told how far it is.

    Returns:
        All faces, and the files of AffectNet that can't be read.

    Raises:
        UserError: There is no AffectNet, or it does not fit.
    """
    splits = {"Training": TRAINING, "PublicTest": VALIDATION}
    found = {split: read_affectnet(folder / AFFECTNET, own, on_read) for split, own in splits.items()}
    more = {split: joined([faces[split], of_affectnet(each)]) for split, each in found.items()}
    return faces | more, [path for each in found.values() for path in each.damaged]


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
