"""What the drawn actor's face does: the parameters of an expression and the seven poses."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np


@dataclass(frozen=True, slots=True)
class Pose:
    """An expression; zeros are a face at rest. Most values run from 0 to 1, those that may be below 0 from -1.

    Attributes:
        brow_lift: Whole brows up (or down), with lines on the forehead.
        brow_inner: Their inner ends up, as in grief (or down, as in anger).
        frown: Brows drawn together, with upright lines between them.
        lid_open: Upper lids wider (or heavier).
        lid_tight: Lower lids raised.
        gaze_down: Eyes lowered (or raised).
        gaze_aside: Eyes to the right of the picture (or to the left).
        nose: Nose wrinkled.
        cheek: Cheeks raised.
        fold: Depth of the folds from nose to mouth.
        smile: Corners of the mouth up (or down).
        stretch: Mouth wider (or narrower).
        jaw: Mouth open.
        lip_up: Upper lip raised, showing the upper teeth.
        lip_down: Lower lip lowered, showing the lower teeth (or pushed up).
        press: Lips pressed thin (or pouting).
        nod: Head lowered (or raised).
        lean: Head inclined to the right of the picture (or to the left).
    """

    brow_lift: float = 0.0
    brow_inner: float = 0.0
    frown: float = 0.0
    lid_open: float = 0.0
    lid_tight: float = 0.0
    gaze_down: float = 0.0
    gaze_aside: float = 0.0
    nose: float = 0.0
    cheek: float = 0.0
    fold: float = 0.15
    smile: float = 0.0
    stretch: float = 0.0
    jaw: float = 0.0
    lip_up: float = 0.0
    lip_down: float = 0.0
    press: float = 0.0
    nod: float = 0.0
    lean: float = 0.0

    def towards(self, other: Self, share: float) -> "Pose":
        """The pose on the way to another; share 0 is this one, 1 the other."""
        names = Pose.__slots__
        return Pose(**{name: (1 - share) * getattr(self, name) + share * getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class Motion:
    """Where the head is.

    Attributes:
        x: Shift to the right of the picture, face units.
        y: Shift downwards.
        tilt: Turn in the picture's plane, radians, clockwise.
        scale: Size, 1 at rest.
        yaw: Turn to the right of the picture, radians, small.
        pitch: Nod downwards, radians, small.
        turn: Turn to the right of the picture, radians, as far as one still sees a face.
    """

    x: float = 0.0
    y: float = 0.0
    tilt: float = 0.0
    scale: float = 1.0
    yaw: float = 0.0
    pitch: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where the head turns and the eyes look, in degrees, besides what an expression does.

    Attributes:
        yaw_deg: The head to its own left, up to 40 either way; flat as it is drawn, three quarters are measured of it.
        pitch_deg: The head up, up to 16 either way; half is measured.
        gaze_yaw_deg: The eyes, seen from the lens: to its own left.
        gaze_pitch_deg: Up; lids go with them.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    gaze_yaw_deg: float = 0.0
    gaze_pitch_deg: float = 0.0


POSES: Final = {
    "angry": Pose(brow_lift=-0.40, brow_inner=-0.90, frown=1.0, lid_open=0.28, lid_tight=0.50, nose=0.38, cheek=0.1,
                  fold=0.70, smile=-0.44, stretch=-0.12, jaw=0.28, lip_up=0.13, lip_down=0.1, press=0.75, nod=0.08),
    "disgust": Pose(brow_lift=-0.53, brow_inner=-0.44, frown=0.90, lid_open=-0.90, lid_tight=1.05, gaze_down=-0.45,
                    nose=1.1, cheek=0.80, fold=1.0, smile=-0.45, stretch=-0.47, jaw=0.28, lip_up=0.72, lip_down=0.1,
                    press=0.05, nod=-0.28, lean=0.28),
    "fear": Pose(brow_lift=0.12, brow_inner=1.0, frown=0.46, lid_open=0.80, lid_tight=0.16, gaze_down=-0.30, nose=0.05,
                 fold=0.60, smile=-0.38, stretch=0.52, jaw=0.27, lip_up=0.25, lip_down=0.54, press=-0.13, nod=-0.14),
    "happy": Pose(brow_lift=0.10, lid_open=-0.15, lid_tight=0.50, cheek=1.0, fold=0.75, smile=1.0, stretch=0.8,
                  jaw=0.24, lip_up=0.5, lip_down=0.1, lean=-0.35),
    "sad": Pose(brow_lift=-0.10, brow_inner=1.07, frown=0.34, lid_open=-0.66, lid_tight=0.20, gaze_down=0.09, fold=0.42,
                smile=-0.88, stretch=-0.28, lip_down=-0.52, press=-0.03, nod=0.15, lean=0.40),
    "surprise": Pose(brow_lift=1.0, lid_open=0.9, gaze_down=-0.55, stretch=-0.35, jaw=0.9, fold=0.1, nod=-0.25),
    "neutral": Pose(brow_lift=0.06, brow_inner=-0.10, lid_open=-0.15, gaze_down=-0.08, smile=0.14),
}  # fmt: skip
"""The pose of each emotion, found by searching near what looks right for what the shipped model reads as meant."""

_STRENGTHS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_SHARES: Final = {
    "angry": (0.0, 0.70, 0.79, 0.87, 1.0, 1.0),
    "disgust": (0.0, 0.65, 0.69, 0.715, 0.75, 1.0),
    "fear": (0.0, 0.66, 0.75, 0.83, 1.0, 1.0),
    "happy": (0.0, 0.50, 0.565, 0.63, 0.71, 1.0),
    "sad": (0.0, 0.31, 0.48, 0.58, 0.74, 1.0),
    "surprise": (0.0, 0.49, 0.54, 0.58, 0.64, 1.0),
}
"""So much of a pose, from rest on, is read as `_STRENGTHS`: as studio, which reads unless another is chosen, reads four
bearings of the head and a scene that is played; what it never reads so surely is the whole pose."""


def pose_of(emotion: str, strength: float | None = None) -> Pose:
    """The pose that is read as an emotion at a strength, 0 to 1; None for the whole pose."""
    whole = POSES[emotion]
    if strength is None or emotion not in _SHARES:
        return whole
    return POSES["neutral"].towards(whole, float(np.interp(strength, _STRENGTHS, _SHARES[emotion])))
