"""From a frame to what its faces show."""

import logging
import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.faces import TrackedFace, Unreadable
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import Movements
from acting_mirror.core.preprocess import crop_face, level_face, to_grey
from acting_mirror.core.quality import judge
from acting_mirror.core.scores import EmotionScores, Probs
from acting_mirror.core.smoothing import ScoreSmoother
from acting_mirror.core.tracking import Track
from acting_mirror.pipeline.face_search import FaceSearch
from acting_mirror.pipeline.movement_reader import MovementReader
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import Classifier, open_classifier
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker, landmarker_file
from acting_mirror.vision.model_bundle import load_bundle

_log = logging.getLogger(__name__)

_PHOTO_ROWS = 480
"""Photos are searched at this height at least: faces in a group are small, and nobody waits for the next frame."""
_QUICK_S = 0.2
"""Until then a face is as it was in the picture before; slower pictures leave the time to read each in both views."""


@dataclass(slots=True)
class _Reader:
    """What is remembered of one face from frame to frame."""

    smoother: ScoreSmoother
    unreadable: bool = False


class Analyser:
    """Detects, tracks, judges, crops, classifies in one batch, smooths. Use it from one thread.

    A face whose landmarks are known is shown to the network level and framed by them, which tilted heads need.

    A face reads better when it is seen mirrored too. Where pictures follow each other quickly, every second one is, and
    each one's scores are the mean with those of the one before: both views in the time of one, and no flicker between
    them. A picture that stands alone is read in both views.

    Attributes:
        classifier: The model that reads.
        settings: How it reads.
        profile: Whose face person 0 is: their smoothed scores and label are on this scale. Raw scores stay as the model
            said, so that they can be looked at anew with another profile.
    """

    def __init__(
        self,
        detector: FaceDetector,
        classifier: Classifier,
        settings: AnalysisSettings,
        movements: MovementReader | None = None,
    ) -> None:
        """Compose it from its parts; `open` makes them from the settings."""
        self.classifier = classifier
        self.settings = settings
        self.profile: Profile | None = None
        self._detector = detector
        self._movements = movements
        self._idle: MovementReader | None = None  # knows the rests of faces for whoever measures movements again
        self._margin = classifier.card.margin_for(detector.name)
        self.restart()

    @classmethod
    def open(cls, settings: AnalysisSettings) -> Self:
        """Load what the settings ask for; raises `UserError` when something can't be had."""
        classifier = open_classifier(load_bundle(settings.model), settings.backend)
        detector = open_detector(settings.detector, settings.detection_rows, settings.detector_weights)
        return cls(detector, classifier, settings, MovementReader(FaceLandmarker()) if settings.movements else None)

    @classmethod
    def open_for_photos(cls, settings: AnalysisSettings) -> Self:
        """The same for single pictures: every detection is a face at once, and small ones are searched too."""
        rows = max(settings.detection_rows, _PHOTO_ROWS)
        return cls.open(replace(settings, confirm_s=0.0, detection_rows=rows))

    def restart(self) -> None:
        """Forget everybody: the next frame has nothing to do with the last one."""
        settings = self.settings
        self._search = FaceSearch(self._detector, settings)
        self._readers: dict[int, _Reader] = {}
        self._views: dict[int, Probs] = {}
        self._viewed_s, self._mirrored = -math.inf, False
        if self._movements is not None:
            self._movements.restart()

    def follow(self, other: Self) -> None:
        """Take over the people that another analyser of the same source follows, with smoothed scores and rests."""
        self._search.take_over(other._search)
        self._readers = other._readers
        known = other._movements or other._idle
        if self._movements is None:
            self._idle = known
        elif known is not None:
            self._movements = known
            if other._movements is None:
                known.follower.restart()

    def analyse(self, frame: Frame) -> FrameAnalysis:
        """Read a frame; its time must be later than that of the frame before."""
        started = time.perf_counter()
        tracks = self._search.find(frame, self._movements.follower if self._movements is not None else None)
        alive = {track.track_id for track in self._search.tracker.tracks}
        self._readers = {number: reader for number, reader in self._readers.items() if number in alive}
        crops = [to_grey(crop_face(frame.bgr, track.box, self._margin)) for track in tracks]
        movements = self._move(frame, tracks, alive)
        heads = [movements.head if movements is not None and track is tracks[0] else None for track in tracks]
        reasons = [self._judge(*face) for face in zip(tracks, crops, heads, strict=True)]
        judged = list(zip(tracks, crops, reasons, strict=True))
        readable = {track.track_id: crop for track, crop, reason in judged if reason is None}
        if movements is not None and movements.points is not None and tracks[0].track_id in readable:
            readable[tracks[0].track_id] = to_grey(level_face(frame.bgr, movements.points))
        read = self._classify(frame.t_s, readable)
        faces = [self._face(frame.t_s, track, reason, read.get(track.track_id)) for track, _, reason in judged]
        if movements is not None:
            faces[0] = replace(faces[0], movements=movements)
        return FrameAnalysis(frame.index, frame.t_s, tuple(faces), (time.perf_counter() - started) * 1000)

    def _move(self, frame: Frame, tracks: Sequence[Track], alive: Collection[int]) -> Movements | None:
        """What person 0 does; None where that is not measured."""
        if self._movements is None or not tracks or tracks[0].person != 0:
            return None
        own = self.profile.movements if self.profile is not None else None
        return self._movements.read(frame, tracks[0], alive, own)

    def _reader(self, track: Track) -> _Reader:
        settings = self.settings
        return self._readers.setdefault(
            track.track_id, _Reader(ScoreSmoother(settings.smoothing_s, settings.label_hold_s))
        )

    def _judge(self, track: Track, crop: Image, head: HeadPose | None) -> Unreadable | None:
        reader = self._reader(track)
        reason = judge(crop, track.box, head, reader.unreadable)
        reader.unreadable = reason is not None
        return reason

    def _classify(self, t_s: float, crops: Mapping[int, Image]) -> dict[int, EmotionScores]:
        """The scores of a picture's readable faces, by their tracks."""
        quick = t_s - self._viewed_s <= _QUICK_S
        before = self._views if quick else {}
        self._viewed_s, self._mirrored = t_s, quick and not self._mirrored
        shown = [crop[:, ::-1] for crop in crops.values()] if self._mirrored else list(crops.values())
        self._views = dict(zip(crops, self.classifier.predict(shown, both_views=not quick), strict=True))
        pairs = {track: (view, before.get(track, view)) for track, view in self._views.items()}
        return {track: EmotionScores(np.mean(pair, axis=0)) for track, pair in pairs.items()}

    def _face(self, t_s: float, track: Track, reason: Unreadable | None, scores: EmotionScores | None) -> TrackedFace:
        person = track.person or 0
        if scores is None:
            return TrackedFace(person, track.box, reason)
        profile = self.profile if person == 0 else None
        smoothed, label = self._reader(track).smoother.update(t_s, scores, profile)
        return TrackedFace(person, track.box, None, scores, smoothed, label)


def with_movements(settings: AnalysisSettings) -> AnalysisSettings:
    """The settings with movements; as they are where the face landmarker can't be had, which the log says."""
    try:
        FaceLandmarker()
    except UserError as error:
        _log.warning("%s", error)
        return settings
    return replace(settings, movements=True)


def inputs_of(settings: AnalysisSettings) -> list[Path]:
    """The files that a reading needs: those of the model, and what else the settings name or ask for.

    Raises:
        UserError: There is no such model.
    """
    weights = [Path(settings.detector_weights)] if settings.detector_weights else []
    landmarker = [landmarker_file()] if settings.movements else []
    return [*load_bundle(settings.model).folder.iterdir(), *weights, *landmarker]
