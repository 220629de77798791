"""Soft light and shadow that an expression throws on the drawn actor's skin: wrinkles, folds, raised cheeks.

Each function gives an amount of shadow on a small grid, above 0 darker, below 0 lighter; they are summed and laid on
the skin at once, as single planes cost a third of colours.
"""

from collections.abc import Callable, Iterator

import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, Grid, blob, bump
from acting_mirror.vision.sources.drawn.pose import Pose

Rectangle = tuple[float, float, float, float]


def skin_shadow(grid: Grid, pose: Pose) -> Floats:
    """Amount of shadow (H, W) over the face."""
    shadow = np.zeros(grid.shape, np.float32)
    for place, lines in _places(pose):
        rows, columns, inner = grid.part(*place)
        shadow[rows, columns] += lines(inner, pose)
    return shadow


def _places(pose: Pose) -> Iterator[tuple[Rectangle, Callable[[Grid, Pose], Floats]]]:
    """Where lines may show, left out where this pose has none."""
    if _forehead_lift(pose) > 0:
        yield (-0.82, -0.86, 0.82, -0.42), _forehead
    if pose.frown > 0:
        yield (-0.24, -0.62, 0.24, -0.04), _frown
    if pose.nose > 0:
        yield (-0.34, -0.22, 0.34, 0.54), _nose
    for left, right in ((-0.94, -0.10), (0.10, 0.94)):
        yield (left, 0.34, right, 1.22), _fold
        if pose.cheek > 0:
            yield (left, 0.04, right, 0.94), _cheek
    yield (-0.42, 0.90, 0.42, 1.34), _chin


def _forehead_lift(pose: Pose) -> float:
    return max(0.0, pose.brow_lift) + 0.45 * max(0.0, pose.brow_inner)


def _forehead(grid: Grid, pose: Pose) -> Floats:
    side = np.abs(grid.x)
    arch = -0.045 * bump(side, 0.42, 0.30) * (1 - pose.brow_inner) - 0.05 * pose.brow_inner * bump(side, 0, 0.25)
    total = np.zeros(grid.shape, np.float32)
    for level, reach, depth in ((-0.545, 0.42, 0.7), (-0.63, 0.50, 1.0), (-0.715, 0.40, 0.6)):
        line = grid.y - (level + arch)
        total += depth * (bump(line, 0, 0.018) - 0.55 * bump(line, 0.042, 0.032)) * bump(side, 0.08, reach)
    return total * (0.17 * min(1.0, _forehead_lift(pose)))


def _frown(grid: Grid, pose: Pose) -> Floats:
    side = np.abs(grid.x - 0.004)
    line = side - 0.060 - 0.20 * (grid.y + 0.30) ** 2
    ridge = bump(line, 0, 0.020) - 0.45 * bump(side, 0.0, 0.032) - 0.40 * bump(line, 0.055, 0.036)
    lines: Floats = 0.28 * pose.frown * ridge * bump(grid.y, -0.28, 0.105)
    return lines + 0.20 * pose.frown * blob(grid.x, grid.y, 0, -0.17, 0.13, 0.07)


def _nose(grid: Grid, pose: Pose) -> Floats:
    side = np.abs(grid.x)
    slant = grid.y + 0.45 * (side - 0.05)
    across = bump(slant, -0.06, 0.018) + 0.8 * bump(slant, 0.01, 0.016) - 0.6 * bump(slant, -0.025, 0.022)
    lines: Floats = 0.26 * pose.nose * across * bump(side, 0.07, 0.055)
    wing = bump(side - 0.19 + 0.35 * (grid.y - 0.30), 0, 0.035) * bump(grid.y, 0.24, 0.12)
    return lines + 0.22 * pose.nose * wing


def _fold(grid: Grid, pose: Pose) -> Floats:
    """From the wing of the nose past the corner of the mouth, sharp towards the cheek, soft towards the lip."""
    side, y = np.abs(grid.x), grid.y
    half, corner = mouth_corner(pose)
    end = corner + 0.07 - 0.06 * pose.cheek
    start = 0.47 - 0.03 * pose.nose
    down = np.clip((y - start) / (end - start), 0, 1.3)
    path = 0.215 + (half + 0.115 - 0.215) * down**0.9 + 0.045 * pose.cheek * np.sin(np.pi * np.minimum(down, 1.0))
    off = side - path
    length = np.minimum(down * 3, 1.0) * np.clip((1.3 - down) * 2.2, 0, 1)
    crease = bump(off, 0, np.where(off < 0, np.float32(0.075), np.float32(0.020))) - 0.40 * bump(off, 0.085, 0.065)
    tuck = bump(side, half + 0.02, 0.028) * bump(y, corner + 0.01, 0.045)
    total: Floats = 0.36 * pose.fold * length * crease + (0.12 + 0.22 * abs(pose.smile)) * tuck
    return total


def _cheek(grid: Grid, pose: Pose) -> Floats:
    side, y = np.abs(grid.x), grid.y
    under = bump(side, 0.68, 0.15) * bump(y, 0.64, 0.12)
    apple = bump(side, 0.52, 0.19) * bump(y, 0.33, 0.12)
    return pose.cheek * (0.11 * under - 0.12 * apple)


def _chin(grid: Grid, pose: Pose) -> Floats:
    pucker = max(0.0, -pose.lip_down) + 0.4 * max(0.0, pose.press)
    hollow = (0.22 + 0.22 * pucker) * blob(grid.x, grid.y, 0, 1.055 + 0.06 * pose.jaw, 0.18, 0.045)
    return hollow - 0.10 * pucker * blob(grid.x, grid.y, 0, 1.20, 0.16, 0.07)


def mouth_corner(pose: Pose) -> tuple[float, float]:
    """Half of the mouth's width and y of its corners."""
    half = 0.335 * (1 + 0.32 * pose.stretch)
    return half, 0.865 - 0.105 * pose.smile - 0.02 * pose.cheek + 0.065 * pose.jaw
