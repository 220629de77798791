import numpy as np
import pytest

from acting_mirror.record.voice_activity import VoiceActivity
from acting_mirror.rehearsal.voice import UNHEARD_S, Voice
from tests.media import RATE, Samples
from tests.speech import room

POLL_S = 0.06


def hear(voice: Voice, samples: Samples, start_s: float = 0.0) -> tuple[list[float], list[float]]:
    """When speech began and when lines ended; what was told last is looked at every 60 ms."""
    activity, poll = VoiceActivity(RATE), round(POLL_S * RATE)
    began, ended, before, speech = [], [], voice.speaking, 0.0
    for end in range(poll, len(samples), poll):
        t_s = end / RATE
        speech = [speech, *activity.hear(samples[end - poll : end])][-1]
        if voice.update(start_s + t_s, speech):
            ended.append(t_s)
        if voice.speaking and not before:
            began.append(t_s)
        before = voice.speaking
    return began, ended


@pytest.mark.parametrize("noise", [0.0, 0.0005, 0.003, 0.006])
@pytest.mark.parametrize("loud", [0.3, 1.0])
def test_a_line_ends_when_the_pause_has_passed_in_quiet_and_noisy_rooms(noise: float, loud: float) -> None:
    voice = Voice(0.8)
    began, ended = hear(voice, room([(False, 2), (True, 4), (False, 2.5), (True, 3), (False, 2)], noise, loud))
    assert began == [pytest.approx(2.1, abs=0.25), pytest.approx(8.6, abs=0.25)]
    assert ended == [pytest.approx(6.8, abs=0.3), pytest.approx(12.3, abs=0.3)]


def test_a_breath_is_no_end_of_a_line() -> None:
    _, ended = hear(Voice(0.8), room([(False, 1), (True, 2), (False, 0.5), (True, 2), (False, 2)], 0.001))
    assert ended == [pytest.approx(6.3, abs=0.3)]
    _, ended = hear(Voice(0.3), room([(False, 1), (True, 2), (False, 0.6), (True, 2), (False, 2)], 0.001))
    assert len(ended) == 2


def test_a_long_speech_is_heard_to_its_end() -> None:
    began, ended = hear(Voice(0.8), room([(False, 1), (True, 60), (False, 2)], 0.003))
    assert len(began) == 1 and ended == [pytest.approx(61.8, abs=0.3)]


def test_who_speaks_at_once_is_heard_too() -> None:
    _, ended = hear(Voice(0.8), room([(True, 3), (False, 2)], 0.001))
    assert ended == [pytest.approx(3.8, abs=0.3)]


def test_a_knock_is_no_speech() -> None:
    samples = room([(False, 5)], 0.001)
    samples[2 * RATE : 2 * RATE + 300] = 0.9
    voice = Voice()
    assert hear(voice, samples) == ([], [])
    assert not voice.heard


def test_a_fan_that_is_switched_on_does_not_speak_for_ever() -> None:
    fan = np.concatenate([room([(False, 3)], 0.001), room([(False, 60)], 0.01)])
    voice = Voice(0.8)
    hear(voice, fan)
    assert not voice.speaking
    _, ended = hear(voice, room([(True, 3), (False, 2)], 0.01), start_s=63)
    assert ended == [pytest.approx(3.8, abs=0.3)]


def test_silence_for_a_while_is_said_and_a_voice_unsays_it() -> None:
    voice = Voice()
    hear(voice, room([(False, UNHEARD_S - 1)], 0.0))
    assert not voice.unheard
    hear(voice, room([(False, 3)], 0.0), start_s=UNHEARD_S - 1)
    assert voice.unheard and not voice.heard
    hear(voice, room([(True, 1)], 0.0), start_s=UNHEARD_S + 2)
    assert voice.heard and not voice.unheard
    voice.listen()
    assert not voice.heard and not voice.unheard


def test_no_microphone_is_said_at_once() -> None:
    voice = Voice()
    assert not voice.update(0.0, None)
    assert voice.unheard
