"""How a head moves: when it is still, nods or shakes."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.swings import Span, swings

_OVER_S: Final = 0.3
"""A speed is that of the angles' mean over so long: measured angles tremble from picture to picture."""
_STILL_DEG_S: Final = 6.0
"""Twice the speed that is measured of somebody who sits and looks ahead."""
_WIDE_DEG: Final = 4.0
"""Half a nod or a shake goes so far at least."""
_HALF_S: Final = 0.5
"""And takes so long at most, from a fifth to four fifths of its way: slower ones are looks up, down or aside."""
_PAUSE_S: Final = 0.3
"""After a longer pause another nod or shake begins."""
_ALIKE: Final = 3.0
"""And where the head goes so many times as far, or as little, as just before."""
_NOD, _SHAKE = 2, 3
"""A nod is down and up again, a cycle of Mori, Den and Jokinen (2025); aside and back is no shake yet, but a look."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeadMotion:
    """What a head did over a time.

    Attributes:
        speed_deg_s: How fast it turned or tilted, on average, in degrees a second; None where it was hardly seen.
        still: In which share of the time it was still, 0 to 1.
        nods: When it nodded.
        shakes: When it was shaken.
    """

    speed_deg_s: float | None
    still: float | None
    nods: list[Span]
    shakes: list[Span]


def head_motion(times_s: npt.ArrayLike, head: npt.ArrayLike) -> HeadMotion:
    """What a head did.

    Args:
        times_s: (N,), rising.
        head: (N, 3), as `HeadPose` has it; NaN where it was not measured.
    """
    times, angles = np.asarray(times_s, np.float64), np.asarray(head, np.float64).reshape(-1, 3)
    seen = np.isfinite(angles[:, 0])
    times, angles = times[seen], angles[seen]
    speeds = _speeds(times, angles)
    yaw, pitch = angles[:, 0], angles[:, 1]
    return HeadMotion(
        float(speeds.mean()) if len(speeds) else None,
        float((speeds < _STILL_DEG_S).mean()) if len(speeds) else None,
        _gestures(times, pitch, yaw, _NOD),
        _gestures(times, yaw, pitch, _SHAKE),
    )


def _speeds(times: Floats, angles: Floats) -> Floats:
    """Degrees a second, from the mean of a while before each time to that of the same while after it."""
    before, after = np.searchsorted(times, times - _OVER_S), np.searchsorted(times, times + _OVER_S, side="right")
    here = np.arange(len(times))
    whole = (times - times[:1] >= _OVER_S) & (times[-1:] - times >= _OVER_S)
    sums = np.vstack([np.zeros(4), np.cumsum(np.column_stack([times, angles]), axis=0)])
    first = (sums[here + 1] - sums[before]) / (here + 1 - before)[:, None]
    last = (sums[after] - sums[here]) / (after - here)[:, None]
    way = (last - first)[whole & (after - before > 2)]
    return np.asarray(np.linalg.norm(way[:, 1:], axis=1) / way[:, 0])


def _gestures(times: Floats, along: Floats, across: Floats, least: int) -> list[Span]:
    """When an angle goes to and fro, at least so many times, and farther than the other one does meanwhile."""
    chains: list[list[tuple[int, int]]] = []
    turns, before = swings(along, _WIDE_DEG), 0.0
    for turn, back in pairwise(turns):
        start, end = _quick_part(along, turn, back)
        wide = abs(along[back] - along[turn])
        if times[end] - times[start] > _HALF_S:
            continue
        soon = bool(chains) and times[start] - times[chains[-1][-1][1]] <= _PAUSE_S
        if soon and max(wide, before) <= _ALIKE * min(wide, before):
            chains[-1].append((start, end))
        else:
            chains.append([(start, end)])
        before = wide
    spans = [slice(chain[0][0], chain[-1][1] + 1) for chain in chains if len(chain) >= least]
    main = [span for span in spans if np.ptp(along[span]) > np.ptp(across[span])]
    return [(float(times[span][0]), float(times[span][-1])) for span in main]


def _quick_part(values: Floats, start: int, end: int) -> tuple[int, int]:
    """The part of a way from one turn to the next in which it goes from a fifth to four fifths."""
    share = (values[start : end + 1] - values[start]) / (values[end] - values[start])
    leaves = int(np.flatnonzero(share <= 0.2)[-1])
    arrives = leaves + int(np.flatnonzero(share[leaves:] >= 0.8)[0])
    return start + leaves, start + arrives
