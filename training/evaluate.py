"""Measuring any network on all the faces there are, by the path that the program takes."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.preprocess import PREPROCESSING
from acting_mirror.vision.detectors.haar import HaarDetector
from acting_mirror.vision.detectors.yunet import YuNetDetector
from acting_mirror.vision.model_bundle import ModelCard
from training.affectnet import read_affectnet
from training.affectnet_lists import VALIDATION
from training.answers import Answer, write_answers
from training.benchmarks import (
    Benchmark,
    Labelling,
    of_affectnet,
    of_fer2013,
    of_folder,
    of_found_peaks,
    of_peaks,
    prepared,
)
from training.card import write_card
from training.ckplus import read_ckplus
from training.data import AFFECTNET, load
from training.face_folders import read_face_folders
from training.ferplus import FILE_NAME
from training.groupings import GROUPINGS, LEFT_OUT
from training.metrics import figures, reliability
from training.report import write_report
from training.source import READOUT, Source, open_source
from training.timing import milliseconds_a_face

Probs = npt.NDArray[np.float32]
Truth = npt.NDArray[np.int64]
OnFigures = Callable[[str, str, dict[str, Any]], None]
"""Called with a labelling's title, an answer's name and its figures."""

MEASURED_WITH: Final = "model.tflite, one view of each face"

_MEASURED_SPLITS: Final = ("PublicTest", "PrivateTest")
_ROWS: Final = 480
"""Height in pixels to which a detector reduces a picture; the enlarged faces of CK+ are smaller."""
IN_CARD: Final = {
    "fer2013": ("fer2013_private", "fer2013"),
    "ferplus": ("ferplus_private", "ferplus"),
    "readout_on_fer2013": ("fer2013_private", READOUT),
    "readout_on_ferplus": ("ferplus7_private", READOUT),
    "affectnet": ("affectnet", "affectnet"),
    "readout_on_affectnet": ("affectnet7", READOUT),
}
"""A card's figures: from which labelling, of which answer."""
_IN_CARD_NEEDED: Final = {"fer2013_private", "ferplus_private", "ferplus7_private"}
"""Of FER-2013, without which a card is left as it is."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to measure, and where it goes.

    Attributes:
        data: The folder with FER-2013, the FER+ votes, and `affectnet` and `ckplus` if they are there; or with
            split/label/picture.
        out: The report's folder; None for `reports/NAME`.
        yunet: YuNet's weights; None to leave that detector out.
        tflite: A TFLite file to measure in the place of the model's own.
        preprocessing: What the network was trained with, as a recipe has it; empty for none.
    """

    data: Path
    out: Path | None = None
    yunet: Path | None = None
    tflite: Path | None = None
    preprocessing: str = ""


def evaluate(model: Path, wishes: Wishes, on_figures: OnFigures) -> Path:
    """Measure a network, write a report, and for a model's folder the figures in its card.

    Args:
        model: A model's folder, a training run's folder or a `.keras` file.
        wishes: What to measure.
        on_figures: Told of each figure as soon as it is known.

    Returns:
        The report's folder.

    Raises:
        UserError: The model or the data can't be read.
    """
    answers: dict[tuple[str, str], Answer] = {}
    with open_source(model, wishes.tflite) as source:
        sets = measure(source, benchmarks(wishes, source), on_figures, answers)
        report = facts_of(source) | {"sets": sets}
        out = wishes.out or Path("reports") / source.name
        write_report(report, out, source.history)
        write_answers(answers, out)
        if source.folder is not None and sets.keys() >= _IN_CARD_NEEDED and not wishes.preprocessing:
            path = source.folder / "card.json"
            card = json.loads(path.read_text(encoding="utf-8"))
            write_card(card | {"figures": card_figures(sets)}, path)
    return out


def benchmarks(wishes: Wishes, source: Source) -> Iterator[Benchmark]:
    """All the faces of a data folder: FER-2013 with FER+, AffectNet and CK+ if there; or folders of labelled faces.

    Raises:
        UserError: The data can't be read, or the pre-processing goes by the eyes and YuNet is missing.
    """
    steps = wishes.preprocessing
    if not set(steps.split("+") if steps else ()) <= set(PREPROCESSING):
        raise UserError(f"--preprocessing is {steps!r}, not names of {', '.join(PREPROCESSING)} joined by “+”.")
    if "eyes" in steps and wishes.yunet is None:
        raise UserError("This pre-processing goes by the eyes: name the file of YuNet's weights with --yunet FILE.")
    yunet = YuNetDetector(_ROWS, wishes.yunet) if wishes.yunet else None
    folders = wishes.data.is_dir() and not (wishes.data / FILE_NAME).is_file() and any(wishes.data.glob("*/*/"))
    found = _of_folders(wishes.data) if folders else _of_papers(wishes.data, source.classifier.card, yunet)
    return (prepared(benchmark, steps, yunet) for benchmark in found)


def _of_folders(data: Path) -> Iterator[Benchmark]:
    for split, faces in read_face_folders(data).items():
        yield of_folder(faces, split)


def _of_papers(data: Path, card: ModelCard, yunet: YuNetDetector | None) -> Iterator[Benchmark]:
    faces = load(data)
    for split in _MEASURED_SPLITS:
        yield of_fer2013(faces[split], split)
    yield from of_watched(data)
    if not (data / "ckplus").is_dir():
        return
    peaks = read_ckplus(data / "ckplus")
    pictures, truth = list(peaks.pictures), peaks.labels.astype(np.int64)
    yield of_peaks(pictures, truth)
    for detector in (HaarDetector(_ROWS), yunet):
        if detector is not None:
            yield of_found_peaks(pictures, truth, detector, card.margin_for(detector.name))


def of_watched(data: Path) -> Iterator[Benchmark]:
    """The validation set of AffectNet, where the data folder has it.

    Raises:
        UserError: It does not fit.
    """
    if (data / AFFECTNET).is_dir():
        yield of_affectnet(read_affectnet(data / AFFECTNET, VALIDATION))


def measure(
    source: Source,
    given: Iterable[Benchmark],
    on_figures: OnFigures = lambda *_: None,
    kept: dict[tuple[str, str], Answer] | None = None,
) -> dict[str, Any]:
    """The figures of a network by labelling.

    Args:
        source: The network.
        given: The faces.
        on_figures: Told of each figure as soon as it is known.
        kept: Gets what was said of each face, see `Answers`; None keeps nothing.

    Returns:
        For each labelling's key `title`, `rule`, `found` (share of the faces that the detector found, or None), and
        `answers`: for each head and the read-out what `metrics.figures` gives, `reliability`, and `groupings`.
    """
    sets: dict[str, Any] = {}
    for benchmark in given:
        answers = source.answers(benchmark.pictures)
        for labelling in benchmark.labellings:
            measured = {}
            for name in (name for name in answers if name in labelling.answers):
                matched = _matched(answers[name][labelling.rows], source.labels_of(name), labelling)
                measured[name] = _judged(*matched)
                if kept is not None:
                    kept[labelling.key, name] = matched[:2]
            sets[labelling.key] = {
                "title": labelling.title,
                "rule": labelling.rule,
                "found": None if benchmark.found is None else round(benchmark.found, 4),
                "answers": measured,
            }
            for name, each in measured.items():
                on_figures(labelling.title, name, each)
    return sets


def judged(probs: Probs, labels: Sequence[str], labelling: Labelling) -> dict[str, Any]:
    """The figures of one answer.

    Args:
        probs: float32 (N, labels), the labelling's rows.
        labels: What the columns are; where they are a grouping's, the labelling is grouped as well.
        labelling: What is right.
    """
    return _judged(*_matched(probs, labels, labelling))


def _matched(probs: Probs, labels: Sequence[str], labelling: Labelling) -> tuple[Truth, Probs, tuple[str, ...]]:
    """What is right, what was said, and the labels of both; without the faces that the labels leave out."""
    if set(labelling.labels) <= set(labels):
        return labelling.truth, _restricted(probs, labels, labelling.labels), labelling.labels
    grouping = next(each for each in GROUPINGS.values() if each.labels == tuple(labels))
    truth = grouping.of(labelling.truth, labelling.labels)
    return truth[truth != LEFT_OUT], probs[truth != LEFT_OUT], grouping.labels


def _judged(truth: Truth, probs: Probs, labels: tuple[str, ...]) -> dict[str, Any]:
    measured = _with_reliability(truth, probs, labels)
    if labels == EMOTIONS:
        measured["groupings"] = {name: _grouped(probs, truth, name) for name in GROUPINGS if name != "seven"}
    return measured


def facts_of(source: Source) -> dict[str, Any]:
    """What a report says of the network itself: `name`, `parameters`, how it is read out, sizes and times."""
    card = source.classifier.card
    files = {"model.tflite": source.tflite_file} | ({"model.keras": source.keras_file} if source.keras_file else {})
    return {
        "name": source.name,
        "parameters": card.parameters,
        "heads": {head: list(labels) for head, labels in card.heads.items()},
        "readout": card.readout,
        "mean": card.mean,
        "tau": card.tau,
        "temperature": card.temperature,
        "bytes": {name: path.stat().st_size for name, path in files.items()},
        "keras_differs_by": source.difference,
        "milliseconds_a_face": milliseconds_a_face(source.keras_file, source.tflite_file),
    }


def card_figures(sets: dict[str, Any]) -> dict[str, Any]:
    """The figures that a card has, by head and for what is shown: on PrivateTest, and on AffectNet if it was learnt."""
    measured = {}
    learnt = "affectnet" in sets.get("affectnet", {"answers": ()})["answers"]
    for name, (key, answer) in IN_CARD.items():
        found = sets[key]["answers"].get(answer) if key in _IN_CARD_NEEDED or learnt else None
        if found is not None:
            rule = {"rule": sets[key]["rule"]} if sets[key]["rule"] else {}
            data = sets[key]["title"].removesuffix(", 7 classes")
            kept = {what: value for what, value in found.items() if what not in ("reliability", "groupings")}
            measured[name] = {"data": data, "measured_with": MEASURED_WITH} | rule | kept
    return measured


def _with_reliability(truth: Truth, probs: Probs, labels: Sequence[str]) -> dict[str, Any]:
    bins = [{name: round(value, 4) for name, value in each.items()} for each in reliability(truth, probs)]
    return figures(truth, probs, labels) | {"reliability": bins}


def _restricted(probs: Probs, labels: Sequence[str], wanted: Sequence[str]) -> Probs:
    if tuple(labels) == tuple(wanted):
        return probs
    kept = probs[:, [labels.index(name) for name in wanted]]
    return np.asarray(kept / kept.sum(axis=1, keepdims=True), np.float32)


def _grouped(probs: Probs, truth: Truth, name: str) -> dict[str, Any]:
    grouping = GROUPINGS[name]
    groups = grouping.of(truth)
    rows = groups != LEFT_OUT
    return figures(groups[rows], grouping.pooled(probs[rows]), grouping.labels)
