import cv2
import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox, Unreadable
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.preprocess import crop_face, to_grey
from acting_mirror.core.quality import judge

FACE = FaceBox(177, 66, 94, 94)


def crop(picture: Image) -> Image:
    return to_grey(crop_face(picture, FACE))


def looking(nose_x: float) -> FaceBox:
    points = np.array([[190, 100], [250, 100], [nose_x, 125], [200, 145], [240, 145]], np.float32)
    return FaceBox(177, 66, 94, 94, 0.9, points)


def test_a_good_face_can_be_read(astronaut: Image) -> None:
    assert judge(crop(astronaut), FACE) is None


def test_a_tiny_face_is_too_small(astronaut: Image) -> None:
    assert judge(crop(astronaut), FaceBox(0, 0, 20, 20)) is Unreadable.TOO_SMALL


@pytest.mark.parametrize(("light", "reason"), [(1.0, None), (0.4, None), (0.1, Unreadable.TOO_DARK)])
def test_a_face_in_the_dark_is_too_dark_and_one_in_dim_light_is_not(
    astronaut: Image, light: float, reason: Unreadable | None
) -> None:
    assert judge((crop(astronaut) * light).astype(np.uint8), FACE) is reason


@pytest.mark.parametrize(
    ("sigma", "reason"), [(1, None), (2, None), (3, Unreadable.TOO_BLURRED), (6, Unreadable.TOO_BLURRED)]
)
def test_a_face_out_of_focus_is_too_blurred(astronaut: Image, sigma: float, reason: Unreadable | None) -> None:
    blurred = np.asarray(cv2.GaussianBlur(astronaut, (0, 0), sigma), np.uint8)
    assert judge(crop(blurred), FACE) is reason


def test_a_small_face_in_focus_is_no_blurred_one(astronaut: Image) -> None:
    small = np.asarray(cv2.resize(crop(astronaut), (33, 33), interpolation=cv2.INTER_AREA), np.uint8)
    assert judge(small, FaceBox(0, 0, 33, 33)) is None


def test_dim_light_does_not_count_as_blur(astronaut: Image) -> None:
    assert judge((crop(astronaut) * 0.3).astype(np.uint8), FACE) is None


@pytest.mark.parametrize(("nose_x", "reason"), [(220, None), (232, None), (258, Unreadable.TURNED_AWAY)])
def test_a_head_in_profile_is_turned_away(astronaut: Image, nose_x: float, reason: Unreadable | None) -> None:
    assert judge(crop(astronaut), looking(nose_x)) is reason


@pytest.mark.parametrize(
    ("yaw", "pitch", "reason"),
    [
        *((0, 0, None), (44, 0, None), (-44, 0, None), (0, 30, None), (0, -25, None), (0, 40, Unreadable.TURNED_AWAY)),
        *((48, 0, Unreadable.TURNED_AWAY), (-48, 0, Unreadable.TURNED_AWAY), (0, -35, Unreadable.TURNED_AWAY)),
    ],
)
def test_the_angles_of_a_head_tell_more_than_its_landmarks(
    astronaut: Image, yaw: float, pitch: float, reason: Unreadable | None
) -> None:
    assert judge(crop(astronaut), looking(258), HeadPose(yaw, pitch, 40)) is reason


def test_a_head_at_the_limit_does_not_flicker(astronaut: Image) -> None:
    head = HeadPose(43, 0, 0)
    assert judge(crop(astronaut), FACE, head) is None
    assert judge(crop(astronaut), FACE, head, was_unreadable=True) is Unreadable.TURNED_AWAY


def test_a_face_at_the_limit_does_not_flicker(astronaut: Image) -> None:
    at_limit = FaceBox(0, 0, 34, 34)
    assert judge(crop(astronaut), at_limit) is None
    assert judge(crop(astronaut), at_limit, was_unreadable=True) is Unreadable.TOO_SMALL


def test_a_flat_picture_is_no_error() -> None:
    assert judge(np.full((50, 50), 120, np.uint8), FACE) is Unreadable.TOO_BLURRED
