"""Blinks: lids that fall and rise again at once, unlike eyes that look down, narrow or stay shut."""

from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.swings import Span, swings

_DEPTH: Final = 0.3
"""So much farther closed than before and after: 0 is open as at rest, 1 shut; not every blink shuts the eyes."""
_LONGEST_S: Final = 0.4
"""Above half its depth: blinks last 0.1 to 0.4 s, a look down longer."""
_PER_DEPTH_S: Final = 0.5
"""Lids that fall less are up again sooner: so long for eyes that were wide open and shut."""


def blinks(times_s: npt.ArrayLike, eyes_closed: npt.ArrayLike) -> list[Span]:
    """When eyes blinked: each from where they are half as far closed as at most, to where they are that again.

    Args:
        times_s: (N,), rising.
        eyes_closed: (N,), 0 to 1, see `Eyes.closed`; NaN where it was not measured, which ends a blink.
    """
    times, closed = np.asarray(times_s, np.float64), np.asarray(eyes_closed, np.float64)
    seen = np.isfinite(closed)
    times, closed = times[seen], closed[seen]
    turns = swings(closed, _DEPTH)
    spans = []
    for before, top, after in zip(turns, turns[1:], turns[2:], strict=False):
        depth = closed[top] - max(closed[before], closed[after])
        if depth <= 0:
            continue
        start, end = _above(times, closed, top, closed[top] - depth / 2)
        if end - start <= min(_LONGEST_S, depth * _PER_DEPTH_S):
            spans.append((start, end))
    return spans


def _above(times: npt.NDArray[np.float64], values: npt.NDArray[np.float64], top: int, level: float) -> Span:
    """Between where values cross a level before and after a top, as if they went straight from one to the next."""
    start = end = top
    while values[start - 1] > level:
        start -= 1
    while values[end + 1] > level:
        end += 1
    first = np.interp(level, values[[start - 1, start]], times[[start - 1, start]])
    last = np.interp(-level, -values[[end, end + 1]], times[[end, end + 1]])
    return float(first), float(last)
