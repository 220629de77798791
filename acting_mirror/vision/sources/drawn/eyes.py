"""Brows, lids and eyes of the drawn actor."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, Grid, band, blob, bump, flat, paint, shade
from acting_mirror.vision.sources.drawn.pose import Bearing, Pose

_EYE_X: Final = 0.410
_EYE_Y: Final = 0.02
_EYE_HALF: Final = 0.222
_IRIS: Final = 0.107
_GAZE: Final = 0.045
"""Face units that the irises move when a pose's gaze is 1."""
_BALL, _BEHIND = 0.149, 0.063
"""Face units from the middle of an eyeball to its iris, and to its corners: see `core.eyes`."""
_LID_DEG: Final = 20.0
"""Eyes that are lowered so far take the upper lids with them, as from at rest to heavy."""
_HAIR: Final = (54, 32, 24)


def looking(pose: Pose, bearing: Bearing) -> Pose:
    """A pose with eyes that look elsewhere."""
    turn = math.radians(bearing.yaw_deg)
    aside = _BALL * math.sin(math.radians(bearing.gaze_yaw_deg)) - _BEHIND * math.sin(turn)
    up = _BALL * math.sin(math.radians(bearing.gaze_pitch_deg))
    return replace(
        pose,
        gaze_aside=pose.gaze_aside + aside / math.cos(turn) / _GAZE,
        gaze_down=pose.gaze_down - up / _GAZE,
        lid_open=pose.lid_open + bearing.gaze_pitch_deg / _LID_DEG,
    )


def paint_eyes(picture: Floats, grid: Grid, pose: Pose, blink: float) -> None:
    """Draw both eyes and brows on the skin, in place; `blink` 1 is closed."""
    for side in (-1, 1):
        left, right = sorted((side * 0.075, side * 0.76))
        rows, columns, inner = grid.part(left, -0.24, right, 0.28)
        _paint_eye(picture[:, rows, columns], inner, side, pose, blink)
        left, right = sorted((side * 0.03, side * 0.82))
        rows, columns, inner = grid.part(left, -0.60, right, -0.04)
        _paint_brow(picture[:, rows, columns], inner, side, pose)


def _paint_brow(picture: Floats, grid: Grid, side: int, pose: Pose) -> None:
    across = side * grid.x
    start = 0.165 - 0.045 * pose.frown
    s = np.clip((across - start) / (0.715 - start), 0, 1)
    inner, outer, arch = (1 - s) ** 2, s**2, np.sin(np.pi * s**1.15)
    middle = -0.285 - 0.062 * arch + 0.045 * outer + 0.05 * pose.frown * inner
    middle = middle - pose.brow_lift * (0.115 + 0.03 * arch) - pose.brow_inner * 0.125 * (inner - 0.35 * outer)
    thick = 0.050 * (1 - s**1.7) ** 0.75 * (0.55 + 0.45 * np.minimum(s / 0.3, 1.0))
    inside = np.clip((across - start) / 0.07, 0, 1) * np.clip((0.715 - across) / 0.03, 0, 1)
    lean = across + (grid.y - middle) * (1.1 - 1.7 * s)
    strands = 0.84 + 0.08 * np.sin(257 * lean) + 0.07 * np.sin(171 * lean + 9 * s)
    cover = band(middle - thick, middle + thick * 0.85, grid.y, grid.unit * 0.35) * inside * strands
    shade(picture, 0.14 * bump(grid.y, middle + 0.085, 0.05) * bump(across, 0.42, 0.22))
    paint(picture, cover, _HAIR)


def _lids(t: Floats, pose: Pose, blink: float) -> tuple[Floats, Floats]:
    """Y of the upper and the lower lid at t, -1 the inner and 1 the outer corner."""
    skew = np.clip(t + 0.10 * (1 - t * t), -1, 1)
    arch = (1 - np.abs(skew) ** 2.3) ** 0.85
    low = 1 - np.abs(np.clip(t - 0.12 * (1 - t * t), -1, 1)) ** 2.2
    corner = _EYE_Y + 0.012 - 0.022 * np.clip(t, -1, 1)
    slant = 0.030 * max(0.0, pose.brow_inner) * t + 0.020 * min(0.0, pose.brow_inner) * (t - 0.6)
    upper = corner - arch * (0.124 * (1 + 0.42 * pose.lid_open) - slant)
    lower = corner + low * (0.064 * (1 - 0.75 * pose.lid_tight) + 0.012 * max(0.0, pose.lid_open))
    closed = corner + 0.035 * low
    return upper + blink * (closed - upper), lower + 0.6 * blink * (closed - lower)


def _paint_eye(picture: Floats, grid: Grid, side: int, pose: Pose, blink: float) -> None:
    y, t = grid.y, (side * grid.x - _EYE_X) / _EYE_HALF
    upper, lower = _lids(t, pose, blink)
    shade(picture, _lid_shadow(y, t, upper, lower, pose))
    paint(picture, band(upper, lower, y, grid.unit), _eyeball(grid, side, t, upper, pose))
    water = band(lower - 0.002, lower + 0.013, y, grid.unit) * (np.abs(t) < 0.95)
    paint(picture, 0.55 * (1 - blink) * water, (222, 160, 142))
    ends = np.clip((1.10 - np.abs(t)) / 0.22, 0, 1)
    line = upper - 0.05 * np.maximum(t - 0.9, 0)
    lash = band(line - (0.013 + 0.012 * np.clip(t + 0.6, 0, 1.4)) * ends, line + 0.007 * ends, y, grid.unit)
    paint(picture, 0.95 * lash, (38, 20, 18))
    paint(picture, 0.38 * bump(y, lower + 0.014, 0.010) * bump(t, 0.3, 0.62), (70, 34, 28))


def _lid_shadow(y: Floats, t: Floats, upper: Floats, lower: Floats, pose: Pose) -> Floats:
    """The crease above the eye, the soft shadow around it and the pouch below."""
    around = np.clip(3 - 2 * np.abs(t), 0, 1)
    crease = -0.055 - 0.055 * (1 - np.clip(t * 0.85, -1, 1) ** 2) - 0.03 * pose.lid_open - 0.03 * pose.brow_lift
    crease = np.minimum(_EYE_Y + crease, upper - 0.028)
    fade = np.clip((1.25 - np.abs(t)) / 0.3, 0, 1)
    pouch = lower + 0.055 - 0.02 * pose.cheek
    deep = 0.11 + 0.24 * max(pose.cheek, pose.lid_tight)
    shadow: Floats = 0.16 * around * bump(y, upper - 0.02, 0.06)
    shadow += 0.42 * fade * (bump(y, crease, 0.013) - 0.35 * bump(y, crease + 0.03, 0.02))
    shadow += deep * bump(t, -0.1, 0.8) * (bump(y, pouch, 0.016) - 0.6 * bump(y, pouch - 0.035, 0.025))
    return shadow


def _eyeball(grid: Grid, side: int, t: Floats, upper: Floats, pose: Pose) -> Floats:
    """White and iris under the shadow of the lid: a planar picture as large as the grid."""
    ball = flat(grid, (238, 230, 222))
    shade(ball, 0.30 * np.clip(np.abs(t) - 0.45, 0, 1))
    paint(
        ball, 0.7 * blob(grid.x, grid.y, side * (_EYE_X - _EYE_HALF * 0.97), _EYE_Y + 0.03, 0.03, 0.03), (206, 128, 118)
    )
    x, y = side * (_EYE_X - 0.008) + _GAZE * pose.gaze_aside, _EYE_Y - 0.018 + _GAZE * pose.gaze_down
    rows, columns, inner = grid.part(x - 0.13, y - 0.13, x + 0.13, y + 0.13)
    _paint_iris(ball[:, rows, columns], inner, x, y)
    shade(ball, 0.62 * np.clip(1 - (grid.y - upper) / 0.055, 0, 1), (40, 26, 30))
    _paint_gleam(ball[:, rows, columns], inner, x, y)
    return ball


def _paint_iris(ball: Floats, grid: Grid, x: float, y: float) -> None:
    across, down = grid.x - x, grid.y - y
    radius = np.sqrt(across * across + down * down)
    iris = flat(grid, (50, 62, 52))
    paint(iris, np.clip(0.55 + (down - across * 0.5) / _IRIS * 0.45, 0, 1), (150, 132, 70))
    paint(iris, np.clip((radius - 0.078) / 0.027, 0, 1), (38, 34, 32))
    paint(iris, np.clip((0.047 - radius) * grid.unit + 0.5, 0, 1), (16, 10, 10))
    paint(ball, np.clip((_IRIS - radius) * grid.unit + 0.5, 0, 1), iris)


def _paint_gleam(ball: Floats, grid: Grid, x: float, y: float) -> None:
    """The window's light in the eye, and its weak echo across the iris."""
    across, down = grid.x - x + 0.036, grid.y - y + 0.036
    radius = np.sqrt(across * across + down * down)
    paint(ball, 0.95 * np.clip((0.025 - radius) * grid.unit * 0.8 + 0.5, 0, 1), (255, 253, 248))
    paint(ball, 0.35 * bump(across, 0.078, 0.02) * bump(down, 0.081, 0.016), (225, 235, 245))
