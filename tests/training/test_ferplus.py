from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import FERPLUS_LABELS
from training.ferplus import judge, read_votes


def ballot(**votes: int) -> np.ndarray:
    order = [*FERPLUS_LABELS, "unknown", "no_face"]
    counts = np.zeros((1, 10), np.uint8)
    for name, count in votes.items():
        counts[0, order.index(name)] = count
    return counts


def test_single_votes_are_dropped_and_the_rest_are_shares() -> None:
    votes = judge(ballot(happy=6, surprise=2, sad=1, unknown=1))
    assert votes.judged.all()
    assert votes.shares[0].tolist() == pytest.approx([0, 0.75, 0.25, 0, 0, 0, 0, 0])
    assert FERPLUS_LABELS[votes.majority[0]] == "happy"


@pytest.mark.parametrize(
    "votes",
    [
        {"happy": 3, "sad": 2, "unknown": 5},
        {"fear": 2, "no_face": 8},
        {"sad": 5, "unknown": 5},
        {label: 1 for label in FERPLUS_LABELS} | {"unknown": 1, "no_face": 1},
    ],
)
def test_a_row_that_nobody_can_read_is_not_judged(votes: dict[str, int]) -> None:
    judged = judge(ballot(**votes))
    assert not judged.judged.any()
    assert not judged.shares.any()


def test_equal_votes_go_to_the_first_label() -> None:
    assert FERPLUS_LABELS[judge(ballot(sad=5, angry=5)).majority[0]] == "sad"


def test_some_rows_only() -> None:
    votes = judge(np.concatenate([ballot(happy=10), ballot(sad=10), ballot(fear=10)]))
    assert votes.at(np.array([True, False, True])).majority.tolist() == [1, 6]


def test_the_file_is_read(small_data: Path) -> None:
    splits, votes = read_votes(small_data / "fer2013new.csv")
    assert splits[34:36] == ["Training", "PublicTest"]
    assert votes.shape == (105, 10)
    assert votes[3].tolist() == [0, 0, 0, 10, 0, 0, 0, 0, 0, 0]


def test_mistakes_are_told(small_data: Path, tmp_path: Path) -> None:
    good = (small_data / "fer2013new.csv").read_text()
    path = tmp_path / "fer2013new.csv"
    with pytest.raises(UserError, match="get it from"):
        read_votes(path)
    path.write_text(good.replace("contempt", "scorn"))
    with pytest.raises(UserError, match="lacks the column contempt"):
        read_votes(path)
    path.write_text(good.replace("fer1.png,0,10", "fer1.png,0,ten", 1))
    with pytest.raises(UserError, match="row 3, column happiness: it is 'ten'"):
        read_votes(path)
    path.write_text(good + "PrivateTest,fer9.png,1\n")
    with pytest.raises(UserError, match="row 107, column happiness: the row ends before it"):
        read_votes(path)
