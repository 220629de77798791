"""From a face in a picture to the input of a network."""

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image


def to_grey(image: Image) -> Image:
    """A grey picture, uint8 (H, W), from a BGR or a grey one.

    Raises:
        ValueError: Neither of the two.
    """
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or 0 in image.shape or image.shape[2:] not in ((), (3,)):
        raise ValueError(f"a picture is uint8 (H, W) grey or (H, W, 3) BGR, not {image.dtype} {image.shape}")
    return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)  # type: ignore[return-value]


def crop_face(image: Image, box: FaceBox, margin: float = 0.0) -> Image:
    """The square around a face.

    Args:
        image: uint8 (H, W) or (H, W, 3).
        box: The face, in pixels of the picture.
        margin: How much of the box's larger side is added in all to the square's side; negative to cut.

    Returns:
        uint8 (S, S) or (S, S, 3); what lies outside of the picture repeats its edge, so that the face keeps its
        proportions.
    """
    side = max(2, round(max(box.width, box.height) * (1 + margin)))
    centre_x, centre_y = box.centre
    x, y = round(centre_x - side / 2), round(centre_y - side / 2)
    height, width = image.shape[:2]
    if x >= 0 and y >= 0 and x + side <= width and y + side <= height:
        return image[y : y + side, x : x + side]
    columns = np.clip(np.arange(x, x + side), 0, width - 1)
    rows = np.clip(np.arange(y, y + side), 0, height - 1)
    return image[rows[:, None], columns]


def to_input(
    crop: Image, size: tuple[int, int] = (48, 48), value_range: tuple[float, float] = (0.0, 255.0)
) -> npt.NDArray[np.float32]:
    """One face as a network takes it.

    Args:
        crop: uint8 (H, W) grey or (H, W, 3) BGR, of any size.
        size: (width, height) of the result.
        value_range: What black and white become.

    Returns:
        float32 (height, width, 1), grey. Reduced by area, which keeps wrinkles from aliasing; enlarged linearly.

    Raises:
        ValueError: The crop is no picture.
    """
    grey = to_grey(crop)
    shrinks = grey.shape[1] >= size[0] and grey.shape[0] >= size[1]
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    low, high = value_range
    return (small.astype(np.float32) * np.float32((high - low) / 255) + np.float32(low))[:, :, None]
