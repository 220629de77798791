"""What a face does, from rest to its strongest: movements that were seen to tell an emotion from others."""

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

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
_LOOK_S: Final = 0.1
"""So often it is looked at whether it did: medians take their time."""


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
_LEAST_RANGE: Final = 0.4
"""Who reaches less than this share of the general range is counted as reaching it: less is noise."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnRange:
    """What is measured in one actor's face at rest and at its strongest, see `core.calibration.Profile`.

    Attributes:
        rest: float32 (movements,), in the order of `MOVEMENTS`.
        strongest: The same.
    """

    rest: Values
    strongest: Values

    @classmethod
    def of(cls, rest: Mapping[str, float], strongest: Mapping[str, float]) -> Self:
        """By the movements' names: rest is that of others where there is none, and so is the way to the strongest."""
        at_rest = np.array([rest.get(each.name, each.rest) for each in MOVEMENTS], np.float32)
        most = [strongest.get(name, at + span) for name, at, span in zip(NAMES, at_rest, _RANGE, strict=True)]
        return cls(at_rest, np.array(most, np.float32))

    @classmethod
    def from_rest(cls, rest: Values) -> Self:
        """With the general range from a rest on."""
        return cls(rest, rest + _RANGE)

    def strengths(self, measures: Values) -> Values:
        """How strong movements are, 0 to 1, on the actor's own scale; NaN stays NaN."""
        own = np.maximum((self.strongest - self.rest) / _RANGE, _LEAST_RANGE) * _RANGE
        return np.asarray(np.clip((measures - self.rest) / own, 0, 1), np.float32)


GENERAL: Final = OwnRange.of({}, {})
"""That of others."""


@dataclass(frozen=True, slots=True, eq=False)
class Movements:
    """What a face does in a picture.

    Attributes:
        head: How it is turned.
        measures: float32 (movements,), what was measured, in the order of `MOVEMENTS`.
        strengths: float32 (movements,), from rest, 0, to the strongest of the general or the actor's own range, 1.
        eyes: What its eyes do.
        points: Its landmarks in the picture, see `FaceMesh`; None where they are not kept, as in a timeline.
        lip_contrast: How clearly lips are seen, see `vision.landmarks.lips`; NaN where that was not looked at.
    """

    head: HeadPose
    measures: Values
    strengths: Values
    eyes: Eyes = UNSEEN
    points: Points | None = None
    lip_contrast: float = math.nan

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

    def from_rest(self, own: OwnRange) -> Movements:
        """What the face does, from what is measured at rest."""
        eyes = Eyes(*self.gaze, float(eyes_closed(self.measures, own.rest)))
        return Movements(self.head, self.measures, own.strengths(self.measures), eyes)


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
        self._unrest, self._looked_s = np.inf, -np.inf

    def update(self, t_s: float, measures: Values) -> None:
        """Take what is measured at a time, later than the last one."""
        recent = self._recent
        if recent and t_s - recent[-1][0] > _CALM_S:
            recent.clear()  # what was before is no part of the same second
        recent.append((t_s, measures))
        if t_s - recent[0][0] < _CALM_S or t_s - self._looked_s < _LOOK_S:
            return
        while len(recent) > 1 and t_s - recent[1][0] >= _CALM_S:
            recent.popleft()
        self._looked_s = t_s
        second = np.array([values for _, values in recent])
        middle = np.median(second, axis=0)
        unrest = float((np.abs(second - middle).mean(axis=0) + np.abs(middle - _REST)) @ (1 / np.abs(_RANGE)))
        if unrest < self._unrest:
            self.measures, self._unrest = np.asarray(middle, np.float32), unrest
