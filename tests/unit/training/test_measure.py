import numpy as np

from training.measure import figures


def test_figures_of_a_known_case() -> None:
    measured = figures(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 0, 0]), ("cat", "dog", "owl"))
    assert measured["faces"] == 6
    assert measured["accuracy"] == 0.5
    assert measured["confusion"] == [[2, 1, 0], [1, 1, 0], [1, 0, 0]]
    assert measured["classes"]["cat"] == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714, "support": 3}
    assert measured["classes"]["owl"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 1}


def test_nothing_to_measure_gives_zeros() -> None:
    none = np.zeros(0, np.int64)
    assert figures(none, none, ("cat", "dog"))["accuracy"] == 0.0
