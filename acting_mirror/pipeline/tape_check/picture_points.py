"""What all pictures of a tape show of its making: steadiness, ends, bars."""

from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.language import marked
from acting_mirror.core.tape_point import Fault, Point, Rule
from acting_mirror.pipeline.tape_check.pictures import Pictures

Floats = npt.NDArray[np.float64]

_SAME: Final = 0.3
"""Pictures that differ by less anywhere, in grey values, are one picture shown twice."""
_OF_USUAL: Final = 0.1
"""And by less than this of what is usual around them, as nothing may have moved."""
_MOVES: Final = 1.5
"""So much is usual where something moves."""
_OF_NEXT: Final = 0.2
"""A picture that differs so little from the one before, of how much both its neighbours do, is that one again: where
pictures are strongly compressed, it differs all the same."""
_AROUND: Final = 12
"""Pictures before and after that tell what is usual."""
_MISSED: Final = 1.6
"""A picture that comes after so many usual steps has others missing before it."""
_LEAP: Final = 1.6
"""A picture that differs so many times as much from the one before as its neighbours do leaps."""
_BY_CHANCE: Final = 0.075
"""So many of the pictures leap where somebody only moves quickly."""
_FROZEN_S: Final = 0.4
"""A picture that stands for longer is frozen, not doubled."""
_BLACK: Final = 24.0
"""Grey value below which the lightest part of a picture is black."""
_BAR, _PLAIN = 20, 3
"""Grey value that bars never exceed, and how much they differ at most from end to end: dark walls are not so plain."""
_ALIKE: Final = 0.03
"""Opposite bars are as wide, but for so much of the picture."""
_LIT: Final = 24
"""Beside a bar some part is brighter; dark walls rise by little and little."""

_STEADY: Final = Rule(
    "format.steady",
    "%",
    marked("The pictures follow each other steadily."),
    (0, 1.5),
    (0, 6),
    high=Fault(
        marked("{value:.1f} % of the pictures are missing, or are shown twice."),
        marked("Close other programs while you film, give the camera more light, and don't convert its frame rate."),
    ),
)
_BLACK_ENDS: Final = Rule(
    "ends.black",
    "s",
    marked("The tape begins and ends with a picture."),
    (0, 0.2),
    (0, 0.9),
    high=Fault(marked("The tape is black at an end, for {value:.1f} s."), marked("Cut that off.")),
)
_FROZEN: Final = Rule(
    "ends.frozen",
    "s",
    marked("No picture stands still."),
    (0, _FROZEN_S),
    (0, 0.9),
    high=Fault(
        marked("The picture stands still for {value:.1f} s."),
        marked("Cut that off where it is at an end, or film again."),
    ),
)
_BARS: Final = Rule(
    "format.bars",
    "%",
    marked("The picture fills its frame."),
    (0, 5),
    (0, 8),
    high=Fault(
        marked("Black bars cover {value:.0f} % of the picture."),
        marked("Film in landscape, and export without bars in the picture's own format."),
    ),
)


def picture_points(seen: Pictures) -> list[Point]:
    """Each point that the pictures tell."""
    times, changes = np.array(seen.times), np.array(seen.changes)
    black, black_s = _black_end(times, np.array(seen.lightness))
    still, still_s = _longest_still(times, changes)
    found = [_BLACK_ENDS.judge(black, black_s), _FROZEN.judge(still, still_s), _BARS.judge(_bars(seen.brightest))]
    if len(times) > 2 * _AROUND:
        found.insert(0, _STEADY.judge(*_unsteady(times, changes)))
    return found


def _unsteady(times: Floats, changes: Floats) -> tuple[float, float]:
    """The percentage of pictures that are missing or doubled, and where most are."""
    steps = np.diff(times)
    usual_s = float(np.median(steps))
    missing = np.where(steps > _MISSED * usual_s, np.round(steps / usual_s) - 1, 0)
    missing[missing * usual_s > _FROZEN_S] = 0  # the picture stands still
    faults = np.zeros(len(times))
    faults[1:] = missing
    faults += _doubled(times, changes)
    leaps = _leaps(changes)
    if leaps.sum() > _BY_CHANCE * len(times):
        faults += leaps
    at = np.convolve(faults, np.ones(_AROUND), "same").argmax()
    return 100 * float(faults.sum()) / len(times), float(times[at])


def _doubled(times: Floats, changes: Floats) -> Floats:
    """1 for each picture that is the one before again."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(changes, _AROUND, "edge"), 2 * _AROUND + 1)
    usual = np.percentile(windows, 80, axis=1)
    same = (changes < _SAME) & (changes < _OF_USUAL * usual) & (usual > _MOVES)
    beside = np.minimum(np.roll(changes, 1), np.roll(changes, -1))
    same[2:-1] |= ((changes < _OF_NEXT * beside) & (beside > _MOVES))[2:-1]
    for start, end in _stands(changes):
        if times[end - 1] - times[start] > _FROZEN_S:
            same[start:end] = False
    return same.astype(np.float64)


def _leaps(changes: Floats) -> Floats:
    """1 for each picture before which others seem to be missing."""
    before, after = np.roll(changes, 1), np.roll(changes, -1)
    leaps = (changes > _LEAP * np.maximum(before, after)) & (np.minimum(before, after) > _MOVES)
    leaps[:2] = leaps[-1:] = False
    return leaps.astype(np.float64)


def _black_end(times: Floats, lightness: Floats) -> tuple[float, float]:
    """How long the longer of the ends is black, in seconds, and where."""
    shown = np.nonzero(lightness >= _BLACK)[0]
    if not len(shown):
        return float(times[-1] - times[0]), float(times[0])
    before, after = float(times[shown[0]] - times[0]), float(times[-1] - times[shown[-1]])
    return max((before, float(times[0])), (after, float(times[-1])))


def _longest_still(times: Floats, changes: Floats) -> tuple[float, float]:
    """The longest time in which nothing at all moves, in seconds, and where."""
    gaps = [(float(step), float(at)) for step, at in zip(np.diff(times), times, strict=False)]
    stands = [(float(times[end - 1] - times[start - 1]), float(times[start - 1])) for start, end in _stands(changes)]
    return max([*gaps, *stands], default=(0.0, 0.0))


def _stands(changes: Floats) -> list[tuple[int, int]]:
    """Where pictures in a row are the one before: the first of each such run, and the one after its last."""
    still = changes < _SAME
    still[0] = False
    edges = np.diff(np.concatenate([[0], still.astype(np.int8), [0]]))
    return list(zip(np.nonzero(edges == 1)[0].tolist(), np.nonzero(edges == -1)[0].tolist(), strict=True))


def _bars(brightest: npt.NDArray[np.uint8]) -> float:
    """The percentage of the picture that black bars at opposite edges cover."""
    shares = 1.0
    for axis in (1, 0):
        tops = brightest.max(axis=axis)
        bar = (tops <= _BAR) & (np.ptp(brightest, axis=axis) <= _PLAIN)
        shown = np.nonzero(~bar)[0]
        if not len(shown):
            return 0.0
        first, last = int(shown[0]), len(bar) - 1 - int(shown[-1])
        inside = tops[[min(first + 1, len(bar) - 1), max(len(bar) - 2 - last, 0)]]  # the line before may be cut in two
        if abs(first - last) <= _ALIKE * len(bar) and inside.min() >= _LIT:
            shares *= 1 - (first + last) / len(bar)
    return 100 * (1 - shares)
