"""What a recipe may say; each mistake is told in one sentence."""

from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from msgspec import ValidationError, convert
from msgspec.inspect import type_info

from acting_mirror.core.errors import UserError
from acting_mirror.core.preprocess import PREPROCESSING
from training.groupings import GROUPINGS

if TYPE_CHECKING:
    from training.recipe import Recipe

_Table = TypeVar("_Table")

_BOUNDS: Final = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}


def checked(kind: type[_Table], entries: dict[str, Any], path: Path) -> _Table:
    """A table's entries as the dataclass whose fields say what each may be.

    Raises:
        UserError: An entry is unknown, missing, or none of what it may be.
    """
    wanted = get_type_hints(kind, include_extras=True)
    for name in entries:
        if name not in wanted:
            raise UserError(f"The recipe {path} has the unknown entry “{name}”: known are {', '.join(wanted)}.")
    for field in fields(kind):  # type: ignore[arg-type]
        if field.default is MISSING and field.name not in entries:
            raise UserError(f"The recipe {path} lacks the entry “{field.name}”.")
    return kind(**{name: _value(name, value, wanted[name], path) for name, value in entries.items()})


def _value(name: str, value: object, wanted: Any, path: Path) -> object:  # noqa: ANN401 - a type or an alias
    try:
        return convert(value, wanted)
    except ValidationError as error:
        if get_origin(wanted) is Literal:
            known = ", ".join(filter(None, get_args(wanted)))
            raise UserError(f"The recipe {path} does not fit: {name} is one of {known}.") from error
        raise UserError(f"The recipe {path}: {name} is {value!r}, which should be {_words(wanted)}.") from error


def _words(wanted: Any) -> str:  # noqa: ANN401
    """What a value should be, such as “of type int, above 0”."""
    told: Any = type_info(wanted)
    bounds = [(words, getattr(told, name, None)) for name, words in _BOUNDS.items()]
    kind = getattr(wanted, "__origin__", wanted).__name__
    return ", ".join([f"of type {kind}", *(f"{words} {bound:g}" for words, bound in bounds if bound is not None)])


def check_values(recipe: "Recipe", path: Path) -> None:
    """Check what the fields alone do not tell.

    Raises:
        UserError: One does not fit.
    """
    for claim, holds in (_of_data(recipe) | _of_pairs(recipe)).items():
        if not holds:
            raise UserError(f"The recipe {path} does not fit: {claim}.")


def _of_data(recipe: "Recipe") -> dict[str, bool]:
    """Entries whose values depend on what there is."""
    groupings = ("none", *GROUPINGS)
    names = recipe.data.preprocessing.split("+") if recipe.data.preprocessing else []
    return {
        f"grouping is one of {', '.join(groupings)}": recipe.data.grouping in groupings,
        f"preprocessing is some of {', '.join(PREPROCESSING)}, in this order, joined by “+”": (
            names == [name for name in PREPROCESSING if name in names]
        ),
    }


def _of_pairs(recipe: "Recipe") -> dict[str, bool]:
    """Entries that need or forbid each other."""
    data, varied = recipe.data, recipe.augmentation
    judged = recipe.best_by.removeprefix("accuracy_")
    before = "before_split" in (data.oversample, data.sixfold)
    return {
        "the erased square is no smaller at its largest": varied.erase_smallest <= varied.erase_largest,
        "patience and the schedule plateau need best_by": bool(recipe.best_by)
        or not (recipe.patience or recipe.schedule == "plateau"),
        "a grouping needs heads = “fer2013” or “ferplus”": data.grouping == "none" or len(recipe.head_names) == 1,
        "heads = “all” draws faces by their classes, without oversample": data.oversample == "never"
        or recipe.heads != "all",
        "best_by is of a head that is trained": judged in ("", "loss_watched", *recipe.head_names),
        "rows = “all” and “before_split” need held_out above 0": data.held_out > 0
        or not (data.rows == "all" or before),
        "“before_split” watches what was learnt, which makes the figures too good: write i_know_this_leaks = true, or "
        "“training”": data.i_know_this_leaks or not before,
        "rows = “all” learns PrivateTest, which makes figures on it worthless: write i_know_this_leaks = true": (
            data.i_know_this_leaks or data.rows != "all"
        ),
    }
