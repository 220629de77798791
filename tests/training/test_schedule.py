from dataclasses import replace

import pytest

pytest.importorskip("torch")  # a run's folder is written by it

from training.recipe import Recipe
from training.run_folder import EpochRow
from training.schedule import is_best, is_over, learning_rate

ACCURATE = Recipe("test", "mini_xception", 9, 8, 1.0, best_by="accuracy_fer2013", patience=3)
PLATEAU = replace(
    ACCURATE, best_by="loss_watched", patience=0, schedule="plateau", plateau_factor=0.5, plateau_patience=2
)


def history(*measures: float) -> list[EpochRow]:
    return [
        EpochRow(number, 1.0, 1.0, 1.0, 0.0, value, 0.0, 0.1, 1.0, value) for number, value in enumerate(measures, 1)
    ]


def test_the_best_epoch_is_the_most_accurate_or_that_of_least_loss() -> None:
    assert is_best(ACCURATE, history(0.5))
    assert is_best(ACCURATE, history(0.5, 0.6))
    assert not is_best(ACCURATE, history(0.5, 0.6, 0.6))
    assert is_best(PLATEAU, history(2.0, 1.5))
    assert not is_best(replace(ACCURATE, best_by=""), history(0.5, 0.6))
    assert not is_best(ACCURATE, [])


def test_training_stops_after_as_many_epochs_without_a_better_one_as_the_recipe_waits() -> None:
    assert not is_over(ACCURATE, [])
    assert not is_over(ACCURATE, history(0.5, 0.6, 0.6, 0.5))
    assert is_over(ACCURATE, history(0.5, 0.6, 0.6, 0.5, 0.4))
    assert not is_over(replace(ACCURATE, patience=0), history(*[0.5] * 8))
    assert is_over(replace(ACCURATE, patience=0), history(*[0.5] * 9))


@pytest.mark.parametrize(
    ("measures", "rate"),
    [
        ([], 1.0),
        ([2.0, 2.0], 1.0),
        ([2.0, 2.0, 2.0], 0.5),
        ([2.0, 2.0, 1.0, 1.0], 1.0),
        ([2.0, 2.0, 2.0, 2.0, 2.0], 0.25),
        ([2.0, 2.0, 2.0, 1.0, 0.9], 0.5),
    ],
)
def test_on_a_plateau_the_learning_rate_falls(measures: list[float], rate: float) -> None:
    assert learning_rate(PLATEAU, 0.9, history(*measures)) == rate


def test_a_constant_learning_rate_stays_and_one_cycle_goes_by_the_progress() -> None:
    assert learning_rate(replace(PLATEAU, schedule="constant"), 0.9, history(*[2.0] * 5)) == 1.0
    assert learning_rate(replace(PLATEAU, schedule="onecycle"), 1.0, []) == pytest.approx(1e-4)
