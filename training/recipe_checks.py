"""What a recipe may say; each mistake is told in one sentence."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.preprocess import PREPROCESSING
from training.groupings import GROUPINGS

if TYPE_CHECKING:
    from training.recipe import Recipe

OPTIMISERS: Final = ("adamw", "adam", "nadam", "sgd")
SCHEDULES: Final = ("onecycle", "constant", "plateau")
MEASURES: Final = ("accuracy_fer2013", "accuracy_ferplus", "loss_watched")
"""What an epoch can be judged by, columns of `history.csv`."""
LOSSES: Final = ("cross_entropy", "squared_error", "squared_hinge")
CLASS_WEIGHTS: Final = ("none", "inverse", "largest_ratio")
HEADS: Final = ("both", "fer2013", "ferplus")
VOTES: Final = ("shares", "majority")
ROWS: Final = ("training", "all")
WHEN: Final = ("never", "training", "before_split")
"""Not at all; only what is learnt from; or before rows are held out, so that what is watched was learnt."""

_NEEDED: Final = ("network", "epochs", "batch", "learning_rate")


def check_entries(kind: type[Any], entries: dict[str, Any], path: Path) -> None:
    """Check names and types of a table's entries against a dataclass.

    Raises:
        UserError: An entry is unknown, missing, or of another type.
    """
    known = {field.name: field for field in fields(kind)}
    for name, value in entries.items():
        if name not in known:
            raise UserError(f"The recipe {path} has the unknown entry “{name}”: known are {', '.join(known)}.")
        wanted: Any = known[name].type
        if type(value) is not wanted and not (wanted is float and type(value) is int):
            raise UserError(f"The recipe {path}: {name} is {value!r}, which should be of type {wanted.__name__}.")
    for name in _NEEDED:
        if name in known and name not in entries:
            raise UserError(f"The recipe {path} lacks the entry “{name}”.")


def check_values(recipe: "Recipe", path: Path) -> None:
    """Check what the values are.

    Raises:
        UserError: One does not fit.
    """
    for claim, holds in (_of_choices(recipe) | _of_numbers(recipe) | _of_pairs(recipe)).items():
        if not holds:
            raise UserError(f"The recipe {path} does not fit: {claim}.")


def _of_choices(recipe: "Recipe") -> dict[str, bool]:
    choices = {
        "optimiser": (recipe.optimiser, OPTIMISERS),
        "schedule": (recipe.schedule, SCHEDULES),
        "best_by": (recipe.best_by or MEASURES[0], MEASURES),
        "loss": (recipe.loss, LOSSES),
        "class_weights": (recipe.class_weights, CLASS_WEIGHTS),
        "heads": (recipe.heads, HEADS),
        "votes": (recipe.votes, VOTES),
        "rows": (recipe.data.rows, ROWS),
        "grouping": (recipe.data.grouping, ("none", *GROUPINGS)),
        "oversample": (recipe.data.oversample, WHEN),
        "sixfold": (recipe.data.sixfold, WHEN),
    }
    names = recipe.data.preprocessing.split("+") if recipe.data.preprocessing else []
    steps = f"preprocessing is some of {', '.join(PREPROCESSING)}, in this order, joined by “+”"
    return {f"{name} is one of {', '.join(known)}": value in known for name, (value, known) in choices.items()} | {
        steps: names == [name for name in PREPROCESSING if name in names]
    }


def _of_numbers(recipe: "Recipe") -> dict[str, bool]:
    varied = recipe.augmentation
    return {
        "epochs, batch and learning_rate are above 0": min(recipe.epochs, recipe.batch, recipe.learning_rate) > 0,
        "warm_up, average and label_smoothing are from 0 to below 1": all(
            0 <= value < 1 for value in (recipe.warm_up, recipe.average, recipe.label_smoothing)
        ),
        "teacher_share is from 0 to 1 and teacher_temperature above 0": 0 <= recipe.teacher_share <= 1
        and recipe.teacher_temperature > 0,
        "plateau_factor is above 0 and below 1, plateau_patience above 0": 0 < recipe.plateau_factor < 1
        and recipe.plateau_patience > 0,
        "patience and steps are not negative": min(recipe.patience, recipe.steps) >= 0,
        "held_out is from 0 to below 1": 0 <= recipe.data.held_out < 1,
        "flip and erase are chances from 0 to 1": 0 <= varied.flip <= 1 and 0 <= varied.erase <= 1,
        "shift, scale, shear, brightness and contrast are from 0 to below 1": all(
            0 <= value < 1 for value in (varied.shift, varied.scale, varied.shear, varied.brightness, varied.contrast)
        ),
        "the erased square has from 1 to 48 pixels": 1 <= varied.erase_smallest <= varied.erase_largest <= 48,
        "weight_decay, rotation and mixup are not negative": min(recipe.weight_decay, varied.rotation, varied.mixup)
        >= 0,
    }


def _of_pairs(recipe: "Recipe") -> dict[str, bool]:
    """Entries that need or forbid each other."""
    data = recipe.data
    judged = recipe.best_by.removeprefix("accuracy_")
    before = "before_split" in (data.oversample, data.sixfold)
    return {
        "patience and the schedule plateau need best_by": bool(recipe.best_by)
        or not (recipe.patience or recipe.schedule == "plateau"),
        "a grouping needs heads = “fer2013” or “ferplus”": data.grouping == "none" or recipe.heads != "both",
        "best_by is of a head that is trained": judged in ("", "loss_watched", *recipe.head_names),
        "rows = “all” and “before_split” need held_out above 0": data.held_out > 0
        or not (data.rows == "all" or before),
        "“before_split” watches what was learnt, which makes the figures too good: write i_know_this_leaks = true, or "
        "“training”": data.i_know_this_leaks or not before,
        "rows = “all” learns PrivateTest, which makes figures on it worthless: write i_know_this_leaks = true": (
            data.i_know_this_leaks or data.rows != "all"
        ),
    }
