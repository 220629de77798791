"""From a face in a picture to the input of a network."""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, Points, tilt
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image

PREPROCESSING: Final = ("clahe", "level_eyes", "around_eyes")
"""The steps that `preprocess` knows, in their order."""

_CLAHE_LIMIT: Final = 2.0
_CLAHE_TILES: Final = (4, 4)
"""The papers give neither; a tile of a 48-pixel face has 12 pixels."""
_BESIDE: Final = 1.7
_ABOVE: Final = 1.3
_BELOW: Final = 3.2
"""What is kept around the middle of the eyes, in distances between them (van der Weel 2019, section 5.2.3)."""

_AROUND: Final = 1.05
"""A face's side in FER-2013 over the larger side of its landmarks: the median of 1,300."""
_HIGHER: Final = 0.055
"""How much higher its middle is, in sides."""
_HALVED: Final = 3
"""So many times as large as it becomes, a picture is halved first: the means differ by half a grey value then."""
_TILTED: Final = math.radians(20)
"""Below, a face is read as well tilted as level; see docs/decisions/0025-a-second-look.md."""
_LARGEST: Final = 192
"""Pixels of a level face's side: more is not seen by networks that are shown 48."""


@dataclass(frozen=True, slots=True)
class Light:
    """How bright and how contrasty the faces are that a network knows, in grey values of 0 to 255.

    Attributes:
        brightness: The least and the largest mean of a face.
        contrast: The same of its standard deviation, above 0.
    """

    brightness: tuple[float, float]
    contrast: tuple[float, float]


def to_grey(image: Image) -> Image:
    """A grey picture, uint8 (H, W), from a BGR or a grey one.

    Raises:
        ValueError: Neither of the two.
    """
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or 0 in image.shape or image.shape[2:] not in ((), (3,)):
        raise ValueError(f"a picture is uint8 (H, W) grey or (H, W, 3) BGR, not {image.dtype} {image.shape}")
    return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)  # type: ignore[return-value]


def crop_face(image: Image, box: FaceBox, margin: float = 0.0) -> Image:
    """The square around a face, turned so that its eyes are level where they are known and it is tilted far.

    Args:
        image: uint8 (H, W) or (H, W, 3).
        box: The face, in pixels of the picture.
        margin: How much of the box's larger side is added in all to the square's side; negative to cut.

    Returns:
        uint8 (S, S) or (S, S, 3); what lies outside of the picture repeats its edge, so that the face keeps its
        proportions.
    """
    side = max(2, round(max(box.width, box.height) * (1 + margin)))
    if abs(box.tilt) > _TILTED:
        turn = _to_level(box.tilt)
        return _turned(image, turn, turn @ box.centre, side)
    centre_x, centre_y = box.centre
    x, y = round(centre_x - side / 2), round(centre_y - side / 2)
    height, width = image.shape[:2]
    if x >= 0 and y >= 0 and x + side <= width and y + side <= height:
        return image[y : y + side, x : x + side]
    columns = np.clip(np.arange(x, x + side), 0, width - 1)
    rows = np.clip(np.arange(y, y + side), 0, height - 1)
    return image[rows[:, None], columns]


def level_face(image: Image, points: Points) -> Image:
    """The square around a face, turned so that its eyes are level, and framed by its landmarks as FER-2013's faces are.

    Args:
        image: uint8 (H, W) or (H, W, 3).
        points: (478, 3), see `FaceMesh`.

    Returns:
        uint8 (S, S) or (S, S, 3); what lies outside of the picture repeats its edge.
    """
    turn = _to_level(tilt(points[RIGHT_EYE], points[LEFT_EYE]))
    level = points[:, :2] @ turn.T
    least, most = level.min(axis=0), level.max(axis=0)
    side = _AROUND * float((most - least).max())
    return _turned(image, turn, (least + most) / 2 - (0, _HIGHER * side), side)


def _to_level(angle: float) -> npt.NDArray[np.float64]:
    """The rotation (2, 2) after which eyes are level that are turned clockwise by an angle in radians."""
    return np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])


def _turned(image: Image, turn: npt.NDArray[np.float64], middle: npt.NDArray[np.float64], side: float) -> Image:
    """The square of a side around a middle, of the picture after a rotation, in whose pixels both are."""
    size = max(2, min(round(side), _LARGEST))
    matrix = np.column_stack([turn, side / 2 - middle]) * (size / side)
    matrix[:, 2] -= 0.5
    return cv2.warpAffine(image, matrix, (size, size), borderMode=cv2.BORDER_REPLICATE)  # type: ignore[return-value]


def reduced(image: Image, size: tuple[int, int]) -> Image:
    """A picture, grey or BGR, at a smaller (width, height): the mean of what each pixel covers.

    It is halved while it is several times as large, which OpenCV does far quicker than it takes other means; a last
    odd line is left out then.
    """
    while image.shape[1] >= _HALVED * size[0] and image.shape[0] >= _HALVED * size[1]:
        columns, rows = image.shape[1] // 2, image.shape[0] // 2
        image = cv2.resize(image[: 2 * rows, : 2 * columns], (columns, rows), interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def to_input(
    crop: Image,
    size: tuple[int, int] = (48, 48),
    value_range: tuple[float, float] = (0.0, 255.0),
    light: Light | None = None,
) -> npt.NDArray[np.float32]:
    """One face as a network takes it.

    Args:
        crop: uint8 (H, W) grey or (H, W, 3) BGR, of any size.
        size: (width, height) of the result.
        value_range: What black and white become.
        light: What faces are brought into that are darker, brighter, flatter or harsher; None leaves all as they are.

    Returns:
        float32 (height, width, 1), grey. Reduced by area, which keeps wrinkles from aliasing; enlarged linearly.

    Raises:
        ValueError: The crop is no picture.
    """
    grey = to_grey(crop)
    shrinks = grey.shape[1] >= size[0] and grey.shape[0] >= size[1]
    small = reduced(grey, size) if shrinks else cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR)
    lit = small.astype(np.float32) if light is None else _in_light(small.astype(np.float32), light)
    low, high = value_range
    return (lit * np.float32((high - low) / 255) + np.float32(low))[:, :, None]


def _in_light(face: npt.NDArray[np.float32], light: Light) -> npt.NDArray[np.float32]:
    mean, deviation = (each.item() for each in cv2.meanStdDev(face))
    deviation = max(deviation, 1.0)  # a face without any contrast has none to raise
    gain = _within(deviation, light.contrast) / deviation
    lit: npt.NDArray[np.float32] = (face - mean) * np.float32(gain) + np.float32(_within(mean, light.brightness))
    return lit.clip(0, 255)


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def preprocess(face: Image, steps: str, eyes: npt.NDArray[np.float32] | None = None) -> Image:
    """Make faces more alike before a network sees them.

    Args:
        face: uint8 (H, W), grey.
        steps: Names of `PREPROCESSING` joined by `+`, as a recipe or a card gives them; empty for none. `clahe` evens
            out the light (contrast-limited adaptive histogram equalisation), `level_eyes` turns the face about the
            middle of the eyes until they are level, `around_eyes` cuts out what the eyes' distance says.
        eyes: float32 (2, 2), (x, y) of the subject's right and left eye in pixels; None leaves out the last two steps.

    Returns:
        uint8 (H, W).

    Raises:
        ValueError: An unknown step, or both eyes in one place.
    """
    names = steps.split("+") if steps else []
    if not set(names) <= set(PREPROCESSING):
        raise ValueError(f"steps are of {', '.join(PREPROCESSING)}, not {steps}")
    if "clahe" in names:
        face = cv2.createCLAHE(_CLAHE_LIMIT, _CLAHE_TILES).apply(face)  # type: ignore[assignment]
    if eyes is None or not {"level_eyes", "around_eyes"} & set(names):
        return face
    height, width = face.shape
    matrix = _towards_eyes(eyes, (width, height), "level_eyes" in names, "around_eyes" in names)
    return cv2.warpAffine(face, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)  # type: ignore[return-value]


def _towards_eyes(
    eyes: npt.NDArray[np.float32], size: tuple[int, int], level: bool, around: bool
) -> npt.NDArray[np.float64]:
    """The matrix (2, 3) from a face's pixels to those of the result."""
    (right_x, right_y), (left_x, left_y) = eyes.tolist()
    distance = math.hypot(left_x - right_x, left_y - right_y)
    if distance < 1:
        raise ValueError(f"the eyes are {distance:.1f} pixels apart")
    middle = ((right_x + left_x) / 2, (right_y + left_y) / 2)
    angle = math.degrees(math.atan2(left_y - right_y, left_x - right_x)) if level else 0.0
    matrix = np.asarray(cv2.getRotationMatrix2D(middle, angle, 1.0), np.float64)
    if not around:
        return matrix
    scale = size[0] / (2 * _BESIDE * distance), size[1] / ((_ABOVE + _BELOW) * distance)
    matrix[0, 2] += _BESIDE * distance - middle[0]
    matrix[1, 2] += _ABOVE * distance - middle[1]
    # Pixels lie half a pixel inside of what they cover.
    matrix *= np.array(scale)[:, None]
    matrix[:, 2] -= 0.5
    return matrix
