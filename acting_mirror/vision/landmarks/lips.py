"""Whether lips can be seen at all: the landmarker draws some also where a hand or a microphone hides them."""

from typing import Final

import cv2
import numpy as np

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.frame import Image

_CORNERS: Final = (61, 291)
_UPPER, _LOWER = 0, 17
"""The outer edges of the lips, in the middle."""
_WIDE: Final = 0.6
"""So much of the mouth's width is looked at, around its middle,"""
_AROUND: Final = 0.25
"""and so much of its width more than its height."""
_ACROSS, _DOWN = 9, 25


def lip_contrast(bgr: Image, points: Points) -> float:
    """How much rows across the mouth differ in brightness: their standard deviation by their mean (Weber).

    Lips, and what is between them, lie across a face in rows; a palm, a mask or a sheet has none there. Means of rows,
    not single pixels: these differ in a noisy picture anyhow.

    Args:
        bgr: The picture, uint8 (H, W, 3).
        points: Its landmarks, (478, 3).
    """
    right, left, upper, lower = points[[*_CORNERS, _UPPER, _LOWER], :2]
    width = float(np.linalg.norm(left - right))
    along = (left - right) / max(width, 1.0)
    down = np.array([-along[1], along[0]])
    height = abs(float((lower - upper) @ down)) + _AROUND * width
    across = np.linspace(-_WIDE / 2, _WIDE / 2, _ACROSS)[None, :, None] * width * along
    places = (upper + lower) / 2 + across + np.linspace(-0.5, 0.5, _DOWN)[:, None, None] * height * down
    x, y = places[..., 0].astype(np.float32), places[..., 1].astype(np.float32)
    seen = cv2.remap(bgr, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    rows = cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY).mean(axis=1)
    return float(rows.std() / max(rows.mean(), 10.0))
