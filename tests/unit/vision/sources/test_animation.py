"""Moving pictures in the formats of photos are clips."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.photo_file import read_photo
from tests.media import moving, steady

SIZE = (63, 47)
SHOWN_MS = [40, 80, 40, 200, 60]


def animation(path: Path, shown_ms: list[int] = SHOWN_MS) -> Path:
    at = moving(SIZE)
    first, *others = (Image.fromarray(at(t_s)[:, :, ::-1]) for t_s in steady(len(shown_ms) / 25))
    lossless = {"lossless": True} if path.suffix == ".webp" else {}
    first.save(path, save_all=True, append_images=others, duration=shown_ms, **lossless)
    return path


@pytest.mark.parametrize("name", ["a.webp", "a.png", "a.avif", "a.gif"])
def test_an_animation_is_a_clip_at_its_own_times(tmp_path: Path, name: str) -> None:
    path = animation(tmp_path / name)
    with ClipFile(path) as clip:
        frames = list(clip)
    assert [frame.t_s for frame in frames] == pytest.approx([0, 0.04, 0.12, 0.16, 0.36])
    assert clip.size == SIZE
    assert (clip.broke_at, clip.sound_path) == (None, None)
    for frame, t_s in zip(frames, steady(0.2), strict=True):
        assert np.abs(frame.bgr.astype(int) - moving(SIZE)(t_s)).mean() < 4
    with ClipSeeker(path) as seeker:
        for frame in reversed(frames):
            shown = seeker.at(frame.t_s + 0.01)
            assert shown is not None
            np.testing.assert_array_equal(shown.bgr, frame.bgr)


def test_an_animated_webp_is_as_long_as_it_is_shown_and_loses_nothing(tmp_path: Path) -> None:
    with ClipFile(animation(tmp_path / "a.webp")) as clip:
        assert (clip.length_s, clip.rate, clip.frame_count) == (
            pytest.approx(0.42),
            pytest.approx(5 / 0.42, abs=0.1),
            5,
        )
        np.testing.assert_array_equal(next(iter(clip)).bgr, moving(SIZE)(0))


def test_what_is_clear_in_an_animated_webp_is_white(tmp_path: Path) -> None:
    pictures = [Image.new("RGBA", SIZE, (200, 0, 0, alpha)) for alpha in (0, 255)]
    pictures[0].save(tmp_path / "a.webp", save_all=True, append_images=pictures[1:], duration=50, lossless=True)
    with ClipFile(tmp_path / "a.webp") as clip:
        assert [frame.bgr[0, 0].tolist() for frame in clip] == [[255, 255, 255], [0, 0, 200]]


def test_pictures_of_no_time_are_shown_as_browsers_do(tmp_path: Path) -> None:
    with ClipFile(animation(tmp_path / "a.webp", [0, 10, 11, 0])) as clip:
        assert [frame.t_s for frame in clip] == pytest.approx([0, 0.1, 0.2, 0.211], abs=0.001)


def test_an_animated_webp_is_a_clip_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    with ClipFile(animation(tmp_path / "a.webp").rename(tmp_path / "a.mp4")) as clip:
        assert len(list(clip)) == 5


def test_a_broken_animation_is_refused(tmp_path: Path) -> None:
    whole = animation(tmp_path / "whole.webp").read_bytes()
    for share in (0.3, 0.9):
        path = tmp_path / "a.webp"
        path.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(UserError, match=r"a\.webp (is a photo|can't be read as a video)"), ClipFile(path):
            pass


def test_an_animation_that_claims_a_giant_canvas_is_refused(tmp_path: Path) -> None:
    path = animation(tmp_path / "a.webp")
    data = bytearray(path.read_bytes())
    data[24:27] = (1_000_000).to_bytes(3, "little")  # its width, less one (VP8X)
    path.write_bytes(data)
    with pytest.raises(UserError, match="can't be read as a video"), ClipFile(path):
        pass


@pytest.mark.parametrize("name", ["a.webp", "a.png", "a.avif"])
def test_one_picture_of_the_same_kind_is_a_photo(tmp_path: Path, name: str) -> None:
    Image.new("RGB", SIZE).save(tmp_path / name)
    with pytest.raises(UserError, match="is a photo"), ClipFile(tmp_path / name):
        pass
    assert read_photo(tmp_path / name).shape == (47, 63, 3)
    with Photos(tmp_path) as photos:
        assert photos.paths == [tmp_path / name]
