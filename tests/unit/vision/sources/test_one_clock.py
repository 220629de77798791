"""One clock for pictures and sound: in step from start to end, played, sought, scored by pauses and written."""

import os
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from acting_mirror.pipeline.clip_video import video_of
from acting_mirror.pipeline.film_copy import copy_to_mp4
from acting_mirror.vision.sources import clip_seeker
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.sound_peaks import PEAK_S, peaks_of
from tests.clocks import (
    LENGTH_S,
    MARKS_S,
    WRAP_S,
    Change,
    clicks,
    coded_clip,
    copied,
    joined,
    later,
    marked_clip,
    trimmed,
    without,
)

IN_STEP_S = 0.04
FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "500000"}

Make = Callable[[Path], Path]


def of_mp4(name: str, *change: Change, late_s: float = 0.0, **options: str) -> Make:
    def make(folder: Path) -> Path:
        plain = marked_clip(folder / "from.mp4", late_s=late_s)
        return copied(plain, folder / name, *change, **options)

    return make


def broadcast(sound_s: float = LENGTH_S, start_s: float = 0.0, first_stream: int = 256) -> Make:
    def make(folder: Path) -> Path:
        plain = marked_clip(folder / "from.mp4", clicks(length_s=sound_s))
        target = folder / f"{sound_s}_{start_s}_{first_stream}.ts"
        return copied(plain, target, later(start_s), mpegts_start_pid=str(first_stream))

    return make


def parts(*makes: Make) -> Make:
    def make(folder: Path) -> Path:
        files = [*map(cache(lambda make: make(folder)), makes)]
        return joined(files[0].with_stem("joined"), *files)

    return make


def coded(name: str, container: str, codecs: tuple[str, str], **options: str) -> Make:
    return lambda folder: coded_clip(folder / name, container, codecs, **options)


PROGRAM_STREAM = coded("a.mpg", "mpeg", ("mpeg2video", "mp2"))
DISC = coded("a.vob", "vob", ("mpeg2video", "mp2"))
LIVE = coded("a.webm", "webm", ("libvpx", "libopus"), live="1")
WEBM = coded("b.webm", "webm", ("libvpx", "libopus"))
IN_FRAGMENTS = of_mp4("a.mp4", **FRAGMENTS)
MATROSKA = of_mp4("a.mkv")
LONGER = broadcast(4.0)

WHOLE: dict[str, Make] = {
    "broadcast that starts at 1000 s": broadcast(start_s=1000),
    "Matroska that starts at 5 s": of_mp4("a.mkv", later(5)),
    "fragments that start at 5 s": of_mp4("a.mp4", later(5), **FRAGMENTS),
    "clock that wraps amid": broadcast(start_s=WRAP_S - 1.6),
    "clock that wraps at once": broadcast(start_s=WRAP_S - 0.3),
    "edit list that trims sound": lambda folder: trimmed(marked_clip(folder / "a.mp4", clicks(0.5)), 1, 0.5),
    "edit list that trims both": lambda folder: trimmed(
        trimmed(marked_clip(folder / "a.mp4", lead_s=0.48), 1, 0.48), 0, 0.48
    ),
    "program stream": PROGRAM_STREAM,
    "disc": DISC,
    "browser's WebM": LIVE,
    "browser's MP4": IN_FRAGMENTS,
    "AVI in coded order": lambda folder: marked_clip(folder / "a.avi", codec="mpeg4", options={"bf": "2"}),
    "AVI": lambda folder: marked_clip(folder / "a.avi", codec="mpeg4", options={}),
    "FLV": lambda folder: marked_clip(folder / "a.flv", options={}),
    **{f"hole in the sound, {end}": of_mp4(f"a.{end}", without("audio", 0.8, 1.3)) for end in ("mp4", "mkv", "ts")},
    **{f"pictures that start late, {end}": of_mp4(f"a.{end}", late_s=0.8) for end in ("mp4", "mov", "mkv", "ts")},
}
SOUND_LATE: dict[str, Make] = {
    f"sound that starts late, {end}": of_mp4(f"a.{end}", without("audio", -1, 1.3))
    for end in ("mp4", "mov", "mkv", "ts")
}
LEAPING: dict[str, tuple[int, Make]] = {
    "broadcast twice": (2, parts(*2 * [broadcast()])),
    "broadcast three times": (3, parts(*3 * [broadcast()])),
    "broadcast that goes on at 1000 s": (2, parts(broadcast(), broadcast(start_s=1000))),
    "broadcast that goes back to nought": (2, parts(broadcast(start_s=1000), broadcast())),
    "broadcast that goes on in other streams": (2, parts(broadcast(), broadcast(first_stream=1000))),
    "parts with sound that is longer": (3, parts(LONGER, broadcast(), LONGER)),
    "parts with sound that is shorter": (2, parts(*2 * [broadcast(2.95)])),
    "program stream twice": (2, parts(PROGRAM_STREAM, PROGRAM_STREAM)),
    "disc twice": (2, parts(DISC, DISC)),
    "browser's WebM twice": (2, parts(LIVE, LIVE)),
    "browser's MP4 twice": (2, parts(IN_FRAGMENTS, IN_FRAGMENTS)),
    "WebM twice": (2, parts(WEBM, WEBM)),
    "Matroska twice": (2, parts(MATROSKA, MATROSKA)),
    "clock that leaps by hours": (1, of_mp4("a.ts", later(7200, from_s=0.9))),
    "gap": (1, of_mp4("a.mkv", later(1.7, from_s=0.9))),
}
ALL = {
    **{kind: (1, 3, make) for kind, make in WHOLE.items()},
    **{kind: (1, 2, make) for kind, make in SOUND_LATE.items()},
    **{kind: (number, 3 * number, make) for kind, (number, make) in LEAPING.items()},
}
SOME = [
    "broadcast that starts at 1000 s",
    "clock that wraps amid",
    "edit list that trims both",
    "browser's WebM",
    "AVI in coded order",
    "hole in the sound, mkv",
    "pictures that start late, mp4",
    "sound that starts late, ts",
    "broadcast three times",
    "browser's MP4 twice",
    "clock that leaps by hours",
    "gap",
]
"""One of each sort; `ACTING_MIRROR_SLOW=1` tries all in every way."""
MOST = list(ALL) if os.environ.get("ACTING_MIRROR_SLOW") == "1" else SOME
COPIED = [
    "Matroska that starts at 5 s",
    "fragments that start at 5 s",
    "edit list that trims sound",
    "browser's MP4",
    "gap",
    *(kind for kind in ALL if kind.endswith((", mp4", ", mov", ", mkv"))),
]
"""H.264 in containers whose stamps tell."""


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the clip of a kind, once."""
    return cache(lambda kind: ALL[kind][2](tmp_path_factory.mktemp("clip")))


def flashes_in(path: Path) -> list[float]:
    with ClipFile(path) as clip:
        return _onsets([(frame.t_s, frame.bgr.mean() > 100) for frame in clip])


def clicks_in(path: Path, t_s: float = 0.0) -> list[float]:
    with SoundReader(path) as reader:
        pcm = np.concatenate([np.empty((0, 2), np.int16), *reader.blocks(t_s)])
    return [t_s + each for each in _loud(pcm[:, 0] / 32_768)]


def written_in(film: Path) -> tuple[list[float], list[float]]:
    """The flashes and the clicks of an MP4 as any player finds them, by the stamps of each."""
    with av.open(str(film)) as clip:
        shown = [(float(frame.time or 0), frame.to_ndarray(format="gray")) for frame in clip.decode(video=0)]
    samples = np.zeros(15 * RATE)
    with av.open(str(film)) as clip:
        for frame in clip.decode(audio=0):
            start = round(float(frame.time or 0) * RATE)
            block = frame.to_ndarray()[0][max(0, -start) :]
            samples[max(0, start) : max(0, start) + len(block)] = block
    return _onsets([(t_s, gray.mean() > 100) for t_s, gray in shown]), _loud(samples)


def _onsets(shown: list[tuple[float, bool]]) -> list[float]:
    return [t_s for before, (t_s, white) in zip([(0.0, False), *shown], shown, strict=False) if white and not before[1]]


def _loud(samples: np.ndarray) -> list[float]:
    places = np.flatnonzero(np.abs(samples) > 0.1)
    return (places[np.diff(places, prepend=-RATE) > RATE // 10] / RATE).tolist()


def check(flashes: list[float], clicks: list[float], count: int) -> None:
    """See that the last `count` flashes are those that sound, and are in step."""
    assert len(clicks) == count
    assert clicks == pytest.approx(flashes[-count:], abs=IN_STEP_S)


@pytest.mark.parametrize("kind", ALL)
def test_what_flashes_is_heard_then(clips: Callable[[str], Path], kind: str) -> None:
    number, count, _ = ALL[kind]
    flashes = flashes_in(path := clips(kind))
    assert len(flashes) == 3 * number
    check(flashes, clicks_in(path), count)
    first = MARKS_S if kind in WHOLE or kind in SOUND_LATE else MARKS_S[:1]
    assert flashes[: len(first)] == pytest.approx(first, abs=0.001)


@pytest.mark.parametrize("kind", MOST)
def test_a_jump_shows_and_plays_what_playing_on_does(
    clips: Callable[[str], Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clip_seeker, "_KEPT_BYTES", 0)
    path = clips(kind)
    clicks = clicks_in(path)
    with ClipFile(path) as clip:
        times = [frame.t_s for frame in clip]
    with ClipSeeker(path) as seeker:
        for number in (-2, 11, len(times) // 2, 3, -20):
            found = seeker.at(times[number] + 0.0001)
            assert found is not None
            assert found.t_s == pytest.approx(times[number], abs=1e-6)
        # The last picture may last as long as its packet says, but not for half a picture, or two.
        assert 0.5 - 0.03 < (seeker.length_s - times[-1]) * seeker.rate < 2 + 0.03
    for mark_s in (clicks[-1], clicks[0], clicks[len(clicks) // 2]):
        after = [each for each in clicks if each > mark_s - 0.05]
        assert clicks_in(path, mark_s - 0.05) == pytest.approx(after, abs=0.005)


@pytest.mark.parametrize("kind", MOST)
def test_pauses_are_found_where_nothing_is_heard(clips: Callable[[str], Path], kind: str) -> None:
    levels = peaks_of(path := clips(kind), threading.Event()) > 0.1
    starts = np.flatnonzero(levels & ~np.r_[False, levels[:-1]]) * PEAK_S
    check(flashes_in(path), (starts + PEAK_S / 2).tolist(), ALL[kind][1])


@pytest.mark.parametrize("kind", MOST)
def test_what_is_written_is_in_step(clips: Callable[[str], Path], kind: str, tmp_path: Path) -> None:
    path, film = clips(kind), tmp_path / "film.mp4"
    flashes = flashes_in(path)
    with ClipFile(path) as clip, video_of(clip, film) as writer:
        for frame in clip:
            writer.write(frame.t_s, frame.bgr)
    written, sounding = written_in(film)
    assert written == pytest.approx(flashes, abs=0.002)
    check(written, sounding, ALL[kind][1])


@pytest.mark.parametrize("kind", COPIED)
def test_what_is_copied_is_in_step(clips: Callable[[str], Path], kind: str, tmp_path: Path) -> None:
    path, film = clips(kind), tmp_path / "film.mp4"
    with ClipFile(path) as clip:
        times = [frame.t_s for frame in clip]
    assert copy_to_mp4(path, film, lambda _: None, threading.Event()) == pytest.approx(times, abs=0.02)
    written, sounding = written_in(film)
    assert written == pytest.approx(flashes_in(path), abs=0.02)
    check(written, sounding, ALL[kind][1])


def test_real_clips_with_odd_clocks_are_two_seconds_long(data_dir: Path) -> None:
    for name in ("06-clock-wraps.ts", "11-starts-at-5s.mkv"):
        path = data_dir.parent / "cases" / name
        with ClipFile(path) as clip, SoundReader(path) as sound:
            assert clip.length_s == pytest.approx(2.0, abs=0.01)
            assert len(list(clip)) == 48
            assert clip.broke_at is None
            assert sum(len(block) for block in sound.blocks(0)) / RATE == pytest.approx(2.0, abs=0.03)
