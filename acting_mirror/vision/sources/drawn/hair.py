"""The drawn actor's hair: strands that flow between pairs of guide lines, drawn once."""

from typing import Final, NamedTuple

import cv2
import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.drawn.grid import Floats, Grid, spline

_DARK: Final = np.array((26, 33, 50), np.float32)[:, None, None]
_LIGHT: Final = np.array((92, 132, 184), np.float32)[:, None, None]
"""Hair in shadow and in light: blue, green, red."""
_SUPER: Final = 2
"""Drawn at this many times the size and reduced: OpenCV's own smooth lines are no thinner than a pixel."""
_STRAY: Final = 0.06
"""Share of the strands that leave the others."""

Points = tuple[tuple[float, float], ...]


class Lock(NamedTuple):
    """Strands between two guides, roots first.

    Attributes:
        inner: The guide nearest to the face.
        outer: The guide at the outline.
        strands: How many.
        sheen: Where along a strand the light falls, 0 to 1.
        lit: How bright that light is, 0 to 1.
    """

    inner: Points
    outer: Points
    strands: int
    sheen: float
    lit: float


_LOCKS: Final = (
    Lock(((-0.89, -0.62), (-0.945, -0.3), (-0.95, -0.1), (-0.935, 0.10)),
         ((-1.00, -0.80), (-1.05, -0.45), (-1.035, -0.2), (-0.985, 0.02)), 150, 0.2, 0.45),
    Lock(((0.87, -0.62), (0.935, -0.3), (0.95, -0.1), (0.935, 0.10)),
         ((0.99, -0.80), (1.05, -0.45), (1.035, -0.2), (0.985, 0.02)), 150, 0.2, 0.25),
    Lock(((0.42, -0.98), (0.64, -1.00), (0.83, -0.80), (0.92, -0.45), (0.95, -0.20)),
         ((0.26, -1.49), (0.64, -1.49), (0.95, -1.14), (1.06, -0.60), (1.03, -0.20)), 330, 0.35, 0.55),
    Lock(((0.44, -0.99), (0.16, -1.13), (-0.28, -1.07), (-0.66, -0.82), (-0.89, -0.50), (-0.95, -0.15)),
         ((0.34, -1.47), (-0.02, -1.64), (-0.56, -1.53), (-0.94, -1.14), (-1.07, -0.60), (-1.03, -0.15)),
         640, 0.4, 1.0),
    Lock(((0.43, -1.00), (0.20, -1.05), (-0.10, -1.00), (-0.42, -0.86), (-0.70, -0.58)),
         ((0.42, -1.06), (0.10, -1.22), (-0.32, -1.15), (-0.70, -0.92), (-0.93, -0.52)), 210, 0.4, 0.95),
)  # fmt: skip
"""Left and right sideburn, the right side, the sweep to the left, and its front over the brow."""


def paint_hair(grid: Grid) -> Floats:
    """The hair: float32 (4, H, W), a planar picture and its cover, 0 to 1."""
    rows, columns = grid.shape
    fine = grid.unit * _SUPER
    strands = np.zeros((rows * _SUPER, columns * _SUPER, 2), np.uint8)
    sheen = np.zeros(grid.shape, np.float32)
    rng = np.random.default_rng(7)
    for lock in _LOCKS:
        inner, outer = (spline(guide, 6) - (grid.left, grid.top) for guide in (lock.inner, lock.outer))
        _draw_strands(strands, lock, inner * fine, outer * fine, fine, rng)
        _draw_sheen(sheen, lock, inner * grid.unit, outer * grid.unit)
    bright, cover = cv2.split(cv2.resize(strands, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32))
    tone = bright / 255 * (0.16 + cv2.GaussianBlur(sheen, (0, 0), 0.05 * grid.unit))
    return np.concatenate([_DARK + tone * (_LIGHT - _DARK), cover[None] / 255])


def _draw_strands(
    strands: Image, lock: Lock, inner: Floats, outer: Floats, unit: float, rng: np.random.Generator
) -> None:
    """Brightness and cover of single hairs, in place."""
    # Tips are loose; nearer to the roots no skin shines through.
    whole = int(len(inner) * 0.72)
    body = np.concatenate([inner[:whole], outer[:whole][::-1]]).astype(np.int32)
    cv2.fillPoly(strands, [body], (40, 255), cv2.LINE_AA)
    along = np.linspace(0, 1, len(inner))
    for order in rng.permutation(lock.strands):
        share = np.clip((order + rng.uniform(-1, 1)) / lock.strands, 0, 1)
        share = share + rng.normal(0, 0.03) * np.sin(np.pi * along) + rng.normal(0, 0.07) * along**3
        line = inner + share[:, None] * (outer - inner)
        if rng.random() < _STRAY:
            line += rng.normal(0, 0.05 * unit, 2) * along[:, None] ** 2
        points = np.round(line[: rng.integers(int(len(line) * 0.80), len(line) + 1)] * 8).astype(np.int32)
        bright, width = int(rng.uniform(20, 255)), unit * rng.uniform(0.007, 0.017)
        for stretch, taper in ((points[:-7], 1.0), (points[-8:-3], 0.6), (points[-4:], 0.25)):
            cv2.polylines(strands, [stretch], False, (bright, 255), max(1, round(taper * width)), cv2.LINE_AA, 3)


def _draw_sheen(sheen: Floats, lock: Lock, inner: Floats, outer: Floats) -> None:
    """Light on a lock, in place, a stretch between its guides at a time."""
    light = lock.lit * np.exp(-(((np.linspace(0, 1, len(inner)) - lock.sheen) / 0.27) ** 2))
    for at, amount in enumerate(light[:-1].tolist()):
        stretch = np.concatenate([inner[at : at + 2], outer[at : at + 2][::-1]])
        cv2.fillConvexPoly(sheen, np.round(stretch).astype(np.int32), amount)
