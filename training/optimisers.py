"""What moves the weights."""

from typing import Any

import torch

from training.recipe import Recipe


def optimiser(recipe: Recipe, model: Any) -> torch.optim.Optimizer:  # noqa: ANN401 - Keras is not typed
    """The recipe's optimiser over a network's trainable weights; biases and normalisations do not decay."""
    weights = [variable.value for variable in model.trainable_variables]
    groups = [
        {"params": [weight for weight in weights if weight.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [weight for weight in weights if weight.ndim == 1], "weight_decay": 0.0},
    ]
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=0.9, nesterov=True)
    kinds = {"adamw": torch.optim.AdamW, "adam": torch.optim.Adam, "nadam": torch.optim.NAdam}
    chosen: torch.optim.Optimizer = kinds[recipe.optimiser](groups, lr=recipe.learning_rate)
    return chosen
