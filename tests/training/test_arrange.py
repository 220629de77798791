from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from training.arrange import arrange, oversampled
from training.data import Faces
from training.ferplus import Votes
from training.recipe import Data, Recipe

PLAIN = Recipe("test", "mini_xception", 1, 4, 1e-3, heads="fer2013")
LABELS = [3] * 12 + [4] * 6 + [1] * 2


def split(first: int, labels: list[int] = LABELS) -> Faces:
    """Faces that each have a grey of their own."""
    greys = (np.arange(len(labels)) + first).astype(np.uint8)
    votes = Votes(np.zeros((len(labels), 8), np.float32), np.zeros(len(labels), np.bool_))
    return Faces(np.tile(greys[:, None, None], (1, 4, 4)), np.array(labels, np.uint8), votes)


FACES = {"Training": split(0), "PublicTest": split(50), "PrivateTest": split(100)}


def arranged(data: Data) -> tuple[Faces, Faces]:
    result = arrange(FACES, replace(PLAIN, data=data))
    return result["Training"], result["PublicTest"]


def greys(faces: Faces) -> set[int]:
    return set(faces.pictures[:, 0, 0].tolist())


def test_by_default_training_is_learnt_and_publictest_watched() -> None:
    learnt, watched = arranged(Data())
    assert learnt is FACES["Training"]
    assert watched is FACES["PublicTest"]


def test_what_is_held_out_is_not_learnt() -> None:
    learnt, watched = arranged(Data(held_out=0.25))
    assert (len(learnt), len(watched)) == (15, 5)
    assert not greys(learnt) & greys(watched)
    assert greys(learnt) | greys(watched) == set(range(20))
    assert greys(arranged(Data(held_out=0.25))[0]) == greys(learnt)


def test_all_rows_are_those_of_the_three_splits() -> None:
    learnt, watched = arranged(Data(rows="all", held_out=0.2))
    assert (len(learnt), len(watched)) == (48, 12)
    assert max(greys(learnt) | greys(watched)) == 119


def test_rows_that_a_grouping_leaves_out_are_neither_learnt_nor_watched() -> None:
    for part in arranged(Data(grouping="six")):
        assert set(part.labels.tolist()) == {3, 4}


def test_oversampling_repeats_rare_classes_and_keeps_every_row() -> None:
    of = np.array([0] * 5 + [2] * 3 + [3])
    rows = oversampled(of, 1)
    assert np.bincount(of[rows]).tolist() == [5, 0, 5, 5]
    assert set(rows.tolist()) == set(range(9))
    np.testing.assert_array_equal(rows, oversampled(of, 1))


def test_oversampling_after_the_split_leaves_what_is_watched_alone() -> None:
    learnt, watched = arranged(Data(held_out=0.25, oversample="training"))
    assert not greys(learnt) & greys(watched)
    assert len(watched) == 5
    assert len(set(np.bincount(learnt.labels)[[1, 3, 4]])) == 1


def test_oversampling_before_the_split_watches_what_was_learnt() -> None:
    learnt, watched = arranged(Data(held_out=0.25, oversample="before_split", i_know_this_leaks=True))
    assert len(learnt) + len(watched) == 36
    assert greys(learnt) & greys(watched)


def test_six_pictures_of_each_keep_their_labels() -> None:
    learnt, watched = arranged(Data(sixfold="training"))
    assert (len(learnt), len(watched)) == (120, 20)
    assert learnt.labels.tolist() == LABELS * 6
    np.testing.assert_array_equal(learnt.pictures[:20], FACES["Training"].pictures)


def test_pictures_that_occur_twice_are_kept_once() -> None:
    twice = FACES | {"Training": split(0, [3] * 256 + [4] * 4)}  # the last four have the greys of the first
    result = arrange(twice, replace(PLAIN, data=Data(distinct=True)))["Training"]
    assert result.labels.tolist() == [3] * 256


def test_when_nothing_is_left_it_is_told() -> None:
    with pytest.raises(UserError, match="leaves no faces"):
        arrange(FACES | {"PublicTest": split(50, [3])}, replace(PLAIN, data=Data(grouping="two")))
