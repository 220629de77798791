"""The detector for pictures that may take their time, as photos may."""

from collections.abc import Sequence

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.vision.detectors import FaceDetector
from acting_mirror.vision.landmarks.face_box import seen_box
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker


class ThoroughDetector:
    """The face landmarker's detector, which finds dark, tilted and turned faces too, and another one for small faces.

    Attributes:
        name: That of the other detector, as which it draws boxes.
    """

    def __init__(self, detector: FaceDetector, landmarker: FaceLandmarker) -> None:
        """Join the two."""
        self.name = detector.name
        self._detector, self._landmarker = detector, landmarker

    def find(self, bgr: Image) -> list[FaceBox]:
        """All faces of a picture; see `FaceDetector`."""
        found = [seen_box(self.name, mesh, self._landmarker.canonical) for mesh in self._landmarker.find_all(bgr)]
        others = self._detector.find(bgr)
        return found + [other for other in others if not any(_one_face(box, other) for box in found)]

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        """The best face near each expected place; see `FaceDetector`."""
        return self._detector.find_near(bgr, expected)


def _one_face(box: FaceBox, other: FaceBox) -> bool:
    """Whether the middle of one is in the other: of a tilted face, some detectors find a part."""
    return box.holds(other.centre) or other.holds(box.centre)
