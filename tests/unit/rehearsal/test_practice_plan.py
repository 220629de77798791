from datetime import UTC, datetime
from itertools import pairwise

import pytest

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult, TaskResult, mean_match_s
from acting_mirror.rehearsal.practice_plan import LEVELS, TASKS, TURN_S, next_level, plan
from acting_mirror.settings.schema import PracticeSettings, range_of


def emotions(chosen: tuple[str, ...], level: int, seed: int) -> list[str]:
    return [task.emotion for task in plan(chosen, level, seed)]


def test_a_round_asks_for_every_chosen_emotion_before_any_comes_again() -> None:
    for seed in range(50):
        order = emotions(EMOTIONS, 1, seed)
        assert len(order) == TASKS and set(order[:7]) == set(EMOTIONS)
        three = emotions(("sad", "happy", "fear"), 1, seed)
        assert set(three[:3]) == set(three[3:6]) == {"sad", "happy", "fear"}
        assert all(one != other for one, other in pairwise(three))


def test_the_seed_decides_the_order() -> None:
    assert emotions(EMOTIONS, 2, 7) == emotions(EMOTIONS, 2, 7)
    assert len({tuple(emotions(EMOTIONS, 1, seed)) for seed in range(10)}) > 5


def test_one_emotion_alone_is_asked_for_again_and_again_without_turns() -> None:
    tasks = plan(["sad"], len(LEVELS), 0)
    assert {task.emotion for task in tasks} == {"sad"} and len(tasks) == TASKS
    assert not any(task.turns_from or task.turns_into for task in tasks)


def test_higher_levels_ask_for_more() -> None:
    for below, above in pairwise(LEVELS):
        assert below.strength < above.strength and below.hold_s < above.hold_s
        assert below.par_s > above.par_s and below.turns < above.turns
    assert range_of(PracticeSettings(), "level") == (1, len(LEVELS))  # what can be kept is what there is


@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_turns_are_pairs_of_which_the_first_announces_the_second(level: int) -> None:
    tasks = plan(EMOTIONS, level, 3)
    pairs = [(one, two) for one, two in pairwise(tasks) if two.turns_from]
    assert len(pairs) == LEVELS[level - 1].turns == sum(task.turns_into is not None for task in tasks)
    for one, two in pairs:
        assert (two.turns_from, one.turns_into) == (one.emotion, two.emotion)
        assert one.hold_s == two.hold_s == two.par_s == TURN_S


def test_a_round_needs_emotions_and_a_level_that_there_are() -> None:
    for chosen, level in (((), 1), (("glee",), 1), (EMOTIONS, 0), (EMOTIONS, len(LEVELS) + 1)):
        with pytest.raises(ValueError, match="level from 1"):
            plan(chosen, level, 0)


def result_of(level: int, points: float, held_s: float = 1.0, tasks: int = TASKS) -> RoundResult:
    each = TaskResult("sad", None, 1.0, held_s, 1.0, points)
    return RoundResult(datetime(2026, 11, 1, tzinfo=UTC), level, "", 0, (each,) * tasks)


def test_a_round_that_went_well_makes_the_next_one_harder_and_none_makes_it_easier() -> None:
    assert next_level(result_of(2, 85)) == 3
    assert next_level(result_of(2, 60)) == next_level(result_of(2, 90, held_s=0.5)) == 2
    assert next_level(result_of(2, 90, tasks=3)) == 2
    assert next_level(result_of(len(LEVELS), 100)) == len(LEVELS)


def test_the_mean_time_is_of_what_was_matched() -> None:
    tasks = [TaskResult("sad", None, match_s, 0.5, 1.0, 20) for match_s in (1.0, None, 2.0)]
    assert mean_match_s(tasks) == 1.5
    assert mean_match_s(tasks[1:2]) is None


@pytest.mark.parametrize("wrong", [{"emotion": "glee"}, {"points": 101.0}, {"match_s": -1.0}, {"held_s": float("nan")}])
def test_a_result_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    fields = {"emotion": "sad", "turned_from": None, "match_s": 1.0, "held_s": 1.0, "wanted_s": 1.0, "points": 50.0}
    with pytest.raises(ValueError, match=r"glee|negative"):
        TaskResult(**(fields | wrong))  # type: ignore[arg-type]
