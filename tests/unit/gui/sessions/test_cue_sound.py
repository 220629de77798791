"""The sound of a cue, at a fake loudspeaker and a fake voice."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from acting_mirror.gui.sessions import cue_sound, speaker
from acting_mirror.gui.sessions.cue_sound import NO_VOICE, CueSound, tone
from acting_mirror.gui.sessions.jobs import Jobs
from tests.fake_loudspeaker import FakeDevice, Room


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", room.module())
    monkeypatch.setattr(speaker, "time", room)
    return room


@pytest.fixture
def cue(qtbot: QtBot) -> Iterator[CueSound]:
    jobs = Jobs()
    cue = CueSound(jobs)
    yield cue
    cue.close()
    jobs.close()


def test_a_tone_is_as_loud_as_wished_and_does_not_click() -> None:
    loud, soft = tone(1.0), tone(0.2)
    assert np.abs(soft).max() == pytest.approx(0.2 * np.abs(loud).max(), rel=0.01)
    assert np.abs(loud[[0, -1]]).max() < 10
    assert np.abs(np.diff(loud[:, 0].astype(int))).max() < 1500


def test_the_tone_is_heard(cue: CueSound, room: Room, qtbot: QtBot) -> None:
    cue.play("tone", "sad", 0.5)
    qtbot.waitUntil(lambda: bool(room.sinks))
    room.pass_s(0.3)
    assert room.sinks[0].pitch() == pytest.approx(523, abs=15)
    while cue._lane.busy:
        room.pass_s(0.3)
        qtbot.wait(1)
    assert not room.sinks[0].is_open


def test_without_a_loudspeaker_it_is_said_once(cue: CueSound, room: Room) -> None:
    room.device = FakeDevice(None)
    told: list[str] = []
    cue.told.connect(told.append)
    for _ in range(2):
        cue.play("tone", "sad", 0.5)
    assert told == ["You won't hear cues: no loudspeaker or headphones were found."]


def give_voice(monkeypatch: pytest.MonkeyPatch, state: str) -> list[object]:
    """What a voice in a state is told to do from now on."""
    said: list[object] = []
    voice = SimpleNamespace(
        setVolume=said.append,
        say=said.append,
        stop=lambda: None,
        state=lambda: SimpleNamespace(name=state),
        errorString=lambda: "no connection",
    )

    class FakeVoice:
        availableEngines = staticmethod(lambda: ["speechd"])  # noqa: N815 - Qt's name

        def __new__(cls, _: object) -> SimpleNamespace:  # type: ignore[misc]
            return voice

    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", SimpleNamespace(QTextToSpeech=FakeVoice))
    return said


def test_a_voice_says_the_emotion_as_it_is_shown(cue: CueSound, monkeypatch: pytest.MonkeyPatch) -> None:
    said = give_voice(monkeypatch, "Ready")
    assert not cue_sound.why_no_voice()
    cue.play("voice", "fear", 0.4)
    assert said == [0.4, "Scared"]


def test_an_engine_that_can_not_speak_is_told(cue: CueSound, monkeypatch: pytest.MonkeyPatch) -> None:
    said = give_voice(monkeypatch, "Error")
    told: list[str] = []
    cue.told.connect(told.append)
    cue.play("voice", "fear", 0.4)
    assert told == [NO_VOICE] and not said


def test_without_a_voice_it_is_said(cue: CueSound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    told: list[str] = []
    cue.told.connect(told.append)
    cue.play("voice", "fear", 0.4)
    assert told == [NO_VOICE]
