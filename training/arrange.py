"""Which faces are learnt from and which are watched, as a recipe says."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from training.data import Faces, joined
from training.recipe import Recipe
from training.sixfold import COPIES, sixfold
from training.targets import classes

Rows = npt.NDArray[np.int64]


def arrange(faces: dict[str, Faces], recipe: Recipe) -> dict[str, Faces]:
    """Choose, repeat and multiply faces.

    Args:
        faces: By split, as `data.load` gives them.
        recipe: What to do.

    Returns:
        `Training`, to learn from, and `PublicTest`, to watch: the split of that name, or what was held out.

    Raises:
        UserError: Nothing is left of one of the two.
    """
    data = recipe.data
    learnt = faces["Training"] if data.rows == "training" else joined(list(faces.values()))
    learnt, watched = _usable(learnt, recipe), _usable(faces["PublicTest"], recipe)
    learnt = _more(learnt, recipe, "before_split")
    if data.held_out:
        order = np.random.default_rng(recipe.seed).permutation(len(learnt))
        held = round(len(learnt) * data.held_out)
        watched, learnt = learnt.at(np.sort(order[:held])), learnt.at(np.sort(order[held:]))
    if not len(learnt) or not len(watched):
        raise UserError(f"The recipe {recipe.name} leaves no faces to learn from or to watch.")
    return {"Training": _more(learnt, recipe, "training"), "PublicTest": watched}


def oversampled(of: npt.NDArray[np.int64], seed: int) -> Rows:
    """Row numbers in which every class is as frequent as the largest: all rows, then repeated ones of the others.

    Args:
        of: int64 (N,), the class of each row.
        seed: Of what is repeated.
    """
    chance = np.random.default_rng(seed)
    counts = np.bincount(of)
    repeated = [
        chance.choice(np.flatnonzero(of == index), counts.max() - count) for index, count in enumerate(counts) if count
    ]
    return np.concatenate([np.arange(len(of)), *repeated])


def _usable(faces: Faces, recipe: Recipe) -> Faces:
    """Without rows that no trained head can learn from, and without repeated pictures if wanted so."""
    kept = classes(faces, recipe) >= 0
    if recipe.data.distinct:
        first = np.unique(faces.pictures.reshape(len(faces), -1), axis=0, return_index=True)[1]
        kept &= np.isin(np.arange(len(faces)), first)
    return faces if kept.all() else faces.at(kept)


def _more(faces: Faces, recipe: Recipe, when: str) -> Faces:
    if recipe.data.oversample == when:
        faces = faces.at(oversampled(classes(faces, recipe), recipe.seed))
    if recipe.data.sixfold == when:
        copies = faces.at(np.tile(np.arange(len(faces)), COPIES))
        faces = replace(copies, pictures=sixfold(faces.pictures, recipe.seed))
    return faces
