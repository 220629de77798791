import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.preprocess import crop_face, to_grey, to_input

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


@pytest.mark.parametrize("picture", [np.zeros((4, 4)), np.zeros((4, 4, 2), np.uint8), np.zeros((0, 4), np.uint8)])
def test_what_is_no_picture_is_refused_with_its_shape(picture: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"not (float64|uint8) \("):
        to_grey(picture)
