from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.calibration import LEAST_RANGE, Profile
from acting_mirror.core.labels import EMOTIONS

REST = np.array([0.05, 0.0, 0.05, 0.0, 0.5, 0.0, 0.4], np.float32)
"""A resting face that looks sad."""


def profile(**strongest: float) -> Profile:
    return Profile("Anna", REST, np.array([strongest.get(name, 1.0) for name in EMOTIONS], np.float32))


def probs(**shown: float) -> np.ndarray:
    rest = (1 - sum(shown.values())) / (len(EMOTIONS) - len(shown))
    return np.array([shown.get(name, rest) for name in EMOTIONS], np.float32)


def strength(of: Profile, emotion: str, reading: np.ndarray) -> float:
    return float(of.strengths(reading)[EMOTIONS.index(emotion)])


def test_a_resting_face_that_looks_sad_is_neutral() -> None:
    assert profile().calibrated(REST).tolist() == [0, 0, 0, 0, 0, 0, 1]


def test_strength_runs_from_rest_to_the_strongest() -> None:
    actor = profile(happy=0.6)
    assert strength(actor, "happy", probs(happy=0.3)) == pytest.approx(0.5)
    assert strength(actor, "happy", probs(happy=0.9)) == 1.0
    assert strength(actor, "sad", probs(sad=0.75)) == pytest.approx(0.5)
    assert strength(actor, "sad", probs(sad=0.2)) == 0.0


def test_what_is_calibrated_sums_to_one_and_keeps_its_leader() -> None:
    readings = np.random.default_rng(0).dirichlet(np.full(7, 0.4), 500).astype(np.float32)
    actor = profile(happy=0.3, surprise=0.3, angry=0.3)
    calibrated = actor.calibrated(readings.reshape(5, 100, 7))
    assert calibrated.shape == (5, 100, 7) and calibrated.dtype == np.float32
    np.testing.assert_allclose(calibrated.sum(-1), 1, atol=1e-6)
    assert (calibrated >= 0).all()
    assert np.argmax(actor.calibrated(probs(happy=0.9))) == EMOTIONS.index("happy")


def test_what_could_not_be_read_stays_so() -> None:
    assert np.isnan(profile().calibrated(np.full((2, 7), np.nan))).all()


def test_a_range_that_is_hardly_one_does_not_blow_up_noise() -> None:
    actor = Profile("", probs(sad=0.97), np.ones(7, np.float32))
    assert strength(actor, "sad", probs(sad=0.98)) == pytest.approx(0.01 / LEAST_RANGE, abs=1e-4)


@pytest.mark.parametrize(
    ("neutral", "strongest", "words"),
    [
        (np.ones(6), np.ones(7), "shape"),
        (np.full(7, 1.1), np.ones(7), "probabilities"),
        (np.full(7, np.nan), np.ones(7), "probabilities"),
        (np.full(7, 0.1), np.array([1, 1, 1, 0.05, 1, 1, 1]), "stronger"),
    ],
)
def test_values_that_make_no_sense_are_refused(neutral: np.ndarray, strongest: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Profile("", neutral, strongest)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        profile().neutral[0] = 1


def test_it_is_doubted_only_with_a_model_that_is_known_to_be_another() -> None:
    made = replace(profile(), model="studio")
    assert made.doubt("mini_xception") == (
        "The profile Anna was made with the model studio, not with mini_xception: calibrate again."
    )
    assert made.doubt("studio") == profile().doubt("studio") == ""
