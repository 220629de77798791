"""BlazeFace (Bazarevsky et al. 2019, arXiv:1907.05047), the face landmarker's own detector."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import tilt
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import reduced
from acting_mirror.vision.landmarks.bundle_part import BundlePart

_SIDE: Final = 128
"""Pixels of the square that the network is shown."""
_LONGER_SIDES: Final = (128, 256)
"""To which a picture is reduced: whole for large faces, and in squares that overlap by half for smaller ones."""
_ANCHORS: Final = ((16, 2), (8, 6))
"""Cells to a side, and anchors in each."""
_SURE: Final = 0.7
"""Faces have 0.72 and more, also dark and tilted ones; textures have less, mostly."""
_SAME: Final = 0.3
"""Boxes that overlap by more are of one face; the surer one stays."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a face.

    Attributes:
        box: From the brows to the chin; its score is a probability.
        tilt: Of its eyes, in radians.
    """

    box: FaceBox
    tilt: float


class BlazeFace:
    """Finds faces a twentieth as wide as the picture and wider, dark and tilted ones too, and some that are none."""

    def __init__(self, content: bytes) -> None:
        """Load the network from its TFLite file; raises as `open_interpreter` does."""
        self._network = BundlePart(content)

    def find(self, bgr: Image, only_large: bool = False) -> list[Candidate]:
        """The candidates in a picture, the surest first.

        Args:
            bgr: The picture, uint8 (H, W, 3), BGR.
            only_large: Whether those are left out that are less than a tenth as wide, for which it takes longest.
        """
        seen = self._seen(bgr, _LONGER_SIDES[:1] if only_large else _LONGER_SIDES)
        kept: list[Candidate] = []
        for each in sorted(seen, key=lambda candidate: -candidate.box.score):
            if all(each.box.iou(other.box) <= _SAME for other in kept):
                kept.append(each)
        return kept

    def _seen(self, bgr: Image, longer_sides: Sequence[int]) -> Iterator[Candidate]:
        height, width = bgr.shape[:2]
        for longer in longer_sides:
            scale = max(height, width) / longer
            small = reduced(bgr, (max(1, round(width / scale)), max(1, round(height / scale))))
            for y in _starts(small.shape[0]):
                for x in _starts(small.shape[1]):
                    yield from self._in_square(small[y : y + _SIDE, x : x + _SIDE], x, y, scale)

    def _in_square(self, piece: Image, x: int, y: int, scale: float) -> Iterator[Candidate]:
        """The candidates in a piece of a reduced picture, of at most `_SIDE` by `_SIDE`, whose corner is at (x, y)."""
        square = np.zeros((_SIDE, _SIDE, 3), np.uint8)
        square[: piece.shape[0], : piece.shape[1]] = piece
        outputs = self._network((cv2.cvtColor(square, cv2.COLOR_BGR2RGB) / np.float32(127.5) - 1)[None])
        logits = outputs["classificators"][0, :, 0]
        for row in np.flatnonzero(logits > math.log(_SURE / (1 - _SURE))):
            found = outputs["regressors"][0, row].reshape(-1, 2)  # middle, size, right and left eye, ...
            middle, right, left = ((found[i] + _CENTRES[row] + (x, y)) * scale for i in (0, 2, 3))
            wide, high = np.maximum(found[1] * scale, 1).tolist()
            score = 1 / (1 + math.exp(-float(logits[row])))
            box = FaceBox(float(middle[0]) - wide / 2, float(middle[1]) - high / 2, wide, high, score)
            yield Candidate(box, tilt(right, left))


def _starts(length: int) -> list[int]:
    """Where squares begin that cover a length, each but the last half a side after the one before."""
    over = max(0, length - _SIDE)
    steps = math.ceil(over / (_SIDE / 2))
    return [round(over * step / max(1, steps)) for step in range(steps + 1)]


def _centres() -> npt.NDArray[np.float32]:
    """float32 (896, 2), where in the square each anchor is, (x, y) in pixels."""
    cells = [(np.indices((side, side))[::-1].reshape(2, -1).T + 0.5) / side for side, _ in _ANCHORS]
    repeated = [each.repeat(count, axis=0) for each, (_, count) in zip(cells, _ANCHORS, strict=True)]
    return (np.concatenate(repeated) * _SIDE).astype(np.float32)


_CENTRES: Final = _centres()
