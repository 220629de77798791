"""What each face should be read as, as numbers that a loss takes."""

from typing import Any

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS
from training.card import HEAD_LABELS
from training.data import Faces
from training.groupings import GROUPINGS, LEFT_OUT
from training.label_names import AFFECTNET_LABELS
from training.recipe import Recipe

Shares = npt.NDArray[np.float32]
"""(N, groups); a row sums to 1, or to 0 where there is nothing to learn."""


def shares(faces: Faces, head: str, recipe: Recipe) -> Shares:
    """What a head should say of each face, as shares of its labels, or of the recipe's groups of them."""
    if head == "fer2013":
        of_labels = _hard(faces.labels, len(EMOTIONS))
    elif head == "affectnet":
        of_labels = _hard(faces.by_affectnet, len(AFFECTNET_LABELS))
    elif recipe.votes == "majority":
        of_labels = _hard(faces.votes.majority, faces.votes.shares.shape[1]) * faces.votes.judged[:, None]
    else:
        of_labels = faces.votes.shares
    if recipe.data.grouping == "none":
        return of_labels
    grouping = GROUPINGS[recipe.data.grouping]
    of = grouping.of(np.arange(of_labels.shape[1]), HEAD_LABELS[head])
    members = of[:, None] == np.arange(len(grouping.labels))
    kept = of[of_labels.argmax(axis=1)] != LEFT_OUT  # or a face that shows disgust most would be taught as another
    groups = of_labels @ members.astype(np.float32) * kept[:, None]
    return np.asarray(groups / np.maximum(groups.sum(axis=1, keepdims=True), 1e-6), np.float32)


def _hard(labels: npt.NDArray[np.integer[Any]], count: int) -> Shares:
    return np.asarray(labels[:, None] == np.arange(count), np.float32)


def classes(faces: Faces, recipe: Recipe) -> npt.NDArray[np.int64]:
    """int64 (N,): each face's group by the first head that is trained, -1 where no trained head can learn from it."""
    of_heads = [shares(faces, head, recipe) for head in recipe.head_names]
    used = np.any([each.any(axis=1) for each in of_heads], axis=0)
    return np.where(used, of_heads[0].argmax(axis=1), -1)


def class_weights(kind: str, counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """How much a face of each class counts.

    Args:
        kind: `none`; `inverse`, all faces over the faces of the class and the number of classes; or `largest_ratio`,
            max(R) / (C · n) with the ratios as n, which is 1 / C for the largest class (van der Weel 2019, section 5.5
            and its table 1).
        counts: Faces of each class; one without any gets 0.
    """
    if kind == "none":
        return np.ones(len(counts), np.float32)
    above = counts.sum() if kind == "inverse" else counts.max()
    return np.where(counts > 0, above / (len(counts) * np.maximum(counts, 1)), 0).astype(np.float32)


def weighted_shares(faces: Faces, head: str, recipe: Recipe) -> Shares:
    """The shares of each face times its classes' weights: a row sums to what the face counts."""
    of_groups = shares(faces, head, recipe)
    counts = np.bincount(of_groups.argmax(axis=1)[of_groups.any(axis=1)], minlength=of_groups.shape[1])
    return of_groups * class_weights(recipe.class_weights, counts)
