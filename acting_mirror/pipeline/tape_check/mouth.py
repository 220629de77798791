"""Whether the actor's mouth speaks, or is still."""

from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.pipeline.tape_check.pictures import Pictures

_AROUND_S: Final = 0.45
"""Lips part and meet again several times in twice this, where somebody speaks."""
_FEWEST: Final = 5
_MOVES: Final = 0.02
"""Standard deviation of lips that speak, in distances between the eyes' outer corners."""
_STILL: Final = 0.01
"""And of those that don't: between is either."""


def moves_at(times_s: npt.NDArray[np.float64], seen: Pictures) -> npt.NDArray[np.float64]:
    """Whether a mouth moves at times: 1, 0, or NaN where that can't be told."""
    looks = seen.faces
    when = np.array([look.t_s for look in looks])
    lips = np.array([look.mouth for look in looks])
    found = np.full(len(times_s), np.nan)
    starts, ends = np.searchsorted(when, times_s - _AROUND_S), np.searchsorted(when, times_s + _AROUND_S)
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if end - start >= _FEWEST:
            spread = float(np.std(lips[start:end]))
            found[number] = 1.0 if spread > _MOVES else 0.0 if spread < _STILL else np.nan
    return found
