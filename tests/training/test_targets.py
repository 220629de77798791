from dataclasses import replace

import numpy as np
import pytest

from training.data import Faces
from training.ferplus import Votes
from training.recipe import Data, Recipe
from training.targets import class_weights, classes, shares, weighted_shares

BOTH = Recipe("test", "mini_xception", 1, 4, 1e-3)
PLUS = replace(BOTH, heads="ferplus")


def faces(labels: list[int], votes: list[list[float]]) -> Faces:
    of_ferplus = np.array(votes, np.float32)
    judged = of_ferplus.any(axis=1)
    return Faces(np.zeros((len(labels), 48, 48), np.uint8), np.array(labels, np.uint8), Votes(of_ferplus, judged))


# neutral, happy, surprise, sad, angry, disgust, fear, contempt
SOME = faces(
    [6, 1, 2, 0],
    [
        [0.6, 0, 0.4, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0.4, 0.6, 0, 0],
        [0, 0, 0, 0, 0, 0.2, 0.8, 0],
        [0] * 8,
    ],
)


def test_without_a_grouping_each_head_learns_its_own_labels() -> None:
    np.testing.assert_array_equal(shares(SOME, "fer2013", BOTH), np.eye(7)[[6, 1, 2, 0]])
    np.testing.assert_array_equal(shares(SOME, "ferplus", BOTH), SOME.votes.shares)


def test_the_majority_of_the_votes_is_one_label_and_none_where_not_judged() -> None:
    majority = shares(SOME, "ferplus", replace(BOTH, votes="majority"))
    np.testing.assert_array_equal(majority, np.eye(8)[[0, 5, 6, 0]] * [[1], [1], [1], [0]])


def test_a_face_that_shows_most_of_what_a_grouping_leaves_out_is_not_learnt() -> None:
    six = shares(
        SOME, "ferplus", replace(PLUS, data=Data(grouping="six"))
    )  # angry, fear, happy, sad, surprise, neutral
    np.testing.assert_allclose(six, [[0, 0, 0, 0, 0.4, 0.6], [0] * 6, [0, 1, 0, 0, 0, 0], [0] * 6], atol=1e-6)
    two = shares(SOME, "fer2013", replace(BOTH, heads="fer2013", data=Data(grouping="two")))
    np.testing.assert_array_equal(two, [[0, 0], [0, 0], [1, 0], [0, 0]])


def test_a_group_has_its_members_shares_together() -> None:
    three = shares(SOME, "ferplus", replace(PLUS, data=Data(grouping="three")))  # positive, neutral, negative
    np.testing.assert_allclose(three, [[0, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 0]], atol=1e-6)


def test_the_class_of_a_face_is_that_of_the_first_head_that_is_trained() -> None:
    assert classes(SOME, BOTH).tolist() == [6, 1, 2, 0]
    assert classes(SOME, PLUS).tolist() == [0, 5, 6, -1]


def test_inverse_class_weights_make_all_classes_count_alike() -> None:
    weights = class_weights("inverse", np.array([10, 30, 0, 60]))
    np.testing.assert_allclose(weights, [2.5, 100 / 120, 0, 100 / 240], rtol=1e-6)


def test_largest_ratio_weights_are_those_of_the_thesis() -> None:
    """Table 1 of van der Weel (2019)."""
    counts = np.array([24882, 3750, 3803, 6378, 134412, 74874, 25459, 14090])
    published = [0.6752, 4.4804, 4.4180, 2.6343, 0.1250, 0.2244, 0.6599, 1.1924]
    np.testing.assert_allclose(class_weights("largest_ratio", counts), published, atol=6e-5)


def test_a_row_sums_to_its_class_weight() -> None:
    some = faces([3, 3, 3, 5], [[0] * 8] * 4)
    rows = weighted_shares(some, "fer2013", replace(BOTH, heads="fer2013", class_weights="inverse"))
    np.testing.assert_allclose(rows.sum(axis=1), np.array([4 / 3, 4 / 3, 4 / 3, 4]) / 7, rtol=1e-6)


@pytest.mark.parametrize("head", ["fer2013", "ferplus"])
def test_without_class_weights_rows_stay_as_they_are(head: str) -> None:
    np.testing.assert_array_equal(weighted_shares(SOME, head, BOTH), shares(SOME, head, BOTH))
