"""What is written into a card about right and wrong."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.integer[Any]]


def figures(truth: Indices, said: Indices, labels: Sequence[str]) -> dict[str, Any]:
    """Count how a network's answers compare with the labels.

    Args:
        truth: (N,), indices into `labels`.
        said: (N,), what the network answered.
        labels: Names.

    Returns:
        `faces` (N), `accuracy`, `classes` (for each label precision, recall, f1, 0 where undefined, and support), and
        `confusion`: rows are the truth, columns the answer.
    """
    size = len(labels)
    confusion = np.bincount(np.asarray(truth, np.int64) * size + said, minlength=size * size).reshape(size, size)
    right = confusion.diagonal()
    classes = {
        name: _of_class(int(right[index]), int(confusion[:, index].sum()), int(confusion[index].sum()))
        for index, name in enumerate(labels)
    }
    return {
        "faces": len(truth),
        "accuracy": _share(int(right.sum()), len(truth)),
        "classes": classes,
        "confusion": confusion.tolist(),
    }


def _of_class(right: int, said: int, support: int) -> dict[str, float]:
    return {
        "precision": _share(right, said),
        "recall": _share(right, support),
        "f1": _share(2 * right, said + support),
        "support": support,
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
