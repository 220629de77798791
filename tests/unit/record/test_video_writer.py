"""The annotated video: every picture at its time, the sound in sync, whole or not there."""

import os
import sys
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.record.pictures import steady_rate
from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.vision.sources.video_sound import sound_in
from tests.media import (
    beep,
    flash,
    length_of,
    make_clip,
    moving,
    pictures_of,
    sound_after_flash,
    sound_of,
    steady,
    uneven,
)
from tests.refusals import refused
from tests.unit.record.conftest import ENDINGS, copy

SIZE = (64, 48)


def test_the_codecs_are_those_that_players_know(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "a.mp4", steady(1), SIZE, sound=beep(1, 0))
    for ending, codecs in (("avi", ["mpeg4", "pcm_s16le"]), ("mp4", ["h264", "aac"]), ("mkv", ["h264", "aac"])):
        copy(source, tmp_path / f"o.{ending}")
        with av.open(str(tmp_path / f"o.{ending}")) as clip:
            assert [stream.codec_context.name for stream in clip.streams] == codecs
            assert clip.streams.video[0].codec_context.pix_fmt == "yuv420p"
            if ending == "avi":
                assert clip.streams.video[0].codec_tag == "XVID"


def test_the_output_shows_what_was_written(output: Path) -> None:
    size = (320, 180)
    written = [cv2.GaussianBlur(moving(size)(t_s), (7, 7), 0) for t_s in steady(1)]
    with VideoWriter(output, size, 25) as writer:
        for t_s, picture in zip(steady(1), written, strict=True):
            writer.write(t_s, picture)
    times, shown = pictures_of(output)
    assert times == pytest.approx(steady(1), abs=0.001)
    assert min(cv2.PSNR(a, b) for a, b in zip(written, shown, strict=True)) > 33


def test_a_writer_that_is_cut_leaves_a_playable_shorter_file(tmp_path: Path, output: Path) -> None:
    copy(make_clip(tmp_path / "a.mp4", steady(4), SIZE, flash(SIZE, 1), beep(4, 1)), output, pictures=50)
    assert length_of(output) == pytest.approx(2, abs=0.04)
    assert sound_of(output)[1].size / 48_000 == pytest.approx(2, abs=0.025)
    assert abs(sound_after_flash(output)) <= 0.02
    assert sorted(os.listdir(tmp_path)) == ["a.mp4", output.name]


def test_variable_times_are_kept_in_mp4_and_mkv(tmp_path: Path) -> None:
    times = uneven(3)
    for ending in ("mp4", "mkv"):
        with VideoWriter(tmp_path / f"o.{ending}", SIZE, len(times) / 3) as writer:
            for t_s in times:
                writer.write(t_s, moving(SIZE)(t_s))
        assert pictures_of(tmp_path / f"o.{ending}")[0] == pytest.approx(times, abs=0.001)


def test_avi_repeats_and_skips_pictures_by_their_times(tmp_path: Path) -> None:
    times = [0.0, 0.04, 0.05, 0.4, 0.44, 0.92]
    with VideoWriter(tmp_path / "o.avi", SIZE, 25) as writer:
        for index, t_s in enumerate(times):
            writer.write(t_s, np.full((48, 64, 3), 40 * index, np.uint8))
    shown_at, shown = pictures_of(tmp_path / "o.avi")
    assert shown_at == pytest.approx(steady(0.96))
    numbers = [round(float(picture.mean()) / 40) for picture in shown]
    assert numbers == [0, *[1] * 9, 3, *[4] * 12, 5]


def test_times_that_collide_stay_apart(output: Path) -> None:
    with VideoWriter(output, SIZE, 25) as writer:
        for t_s in (0.0, 0.0, 0.0001, 0.04, 0.04, 0.08):
            writer.write(t_s, moving(SIZE)(t_s))
    times, _ = pictures_of(output)
    assert (np.diff(times) > 0).all()
    assert times[-1] == pytest.approx(0.08, abs=0.003)


@pytest.mark.parametrize("size", [(65, 47), (64, 46), (66, 49), (2, 2), (1, 1)])
def test_every_size_can_be_written(output: Path, size: tuple[int, int]) -> None:
    picture = np.full((size[1], size[0], 3), (20, 60, 200), np.uint8)
    with VideoWriter(output, size, 25) as writer:
        for t_s in steady(0.2):
            writer.write(t_s, picture)
    _, shown = pictures_of(output)
    assert shown[0].shape == (size[1] + size[1] % 2, size[0] + size[0] % 2, 3)
    assert np.abs(shown[-1].astype(int) - picture[0, 0]).max() < 12


def test_a_picture_of_another_size_is_a_mistake(output: Path) -> None:
    with pytest.raises(ValueError, match="64, 48"), VideoWriter(output, SIZE, 25) as writer:
        writer.write(0, np.zeros((64, 48, 3), np.uint8))
    assert os.listdir(output.parent) == []


def test_nothing_is_left_behind_after_an_exception(tmp_path: Path, output: Path) -> None:
    source = make_clip(tmp_path / "a.mp4", steady(1), SIZE, sound=beep(1, 0))
    with (
        pytest.raises(KeyboardInterrupt),
        sound_in(source) as sound,
        VideoWriter(output, SIZE, 25, sound) as writer,
    ):
        for t_s in steady(1):
            writer.write(t_s, moving(SIZE)(t_s))
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == ["a.mp4"]


def test_no_pictures_make_no_file(output: Path) -> None:
    with VideoWriter(output, SIZE, 25):
        pass
    assert os.listdir(output.parent) == []


def test_closing_twice_is_closing_once(output: Path) -> None:
    with VideoWriter(output, SIZE, 25) as writer:
        writer.write(0, moving(SIZE)(0))
        writer.close()
        assert output.exists()
    assert os.listdir(output.parent) == [output.name]


def test_a_file_that_exists_is_replaced_by_force_only(output: Path) -> None:
    output.write_text("old")
    with refused("exists", Remedy.REPLACE):
        VideoWriter(output, SIZE, 25)
    with VideoWriter(output, SIZE, 25, force=True) as writer:
        writer.write(0, moving(SIZE)(0))
        assert output.read_text() == "old"
    assert len(pictures_of(output)[0]) == 1


def test_a_name_taken_meanwhile_is_not_overwritten(output: Path) -> None:
    with refused("exists", Remedy.REPLACE), VideoWriter(output, SIZE, 25) as writer:
        writer.write(0, moving(SIZE)(0))
        output.write_text("theirs")
    assert output.read_text() == "theirs"
    assert os.listdir(output.parent) == [output.name]


def test_outputs_that_cannot_be_are_refused_before_the_work(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "a.mp4", steady(1), SIZE)
    for path, words in (
        (tmp_path / "o.webm", ".avi, .mp4 or .mkv"),
        (tmp_path / "o", ".avi, .mp4 or .mkv"),
        (tmp_path / "missing" / "o.avi", "there is no folder"),
        (source / "o.avi", "is a file, not a folder"),
    ):
        with pytest.raises(UserError, match=words):
            VideoWriter(path, SIZE, 25, force=True)
    assert os.listdir(tmp_path) == ["a.mp4"]


def test_a_size_that_the_encoder_refuses_is_a_sentence(output: Path) -> None:
    with pytest.raises(UserError, match="encoder refuses"), VideoWriter(output, (40_000, 40_000), 25):
        pass
    assert os.listdir(output.parent) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(tmp_path: Path, small_disk: Path, ending: str) -> None:
    source = make_clip(tmp_path / "a.mp4", steady(10), SIZE, sound=beep(10, 0, 2))
    noise = np.random.default_rng(0).integers(0, 255, (240, 320, 3), np.uint8)
    with (
        pytest.raises(UserError, match="the disk is full"),
        sound_in(source) as sound,
        VideoWriter(small_disk / f"o.{ending}", (320, 240), 25, sound) as writer,
    ):
        for t_s in steady(10):
            writer.write(t_s, np.roll(noise, int(t_s * 1000), axis=1))
    assert os.listdir(small_disk) == []


def test_a_disk_that_is_full_at_the_end_is_noticed(small_disk: Path, output: Path) -> None:
    target = small_disk / output.name
    noise = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    with pytest.raises(UserError, match="the disk is full"), VideoWriter(target, SIZE, 25) as writer:
        for t_s in steady(0.4):
            writer.write(t_s, np.roll(noise, int(t_s * 100), axis=1))
        free = os.statvfs(small_disk)
        (small_disk / "filler").write_bytes(bytes(free.f_bavail * free.f_frsize))
    assert os.listdir(small_disk) == ["filler"]


@pytest.mark.parametrize(
    ("mean", "steady_one"),
    [
        (23.976, Fraction(24000, 1001)),
        (24, Fraction(24)),
        (29.97, Fraction(30000, 1001)),
        (12.5, Fraction(25, 2)),
        (26.5, Fraction(30000, 1001)),
        (120, Fraction(60)),
        (0.1, Fraction(5)),
        (0, Fraction(25)),
    ],
)
def test_the_constant_rate_of_an_avi_is_a_usual_one(mean: float, steady_one: Fraction) -> None:
    assert steady_rate(mean) == steady_one


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_does_not_grow_with_the_length(tmp_path: Path, output: Path) -> None:
    def pages() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    source = make_clip(tmp_path / "a.mp4", [0.0, 0.04], SIZE, sound=beep(20, 0, 2))
    picture = moving((160, 120))(0)
    with sound_in(source) as sound, VideoWriter(output, (160, 120), 25, sound) as writer:
        after = []
        for index in range(500):
            writer.write(index / 25, picture)
            if index in (150, 499):
                after.append(pages())
    # The pictures alone would be 10 MB, the sound 5 MB.
    assert (after[1] - after[0]) * os.sysconf("SC_PAGE_SIZE") < 3_000_000


@pytest.mark.parametrize("ending", ["avi", "mp4"])
def test_a_real_clip_comes_out_as_long_as_it_went_in(data_dir: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"o.{ending}"
    source = data_dir / "media" / "no_face.mp4"
    copy(source, output)
    assert length_of(output) == pytest.approx(length_of(source), abs=0.1)
    start_in, sound_in = sound_of(source)
    start_out, sound_out = sound_of(output)
    first = round((start_in - start_out) * 48_000)
    assert abs(first) < 50
    part = sound_in[60_000:70_000]
    shift = int(np.correlate(sound_out[59_000:71_000], part, "valid").argmax()) - 1000
    assert abs(shift) < 100
