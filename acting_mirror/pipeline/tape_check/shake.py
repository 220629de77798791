"""How a camera moves: by what stands still around the actor."""

from typing import Final

import cv2
import numpy as np

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image

_WIDE: Final = 320
_FEWEST: Final = 8
"""So many points must be found again for their motion to be the camera's."""


class Shake:
    """Follows points beside and above the actor from look to look."""

    def __init__(self) -> None:
        """Begin without a picture."""
        self._before: Image | None = None

    def move(self, bgr: Image, face: FaceBox | None) -> float:
        """How far the camera moved since the last picture, of the picture's width.

        Args:
            bgr: The picture, uint8 (H, W, 3).
            face: Where the actor's face is.

        Returns:
            NaN for the first picture, and where little stands out around the actor.
        """
        scale = _WIDE / bgr.shape[1]
        size = (_WIDE, max(8, round(bgr.shape[0] * scale)))
        grey = cv2.cvtColor(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
        before, self._before = self._before, np.asarray(grey, np.uint8)
        if before is None:
            return np.nan
        around = np.full(grey.shape, 255, np.uint8)
        if face is not None:  # all below the face may be the body, all above it hair
            left, right = (face.x - 0.8 * face.width) * scale, (face.x + 1.8 * face.width) * scale
            around[max(0, int((face.y - 0.6 * face.height) * scale)) :, max(0, int(left)) : max(0, int(right))] = 0
        points = cv2.goodFeaturesToTrack(before, 40, 0.02, 8, mask=around)
        if points is None or len(points) < _FEWEST:
            return np.nan
        there, found, _ = cv2.calcOpticalFlowPyrLK(before, grey, points, np.empty_like(points))
        steps = (there - points)[found.ravel() == 1].reshape(-1, 2)
        if len(steps) < _FEWEST:
            return np.nan
        return float(np.hypot(*np.median(steps, axis=0))) / _WIDE
