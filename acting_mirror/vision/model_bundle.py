"""A model's folder: its weights and the card that says how to use them."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from msgspec import Meta
from msgspec.json import decode

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.core.language import tr
from acting_mirror.core.preprocess import Light

MEAN: Final = "mean"
"""The read-out that joins all heads."""
LANDMARKER: Final = "face_landmarker"
"""The folder of the network that finds landmarks; it names no emotion and is no model to choose."""

_KNOWN_LABELS: Final = {frozenset(EMOTIONS), frozenset(FERPLUS_LABELS)}


_Edge = Annotated[int, Meta(ge=1)]
_Above0 = Annotated[float, Meta(gt=0)]
Mean = Literal["arithmetic", "geometric"]


@dataclass(frozen=True, slots=True)
class ModelInput:
    """What a model wants to be shown.

    Attributes:
        size: (width, height) in pixels.
        channels: 1 for grey.
        value_range: What black and white become.
        crop_margin: By detector: how much of its larger side is added around a face box, negative to cut.
        light: The light that faces are brought into; None to show them as they are.
    """

    size: tuple[_Edge, _Edge]
    channels: int
    value_range: tuple[float, float]
    crop_margin: dict[str, float]
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `card.json` says of a model.

    Attributes:
        name: The folder's name, by which the user picks it.
        title: The name to show.
        description: One sentence for the user.
        heads: The labels of each head in the order of its outputs.
        readout: The head the program reads, or "mean" for all of them.
        temperature: What is read out is raised to 1 / temperature and renormalised (Guo et al. 2017).
        input: What it wants to be shown.
        parameters: Number of weights.
        figures: What was measured, by head.
        sha256: Hex digest of each file of weights.
        mean: How the read-out joins several heads.
        tau: Each head is divided by its `frequencies` to this power before it is read out (Menon et al. 2021).
        frequencies: How often each head was shown each of its labels when it learnt, in their order.
        edition: Raised when the model reads otherwise than it did, by other weights or another read-out.
        digest: SHA-256 of the card itself; empty where it is no file.
    """

    name: str
    title: str
    description: str
    heads: dict[str, tuple[str, ...]]
    readout: str
    temperature: _Above0
    input: ModelInput
    parameters: int
    figures: dict[str, Any]
    sha256: dict[str, str]
    mean: Mean = "arithmetic"
    tau: Annotated[float, Meta(ge=0)] = 0.0
    frequencies: dict[str, tuple[_Above0, ...]] = field(default_factory=dict)
    edition: Annotated[int, Meta(ge=1)] = 1
    digest: str = ""

    @property
    def full_name(self) -> str:
        """The name by which readings and profiles note who read: with the edition, from the second one on."""
        return self.name if self.edition == 1 else f"{self.name} {self.edition}"

    @property
    def read_heads(self) -> tuple[str, ...]:
        """The heads that are read out."""
        return tuple(self.heads) if self.readout == MEAN else (self.readout,)

    def margin_for(self, detector: str) -> float:
        """The crop margin for a detector's boxes; 0 for one the card does not know."""
        return self.input.crop_margin.get(detector, 0.0)


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A model's folder whose card was read and fits the program."""

    folder: Path
    card: ModelCard

    def weights(self, file_name: str) -> Path:
        """The path of a file of weights, after its hash was compared with the card's.

        Raises:
            UserError: The file is missing or is not the one that the card describes.
        """
        path = self.folder / file_name
        expected = self.card.sha256.get(file_name)
        if expected is None or not path.is_file():
            raise UserError(
                tr(
                    "Model “{model}” has no {file_name}: install Acting Mirror again.",
                    model=self.card.name,
                    file_name=file_name,
                )
            )
        if sha256_of(path) != expected:
            raise UserError(
                tr(
                    "{path} is not the file that its card describes (its SHA-256 differs): install Acting Mirror "
                    "again, or export the model again so that card and weights belong together.",
                    path=path,
                )
            )
        return path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def model_names() -> list[str]:
    """The names of the models at hand that name emotions, sorted."""
    folders = {card.parent.name for card in paths.models_dir().glob("*/card.json")}
    return sorted(folders - {LANDMARKER})


def load_bundle(model: str | Path) -> ModelBundle:
    """Read a model's card and check that it fits.

    Args:
        model: A name out of `model_names()`, or the path of a model's folder.

    Raises:
        UserError: No such model, or a card that the program cannot run on.
    """
    folder = model if isinstance(model, Path) else paths.models_dir() / model
    if not isinstance(model, Path) and model not in model_names():
        folder = Path(model)
        if not (folder / "card.json").is_file():
            known = ", ".join(model_names()) or "none"
            raise UserError(tr("There is no model “{model}”: choose one of these: {known}.", model=model, known=known))
    try:
        raw = (folder / "card.json").read_bytes()
        card = replace(decode(raw, type=ModelCard), digest=hashlib.sha256(raw).hexdigest())
        _check(card)
    except OSError as error:
        raise UserError(
            tr("The card of the model in {folder} can't be read ({reason}).", folder=folder, reason=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            tr("The card of the model in {folder} does not fit this program: {reason}.", folder=folder, reason=error)
        ) from error
    return ModelBundle(folder, card)


def _check(card: ModelCard) -> None:
    """Raise `ValueError` for what one field does not tell."""
    if card.input.channels != 1:
        raise ValueError(f"it wants {card.input.channels} channels, and faces are read in grey (1)")
    light = card.input.light
    if light and not (light.brightness[0] <= light.brightness[1] and 0 < light.contrast[0] <= light.contrast[1]):
        raise ValueError(f"no face can be brought into the light that it wants, {light}")
    if not card.heads:
        raise ValueError("it names no head")
    for name, labels in card.heads.items():
        if len(set(labels)) != len(labels) or frozenset(labels) not in _KNOWN_LABELS:
            raise ValueError(f"its head “{name}” has the labels {', '.join(labels)}, not the seven emotions or FER+'s")
    if card.readout != MEAN and card.readout not in card.heads:
        raise ValueError(f"its read-out “{card.readout}” is none of its heads")
    for name in card.read_heads if card.tau else ():
        if len(card.frequencies.get(name, ())) != len(card.heads[name]):
            raise ValueError(f"its tau needs the frequency of each label of its head “{name}”")
