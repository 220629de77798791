import cv2
import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import Light, crop_face, level_face, preprocess, to_grey, to_input

RAMP = np.tile(np.arange(100, dtype=np.uint8), (80, 1))


def test_crop_is_the_square_around_the_box_with_its_margin() -> None:
    assert crop_face(RAMP, FaceBox(20, 30, 20, 10)).shape == (20, 20)
    crop = crop_face(RAMP, FaceBox(20, 30, 20, 20), margin=0.2)
    assert crop.shape == (24, 24)
    assert (crop[0, 0], crop[0, -1]) == (18, 41)


def test_crop_beyond_the_edge_repeats_it_and_keeps_the_proportions() -> None:
    crop = crop_face(RAMP, FaceBox(-10, -10, 40, 40))
    assert crop.shape == (40, 40)
    assert (crop[0, :11] == 0).all()
    assert crop[0, -1] == 29


@pytest.mark.parametrize(("degrees", "turned"), [(40, True), (-60, True), (10, False)])
def test_a_face_that_is_tilted_far_is_cropped_level_where_its_eyes_are_known(
    degrees: float, turned: bool, astronaut: Image
) -> None:
    eyes = np.array([[202, 102], [247, 103], [224, 130], [208, 152], [240, 152]], np.float32)
    face = FaceBox(177, 66, 95, 95, landmarks=eyes)
    matrix = cv2.getRotationMatrix2D(face.centre, degrees, 1)
    picture = np.asarray(cv2.warpAffine(astronaut, matrix, (512, 512)), np.uint8)
    tilted = FaceBox(177, 66, 95, 95, landmarks=(eyes @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32))
    seen = to_input(crop_face(picture, tilted)) - to_input(crop_face(astronaut, face))
    assert bool(np.abs(seen).mean() < 8) is turned
    unknown = to_input(crop_face(picture, FaceBox(177, 66, 95, 95)))
    assert np.abs(unknown - to_input(crop_face(astronaut, face))).mean() > 12


def test_input_is_grey_at_the_cards_size_and_range() -> None:
    picture = np.full((30, 70, 3), 255, np.uint8)
    result = to_input(picture, (48, 40), (-1.0, 1.0))
    assert result.shape == (40, 48, 1)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, 1.0)


@pytest.mark.parametrize("size", [(10, 10), (48, 48), (300, 200)])
def test_input_keeps_grey_values_whatever_the_size(size: tuple[int, int]) -> None:
    result = to_input(np.full(size, 77, np.uint8))
    np.testing.assert_allclose(result, 77)


LIGHT = Light(brightness=(90, 165), contrast=(40, 80))


@pytest.mark.parametrize(
    ("darkest", "brightest", "mean", "deviation"),
    [(10, 30, 90, 40), (220, 240, 165, 40), (0, 200, 100, 80), (60, 180, 120, 60)],
)
def test_a_face_comes_into_the_light_that_the_network_knows(
    darkest: int, brightest: int, mean: float, deviation: float
) -> None:
    halves = np.full((48, 48), darkest, np.uint8)
    halves[:, 24:] = brightest
    shown = to_input(halves, light=LIGHT)
    assert (shown.mean(), shown.std()) == (pytest.approx(mean, abs=0.01), pytest.approx(deviation, abs=0.01))


def test_a_face_without_contrast_gets_none() -> None:
    np.testing.assert_allclose(to_input(np.full((48, 48), 7, np.uint8), light=LIGHT), 90)


def test_the_range_that_the_network_wants_comes_after_the_light() -> None:
    black = np.zeros((48, 48), np.uint8)
    np.testing.assert_allclose(to_input(black, value_range=(-1.0, 1.0), light=LIGHT), 90 / 127.5 - 1, rtol=1e-5)


@pytest.mark.parametrize("picture", [np.zeros((4, 4)), np.zeros((4, 4, 2), np.uint8), np.zeros((0, 4), np.uint8)])
def test_what_is_no_picture_is_refused_with_its_shape(picture: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"not (float64|uint8) \("):
        to_grey(picture)


def two_eyes(right: tuple[int, int], left: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """A grey picture with a dark and a light eye, and where they are."""
    face = np.full((100, 100), 128, np.uint8)
    for (x, y), grey in ((right, 0), (left, 255)):
        face[y - 2 : y + 3, x - 2 : x + 3] = grey
    return face, np.array([right, left], np.float32)


def places(face: np.ndarray) -> list[tuple[float, float]]:
    """The middles of the dark and of the light eye."""
    found = (np.nonzero(face < 64), np.nonzero(face > 192))
    return [(float(columns.mean()), float(rows.mean())) for rows, columns in found]


def test_without_steps_or_without_eyes_a_face_stays_as_it_is() -> None:
    face, eyes = two_eyes((40, 40), (60, 40))
    assert preprocess(face, "", eyes) is face
    assert preprocess(face, "level_eyes+around_eyes") is face


def test_clahe_spreads_what_lies_close_together() -> None:
    face = np.random.default_rng(0).integers(100, 120, (48, 48)).astype(np.uint8)
    assert np.ptp(preprocess(face, "clahe").astype(int)) > 2 * np.ptp(face.astype(int))


@pytest.mark.parametrize("left_y", [30, 50])
def test_eyes_become_level_about_their_middle(left_y: int) -> None:
    face, eyes = two_eyes((35, 40), (65, left_y))
    dark, light = places(preprocess(face, "level_eyes", eyes))
    assert dark[1] == pytest.approx(light[1], abs=0.7)
    assert ((dark[0] + light[0]) / 2, (dark[1] + light[1]) / 2) == pytest.approx((50, (40 + left_y) / 2), abs=0.7)
    assert light[0] - dark[0] == pytest.approx(np.hypot(30, left_y - 40), abs=1)


@pytest.mark.parametrize(("right", "left"), [((40, 40), (60, 40)), ((30, 35), (50, 45))])
def test_around_the_eyes_they_are_where_the_thesis_says(right: tuple[int, int], left: tuple[int, int]) -> None:
    face, eyes = two_eyes(right, left)
    result = preprocess(face, "level_eyes+around_eyes", eyes)
    assert result.shape == face.shape
    # 1.7 distances to either side, 1.3 above and 3.2 below.
    dark, light = places(result)
    assert dark == pytest.approx((100 * 1.2 / 3.4 - 0.5, 100 * 1.3 / 4.5 - 0.5), abs=1)
    assert light == pytest.approx((100 * 2.2 / 3.4 - 0.5, 100 * 1.3 / 4.5 - 0.5), abs=1)


def test_unknown_steps_and_eyes_in_one_place_are_refused() -> None:
    face, eyes = two_eyes((40, 40), (60, 40))
    with pytest.raises(ValueError, match="not sharpen"):
        preprocess(face, "sharpen", eyes)
    with pytest.raises(ValueError, match=r"0\.0 pixels apart"):
        preprocess(face, "level_eyes", eyes[[0, 0]])


@pytest.mark.parametrize("degrees", [0, 25, -40])
def test_a_level_face_is_the_same_however_it_was_tilted_and_how_large(degrees: int) -> None:
    points = np.random.default_rng(1).uniform((100, 80, 0), (180, 170, 9), (478, 3))
    points[[33, 263], :2] = (115, 110), (165, 110)
    picture = cv2.GaussianBlur(np.random.default_rng(2).integers(0, 255, (260, 280), np.uint8), None, 4)
    matrix = cv2.getRotationMatrix2D((140, 130), degrees, 1.4)
    matrix[:, 2] += 60
    tilted = cv2.warpAffine(picture, matrix, (400, 400))
    moved = np.column_stack([points[:, :2] @ matrix[:, :2].T + matrix[:, 2], points[:, 2]])
    straight, level = (to_input(level_face(*each)) for each in ((picture, points), (tilted, moved)))
    assert np.abs(straight - level).mean() < 1.5


def test_a_level_face_is_framed_by_its_landmarks_and_never_larger_than_needed() -> None:
    points = np.tile([(150.0, 200.0, 0.0)], (478, 1))
    points[[33, 263, 10, 152], :2] = (110, 180), (190, 180), (150, 150), (150, 250)
    picture = np.zeros((400, 300), np.uint8)
    picture[180, 110] = 255
    level = level_face(picture, points)
    assert level.shape == (105, 105)
    assert np.unravel_index(level.argmax(), level.shape) == (38, 12)
    points[:, :2] *= 10
    assert level_face(picture, points).shape == (192, 192)
