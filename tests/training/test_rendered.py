import numpy as np
import pytest

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training.landmarks import find_small
from training.rendered import Renderer


@pytest.fixture(scope="module")
def landmarker() -> FaceLandmarker:
    return FaceLandmarker()


@pytest.fixture(scope="module")
def mesh(landmarker: FaceLandmarker, small_face: Image) -> FaceMesh:
    found = find_small(landmarker, small_face)
    assert found is not None
    return found


def _pose(mesh: FaceMesh, landmarker: FaceLandmarker) -> HeadPose:
    return HeadPose.of(head_rotation(mesh.points, landmarker.canonical))


def test_landmarks_are_in_pixels_of_the_small_picture(mesh: FaceMesh) -> None:
    right_eye, left_eye, nose, chin = mesh.points[[33, 263, 1, 152], :2]
    assert right_eye == pytest.approx((11.8, 17.9), abs=1.5)
    assert left_eye == pytest.approx((38.4, 19.2), abs=1.5)
    assert right_eye[0] < nose[0] < left_eye[0]
    assert nose[1] < chin[1] < 52


def test_a_face_that_does_not_turn_stays(landmarker: FaceLandmarker, small_face: Image, mesh: FaceMesh) -> None:
    view = Renderer.of(landmarker.canonical).turned(small_face, mesh.points, 0)
    assert view.shape == small_face.shape
    assert np.abs(view.astype(float) - small_face).mean() < 3


@pytest.mark.parametrize(("yaw", "pitch"), [(20, 0), (-20, 0), (30, 10), (0, -15)])
def test_a_view_is_turned_by_so_much(
    landmarker: FaceLandmarker, small_face: Image, mesh: FaceMesh, yaw: int, pitch: int
) -> None:
    found = find_small(landmarker, Renderer.of(landmarker.canonical).turned(small_face, mesh.points, yaw, pitch))
    assert found is not None
    before, after = _pose(mesh, landmarker), _pose(found, landmarker)
    assert after.yaw_deg - before.yaw_deg == pytest.approx(yaw, abs=6)
    assert after.pitch_deg - before.pitch_deg == pytest.approx(pitch, abs=6)


def test_no_hole_is_left_where_the_head_was(landmarker: FaceLandmarker, small_face: Image, mesh: FaceMesh) -> None:
    bright = np.maximum(small_face, 40)
    view = Renderer.of(landmarker.canonical).turned(bright, mesh.points, 35)
    assert view.min() >= 30


def test_a_mouth_opens_and_the_brows_stay(landmarker: FaceLandmarker, small_face: Image, mesh: FaceMesh) -> None:
    found = find_small(landmarker, Renderer.of(landmarker.canonical).opened(small_face, mesh.points, 0.15))
    assert found is not None
    assert found.coefficients["jawOpen"] > mesh.coefficients["jawOpen"] + 0.1
    lips = [np.linalg.norm(each.points[14, :2] - each.points[13, :2]) for each in (mesh, found)]
    eyes = np.linalg.norm(mesh.points[263, :2] - mesh.points[33, :2])
    assert (lips[1] - lips[0]) / eyes == pytest.approx(0.13, abs=0.05)
    assert found.points[[55, 285, 33, 263], 1] == pytest.approx(mesh.points[[55, 285, 33, 263], 1], abs=1)
