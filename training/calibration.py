"""Temperature scaling (Guo et al. 2017) of what the program shows."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.vision.classifiers import Classifier, read_out
from acting_mirror.vision.classifiers.tflite import TfliteNetwork
from acting_mirror.vision.model_bundle import ModelCard, load_bundle
from training.benchmarks import Benchmark, of_fer2013
from training.card import write_card
from training.data import load
from training.evaluate import card_figures, measure
from training.source import READOUT, Source

Array = npt.NDArray[np.float32]

LABELS: Final = ("ferplus", "fer2013")
"""Whose labels the shown probabilities can be made to fit."""

_RANGE: Final = (0.1, 10.0)
_KEYS: Final = {"ferplus": "ferplus7", "fer2013": "fer2013"}
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted temperature, and the read-out's expected calibration error on PrivateTest.

    Attributes:
        temperature: What the card says now.
        before: By labels, at the card's temperature of before.
        after: By labels, at the new one.
    """

    temperature: float
    before: dict[str, float]
    after: dict[str, float]


def calibrate(folder: Path, data: Path, labels: str = "ferplus") -> Calibration:
    """Fit the temperature on PublicTest and write it into the card, with the figures that it changes.

    The read-out stands between two labellings that agree on two thirds of the faces, so one temperature can fit only
    one of them.

    Args:
        folder: A model's folder.
        data: The folder with FER-2013 and the FER+ votes.
        labels: One of `LABELS`.

    Raises:
        UserError: The model or the data can't be read, or there are no such labels.
    """
    if labels not in LABELS:
        raise UserError(f"There are no labels “{labels}”: choose one of {', '.join(LABELS)}.")
    bundle = load_bundle(folder)
    network = TfliteNetwork(bundle.weights("model.tflite"))
    faces = load(data)
    public, private = (of_fer2013(faces[split], split) for split in ("PublicTest", "PrivateTest"))

    def source(temperature: float) -> Source:
        card = replace(bundle.card, temperature=temperature)
        return Source(card.name, Classifier(card, network), bundle.folder / "model.tflite")

    temperature = _fitted(source(1.0), public, f"{_KEYS[labels]}_public")
    before, after = (measure(source(each), [private]) for each in (bundle.card.temperature, temperature))
    result = Calibration(temperature, _errors(before), _errors(after))
    _write(folder / "card.json", result, labels, card_figures(after))
    return result


def fitted_temperature(loss: Callable[[float], float]) -> float:
    """The temperature with the least loss, to three decimals; by golden section over its logarithm.

    Args:
        loss: Of a temperature; has one minimum.
    """
    low, high = (math.log(end) for end in _RANGE)
    golden = (math.sqrt(5) - 1) / 2
    while high - low > 1e-4:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if loss(math.exp(left)) < loss(math.exp(right)):
            high = right
        else:
            low = left
    return round(math.exp((low + high) / 2), 3)


def readout_loss(card: ModelCard, by_head: Mapping[str, Array], truth: npt.NDArray[np.int64], heat: float) -> float:
    """Mean negative log-likelihood of the truth in the read-out.

    Args:
        card: Says how the heads are read; its own temperature is not used.
        by_head: For each head float32 (N, labels), not yet softened.
        truth: int64 (N,), indices into `EMOTIONS`.
        heat: The temperature.
    """
    said = read_out(card, {head: _softened(probs, heat) for head, probs in by_head.items()})
    return float(-np.log(np.maximum(said[np.arange(len(truth)), truth], _TINY)).mean())


def _fitted(source: Source, benchmark: Benchmark, key: str) -> float:
    labelling = next(each for each in benchmark.labellings if each.key == key)
    rows = labelling.rows
    by_head = {name: probs[rows] for name, probs in source.answers(benchmark.pictures).items() if name != READOUT}
    card = source.classifier.card
    return fitted_temperature(lambda heat: readout_loss(card, by_head, labelling.truth, heat))


def _softened(probs: Array, heat: float) -> Array:
    powers = np.maximum(probs.astype(np.float64), _TINY) ** (1 / heat)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def _errors(sets: dict[str, Any]) -> dict[str, float]:
    return {name: sets[f"{key}_private"]["answers"][READOUT]["ece"] for name, key in _KEYS.items()}


def _write(path: Path, result: Calibration, labels: str, figures: dict[str, Any]) -> None:
    card = json.loads(path.read_text(encoding="utf-8"))
    told = {
        "fitted_on": "FER-2013 PublicTest",
        "labels": labels,
        "ece_before": result.before,
        "ece_after": result.after,
    }
    write_card(card | {"temperature": result.temperature, "calibration": told, "figures": figures}, path)
