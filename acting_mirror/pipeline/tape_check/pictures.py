"""All pictures of a tape looked at once: how they change, and every tenth of a second the faces in them."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame
from acting_mirror.core.moved import row_of
from acting_mirror.core.movements import Movements, Values
from acting_mirror.pipeline.face_search import FaceSearch
from acting_mirror.pipeline.movement_reader import MovementReader
from acting_mirror.pipeline.second_look import SecondLook
from acting_mirror.pipeline.tape_check.evened import evened, in_frame
from acting_mirror.pipeline.tape_check.face_light import FaceLight, face_light
from acting_mirror.pipeline.tape_check.shake import Shake
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.detectors import open_detector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

Floats = npt.NDArray[np.float64]

SMALL: Final = (160, 90)
"""The size to which all pictures are reduced, whatever their shape: columns, rows."""
_EVERY_S: Final = 0.095
"""Faces are looked at ten times a second; of pictures 1/30 s apart at every third."""
_LIGHT_EVERY_S: Final = 0.45
_FOREHEAD, _CHIN, _LIPS = 10, 152, (13, 14)
_HAIR: Final = 0.3
"""How far hair and skull reach above the highest landmark, of the distance from there to the chin."""


@dataclass(frozen=True, slots=True)
class Look:
    """A picture in which faces were looked for.

    Attributes:
        t_s: Its time.
        others: How large the largest other face is, of the actor's; 0 where there is none.
        crown: The top of the head, of the picture's height from above; NaN where no face is seen.
        eyes: The height of the eyes, the same.
        chin: The chin, the same.
        across: The middle of the face, of the picture's width from the left.
        mouth: How far the lips are apart, in distances between the eyes' outer corners.
        light: Light and focus; None where they were not measured.
        shake: How far the camera moved since the last look, of the picture's width; NaN where that can't be told.
        moved: What the face does, a row of `core.moved`; None where no face is seen.
    """

    t_s: float
    others: float
    crown: float = np.nan
    eyes: float = np.nan
    chin: float = np.nan
    across: float = np.nan
    mouth: float = np.nan
    light: FaceLight | None = None
    shake: float = np.nan
    moved: Values | None = None


@dataclass(slots=True, eq=False)
class Pictures:
    """What was seen.

    Attributes:
        times: When each picture is shown.
        changes: How much each differs from the one before where it differs most, in grey values; the first by 0.
        lightness: The grey value of the lightest part of each.
        brightest: How bright each pixel of the reduced pictures was at most.
        looks: Those in which faces were looked for.
    """

    times: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    lightness: list[float] = field(default_factory=list)
    brightest: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(SMALL[::-1], np.uint8))
    looks: list[Look] = field(default_factory=list)

    @property
    def faces(self) -> list[Look]:
        """The looks in which the actor's face was seen."""
        return [look for look in self.looks if look.moved is not None]


def look_at(
    frames: Iterable[Frame],
    settings: AnalysisSettings,
    stop: threading.Event,
    progress: Callable[[int], None] = lambda _: None,
) -> Pictures:
    """Look at all pictures of a tape.

    Args:
        frames: In their order.
        settings: How faces are found.
        stop: When set, it ends.
        progress: Called with the number of pictures done.

    Raises:
        UserError: Faces can't be found or measured here.
        CancelledError: `stop` was set.
    """
    seen, faces = Pictures(), _Faces(settings)
    before: npt.NDArray[np.int16] | None = None
    for frame in frames:
        if stop.is_set():
            raise CancelledError
        small = cv2.cvtColor(cv2.resize(frame.bgr, SMALL, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
        signed = small.astype(np.int16)
        seen.times.append(frame.t_s)
        seen.changes.append(0.0 if before is None else _change(signed - before))
        seen.lightness.append(float(small.max()))
        np.maximum(seen.brightest, small, out=seen.brightest)
        before = signed
        if not seen.looks or frame.t_s - seen.looks[-1].t_s >= _EVERY_S:
            seen.looks.append(faces.look(frame))
        progress(len(seen.times))
    return seen


def _change(difference: npt.NDArray[np.int16]) -> float:
    """The largest mean difference of a part of the picture."""
    parts = cv2.resize(np.abs(difference).astype(np.float32), (20, 15), interpolation=cv2.INTER_AREA)
    return float(parts.max())


class _Faces:
    """Follows the actor; where that face is not found in a picture, in one that is evened out."""

    def __init__(self, settings: AnalysisSettings) -> None:
        self._settings = settings
        self._plain, self._glances = _Search(settings), Glances()

    @cached_property
    def _second(self) -> "_Search":
        return _Search(self._settings)

    def look(self, frame: Frame) -> Look:
        faces, movements = self._plain.find(frame)
        if movements is None:
            faces, movements = in_frame(frame, *self._second.find(evened(frame)))
        return self._glances.look(frame, faces, movements)


class _Search:
    """Finds the actor's face, and those of others, in pictures that follow each other."""

    def __init__(self, settings: AnalysisSettings) -> None:
        detector = open_detector(settings.detector, settings.detection_rows, settings.detector_weights)
        self._reader = MovementReader(FaceLandmarker())
        self._search = FaceSearch(detector, settings, SecondLook(detector.name, self._reader.landmarker))

    def find(self, frame: Frame) -> tuple[list[FaceBox], Movements | None]:
        tracks = self._search.find(frame, self._reader.follower)
        alive = [track.track_id for track in self._search.tracker.tracks]
        if not tracks or tracks[0].person != 0:
            return [], None
        return [track.box for track in tracks], self._reader.read(frame, tracks[0], alive)


class Glances:
    """Measures the actor in pictures that follow each other, some ten a second."""

    def __init__(self) -> None:
        """Begin without a picture."""
        self._shake = Shake()
        self._lit_s = -np.inf

    def look(self, frame: Frame, faces: Sequence[FaceBox], movements: Movements | None) -> Look:
        """Measure a picture.

        Args:
            frame: The picture.
            faces: Where faces are, the actor's first; none where that one is not seen.
            movements: What the actor's does, with its landmarks; None where they are not found.
        """
        shake = self._shake.move(frame.bgr, faces[0] if faces else None)
        if movements is None or movements.points is None:
            return Look(frame.t_s, 0.0, shake=shake)
        points, (width, height) = movements.points, frame.size
        light = None
        if frame.t_s - self._lit_s >= _LIGHT_EVERY_S:
            self._lit_s, light = frame.t_s, face_light(frame.bgr, points)
        top, chin = float(points[:, 1].min()), float(points[_CHIN, 1])
        between = float(np.linalg.norm(points[LEFT_EYE] - points[RIGHT_EYE]))
        return Look(
            t_s=frame.t_s,
            others=max((face.height for face in faces[1:]), default=0.0) / faces[0].height,
            crown=(top - _HAIR * (chin - top)) / height,
            eyes=float(points[[LEFT_EYE, RIGHT_EYE], 1].mean()) / height,
            chin=chin / height,
            across=float(points[[LEFT_EYE, RIGHT_EYE], 0].mean()) / width,
            mouth=float(np.linalg.norm(points[_LIPS[0]] - points[_LIPS[1]])) / max(between, 1.0),
            light=light,
            shake=shake,
            moved=row_of(movements),
        )
