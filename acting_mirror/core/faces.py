"""Where a face is, who it is, and what it shows."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import tilt
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.language import marked, tr
from acting_mirror.core.movements import Movements
from acting_mirror.core.scores import EmotionScores


class Unreadable(StrEnum):
    """Why a face can't be read, as tables have it; `tr` says it."""

    TOO_SMALL = marked("too small")
    TOO_DARK = marked("too dark")
    TOO_BLURRED = marked("too blurred")
    TURNED_AWAY = marked("turned away")


ADVICE = {
    Unreadable.TOO_SMALL: marked("come closer"),
    Unreadable.TOO_DARK: marked("turn a light towards you"),
    Unreadable.TOO_BLURRED: marked("hold still and clean the lens"),
    Unreadable.TURNED_AWAY: marked("face the camera"),
}
"""What the user can do about each reason."""


def advice(reason: Unreadable) -> str:
    """Why a face can't be read and what to do about it: "Too small: come closer"."""
    said = tr(reason)
    return tr("{reason}: {advice}", reason=said[:1].upper() + said[1:], advice=tr(ADVICE[reason]))


@dataclass(frozen=True, slots=True, eq=False)
class FaceBox:
    """A face found in a frame.

    Attributes:
        x: Left edge, pixels of the full frame.
        y: Top edge.
        width: Width in pixels, above 0.
        height: Height in pixels, above 0.
        score: The detector's own measure of certainty; comparable only within one detector.
        landmarks: float32 (5, 2) as (x, y) pixels: the subject's right eye, left eye, nose tip, right and left
            corner of the mouth; None where the detector has none.
        head: How the head is turned; None where the detector does not say.

    Raises:
        ValueError: No area, or landmarks of another shape.
    """

    x: float
    y: float
    width: float
    height: float
    score: float = 1.0
    landmarks: npt.NDArray[np.float32] | None = None
    head: HeadPose | None = None

    def __post_init__(self) -> None:
        """Check the values."""
        if not (self.width > 0 and self.height > 0):
            raise ValueError(f"a face box has an area, not {self.width} by {self.height}")
        if self.landmarks is not None and self.landmarks.shape != (5, 2):
            raise ValueError(f"landmarks have shape (5, 2), not {self.landmarks.shape}")

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) of the middle in pixels."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def tilt(self) -> float:
        """By how much the eyes are turned clockwise from level, in radians; 0 without landmarks."""
        return 0.0 if self.landmarks is None else tilt(*self.landmarks[:2])

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether (x, y), in pixels, lies in it."""
        x, y = point
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def moved(self, dx: float, dy: float, scale: float = 1.0) -> "FaceBox":
        """The same face in other coordinates: scaled first, then shifted by (dx, dy)."""
        landmarks = self.landmarks
        if landmarks is not None:
            landmarks = landmarks * np.float32(scale) + np.array([dx, dy], np.float32)
        x, y = self.x * scale + dx, self.y * scale + dy
        return FaceBox(x, y, self.width * scale, self.height * scale, self.score, landmarks, self.head)

    def iou(self, other: "FaceBox") -> float:
        """Intersection over union of two boxes, 0 to 1."""
        width = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        if width <= 0:  # as of most pairs of twenty faces
            return 0.0
        height = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        shared = width * max(0.0, height)
        return shared / (self.area + other.area - shared)


@dataclass(frozen=True, slots=True, eq=False)
class TrackedFace:
    """One person's face in one frame.

    Attributes:
        person: 0 is the largest face, with hysteresis; the others keep their number while they are followed.
        box: Where it is.
        reason: Why it can't be read; None when it can.
        scores: What the frame shows, seen as it is and mirrored, for which the frame before may stand; None when it
            can't be read, or was not: of many live faces, some keep the reading of a frame or two before.
        smoothed: The same, smoothed over time; None when it can't be read.
        label: The emotion to name, which does not flicker; None when it can't be read.
        movements: What the face does; None when it is not measured.

    Raises:
        ValueError: A face is either read (smoothed and label) or has a reason.
    """

    person: int
    box: FaceBox
    reason: Unreadable | None = None
    scores: EmotionScores | None = None
    smoothed: EmotionScores | None = None
    label: str | None = None
    movements: Movements | None = None

    def __post_init__(self) -> None:
        """Check that a face is either read or has a reason."""
        parts = (self.smoothed, self.label)
        differ = any((part is None) == (self.reason is None) for part in parts)
        if differ or (self.scores is not None and self.reason is not None):
            raise ValueError(f"a face is read whole or has a reason, not {parts} and {self.reason}")
