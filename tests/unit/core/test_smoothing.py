import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.smoothing import CLOSE, Held, ScoreSmoother


def sure_of(emotion: str, share: float = 0.88) -> EmotionScores:
    probs = np.full(7, (1 - share) / 6, np.float32)
    probs[EMOTIONS.index(emotion)] = share
    return EmotionScores(probs)


@pytest.mark.parametrize("rate", [7, 30, 120])
def test_smoothing_takes_the_same_time_at_every_rate(rate: int) -> None:
    smoother = ScoreSmoother(time_constant_s=0.3, hold_s=0.2)
    smoother.update(0.0, sure_of("sad"))
    count = round(0.6 * rate)
    for number in range(1, count + 1):
        smoothed, _ = smoother.update(number / rate, sure_of("happy"))
    start, end = sure_of("sad").probs, sure_of("happy").probs
    expected = end + (start - end) * np.exp(-(count / rate) / 0.3)
    np.testing.assert_allclose(smoothed.probs, expected, atol=1e-5)


@pytest.mark.parametrize(("time_constant_s", "share"), [(0.05, 0.28), (0.3, 0.85)])
def test_the_label_does_not_flicker_between_two_that_are_close(time_constant_s: float, share: float) -> None:
    smoother = ScoreSmoother(time_constant_s, hold_s=0.25)
    labels = [
        smoother.update(number / 30, sure_of("sad" if number % 4 < 2 else "fear", share))[1] for number in range(90)
    ]
    assert set(labels) == {"sad"}


def test_the_label_follows_a_real_change() -> None:
    smoother = ScoreSmoother(time_constant_s=0.3, hold_s=0.25)
    labels = [smoother.update(number / 30, sure_of("sad" if number < 30 else "happy"))[1] for number in range(60)]
    change = labels.index("happy")
    assert 36 <= change <= 50
    assert set(labels[change:]) == {"happy"}


@pytest.mark.parametrize("seed", range(5))
def test_the_label_is_never_far_behind_what_leads(seed: int) -> None:
    rng, smoother = np.random.default_rng(seed), ScoreSmoother(time_constant_s=0.3, hold_s=0.25)
    shows = rng.choice(EMOTIONS, 40).repeat(rng.integers(3, 30, 40))
    for number, emotion in enumerate(shows):
        smoothed, label = smoother.update(number / 30, sure_of(emotion, rng.uniform(0.3, 1.0)))
        assert smoothed.of(label) >= smoothed.probs.max() - CLOSE


def test_a_long_pause_starts_afresh() -> None:
    smoother = ScoreSmoother(time_constant_s=0.3, hold_s=0.25)
    smoother.update(0.0, sure_of("sad"))
    smoothed, label = smoother.update(5.0, sure_of("happy"))
    assert label == "happy"
    np.testing.assert_allclose(smoothed.probs, sure_of("happy").probs, atol=1e-6)


def test_a_held_value_changes_only_after_an_unbroken_proposal() -> None:
    held: Held[str] = Held(1.0)
    proposals = ["a", "b", "b", "a", "b", "b", "b"]
    values = [held.propose(0.5 * number, value) for number, value in enumerate(proposals)]
    assert values == ["a"] * 6 + ["b"]


def test_a_profile_changes_what_is_shown_and_not_what_is_remembered() -> None:
    rest = EmotionScores(np.array([0, 0, 0, 0, 0.52, 0, 0.48], np.float32))
    profile = Profile("", rest.probs, np.ones(7, np.float32))
    smoother = ScoreSmoother(0.3, 0.0)
    assert smoother.update(0.0, rest, profile)[1] == "neutral"
    smoothed, label = smoother.update(0.1, rest)
    np.testing.assert_allclose(smoothed.probs, rest.probs, atol=1e-6)
    smoother.update(0.2, rest)
    assert label == "neutral" and smoother.update(0.3, rest)[1] == "sad"
