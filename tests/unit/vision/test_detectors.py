from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.face_mesh import tilt
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.detectors.thorough import ThoroughDetector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from tests.refusals import refused

FACE = FaceBox(177, 66, 94, 94)
FIVE = [(686, 292, 101, 132), (315, 234, 95, 129), (531, 305, 94, 131), (439, 215, 77, 96), (212, 61, 91, 115)]
"""The faces of multi_face.jpg, measured by hand with YuNet's help."""


@pytest.fixture(scope="module")
def for_photos() -> FaceDetector:
    return ThoroughDetector(open_detector("haar", 480), FaceLandmarker())


@pytest.fixture(params=["haar", "yunet", "photos"])
def detector(request: pytest.FixtureRequest) -> FaceDetector:
    if request.param == "haar":
        return open_detector("haar", 240)
    if request.param == "photos":
        return ThoroughDetector(open_detector("haar", 240), FaceLandmarker())
    return open_detector("yunet", 240, str(request.getfixturevalue("yunet_file")))


def test_finds_the_one_face_in_pixels_of_the_full_picture(detector: FaceDetector, astronaut: Image) -> None:
    (found,) = detector.find(astronaut)
    assert found.iou(FACE) > 0.5


def test_finds_a_face_near_where_it_is_expected(detector: FaceDetector, astronaut: Image) -> None:
    (found,) = detector.find_near(astronaut, [FACE.moved(15, -10)])
    assert found.iou(FACE) > 0.5


def test_finds_nothing_where_there_is_nothing(detector: FaceDetector, astronaut: Image) -> None:
    assert detector.find(np.full((300, 400, 3), 128, np.uint8)) == []
    assert detector.find_near(astronaut, [FaceBox(20, 400, 90, 90), FaceBox(-500, 0, 90, 90)]) == []


def test_a_large_picture_is_searched_reduced_and_boxes_come_back_in_its_pixels(
    detector: FaceDetector, astronaut: Image
) -> None:
    large = np.asarray(cv2.resize(astronaut, None, fx=4, fy=4), np.uint8)
    (found,) = detector.find(large)
    assert found.iou(FaceBox(4 * 177, 4 * 66, 4 * 94, 4 * 94)) > 0.5


@pytest.mark.parametrize("size", [(1, 1), (20, 3), (24, 24), (33, 500)])
def test_tiny_and_odd_pictures_are_no_error(detector: FaceDetector, size: tuple[int, int]) -> None:
    picture = np.zeros((*size, 3), np.uint8)
    assert detector.find(picture) == []
    assert detector.find_near(picture, [FaceBox(0, 0, 10, 10)]) == []


def test_yunet_has_landmarks_in_their_places(yunet_file: Path, astronaut: Image) -> None:
    (found,) = open_detector("yunet", 240, str(yunet_file)).find(astronaut)
    assert found.landmarks is not None
    right_eye, left_eye, nose, right_mouth, left_mouth = found.landmarks
    assert right_eye[0] < nose[0] < left_eye[0]
    assert right_eye[1] < nose[1] < right_mouth[1]
    assert right_mouth[0] < left_mouth[0]


def test_five_people_in_a_photo(data_dir: Path, yunet_file: Path) -> None:
    photo = np.asarray(cv2.imread(str(data_dir / "media" / "multi_face.jpg")), np.uint8)
    truth = [FaceBox(*box) for box in FIVE]
    yunet = open_detector("yunet", 480, str(yunet_file)).find(photo)
    haar = open_detector("haar", 480).find(photo)
    assert len(yunet) == 5
    assert all(any(face.iou(found) > 0.5 for found in yunet) for face in truth)
    assert sum(any(face.iou(found) >= 0.4 for found in haar) for face in truth) >= 4
    assert sum(all(face.iou(found) < 0.4 for face in truth) for found in haar) <= 1


def test_five_people_in_a_photo_without_yunet(data_dir: Path, for_photos: FaceDetector) -> None:
    found = for_photos.find(np.asarray(cv2.imread(str(data_dir / "media" / "multi_face.jpg")), np.uint8))
    assert len(found) == len(FIVE)
    assert all(max(box.iou(FaceBox(*each)) for box in found) > 0.4 for each in FIVE)


@pytest.mark.parametrize("degrees", [-60, -40, 30, 50])
def test_a_tilted_face_is_found_in_a_photo(degrees: int, for_photos: FaceDetector, astronaut: Image) -> None:
    matrix = cv2.getRotationMatrix2D(FACE.centre, degrees, 1)
    tilted = np.asarray(cv2.warpAffine(astronaut, matrix, (512, 512), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    assert all(part.iou(FACE) < 0.5 for part in open_detector("haar", 480).find(tilted))
    (found,) = for_photos.find(tilted)
    assert found.iou(FACE) > 0.5
    assert found.landmarks is not None
    right, left = found.landmarks[:2].astype(float)
    assert np.degrees(tilt(right, left)) == pytest.approx(-degrees, abs=6)


def test_dark_and_turned_faces_are_found_in_a_photo(for_photos: FaceDetector, astronaut: Image) -> None:
    """The one too dark for the cascade; the other a photographer, from the side."""
    from skimage import data

    photographer = np.asarray(cv2.cvtColor(data.camera(), cv2.COLOR_GRAY2BGR), np.uint8)
    dark = (0.15 * astronaut).astype(np.uint8)
    for picture, place in ((dark, FACE), (photographer, FaceBox(202, 119, 74, 74))):
        assert open_detector("haar", 480).find(picture) == []
        (found,) = for_photos.find(picture)
        assert found.iou(place) > 0.5


@pytest.mark.parametrize(
    "name", ["chelsea", "coffee", "rocket", "gravel", "clock", "text", "hubble_deep_field", "cell"]
)
def test_what_is_no_face_is_none_in_a_photo(name: str, for_photos: FaceDetector) -> None:
    from skimage import data

    picture = np.asarray(getattr(data, name)())
    colours = cv2.COLOR_GRAY2BGR if picture.ndim == 2 else cv2.COLOR_RGB2BGR
    assert for_photos.find(np.asarray(cv2.cvtColor(picture, colours), np.uint8)) == []


def test_missing_weights_are_one_sentence_with_a_remedy(tmp_path: Path) -> None:
    with refused(r"not at .*\.onnx", Remedy.GET_YUNET):
        open_detector("yunet", 240)
    with refused(r"not at .*none\.onnx", Remedy.GET_YUNET):
        open_detector("yunet", 240, str(tmp_path / "none.onnx"))


def test_weights_that_are_none_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bad.onnx"
    path.write_text("not a network")
    with pytest.raises(UserError, match="can't be loaded"):
        open_detector("yunet", 240, str(path))
