"""Reader of faces in folders `<split>/<label>/<picture>`, of any size."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from training.cache import Arrays, cached
from training.label_names import known_names, label_named
from training.pictures import read_grey, resized

_NOT_PICTURES: Final = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows puts beside pictures; hidden files are passed over as well."""
_FORM: Final = "1, {} pixels"


@dataclass(frozen=True, slots=True, eq=False)
class LabelledFaces:
    """The faces of a split, in the order of their files' names.

    Attributes:
        pictures: uint8 (N, side, side), grey.
        labels: uint8 (N,), indices into the labels that were asked for.
        files: Where each comes from.
    """

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    files: tuple[Path, ...]

    def __len__(self) -> int:
        """Number of faces."""
        return len(self.labels)


def read_face_folders(folder: Path, side: int = 48, labels: Sequence[str] = EMOTIONS) -> dict[str, LabelledFaces]:
    """Read all splits; out of the cache if no file has changed.

    Args:
        folder: The one with a folder for each split.
        side: What each picture is stretched to, in pixels; colours become grey.
        labels: Ours. Folders of others, such as contempt, are left out.

    Returns:
        The faces by the split's name, which is that of its folder.

    Raises:
        UserError: There is no such folder, a label's name is unknown, or a file is no picture; the sentence names it.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} isn't a folder: give the one with split/label/picture.")
    found = {split.name: _labelled(split, labels) for split in _folders(folder)}
    if not any(found.values()):
        raise UserError(f"{folder} has no pictures in split/label/picture, such as train/happy/1.png.")
    files = [path for each in found.values() for path, _ in each]
    pictures = cached(folder, files, _FORM.format(side), lambda: _read(files, side))["pictures"]
    result, start = {}, 0
    for split, each in found.items():
        indices = np.array([index for _, index in each], np.uint8)
        end = start + len(each)
        result[split] = LabelledFaces(pictures[start:end], indices, tuple(path for path, _ in each))
        start = end
    return result


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _labelled(split: Path, labels: Sequence[str]) -> list[tuple[Path, int]]:
    """Each picture of a split and its label's index."""
    found = []
    for folder in _folders(split):
        label = label_named(folder.name)
        if label is None:
            raise UserError(f"{folder} is named for no label: known are {known_names()}.")
        if label in labels:
            found += [(path, labels.index(label)) for path in sorted(folder.iterdir()) if is_picture(path)]
    return found


def is_picture(path: Path) -> bool:
    """Whether a file is none that a system puts beside pictures."""
    return path.is_file() and not path.name.startswith(".") and path.name.lower() not in _NOT_PICTURES


def _read(files: Sequence[Path], side: int) -> Arrays:
    return {"pictures": np.stack([resized(read_grey(path), side) for path in files])}
