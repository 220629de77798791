"""One face, followed by its landmarks."""

from typing import Final

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.frame import Frame
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.core.tracking import Track
from acting_mirror.vision.landmarks.face_box import extent
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

_SAME: Final = 0.2
"""Landmarks and the box of a face that is followed are of one face when they overlap by more."""
_NO_LEAP: Final = 0.4
"""The landmarks of two successive pictures are of one face when they overlap by more."""
_DOUBT_S: Final = 1.0
"""So long a detector may miss a face that looks ahead, as one behind a hand, before it is not believed."""


class FaceFollower:
    """Follows a face from picture to picture, as long as it is seen. Use it from one thread.

    Attributes:
        missed_s: Since when a detector does not see the face though it looks ahead; None while it does.
    """

    def __init__(self, landmarker: FaceLandmarker) -> None:
        """Follow with a landmarker."""
        self._landmarker = landmarker
        self.restart()

    def restart(self) -> None:
        """Forget the face: the next picture has nothing to do with the last one."""
        self._track_id: int | None = None
        self._mesh: FaceMesh | None = None
        self._followed_s: float | None = None
        self.missed_s: float | None = None

    def follow(self, frame: Frame, track: Track) -> FaceMesh | None:
        """Where the landmarks of the last picture are in a frame, in one pass; None where they are lost."""
        if track.track_id != self._track_id:
            self.restart()
            self._track_id = track.track_id
        self._followed_s = frame.t_s
        if self._mesh is not None:
            mesh = self._landmarker.follow(frame.bgr, self._mesh)
            leaps = mesh is not None and extent(mesh).iou(extent(self._mesh)) <= _NO_LEAP
            self._mesh = None if leaps else mesh
        return self._mesh

    def find(self, frame: Frame, track: Track) -> FaceMesh | None:
        """The landmarks in a frame: those that are followed while they are in the track's box, else new ones there.

        Returns:
            None where there are none, or where the track was not seen in this frame.
        """
        if track.seen_s < frame.t_s:
            return None
        if self._followed_s != frame.t_s or self._track_id != track.track_id:
            self.follow(frame, track)
        if self._mesh is None or extent(self._mesh).iou(track.box) <= _SAME:
            self._mesh = self._landmarker.find(frame.bgr, track.box)
        return self._mesh

    def confirm(self, t_s: float, seen: bool) -> None:
        """Take whether a detector sees the face that is followed."""
        if seen or not self._looks_ahead:
            self.missed_s = None
        elif self.missed_s is None:
            self.missed_s = t_s

    def doubted(self, t_s: float) -> bool:
        """Whether landmarks alone don't tell that the face is there: a detector must see it too."""
        if self.missed_s is not None and t_s - self.missed_s >= _DOUBT_S:
            return True
        return self._mesh is not None and not self._mesh.is_sure and self._looks_ahead

    @property
    def _looks_ahead(self) -> bool:
        if self._mesh is None:
            return False
        return HeadPose.of(head_rotation(self._mesh.points, self._landmarker.canonical)).ahead
