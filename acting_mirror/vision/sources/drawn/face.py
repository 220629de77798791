"""The drawn actor's portrait: a head painted for a pose, then bent and moved onto a scene that stands still."""

import math
from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.drawn.eyes import paint_eyes
from acting_mirror.vision.sources.drawn.grid import Floats, Grid, blob, paint, shade
from acting_mirror.vision.sources.drawn.hair import paint_hair
from acting_mirror.vision.sources.drawn.head import paint_head
from acting_mirror.vision.sources.drawn.lines import skin_shadow
from acting_mirror.vision.sources.drawn.mouth import paint_mouth
from acting_mirror.vision.sources.drawn.pose import Motion, Pose
from acting_mirror.vision.sources.drawn.scene import paint_scene
from acting_mirror.vision.sources.drawn.turn import turned, turned_back

_HEAD: Final = (-1.26, -1.76, 1.26, 1.62)
"""What the texture covers: left, top, right, bottom in face units, as below."""
_FACE: Final = (-0.94, -0.92, 0.94, 1.40)
"""What a pose may change."""
_ROOM: Final = (-1.55, -1.95, 1.55, 2.05)
"""What the head may reach in the frame."""
_UNIT: Final = 0.235
"""A face unit as a share of the frame's height."""
_EYES: Final = 0.475
"""How far down the frame the eyes rest, as a share of its height."""
_FINEST: Final = 110.0
"""Texture pixels a face unit at the least; in small frames the reduction smooths what is drawn."""
_CELL: Final = 8
"""Frame pixels between two points of the mesh that bends the head."""
_NECK: Final = 1.3
"""y of the point that the head tilts about."""
_KEPT: Final = 4
"""Of the sizes drawn last, what never changes: a tenth of a second's work and more, some megabytes each."""
_JAW_DROP: Final = 0.17
_OUTSIDE: Final = -9.0
"""An x in the texture where nothing is."""
_HAAR: Final = (0.0, 0.165, 2.30)
"""Middle and side of the square that Haar's frontal cascade finds, the median over a performance."""


class DrawnFace:
    """Draws the actor into frames of one size; one thread at a time."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Paint what never changes; `size` is (width, height) of the frames in pixels."""
        width, height = size
        self._unit = _UNIT * min(height, 0.8 * width)
        self._left, self._top = -width / 2 / self._unit, -_EYES * height / self._unit
        self._scene = _scene(self._unit, self._left, self._top, width, height)
        self._grid = Grid.over(max(self._unit, _FINEST), *_HEAD)
        self._rows, self._columns, self._face_grid = self._grid.part(*_FACE)
        self._skin, self._hair, texture = _head(self._grid.unit)
        self._texture = texture.copy()
        self._lay_mesh(size)

    def _lay_mesh(self, size: tuple[int, int]) -> None:
        """Cover the part of the frame that the head may reach with whole cells."""
        edges = (np.array(_ROOM).reshape(2, 2) - (self._left, self._top)) * self._unit
        (x0, y0), (x1, y1) = np.clip(np.round(edges).astype(int), 0, size).tolist()
        columns, rows = (x1 - x0) // _CELL, (y1 - y0) // _CELL
        self._room = slice(y0, y0 + rows * _CELL), slice(x0, x0 + columns * _CELL)
        left, top = self._left + x0 / self._unit, self._top + y0 / self._unit
        self._mesh = Grid(self._unit / _CELL, left, top, columns, rows)

    def draw(self, pose: Pose, motion: Motion, blink: float = 0.0) -> Image:
        """A frame: uint8 (H, W, 3), BGR; `blink` 1 is closed eyes."""
        face = self._skin.copy()
        shade(face, skin_shadow(self._face_grid, pose))
        paint_eyes(face, self._face_grid, pose, blink)
        paint_mouth(face, self._face_grid, pose)
        paint(face, self._hair[3], self._hair[:3])
        self._texture[self._rows, self._columns, :3] = _pixels(face)
        head: Image = cv2.remap(self._texture, *self._maps(pose, motion), cv2.INTER_LINEAR).astype(np.uint8, copy=False)
        frame = self._scene.copy()
        _lay_over(frame[self._room], head)
        return frame

    def face_box(self, motion: Motion) -> FaceBox:
        """The square that Haar's frontal cascade finds around the face, pixels of the frame."""
        x, y, side = _HAAR
        here = np.full((1, 1), x, np.float32), np.full((1, 1), y, np.float32)
        depth, x = float(_depth(*here)[0, 0]), float(turned(*here, motion.turn)[0, 0])
        x, y = x + motion.yaw * depth, y + motion.pitch * depth - _NECK
        cos, sin = math.cos(motion.tilt) * motion.scale, math.sin(motion.tilt) * motion.scale
        x, y = cos * x - sin * y + motion.x, sin * x + cos * y + _NECK + motion.y
        side *= motion.scale
        left, top = x - side / 2 - self._left, y - side / 2 - self._top
        return FaceBox(left * self._unit, top * self._unit, side * self._unit, side * self._unit)

    def _maps(self, pose: Pose, motion: Motion) -> tuple[Floats, Floats]:
        """Texture x and y for each pixel of the room; found on the mesh, as the head bends so gently."""
        x, y = self._mesh.x - motion.x, self._mesh.y - motion.y - _NECK
        cos, sin = math.cos(motion.tilt) / motion.scale, math.sin(motion.tilt) / motion.scale
        x, y = cos * x + sin * y, cos * y - sin * x + _NECK
        x, inside = turned_back(x, y, motion.turn) if motion.turn else (x, None)
        depth = _depth(x, y)
        x, y = x - motion.yaw * depth, y - motion.pitch * depth
        fall = np.clip((y - 0.86) / 0.42, 0, 1)
        y = y - _JAW_DROP * pose.jaw * fall * fall * (3 - 2 * fall) * np.sqrt(np.clip(1 - x * x, 0, 1))
        columns, rows = self._mesh.shape[1] * _CELL, self._mesh.shape[0] * _CELL
        across = (x - self._grid.left) * self._grid.unit - 0.5
        down = (y - self._grid.top) * self._grid.unit - 0.5
        across, down = _enlarged(across, columns, rows), _enlarged(down, columns, rows)
        if inside is not None:
            across[_enlarged(inside, columns, rows) < 0] = _OUTSIDE
        return across, down


@lru_cache(maxsize=_KEPT)
def _scene(unit: float, left: float, top: float, width: int, height: int) -> Image:
    """What stands behind the head; not to be written to."""
    return _pixels(paint_scene(Grid(unit, left, top, width, height)))


@lru_cache(maxsize=_KEPT)
def _head(unit: float) -> tuple[Floats, Floats, Image]:
    """Skin and hair where a pose may change the face, and the whole head as a texture; not to be written to."""
    grid = Grid.over(unit, *_HEAD)
    rows, columns, _ = grid.part(*_FACE)
    hair, (skin, cover) = paint_hair(grid), paint_head(grid)
    fall = np.array([[1, 0, 0.02 * unit], [0, 1, 0.05 * unit]], np.float32)
    thrown = cv2.warpAffine(hair[3], fall, hair.shape[:0:-1])
    shade(skin, 0.55 * cv2.GaussianBlur(thrown, (0, 0), 0.045 * unit))
    face = skin[:, rows, columns].copy()
    # Where there is neither skin nor hair the texture is hair-coloured, so that no other colour bleeds into edges.
    paint(skin, np.maximum(hair[3], 1 - cover), hair[:3])
    texture = np.dstack([_pixels(skin), _pixels(255 * np.maximum(cover, hair[3])[None])])
    return face, hair[:, rows, columns].copy(), texture


def _depth(x: Floats, y: Floats) -> Floats:
    """How far each point of the head stands out, face units: what moves most when the head turns a little."""
    depth: Floats = np.clip(1 - (x / 1.15) ** 2, 0, 1) * np.clip(1 - ((y - 0.1) / 1.75) ** 2, 0, 1)
    return depth + 0.22 * blob(x, y, 0, 0.40, 0.16, 0.20)


def _enlarged(values: Floats, columns: int, rows: int) -> Floats:
    return cv2.resize(values, (columns, rows), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)


def _lay_over(below: Image, above: Image) -> None:
    """Lay BGRA pixels over BGR ones, in place."""
    cover = cv2.merge([above[..., 3]] * 3)
    rest = cv2.multiply(below, 255 - cover, scale=1 / 255)
    cv2.add(rest, cv2.multiply(cv2.cvtColor(above, cv2.COLOR_BGRA2BGR), cover, scale=1 / 255), dst=below)


def _pixels(picture: Floats) -> Image:
    """A planar picture as uint8 (H, W, channels)."""
    pixels: Image = np.ascontiguousarray(np.clip(picture + 0.5, 0, 255).astype(np.uint8).transpose(1, 2, 0))
    return pixels
