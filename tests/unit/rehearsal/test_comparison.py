from dataclasses import replace
from pathlib import Path

import pytest

from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import ListedTake, Take
from acting_mirror.rehearsal.comparison import Opponents, best_of, opponents, paired, usual_voice
from tests.takes import MADE, SCORE, a_line, some_facts

LINES = [a_line(1, "Is it you?"), a_line(2, "No."), a_line(3, "No."), a_line(4, "Stay.")]


def pairs(left: list, right: list) -> list[tuple[int, int]]:
    found = paired(some_facts(lines=left), some_facts(lines=right))
    return [(pair.left.number, pair.right.number) for pair in found]


def test_the_same_lines_belong_together_even_when_their_words_occur_twice() -> None:
    assert pairs(LINES, LINES[1:]) == [(2, 2), (3, 3), (4, 4)]


def test_a_line_said_again_counts_as_it_was_said_last() -> None:
    again = replace(LINES[0], number=5, start_s=20.0, end_s=22.0)
    assert pairs([LINES[0], again], LINES) == [(5, 1)]


def test_lines_whose_place_has_changed_belong_together_by_their_words_if_those_are_unmistakable() -> None:
    moved = [replace(line, index=line.index + 3) for line in LINES]
    assert pairs(LINES, moved) == [(1, 1), (4, 4)]


def test_words_that_are_encoded_otherwise_are_the_same_words() -> None:
    other = replace(LINES[0], index=7, text="Is\N{NO-BREAK SPACE}it you\N{FULLWIDTH QUESTION MARK}")
    assert pairs(LINES[:1], [other]) == [(1, 1)]


def test_listening_to_a_line_is_not_saying_it() -> None:
    assert pairs(LINES[:1], [replace(LINES[0], listening=True)]) == []


@pytest.mark.parametrize(("left", "right", "better"), [(70.0, 80.0, 1), (80.0, 70.0, 0), (80.1, 80.2, None)])
def test_the_better_one_is_that_with_the_higher_score_as_shown(left: float, right: float, better: int | None) -> None:
    two = [some_facts(lines=[a_line(score=replace(SCORE, total=total))]) for total in (left, right)]
    (pair,) = paired(*two)
    assert pair.better == better


def test_the_best_take_of_a_line_is_found_among_all() -> None:
    def take(name: str, total: float | None) -> Take:
        score = None if total is None else replace(SCORE, total=total)
        return Take(Path(name), some_facts(name, [a_line(score=score), a_line(2, score=None)]))

    takes = [take("one", 60.0), take("two", 90.0), take("three", None)]
    best = best_of(takes[0].facts.lines[0], takes)
    assert best is not None
    assert (best.name, best.total) == ("two", 90.0)
    assert best_of(takes[0].facts.lines[1], takes) is None


def listed(
    name: str, total: float | None = None, script: str = "The Door", problem: str = "", said: str = "abcd"
) -> ListedTake:
    about = {"script": script, "character": "ANNA", "total": total, "problem": problem}
    return ListedTake(Path(name), name, MADE, said=tuple(said), scored=len(said), scorable=4, **about)


def test_a_take_is_compared_with_the_best_other_one_of_its_script() -> None:
    takes = [listed("a", 90.0), listed("b", 70.0), listed("c", 80.0), listed("d"), listed("e", 99.0, "The Letter")]
    two = opponents(takes, [Path("a")])
    assert isinstance(two, Opponents)
    assert (two.left.name, two.right.name, [take.name for take in two.same]) == ("a", "c", ["a", "b", "c", "d"])
    chosen = opponents(takes, [Path("a"), Path("e")])
    assert isinstance(chosen, Opponents)
    assert (chosen.right.name, len(chosen.same)) == ("e", 5)


def test_a_take_is_compared_and_ranked_with_those_of_the_same_lines() -> None:
    takes = [listed("a", 60.0), listed("b", 99.0, said="a"), listed("c", 50.0, said="abc"), listed("d", 98.0, said="x")]
    two = opponents(takes, [Path("a")])
    assert isinstance(two, Opponents)
    assert (two.right.name, [take.name for take in two.alike]) == ("c", ["a", "c"])
    part = opponents(takes, [Path("b")])
    assert isinstance(part, Opponents)
    assert (part.right.name, [take.name for take in part.alike]) == ("a", ["b"])
    assert "no other take of this script with lines of this one" in str(opponents(takes, [Path("d")]))


def test_why_there_is_nothing_to_compare_is_said() -> None:
    assert "no other take of this script" in str(opponents([listed("a"), listed("e", script="")], [Path("a")]))
    assert "can't be opened" in str(opponents([listed("a"), listed("b", problem="Gone.")], [Path("a"), Path("b")]))


def test_a_line_is_usually_spoken_as_in_the_middle_of_the_takes_that_have_it_with_a_voice() -> None:
    voices = (
        LineVoice(120, 0, 0.0, -20.0),
        LineVoice(150, 2, 1.5, None),
        LineVoice(140, 1, 0.5, -24.0),
        LineVoice(),
        None,
    )
    takes = [Take(Path(), some_facts(lines=[replace(LINES[0], voice=voice)])) for voice in voices]
    assert usual_voice(LINES[0], takes) == LineVoice(140, 1, 0.5, -22.0)
    assert usual_voice(LINES[1], takes) is None
