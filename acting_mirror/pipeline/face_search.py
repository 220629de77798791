"""Where faces are, from picture to picture."""

from collections.abc import Sequence
from typing import Final, Self

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.tracking import Track, Tracker
from acting_mirror.pipeline.face_follower import FaceFollower
from acting_mirror.pipeline.second_look import SecondLook
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.detectors import FaceDetector
from acting_mirror.vision.landmarks.face_box import box_like

_ANOTHER: Final = 0.3
"""Boxes that overlap by more may be of one face."""

_PAINTED: Final = 0.08
"""Of its width around a box: what is left of chin and hair beside it looks to detectors much like a face."""
_SECOND_LOOKS: Final = 1
"""In a picture, at faces that the detector missed: each takes as long as ten of its own."""


class FaceSearch:
    """Finds faces and follows them: all by a detector, person 0 by its landmarks where there is a follower.

    Where the detector loses a known face, and while nobody is known, a second look is taken.

    The detector searches the whole picture a few times a second, in between only near the known faces. It leaves out
    the face that is followed by its landmarks, but for a look near it at each search of the whole picture, and until it
    sees it again where that look missed it.

    Attributes:
        tracker: Who is who.
    """

    def __init__(self, detector: FaceDetector, settings: AnalysisSettings, second: SecondLook) -> None:
        """Begin with nobody."""
        self._detector = detector
        self._settings = settings
        self.tracker = Tracker(settings.confirm_s, settings.forget_s, settings.lead_s)
        self._second = second
        self._scanned_s: float | None = None

    def take_over(self, other: Self) -> None:
        """Go on with those whom another search of the same source follows."""
        self.tracker, self._scanned_s = other.tracker, other._scanned_s

    def find(self, frame: Frame, follower: FaceFollower | None) -> list[Track]:
        """The faces in a frame, later than the last one, ordered by person."""
        leader = next((track for track in self.tracker.tracks if track.person == 0), None)
        if leader is None or follower is None:
            return self._update(frame, None)
        box = self._followed(frame, leader, follower)
        if box is not None and (follower.missed_s is not None or self._scan_is_due(frame)):
            follower.confirm(frame.t_s, bool(self._detector.find_near(frame.bgr, [box])))
        tracks = self._update(frame, None if box is None else (leader, box))
        if box is None and leader.seen_s == frame.t_s:
            follower.confirm(frame.t_s, seen=True)
        return tracks

    def _followed(self, frame: Frame, leader: Track, follower: FaceFollower) -> FaceBox | None:
        """Where the landmarks of person 0 are; None where they are lost, doubted, or maybe on another face."""
        mesh = follower.follow(frame, leader)
        if mesh is None or follower.doubted(frame.t_s):
            return None
        box = box_like(self._detector.name, mesh)
        others = (track.predicted(frame.t_s) for track in self.tracker.tracks if track is not leader)
        return None if any(box.iou(other) > _ANOTHER for other in others) else box

    def _update(self, frame: Frame, followed: tuple[Track, FaceBox] | None) -> list[Track]:
        """Let the detector look for all but whoever is followed."""
        leader, box = followed or (None, None)
        scans = self._scan_is_due(frame)
        due = [track for track in self.tracker.due(frame.t_s) if track is not leader]
        if not scans:
            due = due[: self._settings.looks_per_frame]
        near = [track for track in due if track.person is not None or not scans]
        places = [track.predicted(frame.t_s) for track in near]
        found = self._detector.find_near(frame.bgr, places)
        missed = [place for place in places if all(place.iou(other) <= _ANOTHER for other in found)]
        found += self._second.find_near(frame.bgr, missed[:_SECOND_LOOKS])
        if box is not None:
            found = [box, *(other for other in found if other.iou(box) <= _ANOTHER)]
        if scans:
            self._scanned_s = frame.t_s
            waiting = [track for track in self.tracker.tracks if track not in due and track is not leader]
            known = [*found, *(track.predicted(frame.t_s) for track in waiting)]
            new = self._detector.find(_without(frame.bgr, known))
            if not known and not new:
                new = self._second.find(frame.bgr)
            found += [other for other in new if all(other.iou(box) <= _ANOTHER for box in known)]
        return self.tracker.update(frame.t_s, found, due, scanned=scans)

    def _scan_is_due(self, frame: Frame) -> bool:
        """The whole picture is searched a few times a second, more often while nobody is known."""
        every_s = self._settings.scan_every_s if self.tracker.tracks else self._settings.scan_every_s / 4
        return self._scanned_s is None or frame.t_s - self._scanned_s >= every_s


def _without(bgr: Image, boxes: Sequence[FaceBox]) -> Image:
    """A picture with faces painted over: those that are known already would take a detector most of its time."""
    if not boxes:
        return bgr
    painted = bgr.copy()
    for box in boxes:
        margin = _PAINTED * box.width
        left, top = (max(0, round(edge - margin)) for edge in (box.x, box.y))
        right, bottom = (max(0, round(edge + margin)) for edge in (box.x + box.width, box.y + box.height))
        painted[top:bottom, left:right] = 127
    return painted
