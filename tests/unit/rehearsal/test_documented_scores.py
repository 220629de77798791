"""The examples of docs/scores.md, run."""

from collections.abc import Callable
from typing import Final

import pytest

from acting_mirror.core.target import Target
from acting_mirror.rehearsal.scoring import score_line
from acting_mirror.rehearsal.tips import words_on
from tests.conftest import ROOT
from tests.readings import Shown, timeline_of

SAD, REST, HAPPY, SURPRISED = {"sad": 0.8}, {"sad": 0.1}, {"happy": 0.9}, {"surprise": 0.9}

PLAYED: Final[dict[str, Callable[[float], Shown]]] = {
    "sad throughout": lambda _: SAD,
    "sad throughout, the mouth open for a third of each syllable": lambda t_s: (
        SURPRISED if t_s * 4 % 1 < 1 / 3 else SAD
    ),
    "at rest for half a second, then sad": lambda t_s: SAD if t_s >= 0.5 else REST,
    "sad for the first half, then at rest": lambda t_s: SAD if t_s < 1.5 else REST,
    "sad for the first half, then happy": lambda t_s: SAD if t_s < 1.5 else HAPPY,
    "at rest for the first half, then sad": lambda t_s: SAD if t_s >= 1.5 else REST,
    "sad and at rest in turn, 0.75 seconds each": lambda t_s: SAD if t_s % 1.5 < 0.75 else REST,
    "sad for the first half, then out of the picture": lambda t_s: SAD if t_s < 1.5 else None,
    "happy throughout": lambda _: HAPPY,
    "40 % asked, 20 % played": lambda _: {"sad": 0.2},
    "40 % asked, 40 % played": lambda _: {"sad": 0.4},
    "40 % asked, 70 % played": lambda _: {"sad": 0.7},
    "40 % asked, 100 % played": lambda _: {"sad": 1.0},
}


def documented() -> dict[str, tuple[str, str]]:
    """The points and the words of each example, by what the face did."""
    words = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8")
    table = words.split("| what the face did |")[1].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in table]
    return {played: (points, said) for played, points, said in cells}


def test_every_example_is_run() -> None:
    assert documented().keys() == PLAYED.keys()


@pytest.mark.parametrize("played", PLAYED)
def test_an_example_scores_as_the_page_says(played: str) -> None:
    target = Target("sad", 0.4 if played.startswith("40 %") else None)
    score = score_line(timeline_of(PLAYED[played], 3), target, 0, 3)
    assert score is not None
    assert (f"{score.total:.0f}", words_on(score, target)[0]) == documented()[played]
