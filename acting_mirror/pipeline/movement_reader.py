"""What one face does, from picture to picture."""

from collections.abc import Collection
from dataclasses import replace

from acting_mirror.core.frame import Frame
from acting_mirror.core.movements import Movements, OwnRange, Rest, measured
from acting_mirror.core.tracking import Track
from acting_mirror.pipeline.face_follower import FaceFollower
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.landmarks.lips import lip_contrast


class MovementReader:
    """Measures the face that is followed, from its rest. Use it from one thread.

    Attributes:
        landmarker: What finds them.
        follower: Where the landmarks are.
    """

    def __init__(self, landmarker: FaceLandmarker) -> None:
        """Measure with a landmarker."""
        self.landmarker = landmarker
        self.follower = FaceFollower(landmarker)
        self.restart()

    def restart(self) -> None:
        """Forget everybody: the next picture has nothing to do with the last one."""
        self.follower.restart()
        self._track_id: int | None = None
        self._rests: dict[int, Rest] = {}

    def read(self, frame: Frame, track: Track, alive: Collection[int], own: OwnRange | None = None) -> Movements | None:
        """What a face does in a frame.

        Args:
            frame: Later than the last one.
            track: The face.
            alive: The tracks of all faces that are followed.
            own: Its own rest and range; None: its rest is found, its range that of others.

        Returns:
            Its movements; None where its landmarks aren't found.
        """
        if track.track_id != self._track_id:
            self._track_id = track.track_id
            self._remember(track.track_id, alive)
        mesh = self.follower.find(frame, track)
        if mesh is None:
            return None
        rest = self._rests[track.track_id]
        face = measured(mesh, self.landmarker.canonical)
        rest.update(frame.t_s, face.measures)
        movements = face.from_rest(own or OwnRange.from_rest(rest.measures))
        return replace(movements, points=mesh.points, lip_contrast=lip_contrast(frame.bgr, mesh.points))

    def _remember(self, track_id: int, alive: Collection[int]) -> None:
        """Who comes when another face is gone is taken for that one, who turned away, and keeps its rest."""
        gone = [rest for number, rest in self._rests.items() if number not in alive]
        stayed = {number: rest for number, rest in self._rests.items() if number in alive}
        self._rests = {track_id: gone[-1] if gone else Rest(), **stayed}
