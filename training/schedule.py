"""What follows from the epochs so far: the learning rate, whether an epoch was the best, and when to stop.

All of it is computed from the history, so that a resumed run goes on as an unbroken one would.
"""

from collections.abc import Sequence

from training.recipe import Recipe
from training.run_folder import EpochRow


def learning_rate(recipe: Recipe, progress: float, history: Sequence[EpochRow]) -> float:
    """The learning rate of a step.

    Args:
        recipe: Which schedule.
        progress: Share of all steps done, 0 to 1.
        history: One row for each epoch done.
    """
    if recipe.schedule == "onecycle":
        return recipe.learning_rate_at(progress)
    if recipe.schedule == "constant":
        return recipe.learning_rate
    return recipe.learning_rate * recipe.plateau_factor ** _plateaus(recipe, history)


def is_best(recipe: Recipe, history: Sequence[EpochRow]) -> bool:
    """Whether the newest epoch is better than all before, by the recipe's measure; never without one."""
    return bool(recipe.best_by and history) and _since_best(recipe, history) == 0


def is_over(recipe: Recipe, history: Sequence[EpochRow]) -> bool:
    """Whether all epochs are done, or `patience` of them have passed without a better one (early stopping)."""
    if len(history) >= recipe.epochs:
        return True
    return bool(recipe.patience and history) and _since_best(recipe, history) >= recipe.patience


def _costs(recipe: Recipe, history: Sequence[EpochRow]) -> list[float]:
    """Each epoch's measure, turned so that less is better."""
    sign = 1 if recipe.best_by.startswith("loss") else -1
    return [sign * float(getattr(row, recipe.best_by)) for row in history]


def _since_best(recipe: Recipe, history: Sequence[EpochRow]) -> int:
    costs = _costs(recipe, history)
    return len(costs) - 1 - costs.index(min(costs))


def _plateaus(recipe: Recipe, history: Sequence[EpochRow]) -> int:
    """How often the measure has stood still, counted as Keras' `ReduceLROnPlateau` does."""
    plateaus, waited, best = 0, 0, float("inf")
    for cost in _costs(recipe, history):
        waited += 1
        if cost < best:
            waited, best = 0, cost
        elif waited == recipe.plateau_patience:
            plateaus, waited = plateaus + 1, 0
    return plateaus
