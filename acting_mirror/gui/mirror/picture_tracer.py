"""Finds the landmarks of a clip's picture that stands still: what is read of clips keeps none."""

from dataclasses import replace

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.frame import Frame
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker


class PictureTracer:
    """Looks at one picture at a time, in a worker thread."""

    def __init__(self, jobs: Jobs) -> None:
        """Load nothing yet."""
        self._lane = jobs.lane()
        self._landmarker: FaceLandmarker | None = None
        self._frame: Frame | None = None
        self._mesh: FaceMesh | None = None

    def traced(self, frame: Frame, reading: FrameAnalysis) -> FrameAnalysis:
        """What was read in a picture, with the landmarks of the nearest face as soon as they are found."""
        face = reading.person_0
        if face is None or face.movements is None or face.movements.points is not None:
            return reading
        if frame is not self._frame and not self._lane.busy:
            self._frame, self._mesh = frame, None
            self._lane.run(lambda _: self._find(frame, reading), self._keep)
        if frame is not self._frame or self._mesh is None:
            return reading
        movements = replace(face.movements, points=self._mesh.points)
        return replace(reading, faces=(replace(face, movements=movements), *reading.faces[1:]))

    def close(self) -> None:
        """Look no more."""
        self._lane.close()

    def _find(self, frame: Frame, reading: FrameAnalysis) -> FaceMesh | None:
        if self._landmarker is None:
            self._landmarker = FaceLandmarker()
        return self._landmarker.find(frame.bgr, reading.faces[0].box)

    def _keep(self, mesh: FaceMesh | None) -> None:
        self._mesh = mesh
