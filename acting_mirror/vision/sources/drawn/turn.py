"""The drawn head turned to a side, farther than it can be bent: as if its picture lay on a rounded head."""

import math
from typing import Final

import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, blob

_ROUND, _NOSE = 0.92, 0.53
"""How far the head recedes a face unit aside, which goes with the cube, and how far the nose stands out: fitted to
MediaPipe's canonical face, within a tenth."""
_AHEAD: Final = 0.4
"""How far the face is ahead of the axis it turns about; less than a neck's, so that it stays in the picture."""
_AROUND: Final = np.linspace(-1.3, 1.3, 131, dtype=np.float32)


def turned_back(x: Floats, y: Floats, turn: float) -> tuple[Floats, Floats]:
    """Where on the head that looks ahead is what is seen on one that is turned.

    Args:
        x: (rows, columns), face units.
        y: The same; about even along a row.
        turn: Radians to the right of the picture, not 0.

    Returns:
        The x on the head that looks ahead, and how far inside the turned head's outline it lies; below 0 outside.
    """
    side = math.copysign(1, turn)
    found, inside = np.empty_like(x), np.empty_like(x)
    for row, middle in enumerate(y.mean(axis=1).tolist()):
        seen = turned(_AROUND, np.full_like(_AROUND, middle), abs(turn))
        ahead = seen > np.maximum.accumulate(np.insert(seen, 0, -np.inf))[:-1]  # what lies behind is hidden
        found[row] = side * np.interp(side * x[row], seen[ahead], _AROUND[ahead])
        inside[row] = seen.max() - side * x[row]
    return found, inside


def turned(x: Floats, y: Floats, turn: float) -> Floats:
    """The x at which points of the head that looks ahead are seen on one that is turned to the right."""
    nose = _NOSE * blob(x, y, 0, 0.40, 0.16, 0.20)
    depth = np.clip(1 - ((y - 0.1) / 1.75) ** 4, 0, 1) * (_AHEAD - _ROUND * np.abs(x) ** 3) + nose
    return np.asarray(math.cos(turn) * x + math.sin(turn) * depth, np.float32)
