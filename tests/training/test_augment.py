import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.augment import augment, mixed  # noqa: E402 - needs torch, which may be missing
from training.camera_faults import compressed, with_faults  # noqa: E402
from training.recipe import Augmentation, CameraFaults  # noqa: E402

LIVELY = Augmentation(0.5, 15.0, 0.1, 0.1, 0.2, 0.3, 0.5)


def pictures(count: int = 64) -> "torch.Tensor":
    return torch.from_numpy(np.random.default_rng(0).uniform(0, 255, (count, 48, 48, 1)).astype(np.float32))


def varied(batch: "torch.Tensor", strengths: Augmentation, seed: int = 1) -> "torch.Tensor":
    return augment(batch, strengths, CameraFaults(), torch.Generator().manual_seed(seed))[..., :1]


def faulty(batch: "torch.Tensor", **chances: float) -> "torch.Tensor":
    planes = batch.permute(0, 3, 1, 2)
    return with_faults(planes, CameraFaults(**chances), torch.Generator().manual_seed(1))[:, 0]


def test_without_strength_nothing_changes() -> None:
    batch = pictures()
    assert torch.allclose(varied(batch, Augmentation()), batch, atol=0.01)


def test_the_same_seed_gives_the_same_pictures_and_each_picture_its_own_change() -> None:
    batch = pictures(1).repeat(16, 1, 1, 1)
    first = varied(batch, LIVELY)
    assert torch.equal(first, varied(batch, LIVELY))
    assert not torch.equal(first, varied(batch, LIVELY, seed=2))
    assert len({tuple(picture.flatten().tolist()) for picture in first}) == 16


def test_values_stay_in_their_range() -> None:
    result = varied(pictures(), LIVELY)
    assert result.shape == (64, 48, 48, 1)
    assert 0 <= result.min() < result.max() <= 255


def test_a_teacher_sees_the_picture_moved_alike_but_neither_spoilt_nor_erased() -> None:
    moved = Augmentation(flip=0.5, rotation=15.0, erase=1.0)
    all_noisy = augment(pictures(), moved, CameraFaults(noise=1.0), torch.Generator().manual_seed(1))
    assert torch.equal(all_noisy[..., 1:], varied(pictures(), Augmentation(flip=0.5, rotation=15.0)))
    assert (all_noisy[..., 0] - all_noisy[..., 1]).abs().mean() > 4


def test_a_flip_mirrors_left_and_right() -> None:
    batch = pictures()
    assert torch.allclose(varied(batch, Augmentation(flip=1.0)), batch.flip(2), atol=0.01)
    half = varied(batch, Augmentation(flip=0.5))
    same = (half - batch).abs().amax(dim=(1, 2, 3)) < 0.01
    assert 16 < int(same.sum()) < 48


def test_a_shift_moves_by_at_most_its_share() -> None:
    batch = torch.zeros(256, 48, 48, 1)
    batch[:, 20:28, 20:28] = 255
    result = varied(batch, Augmentation(shift=0.1))[..., 0]
    places = torch.arange(48.0)
    for axis in (1, 2):
        moved = (result.sum(dim=3 - axis) * places).sum(dim=1) / result.sum(dim=(1, 2)) - 23.5
        assert 4 < moved.abs().max() <= 4.81


def test_a_rotation_keeps_the_middle_and_its_limit() -> None:
    batch = torch.zeros(256, 48, 48, 1)
    batch[:, 22:26, 36:44] = 255
    result = varied(batch, Augmentation(rotation=15.0))[..., 0]
    y, x = torch.meshgrid(torch.arange(48.0) - 23.5, torch.arange(48.0) - 23.5, indexing="ij")
    total = result.sum(dim=(1, 2))
    angles = torch.rad2deg(torch.atan2((result * y).sum(dim=(1, 2)) / total, (result * x).sum(dim=(1, 2)) / total))
    assert 13 < angles.abs().max() < 15.5
    assert angles.min() < -10 < 10 < angles.max()


def test_scale_grows_and_shrinks() -> None:
    batch = torch.zeros(256, 48, 48, 1)
    batch[:, 12:36, 12:36] = 255
    sides = (varied(batch, Augmentation(scale=0.2)) / 255).sum(dim=(1, 2, 3)).sqrt() / 24
    assert 0.78 < sides.min() < 0.85
    assert 1.15 < sides.max() < 1.22


def test_brightness_and_contrast() -> None:
    batch = torch.full((256, 48, 48, 1), 100.0)
    batch[:, 24:] = 120.0
    bright = varied(batch, Augmentation(brightness=0.2)).mean(dim=(1, 2, 3)) - 110
    assert 45 < bright.max() <= 51.1
    assert -51.1 <= bright.min() < -45
    hard = varied(batch, Augmentation(contrast=0.3)).std(dim=(1, 2, 3)) / batch.std(dim=(1, 2, 3))
    assert 0.69 < hard.min() < 0.75
    assert 1.25 < hard.max() < 1.31


def test_one_square_of_the_wanted_size_is_erased() -> None:
    batch = torch.full((256, 48, 48, 1), -1.0)
    strengths = Augmentation(erase=0.5, erase_smallest=6, erase_largest=10)
    lit = Augmentation(erase=0.0)
    assert torch.equal(varied(batch, lit), torch.zeros_like(batch))
    gone = (varied(batch.abs() * 0, strengths) > 0)[..., 0]
    heights, widths = gone.any(dim=2).sum(dim=1), gone.any(dim=1).sum(dim=1)
    assert torch.equal(heights, widths)
    assert torch.equal(gone.sum(dim=(1, 2)), heights * widths)
    assert set(heights.tolist()) == {0, 6, 7, 8, 9, 10}
    assert 96 < int((heights > 0).sum()) < 160


def test_shear_moves_the_upper_and_the_lower_edge_to_opposite_sides() -> None:
    batch = torch.zeros(16, 48, 48, 1)
    batch[:, :, 23:25] = 255
    moved = varied(batch, Augmentation(shear=0.3)).squeeze(3)
    columns = torch.arange(48.0)
    upper, middle, lower = ((moved[:, row] * columns).sum(1) / moved[:, row].sum(1) for row in (2, 24, 45))
    assert torch.allclose(middle, torch.tensor(23.5), atol=0.3)
    assert torch.allclose(upper - 23.5, 23.5 - lower, atol=0.3)
    assert 3 < (upper - 23.5).abs().max() < 0.3 * 24


def test_mixup_mixes_pictures_and_what_they_show_by_the_same_share() -> None:
    batch = torch.arange(4.0).view(4, 1, 1, 1).expand(4, 48, 48, 1)
    wanted = {"fer2013": torch.eye(4)}
    pictures, shares = mixed(batch, wanted, 0.4, torch.Generator().manual_seed(3), np.random.default_rng(3))
    torch.testing.assert_close(pictures[:, 0, 0, 0], shares["fer2013"] @ torch.arange(4.0))
    torch.testing.assert_close(shares["fer2013"].sum(dim=1), torch.ones(4))
    assert (shares["fer2013"] > 0).sum() > 4
    again, _ = mixed(batch, wanted, 0.4, torch.Generator().manual_seed(3), np.random.default_rng(3))
    assert torch.equal(again, pictures)


def test_without_mixup_nothing_is_drawn() -> None:
    chance = torch.Generator().manual_seed(1)
    before = chance.get_state()
    assert mixed(pictures(2), {}, 0.0, chance, np.random.default_rng(1))[1] == {}
    assert torch.equal(before, chance.get_state())


def face_like(count: int = 32) -> "torch.Tensor":
    """Soft shapes with one sharp edge, as a face has them."""
    across = torch.linspace(0, 6.28, 48)
    soft = 128 + 40 * across.sin().view(48, 1) + 40 * (1.3 * across).cos().view(1, 48)
    soft[20:24, 10:38] = 30
    return soft.view(1, 48, 48, 1).repeat(count, 1, 1, 1)


def test_each_fault_of_a_camera_hits_its_share_and_leaves_the_others_alone() -> None:
    batch = face_like(400)
    for name in CameraFaults.__dataclass_fields__:
        changed = (faulty(batch, **{name: 0.25}) - batch[:, :, :, 0]).abs().amax(dim=(1, 2)) > 1e-3
        assert 0.15 < changed.float().mean() < 0.35, name
        assert torch.equal(faulty(batch, **{name: 0.0}), batch[:, :, :, 0])


def test_darkness_and_side_light_darken_and_only_side_light_by_place() -> None:
    flat = torch.full((64, 48, 48, 1), 200.0)
    dark, lit = faulty(flat, dark=1.0), faulty(flat, side_light=1.0)
    assert dark.amax() < 145 and torch.allclose(dark.amin(dim=(1, 2)), dark.amax(dim=(1, 2)))
    assert (lit.amax(dim=(1, 2)) - lit.amin(dim=(1, 2)) > 40).all()
    assert lit.amax() <= 200


def test_blur_and_enlarging_take_away_edges_and_keep_the_light() -> None:
    batch = face_like()
    edges = (batch[:, 1:, :, 0] - batch[:, :-1, :, 0]).abs().amax(dim=(1, 2))
    for fault in ("blur", "coarse"):
        changed = faulty(batch, **{fault: 1.0})
        softer = (changed[:, 1:] - changed[:, :-1]).abs().amax(dim=(1, 2))
        assert (softer < edges).all(), fault
        assert torch.allclose(changed.mean(dim=(1, 2)), batch.mean(dim=(1, 2, 3)), atol=3.0), fault


def test_an_even_picture_stays_even_when_it_is_enlarged_or_compressed() -> None:
    flat = torch.full((16, 48, 48, 1), 128.0)
    for fault in ("coarse", "compressed", "blur"):
        assert torch.allclose(faulty(flat, **{fault: 1.0}), flat[:, :, :, 0], atol=0.01), fault


def test_compression_is_what_a_jpeg_of_that_quality_does() -> None:
    """libjpeg's quality 50 rounds in the steps of the table as it is."""
    batch = face_like(1) + torch.randn(1, 48, 48, 1, generator=torch.Generator().manual_seed(2)) * 8
    grey = batch[0, :, :, 0].clamp(0, 255).round().to(torch.uint8).numpy()
    coded = cv2.imencode(".jpg", grey, (cv2.IMWRITE_JPEG_QUALITY, 50))[1]
    wanted = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE).astype(np.float32)
    planes = torch.from_numpy(grey).float().view(1, 1, 48, 48)
    given = compressed(planes, torch.ones(1, 1, 1, 1))[0, 0].clamp(0, 255).numpy()
    assert np.abs(given - wanted).mean() < 0.6
