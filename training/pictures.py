"""Reading a picture's file as a grey face."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.preprocess import to_input


def read_grey(path: Path) -> npt.NDArray[np.uint8]:
    """The picture in the file, uint8 (H, W), grey.

    Raises:
        UserError: It can't be read, or is no picture.
    """
    try:
        # Not cv2.imread, which finds no names beyond ASCII on Windows.
        coded = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise UserError(f"{path} can't be read: {error}.") from error
    grey = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE) if coded.size else None
    if grey is None:
        raise UserError(f"{path} isn't a picture that can be read: replace it or take it away.")
    return np.asarray(grey, np.uint8)


def resized(grey: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.uint8]:
    """The whole picture stretched to a square as the program does it, uint8 (side, side)."""
    return np.rint(to_input(grey, (side, side))[:, :, 0]).astype(np.uint8)
