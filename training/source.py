"""A network that is to be measured, from a model's folder, a training run or a Keras file."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.classifiers import Classifier, Network, read_out
from acting_mirror.vision.classifiers.tflite import TfliteNetwork
from acting_mirror.vision.model_bundle import MEAN, ModelCard, ModelInput, load_bundle
from training.aside import answer_of
from training.card import HEAD_LABELS
from training.groupings import GROUPINGS

Array = npt.NDArray[np.float32]

READOUT: Final = "readout"
"""The name of what the program shows, beside the names of the heads."""

_CROP_MARGIN: Final = {"haar": 0.0, "yunet": -0.1}
"""Of a network without a card; measured on photos, see `docs/training.md`."""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A network and where it came from.

    Attributes:
        name: The name of the folder or file.
        classifier: Its TFLite file, by the path that the program takes.
        tflite_file: That file.
        keras_file: The same network in Keras; None if there is none.
        difference: The largest one between both, where the TFLite file was made for this.
        folder: The model's folder, whose card takes the figures; None if it has none.
        history: The run's `history.csv`; None if it is no run.
    """

    name: str
    classifier: Classifier
    tflite_file: Path
    keras_file: Path | None = None
    difference: float | None = None
    folder: Path | None = None
    history: Path | None = None

    def answers(self, pictures: Sequence[Image]) -> dict[str, Array]:
        """What each head says of finished face crops, and `READOUT`.

        Args:
            pictures: uint8 (H, W) grey or (H, W, 3) BGR.

        Returns:
            By name float32 (N, labels). There is no read-out where a head lacks some of the seven emotions.
        """
        card = self.classifier.card
        by_head = {head: self._answer(pictures, head) for head in card.heads}
        whole = all(set(EMOTIONS) <= set(labels) for labels in card.heads.values())
        return by_head | ({READOUT: read_out(card, by_head)} if whole else {})

    def _answer(self, pictures: Sequence[Image], head: str) -> Array:
        parts = [pictures[start : start + _AT_ONCE] for start in range(0, len(pictures), _AT_ONCE)]
        none = self.classifier.predict([], head)
        return np.concatenate([none, *(self.classifier.predict(part, head) for part in parts)])

    def labels_of(self, answer: str) -> tuple[str, ...]:
        """The labels of a head or of the read-out."""
        return EMOTIONS if answer == READOUT else self.classifier.card.heads[answer]


def labels_of_head(head: str, size: int) -> tuple[str, ...]:
    """The labels of a head by its name or, where that says nothing, by its number of outputs.

    Raises:
        UserError: There are no labels of such a number.
    """
    known = HEAD_LABELS | {name: grouping.labels for name, grouping in GROUPINGS.items()}
    for labels in (known.get(head, ()), *known.values()):
        if len(labels) == size:
            return labels
    raise UserError(f"The network's head “{head}” has {size} outputs, which is none of {', '.join(known)}.")


@contextmanager
def open_source(path: Path, tflite: Path | None = None) -> Iterator[Source]:
    """Open a model's folder, a run's folder, or a Keras file, which is converted for the time.

    Args:
        path: The folder or file.
        tflite: A TFLite file to measure in the place of the model's own, such as a quantised one.

    Raises:
        UserError: There is no network, or it can't be read.
    """
    if (path / "card.json").is_file():
        yield _of_folder(path, tflite)
        return
    keras_file = path / "model.keras" if path.is_dir() else path
    if not keras_file.is_file() or keras_file.suffix != ".keras":
        raise UserError(f"{path} has no network: give a model's folder, a training run's folder or a .keras file.")
    if tflite is not None:
        raise UserError("--tflite goes with a model's folder, whose card says how the file is used.")
    with tempfile.TemporaryDirectory() as scratch:
        yield _of_keras(path, keras_file, Path(scratch) / "model.tflite")


def _of_folder(folder: Path, tflite: Path | None) -> Source:
    bundle = load_bundle(folder)
    own, keras_file = tflite or bundle.weights("model.tflite"), folder / "model.keras"
    return Source(
        name=folder.resolve().name if tflite is None else tflite.stem,
        classifier=Classifier(bundle.card, TfliteNetwork(own)),
        tflite_file=own,
        keras_file=keras_file if keras_file.is_file() and tflite is None else None,
        folder=folder if tflite is None else None,
    )


def _of_keras(path: Path, keras_file: Path, tflite_file: Path) -> Source:
    facts = answer_of(
        "training.litert", keras_file, tflite_file, failed=f"{keras_file.name} can't be converted to TFLite"
    )
    shape = _input_shape(tflite_file)
    name = _name_of(path.resolve())
    history = keras_file.parent / "history.csv"
    return Source(
        name=name,
        classifier=Classifier(_card_of(name, facts, shape), _in_colour(TfliteNetwork(tflite_file), shape[2])),
        tflite_file=tflite_file,
        keras_file=keras_file,
        difference=facts["difference"],
        history=history if history.is_file() else None,
    )


def _name_of(path: Path) -> str:
    """A run's folder names its `model.keras`; its `model.best.keras` is RUN.best."""
    return path.parent.name + path.stem.removeprefix("model") if path.name.startswith("model.") else path.stem


def _card_of(name: str, facts: Mapping[str, Any], shape: tuple[int, ...]) -> ModelCard:
    heads = {head: labels_of_head(head, size) for head, size in facts["outputs"].items()}
    return ModelCard(
        name=name,
        title=name,
        description="",
        heads=heads,
        readout=MEAN,
        temperature=1.0,
        input=ModelInput((shape[1], shape[0]), shape[2], (0.0, 255.0), _CROP_MARGIN),
        parameters=facts["parameters"],
        figures={},
        sha256={},
    )


def _input_shape(tflite_file: Path) -> tuple[int, ...]:
    from ai_edge_litert.interpreter import Interpreter

    details = Interpreter(str(tflite_file)).get_input_details()[0]
    return tuple(int(side) for side in details["shape"][1:])


def _in_colour(network: Network, channels: int) -> Network:
    return network if channels == 1 else lambda batch: network(np.repeat(batch, channels, axis=3))
