"""How a model's heads are read out, chosen and fitted so that what the program shows is fair and true."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any, Final, Self, get_args

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.classifiers import Classifier, read_out
from acting_mirror.vision.classifiers.tflite import TfliteNetwork
from acting_mirror.vision.model_bundle import Mean, ModelCard, load_bundle
from training.affectnet import OnRead
from training.benchmarks import DRAWN, Benchmark, of_drawn, of_fer2013
from training.card import HEAD_LABELS, write_card
from training.data import UNLABELLED, Faces, load, with_affectnet
from training.draw import shown
from training.evaluate import card_figures, measure, of_watched
from training.metrics import figures
from training.source import READOUT, Source

Array = npt.NDArray[np.float32]

LABELS: Final = ("ferplus", "fer2013")
"""Whose labels the shown probabilities can be made to fit."""
TAUS: Final = tuple(quarter / 4 for quarter in range(7))
"""What is tried, 0 to 1.5: finer steps are told apart by chance alone."""

_ALIKE: Final = 0.005
"""Balanced accuracies this close are alike: PublicTest has 34 faces whose majority is disgust."""
_DRAWN_ALIKE: Final = 0.02
"""So is what differs by one of the drawn faces."""
_RANGE: Final = (0.1, 10.0)
_KEYS: Final = {"ferplus": "ferplus7", "fer2013": "fer2013"}
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Measured:
    """How right the read-out is by one labelling, in shares of 1.

    Attributes:
        accuracy: Of all faces.
        balanced: The mean over the classes.
        ece: The expected calibration error.
    """

    accuracy: float
    balanced: float
    ece: float

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> Self:
        """Out of what `metrics.figures` says."""
        return cls(found["accuracy"], found["macro"]["recall"], found["ece"])


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the heads say of some faces, and what is right.

    Attributes:
        by_head: For each head float32 (N, labels).
        truth: int64 (N,), indices into `EMOTIONS`.
    """

    by_head: Mapping[str, Array]
    truth: npt.NDArray[np.int64]

    def measured(self, card: ModelCard) -> Measured:
        """How right a card's read-out is."""
        return Measured.of(figures(self.truth, read_out(card, self.by_head), EMOTIONS))

    def loss(self, card: ModelCard) -> float:
        """The mean negative log-likelihood of what is right in a card's read-out."""
        said = read_out(card, self.by_head)
        return float(-np.log(np.maximum(said[np.arange(len(self.truth)), self.truth], _TINY)).mean())

    def fitted(self, card: ModelCard) -> ModelCard:
        """The card with the temperature of the least loss."""
        heat = fitted_temperature(lambda heat: self.loss(replace(card, temperature=heat)))
        return replace(card, temperature=heat)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A read-out, and what it gives on PrivateTest.

    Attributes:
        card: The model's card as it is now.
        plain: By labels, with the plain mean of the heads instead.
        chosen: By labels.
    """

    card: ModelCard
    plain: dict[str, Measured]
    chosen: dict[str, Measured]


def calibrate(
    folder: Path,
    data: Path,
    labels: str = "ferplus",
    on_read: OnRead = lambda *_: None,
    taus: Sequence[float] = TAUS,
) -> Calibration:
    """Choose mean and tau, fit the temperature, and write them into the card, with the figures that they change.

    All is chosen on PublicTest and the drawn actor. The read-out stands between two labellings that agree on two thirds
    of the faces, so the temperature can fit only one of them.

    Args:
        folder: A model's folder.
        data: The folder with FER-2013 and the FER+ votes, and with AffectNet where the model learnt from it.
        labels: One of `LABELS`, which the temperature fits.
        on_read: Told how far AffectNet is read.
        taus: Those to choose among.

    Raises:
        UserError: The model or the data can't be read, or there are no such labels.
    """
    if labels not in LABELS:
        raise UserError(f"There are no labels “{labels}”: choose one of {', '.join(LABELS)}.")
    bundle = load_bundle(folder)
    network = TfliteNetwork(bundle.weights("model.tflite"))
    faces = load(data)
    public, private = (of_fer2013(faces[split], split) for split in ("PublicTest", "PrivateTest"))
    learnt, watched = faces["Training"], []
    if "affectnet" in bundle.card.heads:
        learnt, watched = with_affectnet(faces, data, on_read)[0]["Training"], list(of_watched(data))

    def source(card: ModelCard) -> Source:
        return Source(card.name, Classifier(card, network), bundle.folder / "model.tflite")

    answers = {name: _answers(source(bundle.card), public, f"{key}_public") for name, key in _KEYS.items()}
    answers[DRAWN] = _answers(source(bundle.card), of_drawn(bundle.card.margin_for("haar")), DRAWN)
    card = chosen(replace(bundle.card, frequencies=frequencies(learnt, bundle.card)), answers, labels, taus)
    bare = replace(card, mean="arithmetic", tau=0.0, temperature=1.0)
    plain, after = (measure(source(each), [private, *watched]) for each in (bare, card))
    result = Calibration(card, _measured(plain), _measured(after))
    _write(folder / "card.json", result, labels, card_figures(after))
    return result


def frequencies(faces: Faces, card: ModelCard) -> dict[str, tuple[float, ...]]:
    """How often each head of a card was shown each of its labels.

    A FER+ head learns the shares of the votes, so it is their mean over the judged faces that it leans to, and not how
    often a label has the majority; to AffectNet's as its faces are drawn. Labels that never occur count as one face.

    Args:
        faces: Those that were learnt.
        card: Says which labels each head has.
    """
    own, voted = _counted(faces.labels, "fer2013"), faces.votes.shares.sum(axis=0)
    known = {
        "fer2013": np.maximum(own, 1) / own.sum(),
        "ferplus": np.maximum(voted, 1) / voted.sum(),
        "affectnet": shown(np.maximum(_counted(faces.by_affectnet, "affectnet"), 1)),
    }
    of_label = {head: dict(zip(HEAD_LABELS[head], each.tolist(), strict=True)) for head, each in known.items()}
    return {head: tuple(round(of_label[head][label], 5) for label in labels) for head, labels in card.heads.items()}


def _counted(labels: npt.NDArray[np.uint8], head: str) -> npt.NDArray[np.int64]:
    return np.bincount(labels[labels != UNLABELLED], minlength=len(HEAD_LABELS[head]))


def chosen(
    card: ModelCard, answers: Mapping[str, Answers], labels: str = "ferplus", taus: Sequence[float] = TAUS
) -> ModelCard:
    """The card with the mean and the tau that are right most often in each class alike, and the temperature for them.

    By both labellings alike, so that neither has the say over classes of which it has few faces. A tau with which the
    drawn actor is read wrong goes too far: it is unlike all photos, so it tells where the network knows too little to
    be corrected. Of those that are alike in all this, the one with the least calibration error.

    Args:
        card: Says how often the heads were shown their labels; its own mean, tau and temperature are not used.
        answers: By each of `LABELS`, and `DRAWN`.
        labels: By which the temperature is fitted.
        taus: Those to choose among.
    """
    cards = [answers[labels].fitted(replace(card, mean=mean, tau=tau)) for mean, tau in product(get_args(Mean), taus)]
    tried = [(each, {name: found.measured(each) for name, found in answers.items()}) for each in cards]
    most = max(measured[DRAWN].accuracy for _, measured in tried)
    sound = [pair for pair in tried if pair[1][DRAWN].accuracy >= most - _DRAWN_ALIKE]
    balanced = [sum(measured[name].balanced for name in LABELS) / len(LABELS) for _, measured in sound]
    alike = [pair for pair, share in zip(sound, balanced, strict=True) if share >= max(balanced) - _ALIKE]
    return min(alike, key=lambda pair: pair[1][labels].ece)[0]


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


def _answers(source: Source, benchmark: Benchmark, key: str) -> Answers:
    labelling = next(each for each in benchmark.labellings if each.key == key)
    said = source.answers(benchmark.pictures)
    return Answers({head: said[head][labelling.rows] for head in source.classifier.card.heads}, labelling.truth)


def _measured(sets: dict[str, Any]) -> dict[str, Measured]:
    return {name: Measured.of(sets[f"{key}_private"]["answers"][READOUT]) for name, key in _KEYS.items()}


def _write(path: Path, result: Calibration, labels: str, measured: dict[str, Any]) -> None:
    card = json.loads(path.read_text(encoding="utf-8"))
    told = {
        "fitted_on": "FER-2013 PublicTest and the drawn actor",
        "labels": labels,
        "plain_mean": {name: asdict(each) for name, each in result.plain.items()},
    }
    readout = {name: getattr(result.card, name) for name in ("mean", "tau", "frequencies", "temperature")}
    write_card(card | readout | {"calibration": told, "figures": measured}, path)
