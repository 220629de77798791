"""From a frame to what its faces show."""

import logging
import math
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Self

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.face_mesh import Points
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
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
from acting_mirror.pipeline.second_look import SecondLook
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import Classifier, open_classifier
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.detectors.thorough import ThoroughDetector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker, landmarker_file, open_landmarker
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
    read_s: float = -math.inf
    reason: Unreadable | None = None
    smoothed: EmotionScores | None = None
    label: str | None = None
    view: Probs | None = None
    viewed_s: float = -math.inf
    mirrored: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A face in a frame, before its scores are known.

    Attributes:
        reader: What is remembered of it.
        person: Who it is then.
        box: Where it is then.
        reason: Why it can't be read.
        crop: As the network is to see it; None where it can't be read, or has no turn.
        again: Whether the view in the frame before counts too.
        level: The same face level, where the network is to see both.
    """

    reader: _Reader
    person: int
    box: FaceBox
    reason: Unreadable | None
    crop: Image | None
    again: bool
    level: Image | None


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """A frame before the scores of its faces are known; the movements are those of its first face."""

    t_s: float
    faces: Sequence[_Seen]
    both_views: bool
    movements: Movements | None


class Analyser:
    """Detects, tracks, judges, crops, classifies in one batch, smooths. Use it from one thread.

    A face whose landmarks are known is shown to the network level and framed by them, which tilted heads need. For each
    face of a photo there is the time to read both, as it was found and level, whose mean is surer than either.

    A face reads better when it is seen mirrored too. Where pictures follow each other quickly, every second one is, and
    each one's scores are the mean with those of the one before: both views in the time of one, and no flicker between
    them. A picture that stands alone is read in both views.

    Attributes:
        classifier: The model that reads.
        settings: How it reads.
        most: So many faces are read in a picture at most, if others were read lately: the largest in every picture, the
            others in turn. None for all of them.
        profile: Whose face person 0 is: their smoothed scores and label are on this scale. Raw scores stay as the model
            said, so that they can be looked at anew with another profile.
    """

    def __init__(
        self,
        detector: FaceDetector,
        classifier: Classifier,
        settings: AnalysisSettings,
        movements: MovementReader | None = None,
        landmarker: FaceLandmarker | None = None,
    ) -> None:
        """Compose it from its parts; `open` makes them from the settings, `open_for_photos` the landmarker as well."""
        self.classifier = classifier
        self.settings = settings
        self.most: int | None = None
        self.profile: Profile | None = None
        self._detector = detector
        self._movements = movements
        self._landmarker = landmarker
        self._second = SecondLook(detector.name, movements.landmarker if movements is not None else landmarker)
        self._idle: MovementReader | None = None  # knows the rests of faces for whoever measures movements again
        self._margin = classifier.card.margin_for(detector.name)
        self.restart()

    @classmethod
    def open(cls, settings: AnalysisSettings, landmarker: FaceLandmarker | None = None) -> Self:
        """Load what the settings ask for; raises `UserError` when something can't be had."""
        classifier = open_classifier(load_bundle(settings.model), settings.backend)
        detector = open_detector(settings.detector, settings.detection_rows, settings.detector_weights)
        if landmarker is not None:
            detector = ThoroughDetector(detector, landmarker)
        movements = MovementReader(landmarker or FaceLandmarker()) if settings.movements else None
        return cls(detector, classifier, settings, movements, landmarker)

    @classmethod
    def open_for_photos(cls, settings: AnalysisSettings) -> Self:
        """The same for single pictures: every detection is a face at once, and small ones are searched too."""
        rows = max(settings.detection_rows, _PHOTO_ROWS)
        return cls.open(replace(settings, confirm_s=0.0, detection_rows=rows), open_landmarker())

    def restart(self) -> None:
        """Forget everybody: the next frame has nothing to do with the last one."""
        settings = self.settings
        self._search = FaceSearch(self._detector, settings, self._second)
        self._readers: dict[int, _Reader] = {}
        self._viewed_s, self._mirrored = -math.inf, False
        if self._movements is not None:
            self._movements.restart()

    def follow(self, other: Self) -> None:
        """Take over the people that another analyser of the same source follows, with smoothed scores and rests."""
        self._search.take_over(other._search)
        self._readers = other._readers
        for reader in self._readers.values():
            reader.viewed_s = -math.inf  # by another model
        known = other._movements or other._idle
        if self._movements is None:
            self._idle = known
        elif known is not None:
            self._movements = known
            if other._movements is None:
                known.follower.restart()

    def analyse(self, frame: Frame) -> FrameAnalysis:
        """Read a frame; its time must be later than that of the frame before."""
        return self.analyse_all([frame])[0]

    def analyse_all(self, frames: Sequence[Frame]) -> list[FrameAnalysis]:
        """Read frames that follow each other: as one by one, but quicker, as the network sees more faces at a time."""
        started = time.perf_counter()
        sights = [self._look(frame) for frame in frames]
        views = self._views(sights)
        read = [self._read(sight, views) for sight in sights]
        took_ms = (time.perf_counter() - started) * 1000 / len(frames)
        pairs = zip(frames, read, strict=True)
        return [FrameAnalysis(frame.index, frame.t_s, faces, took_ms) for frame, faces in pairs]

    def _look(self, frame: Frame) -> _Sight:
        """Find the faces of a frame, and judge and crop them."""
        tracks = self._search.find(frame, self._movements.follower if self._movements is not None else None)
        alive = {track.track_id for track in self._search.tracker.tracks}
        self._readers = {number: reader for number, reader in self._readers.items() if number in alive}
        turn = self._turn(tracks)
        movements = self._move(frame, tracks, alive)
        crops = {}
        for track in turn:
            crop = to_grey(crop_face(frame.bgr, track.box, self._margin))
            head = movements.head if movements is not None and track is tracks[0] else None
            if self._is_readable(frame.t_s, track, crop, head):
                crops[track.track_id] = crop
        known = {tracks[0].track_id: movements.points} if movements is not None else {}
        level = self._level(frame, [track for track in turn if track.track_id in crops], known)
        if self._landmarker is None:
            crops, level = crops | level, {}
        quick = frame.t_s - self._viewed_s <= _QUICK_S
        self._viewed_s, self._mirrored = frame.t_s, quick and not self._mirrored
        pairs = [(crops.get(track.track_id), level.get(track.track_id)) for track in tracks]
        faces = [self._seen(frame.t_s, track, pair, quick) for track, pair in zip(tracks, pairs, strict=True)]
        return _Sight(frame.t_s, faces, not quick, movements)

    def _level(self, frame: Frame, tracks: Sequence[Track], known: Mapping[int, Points | None]) -> dict[int, Image]:
        """The level faces of those whose landmarks are known or, in a photo, found."""
        level = {}
        for track in tracks:
            points = known.get(track.track_id)
            if points is None and self._landmarker is not None:
                mesh = self._landmarker.find(frame.bgr, track.box)
                points = mesh.points if mesh is not None else None
            if points is not None:
                level[track.track_id] = to_grey(level_face(frame.bgr, points))
        return level

    def _turn(self, tracks: Sequence[Track]) -> Sequence[Track]:
        """Who is read in this picture: the first, who never was, and of the others those first who waited longest."""
        if self.most is None:
            return tracks
        others = sorted(tracks[1:], key=lambda track: self._reader(track).read_s)
        new = sum(self._reader(track).read_s == -math.inf for track in others)
        return [*tracks[:1], *others[: max(new, self.most - 1)]]

    def _move(self, frame: Frame, tracks: Sequence[Track], alive: Collection[int]) -> Movements | None:
        """What person 0 does; None where that is not measured."""
        if self._movements is None or not tracks or tracks[0].person != 0:
            return None
        own = self.profile.movements if self.profile is not None else None
        return self._movements.read(frame, tracks[0], alive, own)

    def _reader(self, track: Track) -> _Reader:
        if track.track_id not in self._readers:
            smoother = ScoreSmoother(self.settings.smoothing_s, self.settings.label_hold_s)
            self._readers[track.track_id] = _Reader(smoother)
        return self._readers[track.track_id]

    def _is_readable(self, t_s: float, track: Track, crop: Image, head: HeadPose | None) -> bool:
        reader = self._reader(track)
        reader.read_s = t_s
        reader.reason = judge(crop, track.box, head, reader.reason is not None)
        if reader.reason is not None:
            reader.viewed_s = -math.inf
        return reader.reason is None

    def _seen(self, t_s: float, track: Track, pair: tuple[Image | None, Image | None], quick: bool) -> _Seen:
        """A face, as found and level, as the network is to see it: the other way round than in the frame before."""
        (crop, level), reader, again = pair, self._reader(track), False
        if crop is not None:
            again = quick and t_s - reader.viewed_s <= _QUICK_S
            reader.mirrored = not reader.mirrored if again else self._mirrored
            reader.viewed_s = t_s
            crop = crop[:, ::-1] if reader.mirrored else crop
        return _Seen(reader, track.person or 0, track.box, reader.reason, crop, again, level)

    def _views(self, sights: Sequence[_Sight]) -> Iterator[Probs]:
        """What the network says of all crops, in their order."""
        for both_views, alike in groupby(sights, key=lambda sight: sight.both_views):
            shown = [(seen.crop, seen.level) for sight in alike for seen in sight.faces if seen.crop is not None]
            views = self.classifier.predict([crop for crop, _ in shown], both_views=both_views)
            if self._landmarker is not None:
                level = [crop if level is None else level for crop, level in shown]
                views = np.mean([views, self.classifier.predict(level, both_views=both_views)], axis=0)
            yield from views

    def _read(self, sight: _Sight, views: Iterator[Probs]) -> tuple[TrackedFace, ...]:
        faces = [self._face(sight.t_s, seen, None if seen.crop is None else next(views)) for seen in sight.faces]
        if sight.movements is not None:
            faces[0] = replace(faces[0], movements=sight.movements)
        return tuple(faces)

    def _face(self, t_s: float, seen: _Seen, view: Probs | None) -> TrackedFace:
        """A face with what was read of it now, or when its turn was last."""
        reader, scores = seen.reader, None
        if seen.reason is not None:
            reader.smoothed = reader.label = None
        elif view is not None:
            before, reader.view = reader.view if seen.again else None, view
            scores = EmotionScores(np.mean((view, view if before is None else before), axis=0))
            profile = self.profile if seen.person == 0 else None
            reader.smoothed, reader.label = reader.smoother.update(t_s, scores, profile)
        return TrackedFace(seen.person, seen.box, seen.reason, scores, reader.smoothed, reader.label)


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
