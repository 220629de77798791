"""Looking around in a clip: the same pictures at the same times as reading it through."""

import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.vision.sources import clip_seeker
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.file import ClipFile
from tests.media import beep, break_off, make_clip, steady, turn, uneven

OPEN_GROUPS = {"preset": "veryfast", "x264-params": "open-gop=1:keyint=12:min-keyint=12:bframes=3:scenecut=0"}
"""Key pictures before which others are shown that need the ones before the key."""
SHORT_GROUPS = {"g": "20"}


def clip_of(kind: str, folder: Path) -> Path:
    recipes: dict[str, dict[str, Any]] = {
        "constant.mp4": {"times": steady(3), "options": SHORT_GROUPS},
        "variable.mkv": {"times": uneven(3), "options": SHORT_GROUPS},
        "late.mp4": {"times": [0.4 + t_s for t_s in steady(2)], "sound": beep(3, 0)},
        "open_groups.mp4": {"times": steady(3), "options": OPEN_GROUPS},
        "broadcast.ts": {"times": [1000 + t_s for t_s in steady(3)], "options": OPEN_GROUPS},
        "simple.avi": {"times": steady(3), "codec": "mpeg4"},
        "reordered.avi": {"times": steady(3), "codec": "mpeg4", "options": {"bf": "2"}},
        "no_stamps.h264": {"times": steady(2)},
        "turned.mp4": {"times": steady(2), "options": {"g": "10"}},
    }
    if kind == "spliced.ts":
        once = make_clip(folder / "once.ts", steady(1)).read_bytes()
        (folder / kind).write_bytes(once + once)
        return folder / kind
    if kind == "broken.mkv":
        return break_off(make_clip(folder / "whole.mkv", steady(4), (160, 120)), 0.5, folder / kind)
    path = make_clip(folder / kind, **recipes[kind])
    return turn(path, 90) if kind == "turned.mp4" else path


ORDINARY = ["constant.mp4", "variable.mkv", "late.mp4", "open_groups.mp4", "simple.avi", "reordered.avi", "turned.mp4"]
ODD = ["broadcast.ts", "no_stamps.h264", "spliced.ts", "broken.mkv"]


def frames_of(path: Path) -> list[Frame]:
    with ClipFile(path) as clip:
        return list(clip)


def same(one: Frame | None, other: Frame) -> bool:
    return one is not None and one.t_s == other.t_s and np.array_equal(one.bgr, other.bgr)


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the fewest pictures, so that small clips too need jumps."""
    monkeypatch.setattr(clip_seeker, "_KEPT_BYTES", 0)


@pytest.fixture
def jumps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The times that were jumped to."""
    seen: list[float] = []
    jump = ClipSeeker._jump

    def counted(seeker: ClipSeeker, t_s: float) -> None:
        seen.append(t_s)
        jump(seeker, t_s)

    monkeypatch.setattr(ClipSeeker, "_jump", counted)
    return seen


@pytest.mark.parametrize("kind", ORDINARY + ODD)
def test_played_on_it_gives_every_frame_and_never_jumps(tmp_path: Path, kind: str, jumps: list[float]) -> None:
    path = clip_of(kind, tmp_path)
    frames = frames_of(path)
    with ClipSeeker(path) as seeker:
        assert seeker.size == frames[0].size
        assert all(same(seeker.at(frame.t_s), frame) for frame in frames)
    assert jumps == []


@pytest.mark.parametrize("kind", ORDINARY + ODD)
@pytest.mark.usefixtures("small_memory")
def test_a_jump_anywhere_gives_the_same_picture(tmp_path: Path, kind: str) -> None:
    path = clip_of(kind, tmp_path)
    frames = frames_of(path)
    rng = random.Random(1)
    with ClipSeeker(path) as seeker:
        for _ in range(40):
            number = rng.randrange(len(frames) - 1)
            between = (frames[number].t_s + frames[number + 1].t_s) / 2
            assert same(seeker.at(rng.choice([frames[number].t_s, between])), frames[number])


@pytest.mark.parametrize("kind", ORDINARY + ODD)
@pytest.mark.usefixtures("small_memory")
def test_steps_meet_every_picture_both_ways(tmp_path: Path, kind: str) -> None:
    path = clip_of(kind, tmp_path)
    frames = frames_of(path)
    with ClipSeeker(path) as seeker:
        for step, expected in ((seeker.after, frames), (seeker.before, frames[::-1])):
            frame = seeker.at(expected[0].t_s)
            for wanted in expected:
                assert same(frame, wanted)
                assert frame is not None
                frame = step(frame)
            assert frame is None


def test_numbers_are_those_of_the_clip_at_a_constant_rate(tmp_path: Path) -> None:
    path = clip_of("constant.mp4", tmp_path)
    with ClipSeeker(path) as seeker:
        for frame in frames_of(path)[::-7]:
            found = seeker.at(frame.t_s)
            assert found is not None
            assert found.index == frame.index


def test_it_describes_the_clip(tmp_path: Path) -> None:
    with ClipSeeker(make_clip(tmp_path / "a.mp4", steady(1))) as silent:
        assert (silent.size, silent.rate, silent.has_sound) == ((64, 48), 25, False)
        assert silent.length_s == pytest.approx(1, abs=0.04)
    with ClipSeeker(make_clip(tmp_path / "b.mp4", steady(1), sound=beep(1, 0))) as loud:
        assert loud.has_sound


@pytest.mark.parametrize("kind", ["constant.mp4", "late.mp4", "no_stamps.h264"])
@pytest.mark.usefixtures("small_memory")
def test_beyond_its_ends_it_shows_the_first_and_the_last_picture(tmp_path: Path, kind: str) -> None:
    path = clip_of(kind, tmp_path)
    frames = frames_of(path)
    with ClipSeeker(path) as seeker:
        for late_s in (frames[-1].t_s + 0.5, 1e9, 1e30, math.inf):
            assert same(seeker.at(late_s), frames[-1])
            assert same(seeker.at(-1), frames[0])
            assert same(seeker.at(frames[0].t_s - 0.01), frames[0])


def test_the_same_picture_is_the_same_frame(tmp_path: Path) -> None:
    with ClipSeeker(make_clip(tmp_path / "a.mp4", steady(1))) as seeker:
        first = seeker.at(0.41)
        assert first is not None
        assert all(seeker.at(t_s) is first for t_s in (0.41, 0.40, 0.43))
        assert seeker.at(0.44) is not first


@pytest.mark.usefixtures("small_memory")
def test_a_slow_clip_is_played_on_too(tmp_path: Path, jumps: list[float]) -> None:
    path = make_clip(tmp_path / "a.mp4", [4.0 * number for number in range(5)])
    with ClipSeeker(path) as seeker:
        shown = [seeker.at(0.5 * number) for number in range(33)]
    assert [frame.t_s for frame in shown if frame is not None] == [4.0 * (number // 8) for number in range(33)]
    assert jumps == []


@pytest.mark.usefixtures("small_memory")
def test_a_damaged_stretch_shows_the_picture_before_it(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(8), (160, 120), options={"g": "10"})
    data = path.read_bytes()
    start, end = round(0.4 * len(data)), round(0.6 * len(data))
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])
    good = {frame.t_s for frame in frames_of(path)}
    assert len(good) < 190
    rng = random.Random(2)
    with ClipSeeker(path) as seeker:
        for t_s in [8 * rng.random() for _ in range(60)]:
            found = seeker.at(t_s)
            assert found is not None
            assert found.t_s == max(time for time in good if time <= t_s)


@pytest.mark.usefixtures("small_memory")
def test_a_file_that_vanishes_leaves_the_last_picture(tmp_path: Path) -> None:
    path = clip_of("no_stamps.h264", tmp_path)
    with ClipSeeker(path) as seeker:
        late = seeker.at(1.5)
        path.unlink()
        assert seeker.at(0.1) is late
        assert late is not None
        assert seeker.before(late) is None


def test_what_is_no_clip_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("To be, or not to be\n" * 50)
    for path, words in ((tmp_path / "a.mp4", "can't be read as a video"), (tmp_path / "b.mp4", "no file")):
        with pytest.raises(UserError, match=words), ClipSeeker(path):
            pass


def test_a_closed_one_shows_nothing(tmp_path: Path) -> None:
    with ClipSeeker(make_clip(tmp_path / "a.mp4", steady(1))) as seeker:
        frame = seeker.at(0.5)
    assert frame is not None
    assert seeker.at(0.5) is seeker.after(frame) is seeker.before(frame) is None


@pytest.mark.parametrize("name", ["one_actor.mp4", "noface_then_face.mov"])
def test_real_clips_show_the_same_as_read_through(data_dir: Path, name: str) -> None:
    path = data_dir / "media" / name
    with ClipFile(path) as clip:
        frames = [frame for frame in clip if frame.index % 20 == 0]
    random.Random(3).shuffle(frames)
    with ClipSeeker(path) as seeker:
        assert all(same(seeker.at(frame.t_s), frame) for frame in frames)
