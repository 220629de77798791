"""FER-2013 and the FER+ votes in one small file, for a machine that little fits on.

The faces stand in strips, which lossless WebP makes half as large as they are; 46 MB for the Training split.
"""

from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from training.cache import DAMAGE, Arrays
from training.data import Faces
from training.ferplus import Votes

SPLITS: Final = ("Training", "PublicTest")
"""PrivateTest is for figures only, which are measured where the whole data are."""

_STRIP: Final = 256
"""Faces."""
_LOSSLESS: Final = (cv2.IMWRITE_WEBP_QUALITY, 101)

_NAMES: Final = ("strips", "lengths", "labels", "shares", "judged")
"""Of the arrays of a split."""

_Bytes = npt.NDArray[np.uint8]


def pack(faces: dict[str, Faces], path: Path) -> None:
    """Write the splits to learn from and to watch.

    Raises:
        UserError: `path` exists, or can't be written.
    """
    if path.exists():
        raise UserError(f"{path} exists already: give another name.")
    arrays: Arrays = {}
    for split in SPLITS:
        each = faces[split]
        strips = [_coded(each.pictures[start : start + _STRIP]) for start in range(0, len(each), _STRIP)]
        arrays |= {
            f"{split}_strips": np.concatenate(strips),
            f"{split}_lengths": np.array([len(strip) for strip in strips]),
            f"{split}_labels": each.labels,
            f"{split}_shares": each.votes.shares,
            f"{split}_judged": each.votes.judged,
        }
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"The data can't be written to {path}: {error.strerror}.") from error


def unpack(path: Path) -> dict[str, Faces]:
    """What `pack` wrote, as it was.

    Raises:
        UserError: The file is none of its.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {split: _split({name: arrays[f"{split}_{name}"] for name in _NAMES}) for split in SPLITS}
    except (*DAMAGE, cv2.error) as error:
        raise UserError(f"{path} can't be read: make it anew with `python -m training pack`.") from error


def _split(arrays: Arrays) -> Faces:
    ends = np.cumsum(arrays["lengths"])
    strips = [_decoded(strip) for strip in np.split(arrays["strips"], ends[:-1])]
    votes = Votes(arrays["shares"], arrays["judged"])
    return Faces(np.concatenate(strips), arrays["labels"], votes)


def _coded(pictures: _Bytes) -> _Bytes:
    strip = cv2.cvtColor(pictures.reshape(-1, pictures.shape[2]), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.imencode(".webp", strip, _LOSSLESS)[1], np.uint8)


def _decoded(strip: _Bytes) -> _Bytes:
    colours = cv2.imdecode(strip, cv2.IMREAD_COLOR)
    if colours is None:
        raise ValueError("a strip is no picture")
    grey = np.asarray(colours[:, :, 0], np.uint8)
    return grey.reshape(-1, grey.shape[1], grey.shape[1])
