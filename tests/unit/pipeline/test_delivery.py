import threading
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.pipeline.delivery.deliver import Delivered, Order, deliver
from acting_mirror.pipeline.delivery.part import Part, Words, cut, proposal, whole_part
from acting_mirror.record.loudness import Loudness
from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.settings.tape_profile import TapeProfile, load
from tests.media import (
    RATE,
    Pixels,
    Samples,
    beep,
    flash,
    length_of,
    make_clip,
    pictures_of,
    sound_after_flash,
    sound_of,
    steady,
    turn,
    uneven,
)
from tests.speech import room, speech

SMALL = TapeProfile(name="small", title="Small", loudness=(-20.0, -14.0), true_peak=-1.0)
SIZE = (96, 72)


def send(
    folder: Path,
    *takes: Path | Part,
    profile: TapeProfile = SMALL,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
    slate: Part | None = None,
    subtitles: bool = False,
) -> Delivered:
    parts = [whole_part(take) if isinstance(take, Path) else take for take in takes]
    order = Order(
        takes=parts,
        slate=slate,
        profile=profile,
        role="Lady Macbeth",
        name="Zoë Łoś",
        folder=folder / "out",
        subtitles=subtitles,
    )
    return deliver(order, progress, stop or threading.Event())


def noisy(size: tuple[int, int]) -> Callable[[float], Pixels]:
    rng = np.random.default_rng(0)
    return lambda _: rng.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)


def voice(length_s: float, loud: float) -> Samples:
    return np.resize(speech() * np.float32(loud), (2, round(length_s * RATE)))


def loudness_of(samples: Samples) -> Loudness:
    meter = Loudness(RATE, 2)
    meter.hear(samples)
    meter.end()
    return meter


def both_sides(film: Path) -> Samples:
    with av.open(str(film)) as tape:
        return np.concatenate([frame.to_ndarray() for frame in tape.decode(audio=0)], axis=1)


def test_a_delivered_tape_is_as_the_profile_asks(tmp_path: Path) -> None:
    profile = load("eco-cast")
    clip = make_clip(tmp_path / "take.mov", steady(0.6, 60), (120, 160), sound=voice(0.6, 1.0))
    film = send(tmp_path, clip, profile=profile).film
    assert film.stat().st_size <= (profile.largest_for(0.6) or 0)
    data = film.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(film)) as tape:
        pictures, sound = tape.streams.video[0], tape.streams.audio[0]
        context = pictures.codec_context
        assert (context.name, context.profile, context.pix_fmt, sound.codec_context.name) == (
            "h264",
            "High",
            "yuv420p",
            "aac",
        )
        assert (pictures.width, pictures.height, pictures.average_rate) == (1280, 720, 30)
        assert (context.color_primaries, context.colorspace, context.color_range) == (1, 1, 1)


def test_takes_of_all_kinds_are_joined_with_the_slate_after_them(tmp_path: Path) -> None:
    wide = make_clip(tmp_path / "wide.mp4", steady(1, 25), (128, 72), flash((128, 72), 0.4), beep(1, 0.4))
    silent = make_clip(tmp_path / "silent.mp4", steady(1, 25), (60, 72), pixel_aspect=Fraction(16, 15))
    phone = turn(make_clip(tmp_path / "phone.mp4", uneven(1), SIZE, sound=beep(1, 0.5, 2)), 90)
    slate = make_clip(tmp_path / "slate.mkv", steady(0.5, 15), SIZE, noisy(SIZE), beep(0.5, 0.1))
    before = [path.read_bytes() for path in (wide, silent, phone, slate)]
    done = send(tmp_path, wide, silent, phone, slate=whole_part(slate))
    length_s = sum(whole_part(path).length_s for path in (wide, silent, phone, slate))
    times, pictures = pictures_of(done.film)
    assert {round(after - before, 3) for before, after in pairwise(times)} == {round(times[1] - times[0], 3)}
    assert pictures[0].shape == (72, 128, 3)
    assert length_of(done.film) == pytest.approx(length_s, abs=0.06)
    assert abs(sound_after_flash(done.film)) < 0.02
    samples = sound_of(done.film)[1]
    assert np.abs(samples[round(1.05 * RATE) : round(2.4 * RATE)]).max() < 0.01
    assert np.argmax(np.abs(samples[round(1.05 * RATE) :]) > 0.05) / RATE == pytest.approx(1.45, abs=0.02)
    assert pictures[-2].std() > 40
    assert pictures[round(2.5 / times[1])][:, :20].max() < 20  # beside what stands upright
    assert [path.read_bytes() for path in (wide, silent, phone, slate)] == before


@pytest.mark.parametrize(("times", "start_s"), [(steady(2, 30), 0.31), (uneven(2), 0.5), (steady(2, 50), 0.0)])
def test_a_cut_take_keeps_its_sound_with_its_pictures(tmp_path: Path, times: list[float], start_s: float) -> None:
    clip = make_clip(tmp_path / "take.mp4", times, SIZE, flash(SIZE, 1.0), beep(2, 1.0))
    film = send(tmp_path, cut(whole_part(clip), start_s, 1.6)).film
    assert length_of(film) == pytest.approx(1.6 - start_s, abs=0.04)
    assert abs(sound_after_flash(film)) < 0.02


def test_all_parts_are_equally_loud_and_no_peak_is_too_high(tmp_path: Path) -> None:
    clips = [make_clip(tmp_path / f"{loud}.mp4", steady(3, 5), SIZE, sound=voice(3, loud)) for loud in (0.05, 0.3, 2.0)]
    done = send(tmp_path, *clips)
    samples = both_sides(done.film)
    heard = [loudness_of(part) for part in np.split(samples[:, : 9 * RATE], 3, axis=1)]
    assert max(each.integrated for each in heard) - min(each.integrated for each in heard) < 0.5
    whole = loudness_of(samples)
    assert -20 <= whole.integrated <= -14
    assert whole.true_peak <= -1
    assert not done.doubts


def test_a_bang_keeps_the_voice_quiet_and_is_told(tmp_path: Path) -> None:
    sound = voice(3, 0.1)
    sound[:, RATE : RATE + 100] = 0.99
    done = send(tmp_path, make_clip(tmp_path / "bang.mp4", steady(3, 5), SIZE, sound=sound))
    assert loudness_of(both_sides(done.film)).true_peak <= -1
    assert "stays quiet" in done.doubts[0]


@pytest.mark.parametrize(("length_s", "rate", "limit"), [(1.2, 30, 40_000), (2.9, 15, 60_000), (4.0, 10, 200_000)])
def test_a_limit_that_binds_is_kept_and_used(tmp_path: Path, length_s: float, rate: float, limit: int) -> None:
    clip = make_clip(tmp_path / "take.mp4", steady(length_s, rate), SIZE, noisy(SIZE), voice(length_s, 1.0))
    film = send(tmp_path, clip, profile=replace(SMALL, largest_bytes=limit)).film
    assert 0.85 * limit <= film.stat().st_size <= limit


def test_of_a_small_limit_it_is_told_from_which_size_on_it_looks_good(tmp_path: Path) -> None:
    size = (320, 240)
    clip = make_clip(tmp_path / "take.mp4", steady(2, 25), size, sound=voice(2, 1.0))
    few = replace(SMALL, largest_bytes=25_000)
    done = send(tmp_path, clip, profile=few)
    assert done.film.stat().st_size <= 25_000
    assert "25 kB are few for 2 s of film: it looks good from 40 kB" in done.doubts[0]
    with pytest.raises(UserError, match="too few for 2 s of film: it looks good from"):
        send(tmp_path, clip, profile=replace(SMALL, largest_bytes=5000))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [done.film.name]


def test_names_are_ascii_and_free(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "take.mp4", steady(0.4, 10), SIZE)
    plain = replace(SMALL, file_name="{name} as {role}")
    names = [send(tmp_path, clip).film.name for _ in range(2)]
    names += [send(tmp_path, clip, profile=plain).film.name for _ in range(2)]
    assert names == [
        "Lady_Macbeth-Zoe_Los-T1.mp4",
        "Lady_Macbeth-Zoe_Los-T2.mp4",
        "Zoe_Los_as_Lady_Macbeth.mp4",
        "Zoe_Los_as_Lady_Macbeth-2.mp4",
    ]
    order = Order(takes=[whole_part(clip)], profile=SMALL, role="麦克白", name="Zoë", folder=tmp_path)
    with pytest.raises(UserError, match="Latin letters"):
        deliver(order, lambda *_: None, threading.Event())


def test_a_film_with_readings_in_it_is_refused(tmp_path: Path) -> None:
    for ending in (".avi", ".mp4", ".mkv"):
        film = tmp_path / f"read{ending}"
        with VideoWriter(film, SIZE, 10, drawn=True) as writer:
            writer.write(0, noisy(SIZE)(0))
        with pytest.raises(UserError, match="drawn into"):
            whole_part(film)


def test_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "take.mp4", steady(2, 25), SIZE, sound=beep(2, 1))
    stop = threading.Event()
    with pytest.raises(CancelledError):
        send(tmp_path, clip, progress=lambda done, _: stop.set() if done == 5 else None, stop=stop)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_clip_that_breaks_off_is_not_delivered(tmp_path: Path) -> None:
    whole = make_clip(tmp_path / "whole.mkv", steady(3, 25), SIZE, noisy(SIZE))
    (tmp_path / "torn.mkv").write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    part = replace(whole_part(tmp_path / "torn.mkv"), end_s=3.0)
    with pytest.raises(UserError, match="breaks off at"):
        send(tmp_path, part)


def test_a_second_of_air_is_left_around_what_is_spoken(tmp_path: Path) -> None:
    sound = room([(False, 3), (True, 2), (False, 2.5)], noise=0.001)
    clip = make_clip(tmp_path / "take.mp4", steady(7.5, 5), SIZE, sound=sound[None])
    part = proposal(whole_part(clip), threading.Event())
    assert (part.start_s, part.end_s) == pytest.approx((2, 6), abs=0.15)
    silent = whole_part(make_clip(tmp_path / "silent.mp4", steady(1, 5), SIZE))
    assert proposal(silent, threading.Event()) == silent


def test_subtitles_follow_the_cuts(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "take.mp4", steady(2, 10), SIZE)
    words = [Words(0.0, 0.4, "before the cut"), Words(0.8, 1.2, "Who  is\nthere?"), Words(1.4, 1.9, "{It} is you!")]
    part = cut(whole_part(clip, words), 0.5, None)
    done = send(tmp_path, part, part, subtitles=True)
    assert done.subtitles == done.film.with_suffix(".srt")
    assert done.subtitles.read_text() == (
        "1\n00:00:00,300 --> 00:00:00,700\nWho is there?\n\n2\n00:00:00,900 --> 00:00:01,400\n{It} is you!\n\n"
        "3\n00:00:01,800 --> 00:00:02,200\nWho is there?\n\n4\n00:00:02,400 --> 00:00:02,900\n{It} is you!\n\n"
    )
