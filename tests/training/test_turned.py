import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training.data import Faces
from training.ferplus import Votes
from training.landmarks import find_small
from training.turned import with_views


def test_each_face_that_is_found_gets_a_view_with_its_labels(small_face: Image) -> None:
    pictures = np.stack([small_face, np.full_like(small_face, 99), small_face[:, ::-1]])  # the middle one shows nobody
    votes = Votes(np.eye(8, dtype=np.float32)[[1, 0, 2]], np.array([True, False, True]))
    faces = with_views(Faces(pictures, np.array([3, 6, 5], np.uint8), votes))
    assert faces.labels.tolist() == [3, 6, 5, 3, 5]
    assert faces.votes.majority[[3, 4]].tolist() == [1, 2]
    assert faces.votes.judged.tolist() == [True, False, True, True, True]
    np.testing.assert_array_equal(faces.pictures[:3], pictures)
    landmarker = FaceLandmarker()
    for view in faces.pictures[3:]:
        mesh = find_small(landmarker, view)
        assert mesh is not None
        assert abs(HeadPose.of(head_rotation(mesh.points, landmarker.canonical)).yaw_deg) > 5


def test_the_views_are_the_same_each_time(small_face: Image) -> None:
    faces = Faces(small_face[None], np.zeros(1, np.uint8), Votes(np.zeros((1, 8), np.float32), np.ones(1, np.bool_)))
    once, again = (with_views(faces).pictures for _ in range(2))
    np.testing.assert_array_equal(once, again)
