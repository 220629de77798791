"""What a step of training makes smaller."""

from dataclasses import dataclass

import torch
from torch import Tensor

from training.recipe import Recipe

Logits = dict[str, Tensor]
"""For each labelling that is learnt its head's values before the softmax, float32 (N, labels)."""


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What a batch should be read as.

    Attributes:
        wanted: For each labelling that is learnt float32 (N, labels): shares whose sum is what the row counts, 1
            without class weights and 0 where there is nothing to learn.
        teacher: The teacher's values for the same pictures; None without one.
    """

    wanted: dict[str, Tensor]
    teacher: Logits | None = None


def losses(logits: Logits, targets: Targets, recipe: Recipe) -> dict[str, Tensor]:
    """The parts of the loss, scalars.

    Returns:
        For each head that is learnt the recipe's loss against the wanted shares, a mean over the rows that count;
        `teacher`: cross-entropy with the teacher, both softened, over all heads, times the squared temperature, which
        keeps its gradients as large as the others' (Hinton et al. 2015); `total`, weighted as the recipe says.
    """
    parts = {}
    for head, wanted in targets.wanted.items():
        hard = head != "ferplus" or recipe.votes == "majority"
        smoothed = _smoothed(wanted, recipe.label_smoothing) if hard else wanted
        parts[head] = _KINDS[recipe.loss](logits[head], smoothed)
    total = torch.stack(list(parts.values())).sum()
    if targets.teacher is not None:
        heat = recipe.teacher_temperature
        softened = {head: (values / heat).softmax(dim=1) for head, values in targets.teacher.items()}
        terms = [_cross_entropy(logits[head] / heat, softened[head]) for head in logits]
        parts["teacher"] = heat**2 * torch.stack(terms).sum()
        total = (1 - recipe.teacher_share) * total + recipe.teacher_share * parts["teacher"]
    return parts | {"total": total}


def _smoothed(wanted: Tensor, smoothing: float) -> Tensor:
    return wanted * (1 - smoothing) + wanted.mean(dim=1, keepdim=True) * smoothing


def _rows(wanted: Tensor) -> Tensor:
    return (wanted.sum(dim=1) > 0).sum().clamp(min=1)


def _cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logits.log_softmax(dim=1)).sum() / _rows(wanted)


def _squared_error(logits: Tensor, wanted: Tensor) -> Tensor:
    """Of the probabilities, a mean over the labels, as Keras computes it."""
    weights = wanted.sum(dim=1)
    shares = wanted / weights.clamp(min=1e-6)[:, None]
    return (weights * (logits.softmax(dim=1) - shares).square().mean(dim=1)).sum() / _rows(wanted)


def _squared_hinge(logits: Tensor, wanted: Tensor) -> Tensor:
    """Of the probabilities, with labels of -1 and 1, a mean over the labels, as Keras computes it."""
    weights = wanted.sum(dim=1)
    signs = 2 * wanted / weights.clamp(min=1e-6)[:, None] - 1
    lacking = (1 - signs * logits.softmax(dim=1)).clamp(min=0)
    return (weights * lacking.square().mean(dim=1)).sum() / _rows(wanted)


_KINDS = {"cross_entropy": _cross_entropy, "squared_error": _squared_error, "squared_hinge": _squared_hinge}
