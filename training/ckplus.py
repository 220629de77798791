"""Reader of CK+ (Lucey et al. 2010) as folders `<label>/S<subject>_<sequence>_<frame>.png`, grey, 48 by 48 pixels.

Each sequence goes from a neutral face to the peak of the expression, and only its last frames are there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from training.label_names import known_names, label_named
from training.pictures import read_grey

SIDE: Final = 48
"""Pixels of a picture's side."""

_NAME: Final = re.compile(r"(S\d+)_(\d+)_(\d+)\.png", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """The last frame of each sequence, in the order of subjects and sequences.

    Attributes:
        pictures: uint8 (N, 48, 48), grey.
        labels: uint8 (N,), indices into the labels that were asked for.
        subjects: str (N,), such as `S005`.
        sequences: str (N,), such as `S005_001`.
    """

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    subjects: npt.NDArray[np.str_]
    sequences: npt.NDArray[np.str_]

    def __len__(self) -> int:
        """Number of sequences."""
        return len(self.labels)


def read_ckplus(folder: Path, labels: Sequence[str] = EMOTIONS) -> Peaks:
    """Read the peaks; a tenth of a second, so there is no cache.

    Args:
        folder: The one with a folder for each label.
        labels: Ours. Sequences of others are left out: contempt, unless it is among them.

    Raises:
        UserError: There is no such folder, or a folder or file in it does not fit; the sentence names it.
    """
    files = _files(folder)
    peaks = _peaks(path for path in files if label_named(path.parent.name) in labels)
    if not peaks:
        raise UserError(f"{folder} has no pictures of {', '.join(labels)}.")
    pictures = np.stack([_picture(path) for path in peaks])
    subjects = np.array([_parts(path)[0] for path in peaks])
    sequences = np.array(["_".join(_parts(path)[:2]) for path in peaks])
    indices = np.array([labels.index(label_named(path.parent.name) or "") for path in peaks], np.uint8)
    return Peaks(pictures, indices, subjects, sequences)


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise UserError(f"{folder} isn't a folder: give the one of CK+ with a folder for each label.")
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and not inner.name.startswith("."):
            if label_named(inner.name) is None:
                raise UserError(f"{inner} is named for no label: known are {known_names()}.")
            yield from (path for path in inner.iterdir() if not path.name.startswith("."))


def _peaks(files: Iterator[Path]) -> list[Path]:
    """The last frame of each sequence, sorted."""
    peaks: dict[tuple[str, str], Path] = {}
    for path in files:
        *sequence, frame = _parts(path)
        key = sequence[0], sequence[1]
        if key not in peaks or int(frame) > int(_parts(peaks[key])[2]):
            peaks[key] = path
    return [path for _, path in sorted(peaks.items())]


def _parts(path: Path) -> tuple[str, str, str]:
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise UserError(f"{path} is not named like S005_001_00000011.png: subject, sequence, frame.")
    subject, sequence, frame = match.groups()
    return subject.upper(), sequence, frame


def _picture(path: Path) -> npt.NDArray[np.uint8]:
    grey = read_grey(path)
    if grey.shape != (SIDE, SIDE):
        raise UserError(f"{path} has {grey.shape[1]} by {grey.shape[0]} pixels, not {SIDE} by {SIDE}.")
    return grey
