"""What of the drawn actor's head no expression changes: the form of the skin, lit like a sculpture, and the ears."""

from typing import Final

import cv2
import numpy as np

from acting_mirror.vision.sources.drawn.grid import Floats, Grid, blob, bump, flat, paint, shade, spline

_OUTLINE: Final = (
    (0.0, -1.36), (0.45, -1.28), (0.78, -1.0), (0.915, -0.6), (0.95, -0.15), (0.935, 0.2), (0.885, 0.50),
    (0.78, 0.80), (0.625, 1.05), (0.44, 1.24), (0.24, 1.355), (0.0, 1.39),
)  # fmt: skip
"""The face's right edge from crown to chin, (x, y)."""

_SKIN: Final = ((0.0, (70, 30, 28)), (0.25, (138, 76, 60)), (0.5, (196, 132, 102)), (0.72, (231, 176, 142)),
                (0.9, (247, 205, 173)), (1.0, (255, 228, 204)))  # fmt: skip
"""Skin colour by the light that falls on it: shadows are redder than lights, as light spreads inside skin."""


def _half_width(y: Floats) -> Floats:
    """Half of the face's width at each y; 0 above and below it."""
    curve = spline(_OUTLINE)
    width: Floats = np.interp(y, curve[:, 1], curve[:, 0], left=0, right=0).astype(np.float32)
    return width


def paint_head(grid: Grid) -> tuple[Floats, Floats]:
    """The head without hair and features: planar picture (3, H, W) and its cover (H, W), 0 to 1."""
    light, rim = _light(grid)
    picture = np.empty((3, *grid.shape), np.float32)
    tones = np.array([tone for _, tone in _SKIN], np.float32)
    for plane, channel in enumerate((2, 1, 0)):
        picture[plane] = np.interp(light, [stop for stop, _ in _SKIN], tones[:, channel])
    paint(picture, rim, (178, 188, 190))
    _colour_skin(picture, grid)
    face = _face_cover(grid)
    edge = 1 - cv2.GaussianBlur(face, (0, 0), 0.035 * grid.unit)
    shade(picture, 0.65 * edge * np.clip((grid.y - 0.75) / 0.5, 0, 1))
    shade(picture, 0.40 * blob(grid.x, grid.y, 0, 1.41, 0.34, 0.075))
    ears, ear_cover = _ears(grid)
    paint(picture, 1 - face, ears)
    return picture, np.maximum(face, ear_cover)


def _face_cover(grid: Grid) -> Floats:
    """Cover (H, W) of the face within its outline."""
    curve = spline(_OUTLINE)
    outline = np.concatenate([curve, curve[::-1] * (-1, 1)]) - (grid.left, grid.top)
    rows, columns = grid.shape
    mask = np.zeros((rows * 4, columns * 4), np.uint8)
    cv2.fillPoly(mask, [np.round(outline * grid.unit * 4).astype(np.int32)], 255)
    cover: Floats = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return cover


def _ears(grid: Grid) -> tuple[Floats, Floats]:
    """Both ears, as they look from the front: picture and cover."""
    side, y = np.abs(grid.x), grid.y
    v = np.clip((y - 0.10) / 0.275, -1.5, 1.5)
    u = (side - 0.955 + 0.10 * (y - 0.1)) / 0.115
    radius = np.sqrt(u * u + v * v * (1 + 0.25 * v))
    cover = np.clip((1 - radius) * 0.14 * grid.unit + 0.5, 0, 1).astype(np.float32)
    picture = flat(grid, (214, 142, 114))
    shade(picture, 0.28 * (grid.x > 0) + 0.55 * bump(radius, 0.62, 0.16) * (u > 0) + 0.35 * bump(radius, 1.0, 0.16))
    shade(picture, 0.6 * np.clip(1.0 - (side - _half_width(y)) / 0.05, 0, 1))
    return picture, cover


def _height(grid: Grid) -> Floats:
    """How far the skin stands towards the viewer, in face units."""
    x, y = grid.x, grid.y
    side = np.abs(x)
    width = np.maximum(_half_width(y), 0.25)
    round_x = np.sqrt(np.clip(1 - (side / (width * 1.03)) ** 2.4, 0, 1))
    round_y = np.sqrt(np.clip(1 - (np.abs(y - 0.1) / np.where(y > 0.1, 1.33, 1.5)) ** 2.8, 0, 1))
    z = 0.85 * round_x * (0.25 + 0.75 * round_y)
    sockets = -0.10 * bump(y, 0, 0.17) * bump(side, 0.40, 0.22)
    brow_bones = 0.05 * bump(y, -0.27, 0.12) * bump(side, 0.36, 0.26)
    cheek_bones = 0.07 * bump(y, 0.36, 0.22) * bump(side, 0.56, 0.22)
    lips = 0.05 * blob(x, y, 0, 0.84, 0.34, 0.24) - 0.012 * blob(x, y, 0, 0.68, 0.035, 0.07)
    chin = 0.07 * blob(x, y, 0, 1.22, 0.2, 0.13) - 0.04 * blob(x, y, 0, 1.06, 0.22, 0.06)
    bridge = np.clip((y + 0.25) / 0.75, 0, 1) ** 1.3 * np.clip((0.66 - y) / 0.14, 0, 1) * bump(x, 0, 0.105)
    wings = bump(y, 0.515, 0.075) * bump(side, 0.155, 0.06)
    nose = 0.20 * bridge + 0.09 * blob(x, y, 0, 0.47, 0.11, 0.10) + 0.085 * wings
    z = z + sockets + brow_bones + cheek_bones + lips + chin + nose
    soft: Floats = cv2.GaussianBlur(z.astype(np.float32), (0, 0), 0.018 * grid.unit)
    return soft


def _light(grid: Grid) -> tuple[Floats, Floats]:
    """Light on the skin, 0 to 1, and the cooler light along its right edge.

    A warm key from the upper left, a weak fill from the right, a soft gloss, hollows darker.
    """
    z = _height(grid)
    dx = cv2.Sobel(z, cv2.CV_32F, 1, 0, ksize=3) * grid.unit / 8
    dy = cv2.Sobel(z, cv2.CV_32F, 0, 1, ksize=3) * grid.unit / 8
    length = np.sqrt(dx * dx + dy * dy + 1)
    key = np.clip((0.40 * dx + 0.40 * dy + 0.83) / length, 0, 1)
    fill = np.clip((-0.75 * dx + 0.05 * dy + 0.65) / length, 0, 1)
    gloss = np.clip((0.25 * dx + 0.33 * dy + 0.91) / length, 0, 1) ** 40
    hollow = np.clip(cv2.GaussianBlur(z, (0, 0), 0.09 * grid.unit) - z, -0.05, 0.08)
    light: Floats = np.clip(0.12 + 0.58 * key + 0.17 * fill + 0.10 * gloss - 1.2 * hollow, 0, 1).astype(np.float32)
    rim = 0.5 * np.clip((-dx / length - 0.80) / 0.2, 0, 1) * bump(grid.y, 0.35, 0.7)
    return light, rim.astype(np.float32)


def _colour_skin(picture: Floats, grid: Grid) -> None:
    """Blood under the skin, nostrils, a few freckles."""
    side = np.abs(grid.x)
    paint(picture, 0.30 * bump(grid.y, 0.42, 0.2) * bump(side, 0.55, 0.22), (226, 118, 100))
    paint(picture, 0.22 * blob(grid.x, grid.y, 0, 0.48, 0.13, 0.10), (222, 112, 96))
    paint(picture, 0.10 * blob(grid.x, grid.y, 0, 1.25, 0.2, 0.12), (222, 122, 104))
    nostril = bump((side - 0.088) * 0.9 + (grid.y - 0.575) * 0.5, 0, 0.030) * bump(grid.y, 0.582, 0.016)
    paint(picture, 0.8 * np.clip(nostril * 1.4, 0, 1), (74, 26, 24))
    wing = bump(np.hypot(side - 0.155, (grid.y - 0.515) * 1.05), 0.082, 0.014) * np.clip((side - 0.16) * 14, 0, 1)
    shade(picture, 0.30 * wing * np.clip((grid.y - 0.44) * 14, 0, 1))
    shade(picture, 0.22 * blob(grid.x, grid.y, 0, 0.63, 0.15, 0.04))
    _paint_freckles(picture, grid)


def _paint_freckles(picture: Floats, grid: Grid) -> None:
    """Over nose and cheeks, the same ones each time."""
    rng = np.random.default_rng(11)
    for place in np.linspace(-0.66, 0.66, 44):
        x, y, size = place + rng.normal(0, 0.02), rng.normal(0.33, 0.065), rng.uniform(0.006, 0.011)
        rows, columns, inner = grid.part(x - 0.05, y - 0.05, x + 0.05, y + 0.05)
        spot = rng.uniform(0.10, 0.30) * blob(inner.x, inner.y, x, y, size, size)
        paint(picture[:, rows, columns], spot, (150, 84, 58))
