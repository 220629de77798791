"""Whether a face can be read, and if not, why."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.faces import FaceBox, Unreadable
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.preprocess import reduced

# Where faces of all emotions are still read right four fifths as often as unspoilt ones; see docs/models/curves.md.
MIN_FACE = 32.0
"""Side of the smallest box that is read, in pixels, as compressed films have it."""
MIN_LIGHT = 25.0
"""Mean grey value of the face below which it is too dark, in a picture without noise; it must not be higher, or dark
skin in dim light would not be read where it could be."""
MIN_SHARPNESS = 0.02
"""See `sharpness`. Sharp faces have 0.05 to 0.8; a Gaussian blur of 2.5 % of the face's width leaves 0.02."""
MAX_TURN = 0.5
"""See `turn`."""
MAX_YAW_DEG, MAX_UP_DEG, MAX_DOWN_DEG = 45.0, 35.0, 30.0
"""Up and down the reading breaks off sooner; see docs/movements.md."""
_STRICTER = 1.15
"""How much better than the limit a face must be to become readable again, so that it does not flicker."""


def sharpness(grey: Image) -> float:
    """How much of a picture's contrast lies in its finest details.

    The variance of the Laplacian (Pech-Pacheco et al. 2000) over the variance of the picture, so that dim light
    does not count as blur; at 64 by 64 pixels, about what the network sees.
    """
    small = reduced(grey, (64, 64))
    contrast = _deviation(small)
    return (_deviation(cv2.Laplacian(small, cv2.CV_32F)) / contrast) ** 2 if contrast > 0 else 0.0


def _deviation(values: npt.NDArray[Any]) -> float:
    """The standard deviation; by OpenCV, which takes a tenth of NumPy's time."""
    return float(cv2.meanStdDev(values)[1][0, 0])


def turn(box: FaceBox) -> float:
    """How far the head is turned to a side: the nose tip's distance from between the eyes over that of the eyes.

    About 0 when facing the camera, 0.5 at about 40 degrees; 0 without landmarks.
    """
    if box.landmarks is None:
        return 0.0
    right, left, nose = box.landmarks[:3].astype(float)
    between = left - right
    length = float(np.hypot(*between))
    return abs(float((nose - (left + right) / 2) @ between)) / length**2 if length > 0 else np.inf


def turned(head: HeadPose) -> float:
    """How far a head is turned away, from 0 to 1 at the furthest that is still read, and above."""
    away = head.pitch_deg / MAX_UP_DEG, -head.pitch_deg / MAX_DOWN_DEG
    return max(abs(head.yaw_deg) / MAX_YAW_DEG, *away)


def judge(crop: Image, box: FaceBox, head: HeadPose | None = None, was_unreadable: bool = False) -> Unreadable | None:
    """Why a face can't be read.

    Args:
        crop: The face, uint8 (H, W), grey.
        box: Where it was found, with landmarks and how the head is turned where the detector has them.
        head: How the head is turned, where that is known better.
        was_unreadable: Whether it could not be read in the last frame; it must then be a little better.

    Returns:
        The reason, or None when it can be read.
    """
    strict = _STRICTER if was_unreadable else 1.0
    if min(box.width, box.height) < MIN_FACE * strict:
        return Unreadable.TOO_SMALL
    if cv2.mean(crop)[0] < MIN_LIGHT * strict:
        return Unreadable.TOO_DARK
    head = head or box.head
    if (turn(box) / MAX_TURN if head is None else turned(head)) * strict > 1:
        return Unreadable.TURNED_AWAY
    if sharpness(crop) < MIN_SHARPNESS * strict:
        return Unreadable.TOO_BLURRED
    return None
