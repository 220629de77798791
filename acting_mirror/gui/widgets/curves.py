"""What is drawn of a timeline: curves of one person, broken where no face was read."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.timeline import STALE_S

LEVELS: Final = (0, 50, 100)
"""Percents at which lines go across."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Curves of one person.

    Attributes:
        t_s: float64 (n,), seconds, ascending.
        percent: float64 (curves, n), 0 to 100 up the plot; NaN where a curve breaks, the first where no face was read.
    """

    t_s: npt.NDArray[np.float64]
    percent: npt.NDArray[np.float64]

    @property
    def read(self) -> npt.NDArray[np.bool_]:
        """Bool (n,), where the face was read."""
        return np.asarray(np.isfinite(self.percent[0]))

    def newest(self, start_s: float, end_s: float) -> npt.NDArray[np.float64] | None:
        """Percents of the newest reading between two times; None where nothing was read."""
        first, last = bisect_left(self.t_s, start_s), bisect_left(self.t_s, end_s)
        read = np.flatnonzero(self.read[first:last])
        return self.percent[:, first + read[-1]] if len(read) else None

    def at(self, t_s: float) -> npt.NDArray[np.float64] | None:
        """Percents of the reading nearest to a time; None in a gap."""
        if not len(self.t_s):
            return None
        right = min(bisect_left(self.t_s, t_s), len(self.t_s) - 1)
        left = max(right - 1, 0)
        near = left if t_s - self.t_s[left] < self.t_s[right] - t_s else right
        read = abs(self.t_s[near] - t_s) <= STALE_S / 2 and bool(np.isfinite(self.percent[0, near]))
        return self.percent[:, near] if read else None


NO_CURVES: Final = Curves(np.empty(0), np.empty((len(EMOTIONS), 0)))


def clock(t_s: float) -> str:
    """A time as m:ss."""
    seconds = max(int(t_s), 0)
    return f"{seconds // 60}:{seconds % 60:02d}"


def dashed(
    t_s: npt.NDArray[np.float64], percent: npt.NDArray[np.float64], on_s: float, off_s: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """A curve whose dashes stay where they are in time, so that they move with it.

    Args:
        t_s: (n,), seconds, ascending.
        percent: (n,), NaN where the curve breaks.
        on_s: Length of a dash in seconds.
        off_s: Length of a gap in seconds.

    Returns:
        The curve with a point at each end of a dash, and whether each point is joined to the next.
    """
    if not len(t_s):
        return t_s, percent, np.empty(0, np.bool_)
    cycle_s = on_s + off_s
    begins = np.arange(t_s[0] // cycle_s, t_s[-1] // cycle_s + 1) * cycle_s
    ends = np.concatenate([begins, begins + on_s])
    ends = ends[(ends > t_s[0]) & (ends < t_s[-1])]
    points = np.sort(np.concatenate([t_s, ends]))
    joined = np.zeros(len(points), np.bool_)
    joined[:-1] = (points[:-1] + np.diff(points) / 2) % cycle_s < on_s
    return points, np.interp(points, t_s, percent), joined


def between(times: npt.NDArray[np.float64], start_s: float, end_s: float) -> tuple[int, int]:
    """First of ascending times at or after a time, and first at or after another."""
    # np.searchsorted would copy a column out of its rows first: 1 ms with an hour of them.
    return bisect_left(times, start_s), bisect_left(times, end_s)


def curves_of(rows: npt.NDArray[np.void], person: int, origin_s: float = 0.0) -> Curves:
    """The emotions of a person in rows of a `Timeline`, with times since `origin_s`."""
    own = rows[rows["person"] == person]
    return broken(own["t_s"] - origin_s, np.multiply(own["smoothed"].T, 100, dtype=np.float64, order="C"))


def broken(t_s: npt.NDArray[np.float64], percent: npt.NDArray[np.float64]) -> Curves:
    """Curves that break where nothing was read for too long."""
    holes = np.flatnonzero(np.diff(t_s) > STALE_S) + 1
    if len(holes):
        t_s = np.insert(t_s, holes, (t_s[holes - 1] + t_s[holes]) / 2)
        percent = np.insert(percent, holes, np.nan, axis=1)
    return Curves(t_s, percent)
