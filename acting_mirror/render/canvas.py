"""Smooth shapes and text on a BGR picture."""

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.core.palette import RGB
from acting_mirror.render.text import Mask


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
    alpha = mask[top - y : bottom - y, left - x : right - x, None].astype(np.uint16)
    ground = image[top:bottom, left:right]
    ground[:] = (ground * (255 - alpha) + np.array(bgr(colour), np.uint16) * alpha + 127) // 255


def plate(image: Image, x: int, y: int, width: int, height: int, radius: int, colour: RGB, opacity: float) -> None:
    """A filled rectangle with round corners, partly transparent; arguments as for `paint`, lengths in pixels."""
    mask = np.zeros((max(1, height), max(1, width)), np.uint8)
    _round_rectangle(mask, 0, 0, width - 1, height - 1, radius, round(255 * opacity), cv2.FILLED)
    paint(image, mask, x, y, colour)


def outline(image: Image, x: int, y: int, width: int, height: int, radius: int, thickness: int, colour: RGB) -> None:
    """The line of a rectangle with round corners; arguments as for `plate`."""
    _round_rectangle(image, x, y, x + width - 1, y + height - 1, radius, bgr(colour), thickness)


def dot(size: int) -> Mask:
    """A disc as a mask, uint8 (size, size)."""
    mask = np.zeros((size, size), np.uint8)
    half = (size - 1) * 8  # in sixteenths of a pixel, see `shift`
    cv2.circle(mask, (half, half), half, 255, cv2.FILLED, cv2.LINE_AA, shift=4)
    return mask


def _round_rectangle(
    image: npt.NDArray[np.uint8],
    left: int,
    top: int,
    right: int,
    bottom: int,
    radius: int,
    value: int | tuple[int, int, int],
    thickness: int,
) -> None:
    radius = max(0, min(radius, (right - left) // 2, (bottom - top) // 2))
    corners = ((right, bottom, 0), (left, bottom, 90), (left, top, 180), (right, top, 270))
    points: list[npt.NDArray[np.float64]] = []
    for x, y, start in corners:
        angles = np.deg2rad(np.linspace(start, start + 90, 9))
        centre = np.array([x, y]) - radius * np.sign([np.cos(angles[4]), np.sin(angles[4])])
        points.append(centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1))
    shape = np.rint(np.concatenate(points) * 16).astype(np.int32)
    colour = value if isinstance(value, tuple) else (value,)
    if thickness == cv2.FILLED:
        cv2.fillPoly(image, [shape], colour, cv2.LINE_AA, shift=4)
    else:
        cv2.polylines(image, [shape], True, colour, thickness, cv2.LINE_AA, shift=4)
