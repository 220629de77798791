"""Reader of AffectNet (Mollahosseini et al. 2017), as those who have its licence have it.

It has some 290,000 pictures, so no more are in memory as they are than are read at once, and what was read is kept.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.preprocess import crop_face
from training.affectnet_lists import Listed, listed
from training.cache import Arrays, cached
from training.label_names import AFFECTNET_LABELS
from training.pictures import read_grey, resized

OnRead = Callable[[str, int, int], None]
"""Called after some pictures with the split, how many of it are read, and how many there are."""

_SIDE: Final = 48
_FORM: Final = "1"
"""Of the cached arrays."""
_AT_ONCE: Final = 4096
"""Pictures in one file of the cache, which is what a reading that is broken off has kept."""
_LARGEST_BOX: Final = 2
"""Of the picture's larger side."""
_DAMAGED: Final = 255
"""In the place of a label."""


@dataclass(frozen=True, slots=True, eq=False)
class AffectNet:
    """The faces of a split.

    Attributes:
        pictures: uint8 (N, 48, 48), grey.
        labels: uint8 (N,), indices into `AFFECTNET_LABELS`.
        damaged: What is listed and can't be read, or whose label can't.
    """

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    damaged: tuple[Path, ...]

    def __len__(self) -> int:
        """Number of faces."""
        return len(self.labels)


def read_affectnet(folder: Path, split: str, on_read: OnRead = lambda *_: None) -> AffectNet:
    """Read a split; out of the cache as far as its files have not changed.

    Args:
        folder: The one with AffectNet, see `affectnet_lists.listed`.
        split: `affectnet_lists.TRAINING` or `VALIDATION`.
        on_read: Told how far it is.

    Raises:
        UserError: There is none, a table does not fit, or no picture of the split can be read.
    """
    every = listed(folder, split)
    pictures, labels = np.empty((len(every), _SIDE, _SIDE), np.uint8), np.empty(len(every), np.uint8)
    damaged: list[Path] = []
    end = 0
    for start in range(0, len(every), _AT_ONCE):
        part = every[start : start + _AT_ONCE]
        read = cached(folder / f"{split} {start}", _files(part), f"{_FORM} {part}", partial(_read, part))
        shown = read["labels"] < len(AFFECTNET_LABELS)
        new = slice(end, end + int(shown.sum()))
        pictures[new], labels[new] = read["pictures"][shown], read["labels"][shown]
        damaged += [part[at].file for at in np.flatnonzero(read["labels"] == _DAMAGED)]
        end = new.stop
        on_read(split, start + len(part), len(every))
    if not end:
        raise UserError(f"None of the {len(every)} {split} faces of AffectNet in {folder} can be read.")
    return AffectNet(pictures[:end], labels[:end], tuple(damaged))


def _files(part: Sequence[Listed]) -> list[Path]:
    """What is there of the files that faces and labels come from."""
    files = [path for each in part for path in (each.file, each.label) if isinstance(path, Path)]
    return [path for path in files if path.is_file()]


def _read(part: Sequence[Listed]) -> Arrays:
    with ThreadPoolExecutor() as threads:  # OpenCV decodes without Python's lock
        faces, codes = list(threads.map(_face, part)), list(threads.map(_label, part))
    labels = [_DAMAGED if face is None else code for face, code in zip(faces, codes, strict=True)]
    black = np.zeros((_SIDE, _SIDE), np.uint8)
    return {
        "pictures": np.stack([black if face is None else face for face in faces]),
        "labels": np.array(labels, np.uint8),
    }


def _face(each: Listed) -> npt.NDArray[np.uint8] | None:
    """None where it can't be read, or its box can't be a face in it."""
    try:
        grey = read_grey(each.file)
    except (UserError, cv2.error):
        return None
    if each.box is not None:
        x, y, width, height = each.box
        apart = x >= grey.shape[1] or y >= grey.shape[0] or x + width <= 0 or y + height <= 0
        if apart or max(width, height) > _LARGEST_BOX * max(grey.shape):
            return None
        grey = crop_face(grey, FaceBox(x, y, width, height))
    return resized(grey, _SIDE)


def _label(each: Listed) -> int:
    if isinstance(each.label, int):
        return each.label
    try:
        # A number, or its digits.
        code = float(np.load(each.label, allow_pickle=False).item())
    except (OSError, EOFError, ValueError):
        return _DAMAGED
    return int(code) if code in range(_DAMAGED) else _DAMAGED
