"""Where a curve turns, apart from its small wavering."""

import numpy as np
import numpy.typing as npt

Span = tuple[float, float]
"""From when to when, in seconds."""


def swings(values: npt.NDArray[np.float64], least: float) -> list[int]:
    """The numbers of the values where a curve turns, from lows to highs and back: each a way of `least` or more.

    The first and the last may be the ends of the curve, from and to which it goes as far.

    Args:
        values: (N,), without NaN.
        least: What is smaller does not count.
    """
    turns: list[int] = []
    low = high = 0
    rising = None
    for at, value in enumerate(values):
        low = at if value < values[low] else low
        high = at if value > values[high] else high
        if rising is not False and values[high] - value >= least:
            turns.append(high)
            rising, low, high = False, at, at
        elif rising is not True and value - values[low] >= least:
            turns.append(low)
            rising, low, high = True, at, at
    if rising is not None:
        turns.append(high if rising else low)
    return turns
