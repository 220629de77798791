"""Whether the actor's mouth speaks, or is still."""

from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.pipeline.tape_check.pictures import Pictures

_AROUND_S: Final = 0.5
"""In twice this, lips part and meet several times where somebody speaks; a smile moves them once."""
_FEWEST: Final = 5
_MOVES: Final = 0.15
"""Mean speed of lips that speak, in distances between the eyes' outer corners a second; quietly, they have 0.3."""
_STILL: Final = 0.08
"""And of those that don't: between is either."""


def moves_at(times_s: npt.NDArray[np.float64], seen: Pictures) -> npt.NDArray[np.float64]:
    """Whether a mouth moves at times: 1, 0, or NaN where that can't be told."""
    looks = seen.faces
    when = np.array([look.t_s for look in looks])
    ways = np.cumsum(np.abs(np.diff([look.mouth for look in looks], prepend=looks[0].mouth if looks else 0.0)))
    found = np.full(len(times_s), np.nan)
    starts, ends = np.searchsorted(when, times_s - _AROUND_S), np.searchsorted(when, times_s + _AROUND_S) - 1
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if end - start >= _FEWEST:
            speed = (ways[end] - ways[start]) / (when[end] - when[start])
            found[number] = 1.0 if speed > _MOVES else 0.0 if speed < _STILL else np.nan
    return found
