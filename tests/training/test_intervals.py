import numpy as np
import pytest

from training.intervals import interval, mean_interval, measures
from training.metrics import figures


def answered(faces: int, right: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels, and answers of which a share is right."""
    luck = np.random.default_rng(seed)
    truth = luck.integers(0, 3, faces)
    said = np.where(luck.random(faces) < right, truth, (truth + 1) % 3)
    probs = np.full((faces, 3), 0.1, np.float32)
    probs[np.arange(faces), said] = 0.8
    return truth, probs


def test_of_all_faces_the_measures_are_those_of_a_report() -> None:
    truth, probs = answered(200, 0.7, 1)
    measured = figures(truth, probs, ("cat", "dog", "owl"))
    expected = [measured["accuracy"], measured["macro"]["recall"], measured["ece"]]
    assert measures(truth, probs)[0] == pytest.approx(expected, abs=1e-4)


def test_an_interval_is_as_wide_as_chance_has_it() -> None:
    truth, probs = answered(400, 0.8, 2)
    top1 = measures(truth, probs)[:, 0]
    low, high = np.percentile(top1[1:], (2.5, 97.5))
    assert high - low == pytest.approx(2 * 1.96 * np.sqrt(top1[0] * (1 - top1[0]) / 400), rel=0.15)
    assert low < top1[0] < high


def test_the_same_answers_differ_by_nothing_in_any_draw() -> None:
    truth, probs = answered(50, 0.6, 3)
    assert not (measures(truth, probs) - measures(truth, probs)).any()


def test_a_class_or_a_set_without_faces_is_no_error() -> None:
    truth, probs = np.zeros(4, np.int64), np.full((4, 3), 1 / 3, np.float32)
    assert measures(truth, probs)[:, 1].tolist() == [1.0] * 1001
    assert not measures(truth[:0], probs[:0]).any()


def test_an_interval_in_words() -> None:
    assert interval(np.array([2.0, *np.linspace(1, 3, 1001)])) == "2.0 (1.1 to 3.0)"
    assert mean_interval(np.full(9, -1.5)) == "-1.5 (-1.5 to -1.5)"
