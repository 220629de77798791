"""Smooth shapes and text on a BGR picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.core.palette import RGB
from acting_mirror.render.text import Mask

_SHIFT = 4
"""OpenCV takes coordinates in sixteenths of a pixel."""
_STEPS = 9
"""Points of a round corner."""
_ANGLES = np.concatenate([np.linspace(start, start + np.pi / 2, _STEPS) for start in np.arange(4) * np.pi / 2])
_ARCS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
"""The four corners of a unit circle, from the bottom right clockwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What covers a piece of a picture, partly transparent: drawn once, and laid over as one.

    Attributes:
        light: uint16 (H, W, 3), BGR: 255 times what it adds.
        clear: uint16 (H, W, 3): how much of the picture it lets through, of 255.
    """

    light: npt.NDArray[np.uint16]
    clear: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, width: int, height: int, draw: Callable[[Image], None]) -> "Layer":
        """What a function draws on a picture of a size, whatever was there before."""
        on_black, on_white = (np.full((height, width, 3), ground, np.uint8) for ground in (0, 255))
        draw(on_black)
        draw(on_white)
        return cls(on_black.astype(np.uint16) * 255, (on_white - on_black).astype(np.uint16))

    def copy(self) -> "Layer":
        """Another one like this, to be changed."""
        return Layer(self.light.copy(), self.clear.copy())

    def put(self, piece: "Layer", x: int, y: int) -> None:
        """Another layer in place of what was there."""
        height, width = piece.clear.shape[:2]
        self.light[y : y + height, x : x + width] = piece.light
        self.clear[y : y + height, x : x + width] = piece.clear

    def lay(self, image: Image, x: int, y: int) -> None:
        """Cover a picture, uint8 (H, W, 3), BGR, from a left and a top edge; what falls outside is left out."""
        height, width = image.shape[:2]
        left, top = max(0, x), max(0, y)
        right, bottom = min(width, x + self.clear.shape[1]), min(height, y + self.clear.shape[0])
        if left >= right or top >= bottom:
            return
        rows, columns = slice(top - y, bottom - y), slice(left - x, right - x)
        ground = image[top:bottom, left:right]
        mixed = ground.astype(np.uint16)
        mixed *= self.clear[rows, columns]
        mixed += self.light[rows, columns]
        cv2.convertScaleAbs(mixed, ground, 1 / 255)


def bgr(colour: RGB) -> tuple[int, int, int]:
    """A colour in OpenCV's order."""
    return colour[2], colour[1], colour[0]


def paint(image: Image, mask: Mask, x: int, y: int, colour: RGB) -> None:
    """Lay a colour over a picture where a mask covers it; what falls outside is left out.

    Args:
        image: uint8 (H, W, 3), BGR; changed.
        mask: uint8 (h, w), 255 covers whole.
        x: Left edge of the mask in the picture.
        y: Top edge.
        colour: RGB.
    """
    height, width = image.shape[:2]
    left, top, right, bottom = max(0, x), max(0, y), min(width, x + mask.shape[1]), min(height, y + mask.shape[0])
    if left >= right or top >= bottom:
        return
    # OpenCV's products take a third of the time of NumPy's, which go by three numbers at a time here.
    covers = cv2.merge([mask[top - y : bottom - y, left - x : right - x]] * 3)
    ground = image[top:bottom, left:right]
    mixed = cv2.multiply(ground, cv2.bitwise_not(covers), dtype=cv2.CV_16U)
    mixed += cv2.multiply(covers, (*bgr(colour), 0), dtype=cv2.CV_16U)  # type: ignore[call-overload]
    ground[:] = (mixed + 127) // 255


def plate(image: Image, x: int, y: int, width: int, height: int, radius: int, colour: RGB, opacity: float) -> None:
    """A filled rectangle with round corners, partly transparent; arguments as for `paint`, lengths in pixels."""
    paint(image, _plate_mask(max(1, width), max(1, height), radius, round(255 * opacity)), x, y, colour)


def outline(image: Image, x: int, y: int, width: int, height: int, radius: int, thickness: int, colour: RGB) -> None:
    """The line of a rectangle with round corners; arguments as for `plate`."""
    shape = _round_corners(x, y, x + width - 1, y + height - 1, radius)
    cv2.polylines(image, [shape], True, bgr(colour), thickness, cv2.LINE_AA, shift=_SHIFT)


@lru_cache(maxsize=64)
def dot(size: int) -> Mask:
    """A disc as a mask, uint8 (size, size)."""
    mask = np.zeros((size, size), np.uint8)
    half = ((size - 1) << _SHIFT) // 2
    cv2.circle(mask, (half, half), half, 255, cv2.FILLED, cv2.LINE_AA, shift=_SHIFT)
    return mask


@lru_cache(maxsize=256)
def _plate_mask(width: int, height: int, radius: int, value: int) -> Mask:
    mask = np.zeros((height, width), np.uint8)
    shape = _round_corners(0, 0, width - 1, height - 1, radius)
    cv2.fillPoly(mask, [shape], (value,), cv2.LINE_AA, shift=_SHIFT)
    return mask


@lru_cache(maxsize=8)
def _round_corners(left: int, top: int, right: int, bottom: int, radius: int) -> npt.NDArray[np.int32]:
    """The points of a rectangle with round corners, (36, 2), in OpenCV's fractions of a pixel."""
    radius = max(0, min(radius, (right - left) // 2, (bottom - top) // 2))
    near, far = (left + radius, top + radius), (right - radius, bottom - radius)
    centres = np.array([far, (near[0], far[1]), near, (far[0], near[1])], np.float64)
    points = np.repeat(centres, _STEPS, axis=0) + radius * _ARCS
    return np.asarray(np.rint(points * (1 << _SHIFT)), np.int32)
