import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.rehearsal.moves import HIDDEN
from acting_mirror.vision.landmarks.landmarker import SHA256, FaceLandmarker, landmarker_file
from acting_mirror.vision.landmarks.lips import lip_contrast
from tests.faces import turned

FACE = FaceBox(177, 66, 95, 95)
"""Where Haar finds the astronaut's."""


@pytest.fixture(scope="module")
def landmarker() -> FaceLandmarker:
    return FaceLandmarker()


@pytest.fixture(scope="module")
def mesh(landmarker: FaceLandmarker, astronaut: Image) -> FaceMesh:
    found = landmarker.find(astronaut, FACE)
    assert found is not None
    return found


def test_the_points_lie_on_the_face(mesh: FaceMesh) -> None:
    right_eye, left_eye, nose, lips, chin = mesh.points[[33, 263, 1, 13, 152], :2]
    assert right_eye == pytest.approx((195, 101), abs=3)
    assert left_eye == pytest.approx((256, 104), abs=3)
    assert nose == pytest.approx((223, 131), abs=3)
    assert nose[1] < lips[1] < chin[1] < 180


def test_she_smiles_and_her_jaw_is_closed(mesh: FaceMesh) -> None:
    assert len(mesh.coefficients) == 52
    assert mesh.coefficients["mouthSmileLeft"] > 0.8
    assert mesh.coefficients["jawOpen"] < 0.1


@pytest.mark.parametrize("bgr", [None, (40, 40, 40), (150, 170, 210)])
def test_lips_behind_something_dark_or_skin_have_no_contrast(
    landmarker: FaceLandmarker, astronaut: Image, bgr: tuple[int, int, int] | None
) -> None:
    picture = astronaut.copy()
    if bgr is not None:
        picture[125:182, 188:258] = np.random.default_rng(0).normal(bgr, 6, (57, 70, 3))
    found = landmarker.find(picture, FACE)
    assert found is not None
    assert (lip_contrast(picture, found.points) < HIDDEN) is (bgr is not None)


def test_the_next_picture_needs_one_pass(landmarker: FaceLandmarker, astronaut: Image, mesh: FaceMesh) -> None:
    moved = np.roll(astronaut, 6, axis=1)
    followed = landmarker.follow(moved, mesh)
    assert followed is not None
    assert np.abs(followed.points[:, :2] - (6, 0) - mesh.points[:, :2]).max() < 3


def test_a_tilted_head_is_followed(landmarker: FaceLandmarker, astronaut: Image, mesh: FaceMesh) -> None:
    now = mesh
    for degrees in range(0, 91, 15):
        matrix = cv2.getRotationMatrix2D((224, 115), degrees, 1)
        found = landmarker.follow(cv2.warpAffine(astronaut, matrix, (512, 512)), now)
        assert found is not None
        now = found
    expected = mesh.points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    assert np.abs(now.points[:, :2] - expected).max() < 4


def test_where_no_face_is_none_is_found(landmarker: FaceLandmarker, astronaut: Image, mesh: FaceMesh) -> None:
    assert landmarker.find(astronaut, FaceBox(300, 300, 95, 95)) is None
    assert landmarker.follow(np.zeros_like(astronaut), mesh) is None


@pytest.mark.parametrize("size", [(24, 24), (1080, 1920)])
def test_pictures_of_any_size_are_taken(landmarker: FaceLandmarker, size: tuple[int, int]) -> None:
    assert landmarker.find(np.full((*size, 3), 90, np.uint8), FaceBox(-20, -20, 80, 90)) is None


ANGLES = [
    *((0, 0, 0), (20, 0, 0), (40, 0, 0), (-20, 0, 0), (-40, 0, 0), (0, 20, 0), (0, 40, 0), (0, -20, 0), (0, -40, 0)),
    *((0, 0, 40), (0, 0, -40), (30, 0, -15), (25, 15, -10), (30, 25, 0)),
]


@pytest.mark.parametrize("angles", ANGLES)
def test_the_angles_of_a_turned_head_are_true(
    landmarker: FaceLandmarker, astronaut: Image, mesh: FaceMesh, angles: tuple[float, float, float]
) -> None:
    picture = turned(astronaut, mesh.points, landmarker.canonical, angles)
    found = landmarker.find(picture, FaceBox(106, 106, 300, 300))
    assert found is not None
    pose = HeadPose.of(head_rotation(found.points, landmarker.canonical))
    assert (pose.yaw_deg, pose.pitch_deg, pose.roll_deg) == pytest.approx(angles, abs=4)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a bundle"])
def test_a_damaged_bundle_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "face_landmarker.task"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=r"missing or damaged.*: install Acting Mirror again"):
        FaceLandmarker(file)


def test_a_bundle_with_one_byte_changed_is_refused(tmp_path: Path) -> None:
    file = Path(shutil.copy(landmarker_file(), tmp_path))
    content = bytearray(file.read_bytes())
    content[1_000_000] ^= 1
    file.write_bytes(content)
    with pytest.raises(UserError, match="missing or damaged"):
        FaceLandmarker(file)


def test_the_card_names_the_bundle_that_is_used() -> None:
    card = json.loads((paths.models_dir() / "face_landmarker" / "card.json").read_text(encoding="utf-8"))
    assert card["sha256"] == {landmarker_file().name: SHA256}
