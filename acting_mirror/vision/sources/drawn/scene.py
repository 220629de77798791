"""What stands still behind the drawn actor's head: a softly lit wall, neck, shoulders and a jumper."""

from typing import Final

import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, Grid, band, blob, bump, flat, paint, shade, spline

_SHOULDER: Final = ((0.0, 1.50), (0.40, 1.52), (0.62, 1.66), (1.05, 1.84), (1.55, 2.00), (1.92, 2.32), (2.06, 2.90))
"""Upper edge of the right shoulder, (x, y)."""
_NECK: Final = ((0.60, 0.9), (0.545, 1.2), (0.53, 1.5), (0.60, 1.75), (0.95, 2.1), (1.0, 3.0))
"""Right edge of the neck, (x, y)."""

_FOLD: Final = (60, 50, 52)
_NECK_TOP: Final = 0.8
_JUMPER_TOP: Final = 1.2
"""Nothing of them is further up."""


def paint_scene(grid: Grid) -> Floats:
    """The picture (3, H, W) that the head is laid over."""
    picture = _wall(grid)
    for top, draw in ((_NECK_TOP, _paint_neck), (_JUMPER_TOP, _paint_jumper)):
        rows, below = grid.below(top)
        draw(picture[:, rows], below)
    return picture


def _wall(grid: Grid) -> Floats:
    x, y = grid.x, grid.y
    picture = flat(grid, (30, 44, 52))
    paint(picture, 0.9 * blob(x, y, -0.5, -0.1, 2.6, 2.0), (92, 116, 120))
    paint(picture, 0.35 * blob(x, y, 1.6, 0.9, 1.4, 1.6), (120, 96, 88))
    far = np.hypot(x / 4.2, (y - 0.2) / 2.9)
    picture *= 1 - 0.55 * np.clip(far - 0.45, 0, 1) ** 1.5
    # Dither: eight bits alone would draw contour lines on so soft a gradient.
    picture += np.random.default_rng(1).normal(0, 0.8, grid.shape).astype(np.float32)
    return picture


def _paint_neck(picture: Floats, grid: Grid) -> None:
    x, y = grid.x, grid.y
    curve = spline(_NECK)
    half = np.interp(y, curve[:, 1], curve[:, 0])
    skin = flat(grid, (206, 142, 112))
    shade(skin, 0.10 + 0.42 * np.clip((x + 0.30) / 0.8, -0.3, 1) ** 2 + 0.22 * np.clip((-x - 0.42) / 0.2, 0, 1))
    tendon = 0.22 * (1.9 - y)
    shade(skin, 0.08 * bump(x - tendon, 0.13, 0.06) + 0.06 * bump(x + tendon, -0.13, 0.06))
    below_chin = np.clip((1.86 + 0.10 * x - y) / 0.55, 0, 1)
    shade(skin, 0.85 * below_chin)
    paint(picture, np.clip((half - np.abs(x)) * grid.unit + 0.5, 0, 1) * (y > _NECK_TOP), skin)


def _paint_jumper(picture: Floats, grid: Grid) -> None:
    x, y, side = grid.x, grid.y, np.abs(grid.x)
    curve = spline(_SHOULDER)
    shoulder = np.interp(side, curve[:, 0], curve[:, 1], right=9)
    edge = np.maximum(shoulder, 1.90 - 0.32 * np.clip(side / 0.60, 0, 2) ** 2.8)
    form = 0.06 + 0.30 * np.clip((x + 0.2) / 2.0, 0, 1) + 0.35 * np.clip((side - 1.2) / 0.9, 0, 1) ** 1.5
    sleeve = bump(y - 0.55 * side, 1.45, 0.05) * bump(side, 0.95, 0.3)
    chest = bump(y + 0.3 * side, 2.42, 0.05) * bump(side, 0.5, 0.3)
    collar = (np.abs(y - edge - 0.055) < 0.055) * (0.5 + 0.5 * np.sin(70 * x))
    wool = flat(grid, (226, 210, 184))
    shade(wool, form + 0.10 * np.clip(y - 2.0, 0, 1), _FOLD)
    shade(wool, 0.20 * sleeve + 0.16 * chest + 0.10 * collar + 0.20 * bump(y, edge + 0.115, 0.014), _FOLD)
    shade(picture, 0.35 * bump(y, edge - 0.01, 0.05) * np.clip((0.55 - side) / 0.06, 0, 1))
    paint(picture, band(edge, np.full_like(edge, 9), y, grid.unit), wool)
