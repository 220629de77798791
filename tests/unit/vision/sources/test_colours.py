"""HDR clips look as the same scene does in a clip of standard range, however they are tagged."""

import struct
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
import numpy.typing as npt
import pytest
from av.video.reformatter import ColorRange, ColorTrc, VideoReformatter
from PIL import Image

from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.photo_file import read_photo
from tests.heif import make_heic
from tests.media import Pixels

PQ, HLG = ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67
SDR = {"color_trc": 1, "color_primaries": 1, "colorspace": 1, "color_range": 1}
WIDE = {"color_primaries": 9, "colorspace": 9, "color_range": 1}
UNSAID = {"color_trc": 2, "color_primaries": 2, "colorspace": 2, "color_range": 1}
STANDARD = ((773, 468, 557), (409, 447, 568), (504, 512, 512), (539, 399, 441), (387, 678, 486), (854, 512, 512))
IN_WIDE = {
    PQ: ((528, 498, 525), (382, 473, 541), (430, 512, 512), (442, 455, 481), (369, 584, 499), (551, 512, 512)),
    HLG: ((646, 483, 539), (372, 445, 572), (456, 512, 512), (485, 398, 438), (348, 675, 486), (686, 512, 512)),
    ColorTrc.BT2020_10: STANDARD,
    ColorTrc.BT709: STANDARD,
}
"""The patches in BT.2020, 10 bits, as swscale gives them: Y, Cb and Cr by the transfer."""


def patches() -> Pixels:
    """Skin, light and dark, grey, green, blue and white, BGR."""
    colours = np.array([[(180, 198, 241), (60, 90, 140), (128, 128, 128)], [(60, 160, 60), (190, 90, 60), (230,) * 3]])
    return colours.repeat(24, axis=0).repeat(32, axis=1).astype(np.uint8)


def wide_pixels(trc: ColorTrc) -> npt.NDArray[np.uint16]:
    """The patches in BT.2020, yuv420p10le of limited range."""
    light, *colours = np.moveaxis(np.array(IN_WIDE[trc], np.uint16).reshape(2, 3, 3), 2, 0)
    halves = (plane.repeat(12, axis=0).repeat(16, axis=1).reshape(-1, 96) for plane in colours)
    return np.concatenate([light.repeat(24, axis=0).repeat(32, axis=1), *halves])


def wide_picture(
    trc: ColorTrc = PQ, pixels: str = "yuv420p10le", colour_range: ColorRange = ColorRange.MPEG
) -> av.VideoFrame:
    """The patches in BT.2020."""
    picture = av.VideoFrame.from_ndarray(wide_pixels(trc), "yuv420p10le")
    return VideoReformatter().reformat(
        picture, format=pixels, src_color_range=ColorRange.MPEG, dst_color_range=colour_range
    )


def write(
    path: Path,
    pictures: list[av.VideoFrame],
    tags: Mapping[str, int],
    codec: Literal["ffv1", "libx265"] = "ffv1",
    more: str = "",
) -> Path:
    """Write a clip of these pictures, tagged so in its stream and in every frame."""
    options = {"crf": "1", "x265-params": "log-level=none:bframes=0" + more} if codec == "libx265" else {}
    with av.open(str(path), "w") as out:
        video = out.add_stream(codec, rate=25, options=options)
        video.width, video.height = pictures[0].width, pictures[0].height
        video.pix_fmt = pictures[0].format.name
        for name, value in tags.items():
            setattr(video.codec_context, name, value)
        for index, picture in enumerate(pictures):
            for name, value in tags.items():
                setattr(picture, name, value)
            picture.pts, picture.time_base = index, Fraction(1, 25)
            out.mux(video.encode(picture))
        out.mux(video.encode(None))
    return path


def tagged_outside(clip: Path, path: Path, tags: Mapping[str, int]) -> Path:
    """A copy whose container says something of its colours."""
    with av.open(str(clip)) as source, av.open(str(path), "w") as out:
        video = out.add_stream_from_template(source.streams.video[0])
        for name, value in tags.items():
            setattr(video.codec_context, name, value)
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = video
                out.mux(packet)
    return path


def assert_seen(bgr: Pixels, within: float = 3) -> None:
    """Whether the patches' middles have their colours; taken for BT.709, PQ is off by 44, BT.2020 by 8."""
    seen = bgr[12::24, 16::32].astype(int)
    assert np.abs(seen - patches()[12::24, 16::32]).mean() <= within, seen


def first(path: Path) -> Pixels:
    with ClipFile(path) as clip:
        return next(iter(clip)).bgr


@pytest.mark.parametrize(
    ("trc", "pixels", "tags"),
    [
        (PQ, "yuv420p10le", {"color_trc": PQ}),
        (HLG, "yuv422p10le", {"color_trc": HLG}),
        (PQ, "yuv420p10le", {"color_trc": PQ, "color_range": 2}),
        (PQ, "yuv420p10le", {"color_trc": PQ, "color_primaries": 2, "colorspace": 2}),
        (ColorTrc.BT2020_10, "yuv420p10le", {"color_trc": ColorTrc.BT2020_10}),
        (ColorTrc.BT709, "yuv420p10le", {"color_trc": 2, "colorspace": 2}),
    ],
    ids=["PQ", "HLG", "full range", "PQ alone is said", "BT.2020", "primaries alone are said"],
)
def test_a_clip_of_wide_range_or_colours_is_seen_in_its_true_ones(
    tmp_path: Path, trc: ColorTrc, pixels: str, tags: dict[str, int]
) -> None:
    colour_range = ColorRange(tags.get("color_range", 1))
    clip = write(tmp_path / "a.mkv", [wide_picture(trc, pixels, colour_range)], WIDE | tags)
    assert_seen(first(clip))


def test_the_screen_of_who_graded_it_makes_a_clip_no_darker(tmp_path: Path) -> None:
    screen = (
        ":hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400"
    )
    assert_seen(first(write(tmp_path / "a.mp4", [wide_picture()], WIDE | {"color_trc": PQ}, "libx265", screen)))


def test_what_only_the_container_says_counts(tmp_path: Path) -> None:
    bare = write(tmp_path / "bare.mp4", [wide_picture()], UNSAID, "libx265")
    tagged = tagged_outside(bare, tmp_path / "a.mp4", WIDE | {"color_trc": PQ})
    assert_seen(first(tagged))
    with ClipSeeker(tagged) as clip:
        frame = clip.at(0)
        assert frame is not None
        assert_seen(frame.bgr)


def test_what_a_picture_says_of_itself_counts_more(tmp_path: Path) -> None:
    own = write(tmp_path / "own.mp4", [wide_picture()], WIDE | {"color_trc": PQ}, "libx265")
    assert_seen(first(tagged_outside(own, tmp_path / "a.mp4", SDR)))


def test_tags_that_nobody_knows_stand_for_the_usual_ones(tmp_path: Path) -> None:
    odd = {"color_trc": PQ, "color_primaries": 13, "colorspace": 14}
    assert_seen(first(write(tmp_path / "a.mkv", [wide_picture()], WIDE | odd)))


def test_a_clip_of_standard_range_with_a_matrix_that_nobody_knows_is_read(tmp_path: Path) -> None:
    picture = av.VideoFrame.from_ndarray(patches(), "bgr24").reformat(format="yuv420p")
    assert_seen(first(write(tmp_path / "a.mkv", [picture], SDR | {"colorspace": 8})))


@pytest.mark.parametrize("name", ["a.heic", "a.avif"])
def test_a_photo_in_hdr_is_seen_in_its_true_colours(tmp_path: Path, name: str) -> None:
    picture = wide_picture()
    picture.colorspace, path = WIDE["colorspace"], tmp_path / name
    pixels = picture.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
    if path.suffix == ".heic":
        make_heic(path, [pixels], colours=(9, PQ, 6))
    else:
        Image.fromarray(pixels[:, :, ::-1]).save(path, quality=100, subsampling="4:4:4")
        standard, hdr = (b"colrnclx" + struct.pack(">HHH", *numbers) for numbers in ((1, 13, 6), (9, PQ, 6)))
        path.write_bytes(path.read_bytes().replace(standard, hdr))
    assert_seen(read_photo(path), within=8)  # 8 bits are few for PQ


@pytest.mark.parametrize("tags", [SDR, SDR | {"colorspace": 6, "color_primaries": 6, "color_trc": 6}, UNSAID])
def test_a_clip_of_standard_range_stays_as_it_is(tmp_path: Path, tags: dict[str, int]) -> None:
    picture = av.VideoFrame.from_ndarray(patches(), "bgr24").reformat(format="yuv420p")
    clip = write(tmp_path / "a.mkv", [picture], tags)
    with av.open(str(clip)) as plain:
        expected = next(plain.decode(video=0)).to_ndarray(format="bgr24")
    np.testing.assert_array_equal(first(clip), expected)
