"""The drawn actor's lips, teeth and tongue."""

import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, Grid, band, bump, flat, paint, shade
from acting_mirror.vision.sources.drawn.lines import mouth_corner
from acting_mirror.vision.sources.drawn.pose import Pose

_TEETH = (0.0, 0.078, 0.146, 0.204, 0.252)
"""Where one tooth ends and the next begins, |x|."""


def paint_mouth(picture: Floats, grid: Grid, pose: Pose) -> None:
    """Draw the mouth on the skin, in place."""
    half, corner = mouth_corner(pose)
    rows, columns, inner = grid.part(-half - 0.05, 0.58, half + 0.05, 1.38)
    mouth, s = picture[:, rows, columns], np.clip(inner.x / half, -1, 1)
    ends = np.clip((1 - np.abs(inner.x) / half) / 0.06, 0, 1)
    edges = _edges(s, pose, corner)
    upper_lip, top, bottom, lower_lip = edges
    if (bottom - top).max() * inner.unit > 0.5:
        paint(mouth, band(top, bottom, inner.y, inner.unit), _cavity(inner, s, top, bottom, pose))
    shade(mouth, 0.25 * bump(inner.y, lower_lip + 0.018, 0.022) * bump(s, 0, 0.5))
    _paint_upper_lip(mouth, inner, ends, upper_lip, top)
    _paint_lower_lip(mouth, inner, s, ends, bottom, lower_lip)
    shut = np.clip(1 - (bottom - top) / 0.03, 0, 1) * ends
    paint(mouth, 0.85 * shut * bump(inner.y, (top + bottom) / 2, 0.011), (84, 30, 32))


def _edges(s: Floats, pose: Pose, corner: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Y of the upper lip's upper and lower edge, then the lower lip's, at s from -1 to 1 across the mouth."""
    open_wide = max(0.0, pose.jaw)
    arch = 1 - s * s
    full = arch ** (0.85 - 0.33 * open_wide)
    middle = corner + (0.105 * pose.smile + 0.012) * arch - 0.012 * bump(s, 0, 0.15) * (1 - open_wide)
    top = middle - full * (0.115 * open_wide + 0.075 * pose.lip_up)
    bottom = middle + full * (0.215 * open_wide + 0.07 * pose.lip_down + 0.015 * max(0.0, pose.lip_up))
    bottom = np.maximum(bottom, top)
    thin = 1 - 0.55 * pose.press
    bow = 1 + 0.30 * bump(np.abs(s), 0.26, 0.2) - 0.22 * bump(s, 0, 0.12)
    upper_lip = top - 0.068 * thin * (1 - 0.35 * pose.lip_up) * bow * (1 - np.abs(s) ** 1.5)
    lower_lip = bottom + 0.098 * thin * (1 - 0.2 * open_wide) * (1 - np.abs(s) ** 2.2) ** 0.8
    return upper_lip, top, bottom, lower_lip


def _paint_upper_lip(picture: Floats, grid: Grid, ends: Floats, high: Floats, low: Floats) -> None:
    v = np.clip((grid.y - high) / np.maximum(low - high, 0.004), 0, 1)
    lip = flat(grid, (190, 96, 88))
    shade(lip, 0.10 + 0.38 * v * np.sqrt(v))
    paint(picture, 0.9 * ends * band(high, low, grid.y, grid.unit * 0.55), lip)


def _paint_lower_lip(picture: Floats, grid: Grid, s: Floats, ends: Floats, high: Floats, low: Floats) -> None:
    v = np.clip((grid.y - high) / np.maximum(low - high, 0.004), 0, 1)
    lip = flat(grid, (204, 106, 98))
    shade(lip, 0.34 * bump(v, 0, 0.2) + 0.25 * bump(v, 1.0, 0.3) - 0.05)
    paint(lip, 0.55 * bump(s, -0.12, 0.42) * bump(v, 0.42, 0.2), (244, 190, 180))
    paint(picture, 0.9 * ends * band(high, low, grid.y, grid.unit * 0.55), lip)


def _cavity(grid: Grid, s: Floats, top: Floats, bottom: Floats, pose: Pose) -> Floats:
    """Teeth and tongue in the dark of the mouth: a planar picture as large as the grid."""
    y, low = grid.y, float(bottom.max())
    dark = flat(grid, (64, 20, 28))
    tongue = bump(s, 0, 0.55) * np.clip((y - (low - 0.13 * (0.3 + pose.jaw))) / 0.05, 0, 1)
    paint(dark, 0.85 * tongue, (176, 84, 84))
    paint(dark, 0.35 * tongue * bump(y, low - 0.07, 0.03) * bump(s, -0.1, 0.25), (230, 150, 146))
    edge = 0.3 * top.min() + 0.7 * top + 0.112 - 0.025 * pose.jaw - 0.03 * s * s
    white = flat(grid, (244, 237, 228))
    gaps = sum((bump(np.abs(grid.x), at, 0.006) for at in _TEETH), np.float32(0))
    side = 0.55 * np.clip(np.abs(s) - 0.35, 0, 1) ** 1.3 + 0.14 * gaps
    shade(white, side + 0.26 * np.clip(1 - (y - top) / 0.045, 0, 1), (70, 40, 40))
    row = np.clip((0.95 - np.abs(s)) * 12, 0, 1)
    paint(dark, row * band(top - 0.05, np.minimum(edge, bottom), y, grid.unit * 0.8), white)
    return dark
