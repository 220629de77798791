"""Coordinates and brushes of the drawn actor: float pictures painted with analytic, sub-pixel edges.

Face units: the middle between the eyes is (0, 0), x grows to the right of the picture and y downwards, and 1 is half
of the face's width. A picture is planar, float32 (3, H, W), blue, green, red, 0 to 255.
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
"""float32 all through: float64, which one NumPy scalar would bring in, is twice as slow."""
Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255, as people write colours; `bgr` turns it round."""


class Grid:
    """The pixels of a rectangle in face units.

    Attributes:
        unit: Pixels a face unit.
        left: x of the left edge.
        top: y of the upper edge.
        x: float32 (1, W), x of each column's centre.
        y: float32 (H, 1), y of each row's centre.
    """

    def __init__(self, unit: float, left: float, top: float, columns: int, rows: int) -> None:
        """Lay `columns` by `rows` pixels from (left, top) on."""
        self.unit, self.left, self.top = unit, left, top
        self.x: Floats = (left + (np.arange(columns, dtype=np.float32)[None, :] + 0.5) / unit).astype(np.float32)
        self.y: Floats = (top + (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / unit).astype(np.float32)

    @classmethod
    def over(cls, unit: float, left: float, top: float, right: float, bottom: float) -> Self:
        """The grid that covers a rectangle."""
        return cls(unit, left, top, round((right - left) * unit), round((bottom - top) * unit))

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.y.shape[0], self.x.shape[1]

    def part(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice, "Grid"]:
        """Rows, columns and grid of the pixels within a smaller rectangle."""
        x0, x1 = (round((edge - self.left) * self.unit) for edge in (left, right))
        y0, y1 = (round((edge - self.top) * self.unit) for edge in (top, bottom))
        inner = Grid(self.unit, self.left + x0 / self.unit, self.top + y0 / self.unit, x1 - x0, y1 - y0)
        return slice(y0, y1), slice(x0, x1), inner

    def below(self, y: float) -> tuple[slice, "Grid"]:
        """Rows and grid of the pixels from `y` on downwards."""
        rows, columns = self.shape
        first = max(0, round((y - self.top) * self.unit))
        return slice(first, rows), Grid(self.unit, self.left, self.top + first / self.unit, columns, rows - first)


def bgr(colour: Colour) -> Floats:
    """The colour as float32 (3, 1, 1), blue first, ready to be painted."""
    return np.array(colour[::-1], np.float32)[:, None, None]


def flat(grid: Grid, colour: Colour) -> Floats:
    """A planar picture (3, H, W) of one colour."""
    picture = np.empty((3, *grid.shape), np.float32)
    picture[:] = bgr(colour)
    return picture


def paint(picture: Floats, cover: Floats, colour: Colour | Floats) -> None:
    """Lay a colour, or a picture of colours, over a planar picture where `cover` (H, W), 0 to 1, says."""
    ink = bgr(colour) if isinstance(colour, tuple) else colour
    picture += cover * (ink - picture)


def shade(picture: Floats, amount: Floats, colour: Colour = (70, 22, 20)) -> None:
    """Darken (amount above 0) towards a colour's tint, as soft shadow on skin does; below 0 lightens."""
    tint = 1 - bgr(colour) / 255
    picture *= 1 - amount * tint


def band(top: Floats, bottom: Floats, y: Floats, unit: float) -> Floats:
    """Cover (H, W) of what lies between two curves y = top(x), y = bottom(x), each (1, W), with smooth edges.

    The edge is one pixel wide across the curve, not along y, so that steep parts are as smooth as flat ones.
    """
    upper = np.clip((y - top) * (unit / _steepness(top, unit)) + 0.5, 0, 1)
    lower = np.clip((bottom - y) * (unit / _steepness(bottom, unit)) + 0.5, 0, 1)
    thin = np.clip((bottom - top) * unit, 0, 1)
    cover: Floats = upper * lower * thin
    return cover


def _steepness(curve: Floats, unit: float) -> Floats:
    """Length of the curve a pixel of x, in pixels, at most about 5."""
    slope = np.empty_like(curve)
    slope[:, 1:-1] = (curve[:, 2:] - curve[:, :-2]) * (unit / 2)
    slope[:, 0], slope[:, -1] = slope[:, 1], slope[:, -2]
    steep: Floats = np.sqrt(1 + np.minimum(slope * slope, 25))
    return steep


def bump(value: Floats, centre: float | Floats, width: float | Floats) -> Floats:
    """A bell of height 1 around a centre."""
    scaled = (value - centre) / width
    bell: Floats = np.exp(-scaled * scaled)
    return bell


def blob(x: Floats, y: Floats, across: float, down: float, width: float, height: float) -> Floats:
    """A soft spot of height 1 around (across, down)."""
    return bump(y, down, height) * bump(x, across, width)


def spline(points: Sequence[tuple[float, float]], steps: int = 16) -> Floats:
    """A smooth curve (N, 2) through the points (Catmull and Rom 1974, uniform)."""
    knots = np.array([points[0], *points, points[-1]], np.float32)
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[:, None]
    pieces = []
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    curve: Floats = np.concatenate([*pieces, knots[-1:]])
    return curve
