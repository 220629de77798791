from collections.abc import Sequence

import numpy as np
import pytest

from acting_mirror.rehearsal.voice import UNHEARD_S, Voice

RATE, BLOCK, POLL_S = 16_000, 160, 0.06


def sound(stretches: Sequence[tuple[bool, float]], noise: float, speech: float = 0.15) -> np.ndarray:
    """A room with noise in which someone speaks in stretches: noise in syllables, four a second, of varied loudness."""
    rng = np.random.default_rng(0)
    length = round(sum(seconds for _, seconds in stretches) * RATE)
    samples, at = rng.normal(0, noise, length), 0
    for speaks, seconds in stretches:
        count = round(seconds * RATE)
        if speaks:
            t_s = np.arange(count) / RATE
            loud = np.clip(np.sin(2 * np.pi * 4 * t_s) + 0.3, 0, None) * (0.7 + 0.3 * np.sin(2 * np.pi * 0.7 * t_s))
            samples[at : at + count] += rng.normal(0, speech / 3, len(samples[at : at + count])) * loud
        at += count
    return np.clip(samples, -1, 1)


def hear(voice: Voice, samples: np.ndarray, start_s: float = 0.0) -> tuple[list[float], list[float]]:
    """When speech began and when lines ended; the newest block's peak is looked at every 60 ms."""
    began, ended, before = [], [], voice.speaking
    for t_s in np.arange(POLL_S, len(samples) / RATE, POLL_S).tolist():
        end = round(t_s * RATE) // BLOCK * BLOCK
        if voice.update(start_s + t_s, float(np.abs(samples[end - BLOCK : end]).max())):
            ended.append(t_s)
        if voice.speaking and not before:
            began.append(t_s)
        before = voice.speaking
    return began, ended


@pytest.mark.parametrize("noise", [0.0, 0.0005, 0.003, 0.006])
@pytest.mark.parametrize("speech", [0.15, 0.6])
def test_a_line_ends_when_the_pause_has_passed_in_quiet_and_noisy_rooms(noise: float, speech: float) -> None:
    voice = Voice(0.8)
    began, ended = hear(voice, sound([(False, 2), (True, 4), (False, 2.5), (True, 3), (False, 2)], noise, speech))
    assert began == [pytest.approx(2.1, abs=0.25), pytest.approx(8.6, abs=0.25)]
    assert ended == [pytest.approx(6.8, abs=0.3), pytest.approx(12.3, abs=0.3)]


def test_a_breath_is_no_end_of_a_line() -> None:
    _, ended = hear(Voice(0.8), sound([(False, 1), (True, 2), (False, 0.5), (True, 2), (False, 2)], 0.001))
    assert ended == [pytest.approx(6.3, abs=0.3)]
    _, ended = hear(Voice(0.3), sound([(False, 1), (True, 2), (False, 0.6), (True, 2), (False, 2)], 0.001))
    assert len(ended) == 2


def test_a_long_speech_is_heard_to_its_end() -> None:
    began, ended = hear(Voice(0.8), sound([(False, 1), (True, 60), (False, 2)], 0.003))
    assert len(began) == 1 and ended == [pytest.approx(61.8, abs=0.3)]


def test_who_speaks_at_once_is_heard_too() -> None:
    _, ended = hear(Voice(0.8), sound([(True, 3), (False, 2)], 0.001))
    assert ended == [pytest.approx(3.8, abs=0.3)]


def test_a_knock_is_no_speech() -> None:
    samples = sound([(False, 5)], 0.001)
    samples[2 * RATE : 2 * RATE + 300] = 0.9
    voice = Voice()
    assert hear(voice, samples) == ([], [])
    assert not voice.heard


def test_a_fan_that_is_switched_on_does_not_speak_for_ever() -> None:
    fan = np.concatenate([sound([(False, 3)], 0.001), sound([(False, 60)], 0.01)])
    voice = Voice(0.8)
    hear(voice, fan)
    assert not voice.speaking
    _, ended = hear(voice, sound([(True, 3), (False, 2)], 0.01, speech=0.8), start_s=63)
    assert ended == [pytest.approx(3.8, abs=0.3)]


def test_silence_for_a_while_is_said_and_a_voice_unsays_it() -> None:
    voice = Voice()
    hear(voice, np.zeros(round((UNHEARD_S - 1) * RATE)))
    assert not voice.unheard
    hear(voice, np.zeros(3 * RATE), start_s=UNHEARD_S - 1)
    assert voice.unheard and not voice.heard
    hear(voice, sound([(True, 1)], 0.0), start_s=UNHEARD_S + 2)
    assert voice.heard and not voice.unheard
    voice.listen()
    assert not voice.heard and not voice.unheard


def test_no_microphone_is_said_at_once() -> None:
    voice = Voice()
    assert not voice.update(0.0, None)
    assert voice.unheard
