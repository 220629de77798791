"""Clips: true times, upright pictures, and a sentence for whatever is no clip."""

import gc
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition
from PIL import Image

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources.file import ClipFile
from tests.media import Pixels, beep, break_off, make_clip, steady, turn, uneven

SIZE = (64, 48)


def read(path: Path) -> tuple[ClipFile, list[Frame]]:
    with ClipFile(path) as clip:
        return clip, list(clip)


def times_of(frames: list[Frame]) -> list[float]:
    return [frame.t_s for frame in frames]


def refusal(path: Path, remedy: Remedy | None = None) -> str:
    with pytest.raises(UserError) as caught, ClipFile(path):
        pass
    assert caught.value.remedy is remedy
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_clip_describes_itself_when_opened(tmp_path: Path) -> None:
    with ClipFile(make_clip(tmp_path / "a.mp4", steady(1), SIZE)) as clip:
        assert (clip.name, clip.size, clip.rate, clip.frame_count, clip.live) == ("a.mp4", SIZE, 25, 25, False)
        assert clip.length_s == pytest.approx(1, abs=0.04)
        assert clip.sound_path is None


def test_frames_are_numbered_and_hold_their_picture_after_the_clip_is_closed(tmp_path: Path) -> None:
    clip, frames = read(make_clip(tmp_path / "a.mp4", steady(1), SIZE))
    assert [frame.index for frame in frames] == list(range(25))
    assert all(frame.size == SIZE for frame in frames)
    bar = [int((frame.bgr[40, :, 1].astype(int) - frame.bgr[40, :, 2]).argmax()) for frame in frames[:20]]
    assert bar == sorted(bar)
    assert len(set(bar)) > 15
    assert clip.broke_at is None
    assert clip.skipped == 0


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mov"])
def test_variable_rates_keep_their_times(tmp_path: Path, name: str) -> None:
    times = uneven(3)
    _, frames = read(make_clip(tmp_path / name, times, SIZE))
    assert times_of(frames) == pytest.approx(times, abs=0.001)


def test_the_length_is_that_of_the_pictures_where_the_sound_is_longer(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mkv", steady(1), SIZE, sound=beep(3, 0))
    with ClipFile(path) as clip:
        assert clip.length_s == pytest.approx(1, abs=0.05)
        assert clip.sound_path == path
        assert len(list(clip)) == 25
    assert clip.broke_at is None


def test_times_count_from_the_first_picture(tmp_path: Path) -> None:
    _, frames = read(make_clip(tmp_path / "a.ts", [1000 + t_s for t_s in steady(1)], SIZE))
    assert times_of(frames)[:2] == pytest.approx([0, 0.04], abs=0.001)
    _, frames = read(make_clip(tmp_path / "a.mp4", [0.4 + t_s for t_s in steady(1)], SIZE, sound=beep(2, 0)))
    assert times_of(frames)[:2] == pytest.approx([0, 0.04], abs=0.001)


def test_a_clip_without_times_goes_on_at_its_rate(tmp_path: Path) -> None:
    _, frames = read(make_clip(tmp_path / "a.h264", steady(1), SIZE))
    assert len(frames) == 25
    assert (np.diff(times_of(frames)) > 0).all()


def test_a_clip_that_starts_counting_anew_goes_on(tmp_path: Path) -> None:
    once = make_clip(tmp_path / "a.ts", steady(1), SIZE).read_bytes()
    (tmp_path / "spliced.ts").write_bytes(once + once)
    _, frames = read(tmp_path / "spliced.ts")
    assert len(frames) == 50
    assert (np.diff(times_of(frames)) > 0).all()
    assert times_of(frames)[-1] < 3


@pytest.mark.parametrize(
    ("clockwise", "size", "white_corner"),
    [(0, (64, 48), (0, 0)), (90, (48, 64), (0, -1)), (180, (64, 48), (-1, -1)), (270, (48, 64), (-1, 0))],
)
def test_a_turned_phone_clip_comes_upright(
    tmp_path: Path, clockwise: int, size: tuple[int, int], white_corner: tuple[int, int]
) -> None:
    clip, frames = read(turn(make_clip(tmp_path / "a.mp4", steady(0.4), SIZE), clockwise))
    assert clip.size == size
    assert all(frame.size == size for frame in frames)
    corners = {corner: frames[-1].bgr[corner].mean() for corner in ((0, 0), (0, -1), (-1, 0), (-1, -1))}
    assert max(corners, key=lambda corner: corners[corner]) == white_corner


@pytest.mark.parametrize(
    ("mirrored", "seen"),
    [
        ("left for right", np.fliplr),
        ("top for bottom", np.flipud),
        ("rows for columns", lambda bgr: bgr.transpose(1, 0, 2)),
        ("columns for rows", lambda bgr: bgr[::-1, ::-1].transpose(1, 0, 2)),
    ],
)
def test_what_a_front_camera_mirrored_comes_as_players_show_it(
    tmp_path: Path, mirrored: str, seen: Callable[[Pixels], Pixels]
) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(0.4), SIZE)
    _, plain = read(path)
    _, frames = read(turn(path, mirrored))
    np.testing.assert_array_equal(frames[-1].bgr, seen(plain[-1].bgr))


@pytest.mark.parametrize(
    ("aspect", "size"), [(Fraction(4, 3), (86, 48)), (Fraction(8, 9), (64, 54)), (Fraction(200), SIZE)]
)
def test_pixels_become_square(tmp_path: Path, aspect: Fraction, size: tuple[int, int]) -> None:
    clip, frames = read(make_clip(tmp_path / "a.mkv", steady(0.2), SIZE, pixel_aspect=aspect))
    assert clip.size == frames[0].size == size


def test_pixels_become_square_where_only_the_pictures_say_that_they_are_not(tmp_path: Path) -> None:
    options = {"x265-params": "repeat-headers=1:bframes=0:log-level=none"}
    clips = [
        make_clip(tmp_path / f"{at}.mp4", steady(0.4), SIZE, codec="libx265", options=options, pixel_aspect=aspect)
        for at, aspect in enumerate((None, Fraction(4, 3)))
    ]
    path = tmp_path / "a.mp4"
    with (
        av.open(str(clips[0])) as plain,
        av.open(str(clips[1])) as pictures,
        av.open(str(path), "w") as out,
    ):
        video = out.add_stream_from_template(plain.streams.video[0])
        for packet in pictures.demux(video=0):
            if packet.dts is not None:
                packet.stream = video
                out.mux(packet)
    clip, frames = read(path)
    assert clip.size == frames[-1].size == (86, 48)


def test_frames_that_change_size_get_the_size_of_the_first(tmp_path: Path) -> None:
    first = make_clip(tmp_path / "a.ts", steady(1), (64, 48)).read_bytes()
    second = make_clip(tmp_path / "b.ts", [1 + t_s for t_s in steady(1)], (96, 80)).read_bytes()
    (tmp_path / "c.ts").write_bytes(first + second)
    _, frames = read(tmp_path / "c.ts")
    assert len(frames) == 50
    assert {frame.size for frame in frames} == {(64, 48)}


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.avi", "a.flv"])
def test_a_clip_that_breaks_off_keeps_what_came_before(tmp_path: Path, name: str) -> None:
    whole = make_clip(
        tmp_path / name,
        steady(8),
        (160, 120),
        sound=beep(8, 0),
        codec="mpeg4" if name.endswith("avi") else "libx264",
        container_options={"movflags": "faststart"} if name.endswith("mp4") else None,
    )
    clip, frames = read(whole)
    assert clip.broke_at is None
    assert len(frames) == 200
    clip, frames = read(break_off(whole, 0.5, tmp_path / f"broken_{name}"))
    assert clip.broke_at is not None
    assert 1 < clip.broke_at < 7
    assert clip.broke_at == pytest.approx(frames[-1].t_s, abs=0.1)


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.avi", "a.flv"])
def test_a_clip_whose_rest_is_zeros_breaks_off_there(tmp_path: Path, name: str) -> None:
    whole = make_clip(
        tmp_path / name,
        steady(8),
        (160, 120),
        codec="mpeg4" if name.endswith("avi") else "libx264",
        container_options={"movflags": "faststart"} if name.endswith("mp4") else None,
    )
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    clip, frames = read(whole)
    assert frames
    assert clip.broke_at == pytest.approx(frames[-1].t_s, abs=0.1)


def test_packets_that_do_not_decode_are_skipped_and_counted(tmp_path: Path) -> None:
    whole = make_clip(tmp_path / "a.mkv", steady(4), (160, 120), codec="mpeg4", options={"g": "1"})
    data = bytearray(whole.read_bytes())
    with av.open(str(whole)) as clip:
        places = [packet.pos for packet in clip.demux(video=0) if packet.pos]
    for place in places[40:50]:
        data[place + 8 : place + 60] = bytes([255] * 52)
    whole.write_bytes(data)
    source, frames = read(whole)
    assert source.skipped + len(frames) >= 99
    assert source.skipped > 0
    assert frames[-1].t_s == pytest.approx(3.96, abs=0.001)
    assert source.broke_at is None


def test_cover_art_is_not_a_picture_of_the_clip(tmp_path: Path) -> None:
    song = tmp_path / "song.mp4"
    with av.open(str(song), "w") as out, av.open(str(make_clip(tmp_path / "a.m4a", sound=beep(1, 0)))) as sound:
        cover = out.add_stream("mjpeg", options={"strict": "unofficial"})
        cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        audio = out.add_stream_from_template(sound.streams.audio[0])
        out.mux(cover.encode(av.VideoFrame(64, 48, "yuvj420p")))
        out.mux(cover.encode(None))
        for packet in sound.demux():
            if packet.size:
                packet.stream = audio
                out.mux(packet)
    assert "sound but no pictures" in refusal(song)


def test_leaving_early_releases_the_file(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(4), SIZE)
    gc.collect()  # what other tests left must not go in between
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else None
    with ClipFile(path) as clip:
        next(iter(clip))
    gc.collect()
    assert list(clip) == []
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == before


def test_what_is_missing_empty_or_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    assert "no file" in refusal(tmp_path / "missing.mp4")
    assert "0 bytes" in refusal(tmp_path / "empty.mp4")
    assert "is a folder" in refusal(tmp_path, Remedy.READ_AS_PHOTOS)
    assert "can't be opened" in refusal(tmp_path / "empty.mp4" / "clip.mp4")


@pytest.mark.parametrize("name", ["a.mp4", "a.txt", "a.avi", "a.m3u8"])
def test_text_is_no_clip(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("To be, or not to be, that is the question:\n" * 50)
    assert "can't be read as a video" in refusal(path)


def test_a_play_list_does_not_reach_into_the_net(tmp_path: Path) -> None:
    path = tmp_path / "a.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    assert "can't be read as a video" in refusal(path)


def test_an_mp4_without_its_index_is_incomplete(tmp_path: Path) -> None:
    whole = make_clip(tmp_path / "a.mp4", steady(2), SIZE)
    assert "incomplete" in refusal(break_off(whole, 0.6, tmp_path / "b.mp4"))


def test_a_clip_of_which_nothing_decodes_is_refused(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(2), SIZE, container_options={"movflags": "faststart"})
    data = path.read_bytes()
    start = data.index(b"mdat") + 4
    path.write_bytes(data[:start] + bytes(len(data) - start))
    assert "incomplete" in refusal(path)


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    for name in ("a.wav", "a.m4a", "a.mp4"):
        assert "sound but no pictures" in refusal(make_clip(tmp_path / name, sound=beep(0.5, 0)))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "photo.mp4"])
def test_a_photo_is_sent_to_its_own_command(tmp_path: Path, name: str) -> None:
    Image.new("RGB", SIZE).save(tmp_path / name, "PNG" if name.endswith("png") else "JPEG")
    assert "is a photo" in refusal(tmp_path / name, Remedy.READ_AS_PHOTOS)


def test_nothing_is_written_to_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = make_clip(tmp_path / "a.mp4", steady(4), SIZE, container_options={"movflags": "faststart"})
    read(break_off(whole, 0.5, tmp_path / "b.mp4"))
    assert capfd.readouterr() == ("", "")


def test_a_real_clip_of_variable_rate_ends_on_time(data_dir: Path) -> None:
    clip, frames = read(data_dir / "media" / "noface_then_face.mov")
    assert len(frames) == clip.frame_count == 169
    assert frames[-1].t_s == pytest.approx(6.35, abs=0.02)
    assert clip.size == (960, 540)
    assert clip.broke_at is None


def test_real_clips_are_whole(data_dir: Path) -> None:
    for name, count, length_s in (("one_actor.mp4", 472, 19.7), ("no_face.mp4", 95, 3.95)):
        clip, frames = read(data_dir / "media" / name)
        assert len(frames) == count
        assert clip.length_s == pytest.approx(length_s, abs=0.05)
        assert (clip.broke_at, clip.skipped) == (None, 0)


def test_a_file_that_goes_while_it_is_opened_is_said_not_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = make_clip(tmp_path / "a.mp4", steady(1), SIZE), av.open

    def late(name: str, **options: Any) -> Any:  # noqa: ANN401 - as PyAV's
        path.unlink()
        return opened(name, **options)

    monkeypatch.setattr(av, "open", late)
    assert refusal(path).startswith("There is no file")
