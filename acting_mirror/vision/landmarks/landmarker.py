"""MediaPipe's Face Landmarker: points and coefficients of one face, a crop at a time."""

import io
import logging
import math
import zipfile
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.face_mesh import LANDMARKS, LEFT_EYE, RIGHT_EYE, FaceMesh, Points, tilt
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.language import marked, tr
from acting_mirror.vision.landmarks.blaze_face import BlazeFace
from acting_mirror.vision.landmarks.bundle_part import BundlePart
from acting_mirror.vision.landmarks.canonical_face import canonical_face
from acting_mirror.vision.landmarks.names import COEFFICIENTS, POINTS
from acting_mirror.vision.model_bundle import LANDMARKER, sha256_of

_log = logging.getLogger(__name__)

SHA256: Final = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
_SIDE: Final = 256
"""Pixels of the crop that the network is shown."""
_AROUND: Final = 1.5
"""The crop's side over the larger side of the face, with which both networks learnt."""
_PRESENT: Final = 0.5
"""A face is there where this is more probable than not."""
_DAMAGED: Final = marked(
    "The face landmarker is missing or damaged, so movements aren't measured: install Acting Mirror again."
)

Matrix = npt.NDArray[np.float64]


class FaceLandmarker:
    """Finds the landmarks of a face whose place is about known. Use it from one thread.

    Attributes:
        canonical: See `canonical_face`.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Load a bundle, the program's own if left out; raises `UserError` when it or the runtime can't be had."""
        bundle = file or landmarker_file()
        try:
            if sha256_of(bundle) != SHA256:
                raise ValueError("its SHA-256 differs")
            with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as parts:
                self._detector = BlazeFace(parts.read("face_detector.tflite"))
                self._points = BundlePart(parts.read("face_landmarks_detector.tflite"))
                self._coefficients = BundlePart(parts.read("face_blendshapes.tflite"))
                self.canonical = canonical_face(parts.read("geometry_pipeline_metadata_landmarks.binarypb"))
        except (OSError, RuntimeError, ValueError) as error:
            _log.warning("loading %s: %s", bundle, error)
            raise UserError(tr(_DAMAGED)) from error

    def find_all(self, bgr: Image, quick: bool = False) -> list[FaceMesh]:
        """The faces of a picture that are a twentieth as wide or wider, also dark, tilted and turned ones.

        The bundle's own detector proposes them; where no landmarks are found, there is none.

        Args:
            bgr: The picture, uint8 (H, W, 3).
            quick: Whether to find only those that are a tenth as wide or wider, in a tenth of the time.
        """
        found = (self._new(bgr, each.box, each.tilt) for each in self._detector.find(bgr, quick))
        return [mesh for mesh in found if mesh is not None]

    def find(self, bgr: Image, box: FaceBox) -> FaceMesh | None:
        """A new face, in two passes, as a detector's box is rough.

        Args:
            bgr: The picture, uint8 (H, W, 3).
            box: Where a detector found it; where it has landmarks, the eyes among them say how the head is tilted.

        Returns:
            The face, or None when there is none.
        """
        return self._new(bgr, box, box.tilt)

    def follow(self, bgr: Image, before: FaceMesh) -> FaceMesh | None:
        """The face of the picture before, in one pass; None when it is not there any more."""
        return self._mesh(bgr, before.points)

    def _new(self, bgr: Image, box: FaceBox, angle: float) -> FaceMesh | None:
        x, y = box.centre
        rough, _ = self._pass(bgr, _crop(x, y, max(box.width, box.height), angle))  # a tilted head looks like none yet
        return self._mesh(bgr, rough)

    def _mesh(self, bgr: Image, about: Points) -> FaceMesh | None:
        points, presence = self._pass(bgr, _crop_of(about))
        return FaceMesh(points, self._read_coefficients(points), presence) if presence > _PRESENT else None

    def _pass(self, bgr: Image, crop: Matrix) -> tuple[Points, float]:
        """The points in the picture, seen in a crop, and how probably a face is in it."""
        seen = cv2.warpAffine(bgr, crop, (_SIDE, _SIDE), borderMode=cv2.BORDER_REPLICATE)
        rgb = cv2.cvtColor(seen, cv2.COLOR_BGR2RGB) * np.float32(1 / 255)
        outputs = self._points(rgb[None])
        points = outputs["Identity"].reshape(LANDMARKS, 3).astype(np.float64)
        back = cv2.invertAffineTransform(crop)
        flat = points[:, :2] @ back[:, :2].T + back[:, 2]
        placed = np.column_stack([flat, points[:, 2] * np.hypot(*back[:, 0])])
        return placed, (1 + math.tanh(outputs["Identity_1"].item() / 2)) / 2  # from a logit

    def _read_coefficients(self, points: Points) -> dict[str, float]:
        (values,) = self._coefficients(np.asarray(points[None, POINTS, :2], np.float32)).values()
        return dict(zip(COEFFICIENTS, values.tolist(), strict=True))


def open_landmarker() -> FaceLandmarker | None:
    """The program's own; None where it can't be had, of which the log says why."""
    try:
        return FaceLandmarker()
    except UserError:
        return None


def landmarker_file() -> Path:
    """The bundle that comes with the program."""
    return paths.models_dir() / LANDMARKER / "face_landmarker.task"


def _crop_of(points: Points) -> Matrix:
    """The crop around a face, turned so that its eyes are level."""
    flat = points[:, :2]
    least, most = flat.min(axis=0), flat.max(axis=0)
    x, y = (least + most) / 2
    return _crop(x, y, float((most - least).max()), tilt(flat[RIGHT_EYE], flat[LEFT_EYE]))


def _crop(x: float, y: float, side: float, angle: float) -> Matrix:
    """The matrix (2, 3) from the picture to a crop around (x, y), turned back by an angle in radians."""
    scale = _SIDE / (_AROUND * side)
    matrix = np.asarray(cv2.getRotationMatrix2D((x, y), np.degrees(angle), scale), np.float64)
    matrix[:, 2] += _SIDE / 2 - np.array([x, y])
    return matrix
