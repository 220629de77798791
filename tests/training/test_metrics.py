import numpy as np
import pytest

from training.metrics import BINS, calibration_error, figures, reliability

PETS = ("cat", "dog", "owl")


def sure(said: list[int], labels: int = 3, confidence: float = 0.8) -> np.ndarray:
    """Probabilities that name `said`, the label after it as second."""
    probs = np.full((len(said), labels), 0.0, np.float32)
    for row, label in enumerate(said):
        probs[row, label] = confidence
        probs[row, (label + 1) % labels] = 1 - confidence
    return probs


def test_figures_of_a_known_case() -> None:
    measured = figures(np.array([0, 0, 0, 1, 1, 2]), sure([0, 0, 1, 1, 0, 0]), PETS)
    assert measured["faces"] == 6
    assert measured["accuracy"] == 0.5
    assert measured["confusion"] == [[2, 1, 0], [1, 1, 0], [1, 0, 0]]
    assert measured["classes"]["cat"] == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714, "support": 3}
    assert measured["classes"]["owl"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 1}


def test_the_second_guess_counts_for_top_2() -> None:
    # Seconds are dog, dog, owl, owl, dog, dog: only the fifth face gains by them.
    assert figures(np.array([0, 0, 0, 1, 1, 2]), sure([0, 0, 1, 1, 0, 0]), PETS)["top2"] == 0.6667


def test_macro_and_weighted_means_by_their_formulas() -> None:
    measured = figures(np.array([0, 0, 0, 1, 1, 2]), sure([0, 0, 1, 1, 0, 0]), PETS)
    # Precision 2/4, 1/2, 0; recall 2/3, 1/2, 0; F1 4/7, 1/2, 0; support 3, 2, 1.
    assert measured["macro"] == {"precision": 0.3333, "recall": 0.3889, "f1": 0.3571}
    assert measured["weighted"] == {"precision": 0.4167, "recall": 0.5, "f1": 0.4524}


def test_a_class_without_faces_does_not_count_in_the_macro_mean() -> None:
    measured = figures(np.array([0, 0, 1]), sure([0, 0, 2]), PETS)
    assert measured["classes"]["owl"]["support"] == 0
    assert measured["macro"]["recall"] == 0.5


def test_the_calibration_error_is_the_mean_gap() -> None:
    # Four answers at 0.9, three of them right; two at 0.6, none right: (4 * 0.15 + 2 * 0.6) / 6.
    probs = np.concatenate([sure([0] * 4, confidence=0.9), sure([0] * 2, confidence=0.6)])
    truth = np.array([0, 0, 0, 1, 1, 1])
    bins = reliability(truth, probs)
    assert len(bins) == BINS
    assert [each["faces"] for each in bins if each["faces"]] == [2, 4]
    assert bins[13]["accuracy"] == 0.75
    assert bins[13]["confidence"] == pytest.approx(0.9)
    assert calibration_error(bins) == pytest.approx(0.3)
    assert figures(truth, probs, PETS)["ece"] == 0.3


def test_an_edge_belongs_to_the_bin_below() -> None:
    third = np.array([[1 / 3, 1 / 3, 1 / 3]])
    assert reliability(np.array([0]), third)[4]["faces"] == 1
    assert reliability(np.array([0]), sure([0], confidence=1.0))[14]["faces"] == 1


def test_nothing_to_measure_gives_zeros() -> None:
    measured = figures(np.zeros(0, np.int64), np.zeros((0, 2), np.float32), ("cat", "dog"))
    assert (measured["accuracy"], measured["ece"], measured["macro"]["f1"]) == (0.0, 0.0, 0.0)
