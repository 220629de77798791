"""What a step of training makes smaller."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.recipe import Recipe

Logits = dict[str, Tensor]
"""For each head its values before the softmax, float32 (N, labels)."""


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What a batch should be read as.

    Attributes:
        labels: int64 (N,), the FER-2013 label.
        shares: float32 (N, 8), the shares of the FER+ votes; zeros for a row that FER+ can't judge.
        teacher: The teacher's values for the same pictures; None without one.
    """

    labels: Tensor
    shares: Tensor
    teacher: Logits | None = None


def losses(logits: Logits, targets: Targets, recipe: Recipe) -> dict[str, Tensor]:
    """The parts of the loss, scalars.

    Returns:
        `fer2013`: cross-entropy with the label; `ferplus`: cross-entropy with the shares, a mean over the judged rows;
        `teacher`: cross-entropy with the teacher, both softened, over both heads, times the squared temperature, which
        keeps its gradients as large as the others' (Hinton et al. 2015); `total`, weighted as the recipe says.
    """
    parts = {
        "fer2013": functional.cross_entropy(logits["fer2013"], targets.labels, label_smoothing=recipe.label_smoothing),
        "ferplus": _soft_cross_entropy(logits["ferplus"], targets.shares),
    }
    total = parts["fer2013"] + parts["ferplus"]
    if targets.teacher is not None:
        heat = recipe.teacher_temperature
        softened = {head: (values / heat).softmax(dim=1) for head, values in targets.teacher.items()}
        terms = [_soft_cross_entropy(logits[head] / heat, wanted) for head, wanted in softened.items()]
        parts["teacher"] = heat**2 * torch.stack(terms).sum()
        total = (1 - recipe.teacher_share) * total + recipe.teacher_share * parts["teacher"]
    return parts | {"total": total}


def _soft_cross_entropy(logits: Tensor, shares: Tensor) -> Tensor:
    rows = (shares.sum(dim=1) > 0).sum().clamp(min=1)
    return -(shares * logits.log_softmax(dim=1)).sum() / rows
