import sys
import time
import wave
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from acting_mirror.gui.sessions import partner_player, speaker
from acting_mirror.gui.sessions.partner_player import PartnerPlayer
from tests.fake_loudspeaker import RATE, Room

LEAD_S = 0.06
LINE_S = 0.5


def tone(path: Path, seconds: float = LINE_S, rate: int = 22_050) -> Path:
    """A line, one channel as a synthesiser makes it."""
    t_s = np.arange(round(seconds * rate)) / rate
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((12_000 * np.sin(2 * np.pi * 440 * t_s)).astype("<i2").tobytes())
    return path


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", room.module())
    for module in (speaker, partner_player):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=room.monotonic))
    monkeypatch.setattr(partner_player, "TURN_S", 0.001)
    return room


@pytest.fixture
def heard() -> list[tuple[float, int]]:
    """When each piece of a line began, and how many samples it had."""
    return []


@pytest.fixture
def player(room: Room, heard: list[tuple[float, int]]) -> Iterator[PartnerPlayer]:
    player = PartnerPlayer(lambda _, at_s, piece: heard.append((at_s, len(piece))))
    player.open(room.device)  # type: ignore[arg-type]
    wait(lambda: bool(room.sinks) and room.sinks[-1].turns > 2)
    yield player
    player.close()
    assert not room.sinks[-1].is_open


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not until() and time.monotonic() < end:
        time.sleep(0.001)
    assert until()


def sounds(room: Room) -> np.ndarray:
    """Where it was not silent, in seconds."""
    samples = np.frombuffer(room.sinks[-1].played, np.int16).reshape(-1, 2)
    return np.flatnonzero(np.abs(samples).max(axis=1) > 100) / RATE


def test_a_line_sounds_at_once_and_without_a_gap_and_once(
    room: Room, player: PartnerPlayer, heard: list[tuple[float, int]], tmp_path: Path
) -> None:
    line = tone(tmp_path / "line.wav")
    player.prepare(line)
    room.pass_s(1.0)
    assert not sounds(room).size
    before_s = len(room.sinks[-1].played) / 4 / RATE
    began_s = room.now_s
    player.say(line)
    room.settle()
    room.pass_s(2.0)
    at_s = sounds(room)
    assert before_s <= at_s[0] <= before_s + LEAD_S + 0.03
    assert at_s[-1] - at_s[0] == pytest.approx(LINE_S, abs=0.01) and np.diff(at_s).max() < 0.002
    assert sum(count for _, count in heard) == pytest.approx(LINE_S * RATE, abs=50)
    assert heard[0][0] - began_s == pytest.approx(at_s[0] - before_s + speaker.AHEAD_S, abs=0.03)
    assert all(later[0] - first[0] == pytest.approx(first[1] / RATE) for first, later in pairwise(heard))


def test_a_line_is_broken_off_within_a_moment(room: Room, player: PartnerPlayer, tmp_path: Path) -> None:
    player.say(tone(tmp_path / "long.wav", 5.0))
    room.settle()
    room.pass_s(1.0)
    player.hush()
    room.settle()
    room.pass_s(1.0)
    at_s = sounds(room)
    assert at_s[-1] - at_s[0] < 1.5
    player.say(tone(tmp_path / "next.wav"))
    room.settle()
    room.pass_s(1.0)
    assert sounds(room)[-1] > at_s[-1] + 0.5


@pytest.mark.logs("partner")
def test_a_device_that_is_pulled_out_is_told_once_and_another_can_be_opened(
    room: Room, player: PartnerPlayer, qtbot: QtBot, tmp_path: Path
) -> None:
    line = tone(tmp_path / "long.wav", 5.0)
    player.say(line)
    room.settle()
    with qtbot.waitSignal(player.failed) as told:
        room.sinks[-1].pull_out()
    assert "the loudspeaker or headphones are gone" in told.args[0]
    player.open(room.device)  # type: ignore[arg-type]
    player.say(line)
    wait(lambda: len(room.sinks) == 2 and room.sinks[-1].turns > 2)
    room.pass_s(0.5)
    assert sounds(room).size


@pytest.mark.logs("partner")
def test_a_line_that_is_no_sound_is_told_and_the_next_one_is_heard(
    room: Room, player: PartnerPlayer, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF")
    with qtbot.waitSignal(player.not_said) as told:
        player.say(broken)
    assert told.args[0].endswith("make it again.")
    player.say(tone(tmp_path / "line.wav"))
    room.settle()
    room.pass_s(0.5)
    assert sounds(room).size
