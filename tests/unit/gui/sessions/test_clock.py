"""The time of a clip that plays goes by what is heard, and by the computer's clock where nothing is."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from acting_mirror.gui.sessions import clock as play_clock
from acting_mirror.gui.sessions import speaker
from acting_mirror.gui.sessions.clock import PlayClock
from tests.fake_loudspeaker import FakeDevice, FakeSink, Room
from tests.media import RATE, make_clip

CLOSE_S = 0.05
"""What the device holds back, and what is drawn towards the sound in a moment."""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound of 4 s: a tone for each half second, from 300 Hz on in steps of 200."""
    t_s = np.arange(4 * RATE) / RATE
    tone = (0.5 * np.sin(2 * np.pi * (300 + 200 * np.floor(t_s / 0.5)) * t_s)).astype(np.float32)
    return make_clip(tmp_path_factory.mktemp("clip") / "a.mkv", sound=tone[None], times=[0.0, 1.0])


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", room.module())
    monkeypatch.setattr(play_clock, "time", SimpleNamespace(monotonic=room.monotonic))
    monkeypatch.setattr(speaker, "time", SimpleNamespace(monotonic=room.monotonic))
    monkeypatch.setattr(speaker, "TURN_S", 0.001)
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "80")  # so that it is as before afterwards
    monkeypatch.setattr(speaker, "_stopped", set())
    return room


@pytest.fixture
def clock(qtbot: QtBot, room: Room) -> Iterator[PlayClock]:
    clock = PlayClock()
    yield clock
    clock.close()
    assert not any(sink.is_open for sink in room.sinks)


@pytest.fixture
def said(clock: PlayClock) -> list[str]:
    """What it told."""
    said: list[str] = []
    clock.told.connect(said.append)
    return said


@pytest.fixture
def begin(qtbot: QtBot, room: Room) -> Callable[[Callable[[], None]], FakeSink]:
    """Do something that starts the sound, and wait until it has started."""

    def begin(act: Callable[[], None]) -> FakeSink:
        before = len(room.sinks)
        act()
        qtbot.waitUntil(lambda: len(room.sinks) > before)
        room.settle()
        return room.sinks[-1]

    return begin


Begin = Callable[[Callable[[], None]], FakeSink]


def watch(clock: PlayClock, room: Room, seconds: float) -> list[float]:
    """The time as a page asks for it, while time passes."""
    seen = []
    for _ in range(round(seconds / 0.05)):
        room.pass_s(0.05)
        seen.append(clock.now_s)
    return seen


def test_without_sound_it_goes_by_the_computers_clock(clock: PlayClock, said: list[str], room: Room) -> None:
    clock.play()
    room.pass_s(1)
    assert clock.now_s == pytest.approx(1)
    clock.set_speed(0.5)
    room.pass_s(1)
    assert clock.now_s == pytest.approx(1.5)
    clock.pause()
    room.pass_s(1)
    assert clock.now_s == pytest.approx(1.5)
    clock.seek(-3)
    assert (clock.now_s, clock.why_silent, said) == (0, None, [])


def test_time_is_that_of_what_is_heard(clock: PlayClock, said: list[str], room: Room, clip: Path, begin: Begin) -> None:
    clock.load_sound(clip)
    sink = begin(clock.play)
    seen = watch(clock, room, 1.7)
    assert clock.now_s == pytest.approx(1.7, abs=CLOSE_S)
    assert sink.pitch() == pytest.approx(900, abs=15)
    assert (np.diff(seen) > 0).all()
    assert (clock.why_silent, said) == (None, [])


@pytest.mark.parametrize("rate", [0.97, 1.02])
def test_a_device_that_counts_otherwise_leads(
    clock: PlayClock, room: Room, clip: Path, begin: Begin, rate: float
) -> None:
    clock.load_sound(clip)
    begin(clock.play)
    room.rate = rate
    seen = watch(clock, room, 3)
    assert clock.now_s == pytest.approx(3 * rate, abs=CLOSE_S)
    assert np.diff(seen)[1:] == pytest.approx(0.05 * rate, abs=0.004)


def test_it_waits_for_a_device_that_wakes(clock: PlayClock, room: Room, clip: Path, begin: Begin) -> None:
    room.rate = 0.0
    clock.load_sound(clip)
    begin(clock.play)
    assert watch(clock, room, 1) == [0.0] * 20
    room.rate = 1.0
    watch(clock, room, 1)
    assert clock.now_s == pytest.approx(1, abs=CLOSE_S)


def test_far_from_the_sound_it_jumps_to_it(clock: PlayClock, room: Room, clip: Path, begin: Begin) -> None:
    clock.load_sound(clip)
    begin(clock.play)
    watch(clock, room, 1)
    room.rate = 0.0
    watch(clock, room, 0.5)
    assert clock.now_s == pytest.approx(1.5, abs=CLOSE_S)
    room.rate = 1.0
    watch(clock, room, 0.1)
    assert clock.now_s == pytest.approx(1.1, abs=CLOSE_S)


def test_pause_is_silent_and_stands_still(clock: PlayClock, room: Room, clip: Path, begin: Begin, qtbot: QtBot) -> None:
    clock.load_sound(clip)
    sink = begin(clock.play)
    watch(clock, room, 0.7)
    clock.pause()
    paused_s = clock.now_s
    qtbot.waitUntil(lambda: not sink.is_open)
    assert watch(clock, room, 1) == [paused_s] * 20
    again = begin(clock.play)
    watch(clock, room, 0.4)
    assert clock.now_s == pytest.approx(paused_s + 0.4, abs=CLOSE_S)
    assert again.pitch() == pytest.approx(300 + 400, abs=15)


def test_muted_it_goes_on_and_can_be_heard_again(
    clock: PlayClock, room: Room, clip: Path, begin: Begin, qtbot: QtBot
) -> None:
    clock.load_sound(clip)
    sink = begin(clock.play)
    watch(clock, room, 0.7)
    clock.mute(True)
    qtbot.waitUntil(lambda: not sink.is_open)
    muted_s = clock.now_s
    assert watch(clock, room, 0.5)[-1] == pytest.approx(muted_s + 0.5)
    again = begin(lambda: clock.mute(False))
    watch(clock, room, 0.25)
    assert clock.now_s == pytest.approx(muted_s + 0.75, abs=CLOSE_S)
    assert again.pitch() == pytest.approx(300 + 400, abs=15)


def test_a_jump_is_heard_and_seen(clock: PlayClock, room: Room, clip: Path, begin: Begin) -> None:
    clock.load_sound(clip)
    clock.seek(0.5)
    begin(clock.play)
    watch(clock, room, 0.3)
    sink = begin(lambda: clock.seek(2.1))
    assert clock.now_s == pytest.approx(2.1)
    watch(clock, room, 0.3)
    assert clock.now_s == pytest.approx(2.4, abs=CLOSE_S)
    assert sink.pitch() == pytest.approx(1100, abs=15)


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_time_and_not_the_pitch(
    clock: PlayClock, room: Room, clip: Path, begin: Begin, speed: float
) -> None:
    clock.load_sound(clip)
    begin(clock.play)
    watch(clock, room, 0.6)
    before_s = clock.now_s
    sink = begin(lambda: clock.set_speed(speed))
    assert clock.now_s == before_s
    watch(clock, room, 0.65)
    assert clock.now_s == pytest.approx(before_s + 0.65 * speed, abs=CLOSE_S * speed)
    assert sink.pitch() == pytest.approx(300 + 200 * (clock.now_s // 0.5), abs=15)


@pytest.mark.parametrize("from_s", [3.5, 6.0])
def test_after_the_end_of_the_sound_it_goes_on(
    clock: PlayClock, room: Room, clip: Path, begin: Begin, from_s: float
) -> None:
    clock.load_sound(clip)
    clock.seek(from_s)
    sink = begin(clock.play)
    watch(clock, room, 2)
    assert clock.now_s == pytest.approx(from_s + 2, abs=0.2)
    assert (sink.is_open, clock.why_silent) == (False, None)


def test_sound_that_comes_while_it_plays_joins_in(clock: PlayClock, room: Room, clip: Path, begin: Begin) -> None:
    clock.play()
    room.pass_s(1)
    sink = begin(lambda: clock.load_sound(clip))
    watch(clock, room, 0.3)
    assert clock.now_s == pytest.approx(1.3, abs=CLOSE_S)
    assert sink.pitch() == pytest.approx(700, abs=15)


@pytest.mark.parametrize("missing", ["library", "device"])
def test_without_a_way_to_be_heard_it_plays_silently_and_says_why(
    clock: PlayClock, said: list[str], room: Room, clip: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "library":
        monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    room.device = FakeDevice(None)
    clock.load_sound(clip)
    assert clock.why_silent is not None
    assert ("libpulse0" in clock.why_silent) is (missing == "library")
    clock.play()
    room.pass_s(1)
    assert (clock.now_s, said, room.sinks) == (pytest.approx(1), [], [])


def test_a_device_that_is_pulled_out_is_told_once_and_tried_again(
    clock: PlayClock, said: list[str], room: Room, clip: Path, begin: Begin, qtbot: QtBot
) -> None:
    clock.load_sound(clip)
    for attempt in range(2):
        sink = begin(clock.play)
        if not attempt:
            watch(clock, room, 0.5)
        sink.pull_out()
        qtbot.waitUntil(lambda: clock.why_silent is not None)
        before_s = clock.now_s
        room.pass_s(1)
        assert clock.now_s == pytest.approx(before_s + 1)
        assert len(said) == 1
        clock.pause()
    begin(clock.play)
    watch(clock, room, 0.2)
    assert clock.why_silent is None


def test_a_device_that_is_gone_at_the_next_play_is_told(
    clock: PlayClock, said: list[str], room: Room, clip: Path, begin: Begin
) -> None:
    clock.load_sound(clip)
    begin(clock.play)
    watch(clock, room, 0.5)
    clock.pause()
    room.device = FakeDevice(None)
    clock.play()
    room.pass_s(1)
    assert clock.now_s == pytest.approx(1.5, abs=CLOSE_S)
    assert [clock.why_silent] == said


def test_a_device_that_stands_still_is_given_up_for_good(
    clock: PlayClock, said: list[str], room: Room, clip: Path, begin: Begin, qtbot: QtBot
) -> None:
    room.rate = 0.0
    clock.load_sound(clip)
    begin(clock.play)
    with qtbot.waitSignal(clock.told):
        watch(clock, room, 3.2)
    assert clock.now_s < 0.3
    room.pass_s(1)
    assert clock.now_s > 0.9
    clock.pause()
    clock.play()
    room.pass_s(1)
    assert (len(room.sinks), len(said)) == (1, 1)
    room.device = FakeDevice("headphones")
    room.rate = 1.0
    begin(lambda: clock.seek(0))
    watch(clock, room, 0.3)
    assert clock.why_silent is None


def test_sound_that_does_not_decode_is_told(
    clock: PlayClock, said: list[str], room: Room, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(clock.told):
        clock.load_sound(make_clip(tmp_path / "a.mp4", [0.0, 1.0]))
        clock.play()
    room.pass_s(1)
    assert clock.now_s == pytest.approx(1)
    assert said == ["The clip plays without sound: its sound can't be decoded."]
