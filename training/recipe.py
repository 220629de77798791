"""A recipe: all that decides how a network is trained, in a TOML file."""

import math
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError

OPTIMISERS: Final = ("adamw", "sgd")


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far a picture may be changed; each strength is the end of a uniform range.

    Attributes:
        flip: Chance of a mirrored picture.
        rotation: Degrees to either side.
        shift: Share of the side, in each direction.
        scale: Share by which a picture grows or shrinks.
        brightness: Added to all pixels, as a share of the range from black to white.
        contrast: Share by which the distance from the picture's mean grows or shrinks.
        erase: Chance of one erased square.
        erase_smallest: Its smallest side in pixels.
        erase_largest: Its largest side in pixels.
    """

    flip: float = 0.0
    rotation: float = 0.0
    shift: float = 0.0
    scale: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    erase: float = 0.0
    erase_smallest: int = 6
    erase_largest: int = 18


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    Attributes:
        name: The file's name without its ending.
        network: One of `zoo.NETWORKS`.
        epochs: Passes over the Training split.
        batch: Faces a step.
        seed: Of all chance.
        optimiser: One of `OPTIMISERS`; sgd has Nesterov momentum 0.9.
        learning_rate: The highest one of the one-cycle schedule (Smith and Topin 2019).
        warm_up: Share of the steps until the highest learning rate.
        weight_decay: On all weights but biases and normalisations.
        label_smoothing: On the FER-2013 label.
        average: Decay of the exponential moving average of the weights, a step.
        teacher_share: Share of the loss that compares with the teacher's outputs (Hinton et al. 2015); 0 without one.
        teacher_temperature: Both outputs are softened by it for that comparison.
        bfloat16: Whether convolutions run in bfloat16; half the time where the processor has it.
        augmentation: How pictures are varied.
    """

    name: str
    network: str
    epochs: int
    batch: int
    learning_rate: float
    optimiser: str = "adamw"
    seed: int = 1
    warm_up: float = 0.3
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    average: float = 0.999
    teacher_share: float = 0.0
    teacher_temperature: float = 1.0
    bfloat16: bool = False
    augmentation: Augmentation = Augmentation()

    def as_dict(self) -> dict[str, Any]:
        """All values, for a checkpoint."""
        return asdict(self)

    def learning_rate_at(self, progress: float) -> float:
        """The one-cycle schedule: a cosine up from a 25th of the highest rate, then a cosine down to a 10,000th.

        Args:
            progress: Share of all steps done, 0 to 1.
        """
        if progress < self.warm_up:
            start, end, way = 1 / 25, 1.0, progress / self.warm_up
        else:
            start, end, way = 1.0, 1e-4, (progress - self.warm_up) / (1 - self.warm_up)
        return self.learning_rate * (end + (start - end) * (1 + math.cos(math.pi * way)) / 2)


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        UserError: The file can't be read, or has an unknown, missing or unfitting entry.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"There is no recipe {path}.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"The recipe {path} can't be read: {error}.") from error
    augmentation = raw.pop("augmentation", {})
    if not isinstance(augmentation, dict):
        raise UserError(f"The recipe {path}: augmentation is a table, [augmentation].")
    _check_entries(Augmentation, augmentation, path)
    _check_entries(Recipe, {"name": path.stem, "augmentation": Augmentation(), **raw}, path)
    recipe = Recipe(**{"name": path.stem, **raw, "augmentation": Augmentation(**augmentation)})
    _check_values(recipe, path)
    return recipe


def _check_entries(kind: type[Recipe] | type[Augmentation], entries: dict[str, Any], path: Path) -> None:
    known = {field.name: field for field in fields(kind)}
    for name, value in entries.items():
        if name not in known:
            raise UserError(f"The recipe {path} has the unknown entry “{name}”: known are {', '.join(known)}.")
        wanted = known[name].type
        fits = type(value) is wanted or (wanted is float and type(value) is int)
        if not fits:
            raise UserError(f"The recipe {path}: {name} is {value!r}, which should be of type {wanted.__name__}.")  # type: ignore[union-attr]
    for name in ("network", "epochs", "batch", "learning_rate"):
        if name in known and name not in entries:
            raise UserError(f"The recipe {path} lacks the entry “{name}”.")


def _check_values(recipe: Recipe, path: Path) -> None:
    varied = recipe.augmentation
    claims = {
        "epochs, batch and learning_rate are above 0": min(recipe.epochs, recipe.batch, recipe.learning_rate) > 0,
        f"optimiser is one of {', '.join(OPTIMISERS)}": recipe.optimiser in OPTIMISERS,
        "warm_up, average and label_smoothing are from 0 to below 1": all(
            0 <= value < 1 for value in (recipe.warm_up, recipe.average, recipe.label_smoothing)
        ),
        "teacher_share is from 0 to 1 and teacher_temperature above 0": 0 <= recipe.teacher_share <= 1
        and recipe.teacher_temperature > 0,
        "flip and erase are chances from 0 to 1": 0 <= varied.flip <= 1 and 0 <= varied.erase <= 1,
        "shift, scale, brightness and contrast are from 0 to below 1": all(
            0 <= value < 1 for value in (varied.shift, varied.scale, varied.brightness, varied.contrast)
        ),
        "the erased square has from 1 to 48 pixels": 1 <= varied.erase_smallest <= varied.erase_largest <= 48,
        "weight_decay and rotation are not negative": recipe.weight_decay >= 0 and varied.rotation >= 0,
    }
    for claim, holds in claims.items():
        if not holds:
            raise UserError(f"The recipe {path} does not fit: {claim}.")
