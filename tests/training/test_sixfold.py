import numpy as np

from training.sixfold import blurred, clouded, lit, noisy, sixfold, speckled

GREY = np.full((40, 48, 48), 128, np.uint8)


def chance() -> np.random.Generator:
    return np.random.default_rng(0)


def test_the_originals_come_first_and_every_copy_differs() -> None:
    pictures = np.random.default_rng(1).integers(0, 256, (3, 48, 48)).astype(np.uint8)
    result = sixfold(pictures, 1)
    assert (result.shape, result.dtype) == ((18, 48, 48), np.uint8)
    np.testing.assert_array_equal(result[:3], pictures)
    assert len(np.unique(result.reshape(18, -1), axis=0)) == 18


def test_the_same_seed_gives_the_same_pictures() -> None:
    np.testing.assert_array_equal(sixfold(GREY[:2], 5), sixfold(GREY[:2], 5))
    assert (sixfold(GREY[:2], 5) != sixfold(GREY[:2], 6)).any()


def test_noise_has_the_reports_deviation() -> None:
    assert abs(noisy(GREY, chance()).std() - 0.07 * 255) < 0.2


def test_each_picture_is_multiplied_as_a_whole() -> None:
    light = lit(GREY, chance())
    assert (light == light[:, :1, :1]).all()
    assert 32 <= light.min() < 60
    assert 165 < light.max() <= 192


def test_three_in_a_hundred_pixels_are_salt_or_pepper() -> None:
    result = speckled(GREY, chance())
    assert set(np.unique(result)) == {0, 128, 255}
    assert abs((result == 0).mean() - 0.015) < 0.002
    assert abs((result == 255).mean() - 0.015) < 0.002


def test_blur_spreads_a_point_and_keeps_its_light() -> None:
    point = np.zeros((1, 9, 9), np.uint8)
    point[0, 4, 4] = 200
    result = blurred(point, chance())[0]
    assert 100 < result[4, 4] < 200
    assert abs(int(result.sum()) - 200) < 10


def test_clouds_are_smooth_and_lighten() -> None:
    result = clouded(GREY, chance())
    assert (result >= 127).all()
    assert result.max() > 160
    assert np.abs(np.diff(result.astype(int), axis=2)).max() < 40
