import numpy as np
import pytest

from acting_mirror.record.loudness import Loudness
from tests.media import RATE, Samples


def measured(samples: Samples, rate: int = RATE) -> Loudness:
    loudness = Loudness(rate, len(samples))
    for start in range(0, samples.shape[1], 1000):
        loudness.hear(samples[:, start : start + 1000])
    loudness.end()
    return loudness


def tone(level_db: float, seconds: float = 4.0, hertz: float = 1000.0, channels: int = 2) -> Samples:
    t_s = np.arange(round(seconds * RATE)) / RATE
    return np.stack([10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * t_s)] * channels).astype(np.float32)


@pytest.mark.parametrize("level", [-23.0, -33.0, -6.0])
def test_a_tone_of_1_khz_on_both_sides_is_as_loud_as_its_peak(level: float) -> None:
    """EBU Tech 3341, cases 1 and 2."""
    loudness = measured(tone(level))
    assert loudness.integrated == pytest.approx(level, abs=0.1)
    assert loudness.true_peak == pytest.approx(level, abs=0.2)
    assert loudness.moments[10:] == pytest.approx([level] * len(loudness.moments[10:]), abs=0.2)


def test_what_is_much_quieter_does_not_count() -> None:
    """EBU Tech 3341, case 3, shorter."""
    samples = np.concatenate([tone(-36, 2), tone(-23, 8), tone(-36, 2)], axis=1)
    assert measured(samples).integrated == pytest.approx(-23, abs=0.2)


def test_peaks_between_samples_count() -> None:
    t = np.arange(RATE)
    samples = np.stack([0.5 * np.sin(np.pi * t / 2 + np.pi / 4)] * 2).astype(np.float32)
    assert np.abs(samples).max() == pytest.approx(0.354, abs=0.001)
    assert measured(samples).true_peak == pytest.approx(-6, abs=0.7)  # it begins amid a wave


def test_silence_has_no_loudness() -> None:
    loudness = measured(np.zeros((1, RATE), np.float32))
    assert loudness.integrated == -70
    assert loudness.true_peak == -np.inf
