from dataclasses import replace

import pytest

from acting_mirror.core.take import points, share_of
from tests.takes import SCORE, a_line, some_facts


@pytest.mark.parametrize(
    ("scored", "scorable", "words"),
    [(1, 11, "1 of 11 lines"), (11, 11, "all lines"), (0, 2, "0 of 2 lines"), (3, 0, "")],
)
def test_a_share_is_said_where_it_is_known(scored: int, scorable: int, words: str) -> None:
    assert share_of(scored, scorable) == words


def test_points_are_said_with_their_share() -> None:
    assert points(9.4, "1 of 11 lines") == "9 of 100 · 1 of 11 lines"
    assert points(83.6, "") == "84 of 100"
    assert points(None, "0 of 2 lines") == ""


@pytest.mark.parametrize("scorable", [-1, 10**30])
def test_what_is_no_number_of_lines_is_refused(scorable: int) -> None:
    with pytest.raises(ValueError, match="some lines"):
        replace(some_facts(), scorable=scorable)


def test_a_line_that_was_said_again_counts_once_as_it_was_said_last() -> None:
    again = replace(a_line(), start_s=20.0, end_s=22.0, score=replace(SCORE, total=10.0))
    facts = replace(some_facts(lines=(again, a_line(), a_line(2, "No.", None))), scorable=2)
    assert [line.start_s for line in facts.said_last] == [20.0, 2.0]
    assert facts.share == "1 of 2 lines"


def test_only_lines_of_ones_own_have_a_number_and_are_counted() -> None:
    heard = replace(a_line(3), listening=True)
    assert [(line.name, line.shown_number, line.title) for line in (a_line(3), heard)] == [
        ("Line 3", "3", "3  Is it you?"),
        ("Listening", "", "Is it you?"),
    ]
    assert replace(some_facts(lines=(heard, a_line())), scorable=1).scored == 1
