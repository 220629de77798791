"""How a face and what is behind it are lit, and how sharply they are seen, in one picture."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.frame import Image

_OVAL: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""The landmarks around a face, from the forehead to its own left."""
_FOREHEAD, _CHIN, _CHEEKS = 10, 152, (234, 454)
_BURNT: Final = 245
"""Grey values from here on are white: coders leave little of what is between."""
_WHITE: Final = 242
"""And what is behind is white from here on, when it is reduced; a well lit white wall has less."""
_ACROSS: Final = 128
"""Pixels of a face's width at which its focus is compared; small pictures have no finer details."""
_FINE, _COARSE = 1.0, 4.0
"""Standard deviations of the blurs between which details lie, in such pixels."""
_BLOCK: Final = 8
_FLATTEST: Final = 25
"""The percentage of blocks that are flat in any picture."""
_LAPLACIAN: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
"""Of white noise it makes six times as much, of edges little (Immerkær 1996)."""
_SEEN: Final = (24, 232)
"""Grey values between which noise shows."""
_ROWS: Final = 180
"""To which pictures are reduced to look at what is behind."""


@dataclass(frozen=True, slots=True)
class FaceLight:
    """What was measured in a picture.

    Attributes:
        luma: Mean grey value of the face, 0 to 255.
        burnt: The share of it that is white.
        uneven: How many times brighter one half is than the other, as a power of two; above 0 its own left.
        white_behind: The share of what is around it that is white, and clearly brighter than the face.
        hue_deg: The angle of its colour in CIELAB: red is about 0, yellow 90; that of skin, of anyone, 30 to 75.
        chroma: How strong that colour is.
        focus: The share of fine details among its details, 0 to 1.
        noise: Standard deviation of noise, in grey values.
    """

    luma: float
    burnt: float
    uneven: float
    white_behind: float
    hue_deg: float
    chroma: float
    focus: float
    noise: float


def face_light(bgr: Image, points: Points) -> FaceLight | None:
    """Measure a picture, uint8 (H, W, 3), by the landmarks of the face in it; None where it is cut off."""
    left, top = np.maximum(np.floor(points[:, :2].min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(points[:, :2].max(axis=0)).astype(int)
    crop = bgr[top:bottom, left:right]
    if min(crop.shape[:2]) < 16:
        return None
    shift = np.array((left, top))
    face = _filled(crop.shape[:2], points[list(_OVAL), :2] - shift)
    if face.sum() < 64:
        return None
    grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), np.uint8)
    luma = float(grey[face].mean())
    hue, chroma = _colour(crop, face)
    white = _white_behind(bgr, points, luma)
    burnt = float((grey[face] >= _BURNT).mean())
    uneven = _uneven(grey, face, points[:, :2] - shift)
    return FaceLight(luma, burnt, uneven, white, hue, chroma, _focus(grey), noise_in(bgr))


def noise_in(bgr: Image) -> float:
    """The standard deviation of noise in the flattest parts of a picture, in grey values."""
    rows = min(bgr.shape[0], 720)  # the middle tells as much as all
    top = (bgr.shape[0] - rows) // 2
    left = max(0, (bgr.shape[1] - 1280) // 2)
    grey = cv2.cvtColor(np.ascontiguousarray(bgr[top : top + rows, left : left + 1280]), cv2.COLOR_BGR2GRAY)
    response = np.abs(cv2.filter2D(grey, cv2.CV_32F, _LAPLACIAN))
    blocks, levels = _blocks(response), _blocks(grey.astype(np.float32))
    shown = blocks[(levels > _SEEN[0]) & (levels < _SEEN[1])]
    if not len(shown):
        return 0.0
    return float(np.percentile(shown, _FLATTEST)) * float(np.sqrt(np.pi / 2)) / 6


def _blocks(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Means of blocks."""
    columns, rows = values.shape[1] // _BLOCK, values.shape[0] // _BLOCK
    whole = values[: rows * _BLOCK, : columns * _BLOCK]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def _filled(shape: tuple[int, ...], outline: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(np.round(outline).astype(np.int32)), 1)
    return mask.astype(bool)


def _colour(crop: Image, face: npt.NDArray[np.bool_]) -> tuple[float, float]:
    mean = np.median(crop[face], axis=0).astype(np.float32).reshape(1, 1, 3) / np.float32(255)
    _, a, b = cv2.cvtColor(mean, cv2.COLOR_BGR2LAB)[0, 0].tolist()
    return float(np.degrees(np.arctan2(b, a))), float(np.hypot(a, b))


def _uneven(grey: Image, face: npt.NDArray[np.bool_], points: npt.NDArray[np.float64]) -> float:
    """Halves parted by the line from forehead to chin."""
    y, x = np.nonzero(face)
    (x0, y0), (x1, y1) = points[_FOREHEAD], points[_CHIN]
    beyond = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) < 0  # to the right in the picture, the person's left
    values = grey[face]
    if beyond.all() or not beyond.any():
        return 0.0
    return float(np.log2((values[beyond].mean() + 1) / (values[~beyond].mean() + 1)))


def _white_behind(bgr: Image, points: Points, luma: float) -> float:
    """The share of white, clearly brighter than the face, beside and above head and shoulders."""
    scale = _ROWS / bgr.shape[0]
    grey = cv2.cvtColor(
        cv2.resize(bgr, (max(8, round(bgr.shape[1] * scale)), _ROWS), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY
    )
    seen = points[:, :2] * scale
    (left, top), (right, bottom) = seen.min(axis=0), seen.max(axis=0)
    wide, high = right - left, bottom - top
    around = np.ones(grey.shape, bool)
    rows = np.arange(grey.shape[0])
    for start, end, margin in ((top - 0.6 * high, bottom, 0.55), (bottom - 0.2 * high, len(rows), 1.4)):
        first, last = max(0, int(left - margin * wide)), max(0, int(right + margin * wide))
        around[max(0, int(start)) : max(0, int(end)), first:last] = False
    values = grey[around]
    if len(values) < 0.02 * grey.size:
        return 0.0
    return float((values >= max(_WHITE, 1.3 * luma)).mean())


def _focus(grey: Image) -> float:
    values = grey.astype(np.float32)
    if grey.shape[1] > _ACROSS:
        rows = round(grey.shape[0] * _ACROSS / grey.shape[1])
        values = np.asarray(cv2.resize(values, (_ACROSS, rows), interpolation=cv2.INTER_AREA), np.float32)
    fine = float((values - cv2.GaussianBlur(values, (0, 0), _FINE)).var())
    coarse = float((values - cv2.GaussianBlur(values, (0, 0), _COARSE)).var())
    return fine / coarse if coarse > 0 else 0.0
