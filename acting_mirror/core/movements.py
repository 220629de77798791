"""What a face does, from rest to its strongest: movements that were seen to tell an emotion from others."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.eyes import UNSEEN, Eyes, closed, gaze
from acting_mirror.core.face_mesh import FaceMesh, Points
from acting_mirror.core.head_pose import HeadPose, head_rotation, straightened

Values = npt.NDArray[np.float32]
"""float32 (…, movements), in the order of `MOVEMENTS`."""
Measure = Callable[[Points, Mapping[str, float]], float]
"""From a straightened face, y down, and its coefficients to one number."""

_CALM_S: Final = 1.0
"""So long a face rests, to be believed at rest."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement, how it is measured, and on whom that was tried; the figures are in docs/movements.md.

    Attributes:
        name: As tables have it.
        unit: The action unit of FACS (Ekman, Friesen and Hager 2002) that it resembles.
        emotion: The emotion that it tells from the others.
        measure: What is measured.
        rest: What is measured at rest: the median of 300 faces that nearly all call neutral (FER+ PublicTest).
        strongest: What the strongest tenth of the peaks of its emotion reaches (CK+).
    """

    name: str
    unit: str
    emotion: str
    measure: Measure
    rest: float
    strongest: float


def _distance(*pairs: tuple[int, int]) -> Measure:
    """The mean distance between pairs of landmarks."""
    first, second = np.array(pairs).T
    return lambda face, _: float(np.linalg.norm(face[first] - face[second], axis=1).mean())


def _above(*pairs: tuple[int, int]) -> Measure:
    """How much higher the first landmark of each pair is than the second, on average."""
    first, second = np.array(pairs).T
    return lambda face, _: float((face[second, 1] - face[first, 1]).mean())


def _coefficient(*names: str) -> Measure:
    """The mean of coefficients."""
    return lambda _, coefficients: sum(coefficients[name] for name in names) / len(names)


_CORNERS_UP: Final = _above((61, 13), (291, 13), (61, 14), (291, 14))
_EYE_OPEN: Final = _distance((159, 145), (386, 374))

MOVEMENTS: Final = (
    Movement("inner_brows_up", "AU 1", "sad", _above((55, 52), (285, 282)), -0.062, -0.033),
    Movement("brows_up", "AU 1 + 2", "surprise", _above((70, 33), (300, 263)), 0.178, 0.225),
    Movement("brows_down", "AU 4", "angry", _above((55, 133), (285, 362)), 0.175, 0.099),
    Movement("eyes_wide", "AU 5", "surprise", _EYE_OPEN, 0.104, 0.151),
    Movement("eyes_narrowed", "AU 7", "disgust", _EYE_OPEN, 0.104, 0.018),
    Movement("nose_and_upper_lip_up", "AU 9 + 10", "disgust", _distance((8, 0)), 0.818, 0.64),
    Movement("mouth_corners_up", "AU 12", "happy", _CORNERS_UP, -0.018, 0.098),
    Movement("mouth_corners_down", "AU 15", "sad", _CORNERS_UP, -0.018, -0.051),
    Movement("chin_up", "AU 17", "sad", _coefficient("mouthShrugLower"), 0.034, 0.648),
    Movement("lips_stretched", "AU 20", "fear", _coefficient("mouthStretchLeft", "mouthStretchRight"), 0.004, 0.552),
    Movement("lips_pressed", "AU 24", "angry", _distance((0, 17)), 0.217, 0.129),
    Movement("jaw_open", "AU 26", "surprise", _coefficient("jawOpen"), 0.007, 0.793),
)
"""Distances where they tell as much, coefficients of the face landmarker where those tell more."""

NAMES: Final = tuple(movement.name for movement in MOVEMENTS)
_LIDS: Final = NAMES.index("eyes_wide")
_REST: Final = np.array([movement.rest for movement in MOVEMENTS], np.float32)
_RANGE: Final = np.array([movement.strongest - movement.rest for movement in MOVEMENTS], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Movements:
    """What a face does in a picture.

    Attributes:
        head: How it is turned.
        measures: float32 (movements,), what was measured, in the order of `MOVEMENTS`.
        strengths: float32 (movements,), from rest, 0, to the strongest of the general range, 1.
        eyes: What its eyes do.
        points: Its landmarks in the picture, see `FaceMesh`; None where they are not kept, as in a timeline.
    """

    head: HeadPose
    measures: Values
    strengths: Values
    eyes: Eyes = UNSEEN
    points: Points | None = None

    def of(self, name: str) -> float:
        """How strong a movement is, 0 to 1.

        Raises:
            ValueError: There is no such movement.
        """
        return float(self.strengths[NAMES.index(name)])


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What is measured in a face, whatever its rest is.

    Attributes:
        head: How it is turned.
        gaze: Where its eyes look, see `gaze`.
        measures: float32 (movements,), in the order of `MOVEMENTS`, in the face as it would look straight ahead.
    """

    head: HeadPose
    gaze: tuple[float, float]
    measures: Values

    def from_rest(self, rest: Values) -> Movements:
        """What the face does, from what is measured at rest."""
        eyes = Eyes(*self.gaze, float(eyes_closed(self.measures, rest)))
        return Movements(self.head, self.measures, strengths(self.measures, rest), eyes)


def measured(mesh: FaceMesh, canonical: Points) -> Measured:
    """Measure a face.

    Args:
        mesh: The face.
        canonical: See `head_rotation`.
    """
    rotation = head_rotation(mesh.points, canonical)
    face = straightened(mesh.points, rotation)
    values = [movement.measure(face, mesh.coefficients) for movement in MOVEMENTS]
    return Measured(HeadPose.of(rotation), gaze(mesh.points, rotation), np.array(values, np.float32))


def strengths(measures: Values, rest: Values) -> Values:
    """How strong movements are, 0 to 1, from what is measured now and at rest; NaN stays NaN."""
    return np.asarray(np.clip((measures - rest) / _RANGE, 0, 1), np.float32)


def eyes_closed(measures: Values, rest: Values) -> Values:
    """How far eyes are closed, 0 to 1, from what is measured now, (…, movements), and at rest."""
    return closed(measures[..., _LIDS], rest[_LIDS])


class Rest:
    """What is measured in one face at rest: in the calmest second so far, until one has passed in any face.

    A second is calm when little moves in it and the face is near to how others are at rest: a held smile is none.

    Attributes:
        measures: float32 (movements,).
    """

    def __init__(self) -> None:
        """Begin with how any face is at rest."""
        self.measures: Values = _REST
        self._recent: deque[tuple[float, Values]] = deque()
        self._unrest = np.inf

    def update(self, t_s: float, measures: Values) -> None:
        """Take what is measured at a time, later than the last one."""
        recent = self._recent
        recent.append((t_s, measures))
        if t_s - recent[0][0] < _CALM_S:
            return
        second = np.array([values for _, values in recent])
        recent.popleft()
        middle = np.median(second, axis=0)
        unrest = float((np.abs(second - middle).mean(axis=0) + np.abs(middle - _REST)) @ (1 / np.abs(_RANGE)))
        if unrest < self._unrest:
            self.measures, self._unrest = np.asarray(middle, np.float32), unrest
