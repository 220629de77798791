"""A recipe: all that decides how a network is trained, in a TOML file."""

import math
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from acting_mirror.core.errors import UserError
from training.recipe_checks import check_values, checked

_Count = Annotated[int, Meta(ge=1)]
_Positive = Annotated[float, Meta(gt=0)]
_NotNegative = Annotated[float, Meta(ge=0)]
_Chance = Annotated[float, Meta(ge=0, le=1)]
_Part = Annotated[float, Meta(ge=0, lt=1)]
_Side = Annotated[int, Meta(ge=1, le=48)]
"""Of the erased square, in pixels of a face."""
_When = Literal["never", "training", "before_split"]
"""Not at all; only what is learnt from; or before rows are held out, so that what is watched was learnt."""


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

    flip: _Chance = 0.0
    rotation: _NotNegative = 0.0
    shift: _Part = 0.0
    scale: _Part = 0.0
    brightness: _Part = 0.0
    contrast: _Part = 0.0
    erase: _Chance = 0.0
    erase_smallest: _Side = 6
    erase_largest: _Side = 18
    shear: _Part = 0.0
    mixup: _NotNegative = 0.0


@dataclass(frozen=True, slots=True)
class CameraFaults:
    """How often a picture has each fault that cameras and their light make; `camera_faults` says how strong.

    Attributes:
        dark: Chance of too little light.
        side_light: Chance of light from one side.
        blur: Chance of a blur, as by a movement.
        coarse: Chance of a small picture enlarged.
        noise: Chance of noise.
        compressed: Chance of a strongly compressed file.
    """

    dark: _Chance = 0.0
    side_light: _Chance = 0.0
    blur: _Chance = 0.0
    coarse: _Chance = 0.0
    noise: _Chance = 0.0
    compressed: _Chance = 0.0


@dataclass(frozen=True, slots=True)
class Data:
    """Which faces are learnt from, and which are watched meanwhile.

    Attributes:
        rows: The Training split, or all of FER-2013.
        held_out: Share of these rows that is watched and not learnt from, drawn by the seed; 0 watches PublicTest.
        distinct: Whether pictures that occur more than once are kept only once.
        grouping: One of `groupings.GROUPINGS`, of the labels of the one head that is trained; `none` keeps them.
        preprocessing: Names of `core.preprocess.PREPROCESSING` joined by `+`, in their order; empty for none.
        oversample: Whether rows of rare classes are repeated, at random, until all classes are as large as the largest.
        sixfold: Whether five changed copies of each picture are learnt as well.
        i_know_this_leaks: Must be true where the recipe makes figures better than they are.
    """

    rows: Literal["training", "all"] = "training"
    held_out: _Part = 0.0
    distinct: bool = False
    grouping: str = "none"
    preprocessing: str = ""
    oversample: _When = "never"
    sixfold: _When = "never"
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
        optimiser: What applies the gradients; sgd has Nesterov momentum 0.9.
        learning_rate: The highest one of the schedule.
        warm_up: Share of the steps until the highest learning rate; of the schedule `onecycle`.
        weight_decay: On all weights but biases and normalisations.
        label_smoothing: Share of a hard label that is spread over all labels.
        average: Decay of the exponential moving average of the weights, a step; 0 keeps the newest weights.
        teacher_share: Share of the loss that compares with the teacher's outputs (Hinton et al. 2015); 0 without one.
        teacher_temperature: Both outputs are softened by it for that comparison.
        bfloat16: Whether convolutions run in bfloat16; half the time where the processor has it.
        augmentation: How pictures are varied while training.
        camera_faults: How often they have faults of cameras besides.
        schedule: How the learning rate goes.
        plateau_factor: What the schedule `plateau` multiplies the learning rate by.
        plateau_patience: Epochs without a better `best_by` before it does so.
        best_by: The column of `history.csv` by which the best epoch's weights are kept; empty to keep none.
        patience: Epochs without a better `best_by` after which training stops; 0 never stops early.
        steps: Steps an epoch; 0 for all faces once.
        loss: What is made small.
        class_weights: How much rare classes count for.
        heads: Which labellings are learnt: both of FER-2013, one, or that of AffectNet as well. With it faces are drawn
            by `draw.chances`, and not each once an epoch.
        votes: What the head `ferplus` learns of the votes.
        data: Which faces are learnt from.
        network_options: For the network's builder.
    """

    name: str
    network: str
    epochs: _Count
    batch: _Count
    learning_rate: _Positive
    optimiser: Literal["adamw", "adam", "nadam", "sgd"] = "adamw"
    seed: int = 1
    warm_up: _Part = 0.3
    weight_decay: _NotNegative = 0.0
    label_smoothing: _Part = 0.0
    average: _Part = 0.999
    teacher_share: _Chance = 0.0
    teacher_temperature: _Positive = 1.0
    bfloat16: bool = False
    augmentation: Augmentation = Augmentation()
    camera_faults: CameraFaults = CameraFaults()
    schedule: Literal["onecycle", "constant", "plateau"] = "onecycle"
    plateau_factor: Annotated[float, Meta(gt=0, lt=1)] = 0.1
    plateau_patience: _Count = 10
    best_by: Literal["", "accuracy_fer2013", "accuracy_ferplus", "accuracy_affectnet", "loss_watched"] = ""
    patience: Annotated[int, Meta(ge=0)] = 0
    steps: Annotated[int, Meta(ge=0)] = 0
    loss: Literal["cross_entropy", "squared_error", "squared_hinge"] = "cross_entropy"
    class_weights: Literal["none", "inverse", "largest_ratio"] = "none"
    heads: Literal["both", "fer2013", "ferplus", "all"] = "both"
    votes: Literal["shares", "majority"] = "shares"
    data: Data = Data()
    network_options: NetworkOptions = NetworkOptions()

    @property
    def head_names(self) -> tuple[str, ...]:
        """The labellings that are learnt, in the order of the network's heads."""
        several = {"both": ("fer2013", "ferplus"), "all": ("fer2013", "ferplus", "affectnet")}
        return several.get(self.heads, (self.heads,))

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
_TABLES: Final = {
    "augmentation": Augmentation,
    "camera_faults": CameraFaults,
    "data": Data,
    "network_options": NetworkOptions,
}


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
    parts: dict[str, Any] = {name: checked(kind, raw.pop(name, {}), path) for name, kind in _TABLES.items()}
    recipe = checked(Recipe, {"name": path.stem, **raw, **parts}, path)
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
