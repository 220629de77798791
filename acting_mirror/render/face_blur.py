"""Faces made unrecognisable, for pictures that are handed on."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image

_BLOCKS: Final = 6
"""A face is left with so many blocks a side: too few to tell who it is, or what it shows."""
_MARGIN: Final = 0.6
"""How much of a box's side is added around it: hair, chin, and what the box is off by."""


def with_blurred_faces(bgr: Image, boxes: Sequence[FaceBox]) -> Image:
    """A copy with every face in a few plain blocks; the whole picture where there is no box, as a face may be missed.

    Args:
        bgr: uint8 (H, W, 3), BGR.
        boxes: In pixels of the picture.

    Returns:
        uint8 (H, W, 3), BGR; the blocks are means of what they cover, which can't be undone.
    """
    copy = bgr.copy()
    height, width = copy.shape[:2]
    areas = [_around(box, width, height) for box in boxes] or [(0, 0, width, height)]
    for left, top, right, bottom in areas:
        if right - left < 2 or bottom - top < 2:
            continue
        part = copy[top:bottom, left:right]
        small = cv2.resize(part, (_BLOCKS, _BLOCKS), interpolation=cv2.INTER_AREA)
        coarse = cv2.resize(small, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_NEAREST)
        copy[top:bottom, left:right] = np.asarray(coarse, np.uint8)
    return copy


def _around(box: FaceBox, width: int, height: int) -> tuple[int, int, int, int]:
    """A box with its margin, within the picture: left, top, right, bottom."""
    aside, above = box.width * _MARGIN / 2, box.height * _MARGIN / 2
    left, top = max(0, int(box.x - aside)), max(0, int(box.y - above))
    return left, top, min(width, int(box.x + box.width + aside) + 1), min(height, int(box.y + box.height + above) + 1)
