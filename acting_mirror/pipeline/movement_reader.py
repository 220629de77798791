"""What one face does, from picture to picture."""

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame
from acting_mirror.core.movements import Movements, Rest, measured, strengths
from acting_mirror.core.tracking import Track
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

_SAME = 0.2
"""Landmarks and the box of a face that is followed are of one face when they overlap by more."""


class MovementReader:
    """Measures the face that is followed, from its rest. Use it from one thread."""

    def __init__(self, landmarker: FaceLandmarker) -> None:
        """Measure with a landmarker."""
        self._landmarker = landmarker
        self.restart()

    def restart(self) -> None:
        """Forget the face: the next picture has nothing to do with the last one."""
        self._track_id: int | None = None
        self._mesh: FaceMesh | None = None
        self._rest = Rest()

    def read(self, frame: Frame, track: Track) -> Movements | None:
        """What a face does in a frame, later than the last one; None where its landmarks aren't found."""
        if track.track_id != self._track_id:
            self.restart()
            self._track_id = track.track_id
        self._mesh = self._find(frame, track.box)
        if self._mesh is None:
            return None
        head, measures = measured(self._mesh, self._landmarker.canonical)
        self._rest.update(frame.t_s, measures)
        return Movements(head, measures, strengths(measures, self._rest.measures))

    def _find(self, frame: Frame, box: FaceBox) -> FaceMesh | None:
        """By the landmarks of the last picture, else by the box."""
        if self._mesh is not None:
            mesh = self._landmarker.follow(frame.bgr, self._mesh)
            if mesh is not None and _box_of(mesh).iou(box) > _SAME:
                return mesh
        return self._landmarker.find(frame.bgr, box)


def _box_of(mesh: FaceMesh) -> FaceBox:
    least, most = mesh.points[:, :2].min(axis=0), mesh.points[:, :2].max(axis=0)
    return FaceBox(*least.tolist(), *(most - least).tolist())
