"""Measuring a model's folder on FER-2013 PrivateTest, by the same path that the program takes."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.vision.classifiers import Classifier, open_classifier
from acting_mirror.vision.model_bundle import load_bundle
from training.card import write_card
from training.data import Faces, load
from training.ferplus import RULE
from training.measure import figures

SPLIT: Final = "PrivateTest"
MEASURED_WITH: Final = "model.tflite, one view of each face"

_SEVEN_OF_FERPLUS: Final = np.array([EMOTIONS.index(name) if name in EMOTIONS else -1 for name in FERPLUS_LABELS])


def evaluate(folder: Path, data: Path) -> dict[str, Any]:
    """Measure a model and write the figures into its card.

    Args:
        folder: The model's folder.
        data: The folder with FER-2013 and the FER+ votes.

    Returns:
        The figures: by head, and `readout_on_fer2013` and `readout_on_ferplus` for what the program shows.

    Raises:
        UserError: The model or the data can't be read.
    """
    classifier = open_classifier(load_bundle(folder), "tflite")
    measured = measure(classifier, load(data)[SPLIT])
    path = folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    write_card(card | {"figures": measured}, path)
    return measured


def measure(classifier: Classifier, faces: Faces) -> dict[str, Any]:
    """The figures of a classifier on some faces; see `evaluate`."""
    on_fer2013 = {"data": f"FER-2013 {SPLIT}", "measured_with": MEASURED_WITH}
    on_ferplus = on_fer2013 | {"data": f"FER+ majority on FER-2013 {SPLIT}", "rule": RULE}
    pictures, judged = list(faces.pictures), faces.votes.judged
    majority = faces.votes.majority[judged]
    measured = {}
    if "fer2013" in classifier.card.heads:
        said = classifier.predict(pictures, "fer2013").argmax(axis=1)
        measured["fer2013"] = on_fer2013 | figures(faces.labels, said, EMOTIONS)
    if "ferplus" in classifier.card.heads:
        said = classifier.predict(pictures, "ferplus").argmax(axis=1)[judged]
        measured["ferplus"] = on_ferplus | figures(majority, said, FERPLUS_LABELS)
    said = classifier.predict(pictures).argmax(axis=1)
    seven = _SEVEN_OF_FERPLUS[majority]
    shown = seven >= 0
    rule = f"{RULE}; contempt, which the program does not show, left out"
    measured["readout_on_fer2013"] = on_fer2013 | figures(faces.labels, said, EMOTIONS)
    measured["readout_on_ferplus"] = on_ferplus | {"rule": rule} | figures(seven[shown], said[judged][shown], EMOTIONS)
    return measured
