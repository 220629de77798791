"""A recipe: all that decides how a network is trained, in a TOML file."""

import math
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from training.recipe_checks import check_entries, check_values


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
        shear: How far the upper edge may move to either side against the middle, as a share of the way to it.
        mixup: Both parameters of the beta distribution by which two pictures and what they should be read as are mixed
            (Zhang et al. 2018); 0 mixes none.
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
    shear: float = 0.0
    mixup: float = 0.0


@dataclass(frozen=True, slots=True)
class Data:
    """Which faces are learnt from, and which are watched meanwhile.

    Attributes:
        rows: One of `recipe_checks.ROWS`: the Training split, or all of FER-2013.
        held_out: Share of these rows that is watched and not learnt from, drawn by the seed; 0 watches PublicTest.
        distinct: Whether pictures that occur more than once are kept only once.
        grouping: One of `groupings.GROUPINGS`, of the labels of the one head that is trained; `none` keeps them.
        preprocessing: Names of `core.preprocess.PREPROCESSING` joined by `+`, in their order; empty for none.
        oversample: One of `recipe_checks.WHEN`: whether rows of rare classes are repeated, at random, until all
            classes are as large as the largest.
        sixfold: One of `recipe_checks.WHEN`: whether five changed copies of each picture are learnt as well.
        i_know_this_leaks: Must be true where the recipe makes figures better than they are.
    """

    rows: str = "training"
    held_out: float = 0.0
    distinct: bool = False
    grouping: str = "none"
    preprocessing: str = ""
    oversample: str = "never"
    sixfold: str = "never"
    i_know_this_leaks: bool = False


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """What a network of `keras.applications` takes besides.

    Attributes:
        weights: A file to start from, see `networks.applications.application`; empty to start from scratch.
        unfrozen: How many of the last layers learn; -1 for all.
    """

    weights: str = ""
    unfrozen: int = -1

    def arguments(self) -> dict[str, Any]:
        """Those that are set, for `zoo.build`."""
        weights = {"weights": Path(self.weights)} if self.weights else {}
        return weights | ({"unfrozen": self.unfrozen} if self.unfrozen >= 0 else {})


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    Attributes:
        name: The file's name without its ending.
        network: One of `zoo.NETWORKS`.
        epochs: Passes over the faces, at most.
        batch: Faces a step.
        seed: Of all chance.
        optimiser: One of `recipe_checks.OPTIMISERS`; sgd has Nesterov momentum 0.9.
        learning_rate: The highest one of the schedule.
        warm_up: Share of the steps until the highest learning rate; of the schedule `onecycle`.
        weight_decay: On all weights but biases and normalisations.
        label_smoothing: Share of a hard label that is spread over all labels.
        average: Decay of the exponential moving average of the weights, a step; 0 keeps the newest weights.
        teacher_share: Share of the loss that compares with the teacher's outputs (Hinton et al. 2015); 0 without one.
        teacher_temperature: Both outputs are softened by it for that comparison.
        bfloat16: Whether convolutions run in bfloat16; half the time where the processor has it.
        augmentation: How pictures are varied while training.
        schedule: One of `recipe_checks.SCHEDULES`.
        plateau_factor: What the schedule `plateau` multiplies the learning rate by.
        plateau_patience: Epochs without a better `best_by` before it does so.
        best_by: One of `recipe_checks.MEASURES`, by which the best epoch's weights are kept; empty to keep none.
        patience: Epochs without a better `best_by` after which training stops; 0 never stops early.
        steps: Steps an epoch; 0 for all faces once.
        loss: One of `recipe_checks.LOSSES`.
        class_weights: One of `recipe_checks.CLASS_WEIGHTS`.
        heads: One of `recipe_checks.HEADS`: which labellings are learnt.
        votes: One of `recipe_checks.VOTES`: what the head `ferplus` learns of the votes.
        data: Which faces are learnt from.
        network_options: For the network's builder.
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
    schedule: str = "onecycle"
    plateau_factor: float = 0.1
    plateau_patience: int = 10
    best_by: str = ""
    patience: int = 0
    steps: int = 0
    loss: str = "cross_entropy"
    class_weights: str = "none"
    heads: str = "both"
    votes: str = "shares"
    data: Data = Data()
    network_options: NetworkOptions = NetworkOptions()

    @property
    def head_names(self) -> tuple[str, ...]:
        """The labellings that are learnt, in the order of the network's heads."""
        return ("fer2013", "ferplus") if self.heads == "both" else (self.heads,)

    @property
    def network_heads(self) -> tuple[str, ...]:
        """The network's heads for these labellings: of the same name, or of the grouping's."""
        return self.head_names if self.data.grouping == "none" else (self.data.grouping,)

    @property
    def goes_by_eyes(self) -> bool:
        """Whether the eyes must be found before training."""
        return "eyes" in self.data.preprocessing

    def as_dict(self) -> dict[str, Any]:
        """All values, for a checkpoint."""
        return asdict(self)

    def is_of(self, saved: dict[str, Any]) -> bool:
        """Whether a checkpoint's values are this recipe's; what it does not know had its default then."""
        return _filled(saved, _DEFAULTS) == self.as_dict()

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


_DEFAULTS: Final = Recipe("", "", 1, 1, 1.0).as_dict()
_TABLES: Final = {"augmentation": Augmentation, "data": Data, "network_options": NetworkOptions}


def _filled(saved: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _filled(saved.get(name, {}), value) if name in _TABLES else saved.get(name, value)
        for name, value in defaults.items()
    }


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    An entry `based_on` names another recipe of the same folder, whose entries hold where this one has none.

    Raises:
        UserError: The file can't be read, or has an unknown, missing or unfitting entry.
    """
    raw = _entries(path, ())
    tables = {name: raw.pop(name, {}) for name in _TABLES}
    for name, table in tables.items():
        check_entries(_TABLES[name], table, path)
    check_entries(Recipe, {"name": path.stem, **raw}, path)
    parts = {name: kind(**tables[name]) for name, kind in _TABLES.items()}
    recipe = Recipe(**{"name": path.stem, **raw, **parts})
    check_values(recipe, path)
    return recipe


def _entries(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """A file's entries, over those of the recipe that it is based on."""
    if path in above:
        raise UserError(f"The recipe {path} is based on itself.")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"There is no recipe {path}.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"The recipe {path} can't be read: {error}.") from error
    for name in _TABLES:
        if not isinstance(raw.get(name, {}), dict):
            raise UserError(f"The recipe {path}: {name} is a table, [{name}].")
    base = raw.pop("based_on", None)
    if base is None:
        return raw
    below = _entries(path.with_name(f"{base}.toml"), (*above, path))
    merged = {name: below.get(name, {}) | raw.get(name, {}) for name in _TABLES}
    return below | raw | merged
