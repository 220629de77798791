"""Pre-processing of whole splits before training, with the eyes from YuNet's landmarks."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.preprocess import preprocess
from acting_mirror.vision.detectors.yunet import YuNetDetector
from training.cache import cached
from training.data import Faces

Eyes = npt.NDArray[np.float32]

_ENLARGED: Final = 256
"""Pixels of a face's side for YuNet, which finds hardly any in 48.

On 400 faces of PublicTest it finds 97.5 %, and of a tilt of 30 degrees it sees 24; at 128 pixels 91 % and 8 degrees.
"""
_FRAME: Final = 32
"""Pixels of repeated edge around it: a face that fills the picture is found less often."""


def preprocessed(faces: dict[str, Faces], steps: str, yunet: Path | None) -> tuple[dict[str, Faces], int]:
    """Pre-process all faces.

    Args:
        faces: By split.
        steps: As `core.preprocess.preprocess` takes them; empty leaves everything as it is.
        yunet: YuNet's weights; needed by the steps that go by the eyes.

    Returns:
        The faces, and how many of them have no eyes that YuNet finds; of these only the light is evened out.

    Raises:
        UserError: The weights are needed and missing, or are not YuNet's.
    """
    if not steps:
        return faces, 0
    if "eyes" not in steps:
        return {split: _changed(part, steps, [None] * len(part)) for split, part in faces.items()}, 0
    if yunet is None or not yunet.is_file():
        what = "This recipe goes by the eyes" if yunet is None else f"There are no weights {yunet}"
        raise UserError(f"{what}: name the file of YuNet's weights with --yunet FILE.")
    found = all_eyes(faces, yunet)
    eyes = {split: [None if np.isnan(each).any() else each for each in places] for split, places in found.items()}
    without = sum(each is None for places in eyes.values() for each in places)
    return {split: _changed(part, steps, eyes[split]) for split, part in faces.items()}, without


def all_eyes(faces: dict[str, Faces], yunet: Path) -> dict[str, Eyes]:
    """By split float32 (N, 2, 2), the eyes of each face, NaN where YuNet finds none; out of the cache if known.

    Raises:
        UserError: The weights are missing or not YuNet's.
    """
    finder = YuNetDetector(_ENLARGED + 2 * _FRAME, yunet)
    digest = hashlib.sha256(f"{_ENLARGED} {_FRAME}".encode())
    for part in faces.values():
        digest.update(part.pictures.tobytes())
    none = np.full((2, 2), np.nan, np.float32)

    def find() -> dict[str, Eyes]:
        places = {split: [eyes_of(picture, finder) for picture in part.pictures] for split, part in faces.items()}
        return {split: np.stack([none if each is None else each for each in of]) for split, of in places.items()}

    return cached(yunet, [yunet], digest.hexdigest(), find)


def _changed(part: Faces, steps: str, eyes: Sequence[Eyes | None]) -> Faces:
    pictures = [preprocess(picture, steps, each) for picture, each in zip(part.pictures, eyes, strict=True)]
    return replace(part, pictures=np.stack(pictures))


def eyes_of(picture: npt.NDArray[np.uint8], finder: YuNetDetector) -> Eyes | None:
    """float32 (2, 2), (x, y) of the subject's right and left eye; None if no face is found.

    Args:
        picture: uint8 (H, W), a face that fills it.
        finder: YuNet.
    """
    size = (_ENLARGED, _ENLARGED)
    large = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), cv2.COLOR_GRAY2BGR)
    framed = cv2.copyMakeBorder(large, _FRAME, _FRAME, _FRAME, _FRAME, cv2.BORDER_REPLICATE)
    found = finder.find(np.asarray(framed, np.uint8))
    if not found:
        return None
    landmarks = max(found, key=lambda face: face.area).landmarks
    assert landmarks is not None  # YuNet has them
    scale = np.array(picture.shape[::-1], np.float32) / _ENLARGED
    return np.asarray((landmarks[:2] - _FRAME + 0.5) * scale - 0.5, np.float32)
