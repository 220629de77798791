"""Photos: upright, in BGR, in natural order, and a sentence for whatever is none."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.photo_file import read_photo
from tests.heif import make_heic

SIZE = (40, 30)


def photo(path: Path, colour: tuple[int, ...] = (200, 40, 10), mode: str = "RGB") -> Path:
    Image.new(mode, SIZE, colour).save(path)
    return path


def read(path: Path) -> tuple[Photos, list[Frame]]:
    with Photos(path) as photos:
        return photos, list(photos)


def refusal(path: Path, remedy: Remedy | None = None) -> str:
    with pytest.raises(UserError) as caught, Photos(path):
        pass
    assert caught.value.remedy is remedy
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_one_photo_is_one_frame(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.png")
    photos, frames = read(path)
    assert (photos.name, photos.size, photos.rate, photos.length_s, photos.live) == ("a.png", SIZE, 0, None, False)
    assert (photos.frame_count, photos.paths, photos.skipped) == (1, [path], [])
    assert [(frame.index, frame.t_s) for frame in frames] == [(0, 0.0)]
    assert frames[0].bgr[0, 0].tolist() == [10, 40, 200]
    assert frames[0].bgr.flags.c_contiguous


def test_a_folder_is_read_in_the_natural_order_of_its_names(tmp_path: Path) -> None:
    names = ["Take 2.JPG", "take 10.jpg", "take 1.png", "b.webp", "c.tiff", "d.bmp"]
    for name in names:
        photo(tmp_path / name)
    for other in ("notes.txt", "._take 1.png", "clip.mp4"):
        (tmp_path / other).write_text("no photo")
    (tmp_path / "more.jpg").mkdir()
    photos, frames = read(tmp_path)
    shown = ["b.webp", "c.tiff", "d.bmp", "take 1.png", "Take 2.JPG", "take 10.jpg"]
    assert [photos.paths[frame.index].name for frame in frames] == shown
    assert [frame.t_s for frame in frames] == [0, 1, 2, 3, 4, 5]
    assert photos.frame_count == 6


def test_photos_that_cannot_be_read_are_skipped_with_the_reason(tmp_path: Path) -> None:
    photo(tmp_path / "1.png")
    (tmp_path / "2.jpg").touch()
    (tmp_path / "3.jpg").write_text("text")
    (tmp_path / "4.png").write_bytes(photo(tmp_path / "5.png").read_bytes()[:60])
    photos, frames = read(tmp_path)
    assert [photos.paths[frame.index].name for frame in frames] == ["1.png", "5.png"]
    assert [(path.name, why.split(";")[0]) for path, why in photos.skipped] == [
        ("2.jpg", "it is empty (0 bytes)"),
        ("3.jpg", "it is damaged, or isn't a photo"),
        ("4.png", "it is damaged, or isn't a photo"),
    ]


def test_photos_are_read_one_by_one(tmp_path: Path) -> None:
    for name in ("1.png", "2.png"):
        photo(tmp_path / name)
    with Photos(tmp_path) as photos:
        (tmp_path / "2.png").write_text("gone bad meanwhile")
        assert len(list(photos)) == 1


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, (0, 0)), (2, (0, -1)), (3, (-1, -1)), (4, (-1, 0)), (5, (0, 0)), (6, (0, -1)), (7, (-1, -1)), (8, (-1, 0))],
)
@pytest.mark.parametrize("name", ["a.jpg", "a.avif"])
def test_exif_orientation_is_honoured(tmp_path: Path, name: str, orientation: int, red_at: tuple[int, int]) -> None:
    image = Image.new("RGB", SIZE, "black")
    image.paste((255, 0, 0), (0, 0, 12, 12))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(tmp_path / name, exif=exif, quality=95)
    bgr = read_photo(tmp_path / name)
    assert bgr.shape == ((30, 40, 3) if orientation <= 4 else (40, 30, 3))
    assert bgr[red_at][2] > 200
    assert (bgr[:, :, 2] > 200).mean() < 0.2


HEIC = np.full((64, 96, 3), 60, np.uint8)
HEIC[:32, :32] = (0, 0, 230)


@pytest.mark.parametrize("orientation", [None, 1, 6])
@pytest.mark.parametrize(
    ("clockwise", "mirrored", "red_at"),
    [(0, False, (5, 5)), (90, False, (5, -5)), (180, False, (-5, -5)), (270, False, (-5, 5)), (90, True, (5, 5))],
)
def test_a_heic_is_turned_and_mirrored_once(
    tmp_path: Path, clockwise: int, mirrored: bool, orientation: int | None, red_at: tuple[int, int]
) -> None:
    path = make_heic(tmp_path / "a.heic", [HEIC], clockwise=clockwise, mirrored=mirrored, orientation=orientation)
    bgr = read_photo(path)
    assert bgr.shape == ((96, 64, 3) if clockwise in (90, 270) else (64, 96, 3))
    assert np.abs(bgr[red_at].astype(int) - (0, 0, 230)).max() < 10
    assert 0.1 < (bgr[:, :, 2] > 200).mean() < 0.25


def test_of_several_pictures_in_a_heic_the_one_that_it_names_is_the_photo(tmp_path: Path) -> None:
    path = make_heic(tmp_path / "a.HEIC", [HEIC, HEIC[:, ::-1]], primary=1)
    assert np.abs(read_photo(path).astype(int) - HEIC[:, ::-1]).mean() < 5
    with Photos(path) as photos:
        assert len(list(photos)) == 1


def test_a_heic_of_10_bits_is_read(tmp_path: Path) -> None:
    path = make_heic(tmp_path / "a.hif", [HEIC], pixels="yuv420p10le")
    assert np.abs(read_photo(path).astype(int) - HEIC).mean() < 5


def test_heic_and_avif_are_photos_of_a_folder_and_no_clips(tmp_path: Path) -> None:
    make_heic(tmp_path / "a.HEIC", [HEIC])
    photo(tmp_path / "b.avif")
    photo(tmp_path / "c.jpg")
    photos, frames = read(tmp_path)
    assert [path.name for path in photos.paths] == ["a.HEIC", "b.avif", "c.jpg"]
    assert len(frames) == 3
    for name in ("a.HEIC", "b.avif"):
        with pytest.raises(UserError, match="is a photo"), ClipFile((tmp_path / name).rename(tmp_path / "a.mp4")):
            pass


def test_a_broken_heic_is_refused(tmp_path: Path) -> None:
    whole = make_heic(tmp_path / "whole.heic", [HEIC]).read_bytes()
    for share in (0.1, 0.5, 0.9):
        (tmp_path / "a.heic").write_bytes(whole[: int(share * len(whole))])
        assert "damaged" in refusal(tmp_path / "a.heic")


def test_deep_greys_keep_their_upper_bits(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, SIZE[0] * SIZE[1]).astype(np.uint16).reshape(SIZE[::-1])
    Image.fromarray(ramp).save(tmp_path / "a.png")
    Image.fromarray(ramp.astype(np.int32)).save(tmp_path / "b.tiff")
    Image.fromarray(ramp.astype(np.float32) / 65535).save(tmp_path / "c.tiff")
    for name in ("a.png", "b.tiff", "c.tiff"):
        bgr = read_photo(tmp_path / name)
        assert bgr.shape == (30, 40, 3)
        assert bgr[0, 0].tolist() == [0, 0, 0]
        assert bgr[-1, -1].tolist() == [255, 255, 255]
        assert abs(int(bgr[15, 0, 1]) - 127) <= 1


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    photo(tmp_path / "rgba.png", (255, 0, 0, 0), "RGBA")
    photo(tmp_path / "la.png", (0, 0), "LA")
    palette = Image.new("P", SIZE, 3)
    palette.putpalette([0, 0, 0] * 3 + [9, 99, 199])
    palette.save(tmp_path / "p.png")
    palette.save(tmp_path / "clear.png", transparency=3)
    assert read_photo(tmp_path / "rgba.png")[0, 0].tolist() == [255, 255, 255]
    assert read_photo(tmp_path / "la.png")[0, 0].tolist() == [255, 255, 255]
    assert read_photo(tmp_path / "p.png")[0, 0].tolist() == [199, 99, 9]
    assert read_photo(tmp_path / "clear.png")[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("mode", "colour", "bgr"),
    [("1", (1,), [255, 255, 255]), ("L", (77,), [77, 77, 77]), ("CMYK", (0, 0, 0, 0), [255, 255, 255])],
)
def test_other_modes_become_bgr(tmp_path: Path, mode: str, colour: tuple[int, ...], bgr: list[int]) -> None:
    Image.new(mode, SIZE, colour[0] if len(colour) == 1 else colour).save(tmp_path / "a.tiff")
    assert read_photo(tmp_path / "a.tiff")[0, 0].tolist() == bgr


def test_too_many_pixels_are_refused_without_reading_them(tmp_path: Path) -> None:
    header = bytearray(photo(tmp_path / "a.bmp").read_bytes())
    header[18:26] = (40_000).to_bytes(4, "little") * 2
    (tmp_path / "bomb.bmp").write_bytes(header)
    assert "too many pixels" in refusal(tmp_path / "bomb.bmp")
    photos, frames = read(tmp_path)
    assert len(frames) == 1
    assert "too many pixels" in photos.skipped[0][1]


def test_a_big_photo_of_a_phone_is_read_without_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", SIZE[0] * SIZE[1] - 1)
    assert read_photo(photo(tmp_path / "a.png")).shape == (30, 40, 3)


def test_what_is_missing_empty_or_no_photo_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "clip.mp4").write_bytes(b"\0\0\0\x20ftypisom")
    (tmp_path / "text.jpg").write_text("text")
    (tmp_path / "nothing").mkdir()
    assert "no photo or folder" in refusal(tmp_path / "missing.jpg")
    assert "0 bytes" in refusal(tmp_path / "empty.jpg")
    assert "it is a clip" in refusal(tmp_path / "clip.mp4", Remedy.READ_AS_CLIP)
    assert "isn't a photo" in refusal(tmp_path / "text.jpg")
    assert "has no photos" in refusal(tmp_path / "nothing")
    assert "No photo in" in refusal(tmp_path)


def test_a_truncated_photo_is_refused(tmp_path: Path, data_dir: Path) -> None:
    whole = (data_dir / "media" / "single_face.jpg").read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(tmp_path / "half.jpg")


def test_real_photos_are_read(data_dir: Path) -> None:
    photos, frames = read(data_dir / "media")
    assert [photos.paths[frame.index].name for frame in frames] == ["multi_face.jpg", "single_face.jpg"]
    assert photos.size == frames[0].size
