"""The faces by which networks are judged, each with the labels that count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.core.preprocess import crop_face, preprocess, to_grey
from acting_mirror.vision.detectors import FaceDetector
from acting_mirror.vision.detectors.yunet import YuNetDetector
from acting_mirror.vision.sources.synthetic import SyntheticActor
from training.affectnet import AffectNet
from training.card import HEAD_LABELS
from training.data import Faces
from training.face_folders import LabelledFaces
from training.ferplus import RULE
from training.groupings import GROUPINGS
from training.label_names import AFFECTNET_LABELS
from training.preprocessing import eyes_of
from training.source import READOUT

Rows = npt.NDArray[np.int64]

DRAWN: Final = "drawn"
"""The key of the drawn actor's labelling."""

SEVEN_RULE: Final = f"{RULE}; contempt, which the program does not show, left out"

_OF_SEVEN: Final = (READOUT, "seven", *GROUPINGS)
_SEVEN_OF_FERPLUS: Final = np.array([EMOTIONS.index(name) if name in EMOTIONS else -1 for name in FERPLUS_LABELS])
_SEVEN_OF_AFFECTNET: Final = np.array([EMOTIONS.index(name) if name in EMOTIONS else -1 for name in AFFECTNET_LABELS])
_DRAWN_SIZE: Final = (320, 240)
_DRAWN_RATE: Final = 5.0
_ENLARGED: Final = 4
"""A CK+ crop of 48 pixels becomes 192 before a detector sees it."""
_BORDER: Final = 96
"""Pixels around the enlarged crop, which repeat its edge: a detector wants to see more than the face."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelling:
    """What some faces should be read as.

    Attributes:
        key: For files.
        title: For people.
        rows: int64 (N,), which of the benchmark's pictures count.
        truth: int64 (N,), indices into `labels`.
        labels: Names.
        answers: The heads to compare, `READOUT` among them where it counts.
        rule: How a face got its label, where that needs saying; otherwise empty.
    """

    key: str
    title: str
    rows: Rows
    truth: Rows
    labels: tuple[str, ...]
    answers: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Benchmark:
    """Finished face crops and their labellings.

    Attributes:
        pictures: uint8 (H, W), grey, or (H, W, 3), BGR.
        labellings: One or more for the same pictures.
        found: Share of the faces that the detector found; None where there was none.
    """

    pictures: Sequence[Image]
    labellings: tuple[Labelling, ...]
    found: float | None = None


def of_fer2013(faces: Faces, split: str) -> Benchmark:
    """A split of FER-2013 with its own labels, and the FER+ majority with and without contempt.

    Args:
        faces: The split's rows.
        split: Its name.
    """
    short = split.removesuffix("Test").lower()
    judged = np.flatnonzero(faces.votes.judged)
    majority = faces.votes.majority[judged]
    seven = _SEVEN_OF_FERPLUS[majority]
    shown, plus = seven >= 0, f"FER+ majority on FER-2013 {split}"
    every, labels = np.arange(len(faces)), faces.labels.astype(np.int64)
    own = Labelling(f"fer2013_{short}", f"FER-2013 {split}", every, labels, EMOTIONS, ("fer2013", *_OF_SEVEN))
    eight = Labelling(f"ferplus_{short}", plus, judged, majority, FERPLUS_LABELS, ("ferplus",), RULE)
    less = Labelling(
        key=f"ferplus7_{short}",
        title=f"{plus}, 7 classes",
        rows=judged[shown],
        truth=seven[shown],
        labels=EMOTIONS,
        answers=("ferplus", *_OF_SEVEN),
        rule=SEVEN_RULE,
    )
    return Benchmark(list(faces.pictures), (own, eight, less))


def of_affectnet(found: AffectNet) -> Benchmark:
    """The validation set of AffectNet with its labels, and without contempt."""
    every, labels = np.arange(len(found)), found.labels.astype(np.int64)
    seven = _SEVEN_OF_AFFECTNET[labels]
    shown = np.flatnonzero(seven >= 0)
    title, answers = "AffectNet validation", (*HEAD_LABELS, *_OF_SEVEN)
    eight = Labelling("affectnet", title, every, labels, AFFECTNET_LABELS, ("ferplus", "affectnet"))
    less = Labelling("affectnet7", f"{title}, 7 classes", shown, seven[shown], EMOTIONS, answers, "contempt left out")
    return Benchmark(list(found.pictures), (eight, less))


def of_peaks(pictures: Sequence[Image], truth: Rows) -> Benchmark:
    """The peaks of CK+ as they are.

    Args:
        pictures: uint8 (48, 48), grey.
        truth: int64 (N,), indices into `EMOTIONS`.
    """
    return Benchmark(pictures, (_peaks("ckplus", "CK+ peaks", np.arange(len(truth)), truth),))


def of_drawn(margin: float) -> Benchmark:
    """The drawn actor in all its expressions, as Haar frames it.

    Args:
        margin: Of the crop, as a card has it for Haar.
    """
    with SyntheticActor(_DRAWN_SIZE, _DRAWN_RATE) as actor:
        played = [(frame, actor.emotion_at(frame.t_s)) for frame in actor]
        pictures = [crop_face(frame.bgr, actor.box_at(frame.t_s), margin) for frame, emotion in played if emotion]
    truth = np.array([EMOTIONS.index(emotion) for _, emotion in played if emotion], np.int64)
    labelling = Labelling(DRAWN, "the drawn actor", np.arange(len(truth)), truth, EMOTIONS, _OF_SEVEN)
    return Benchmark(pictures, (labelling,))


def of_folder(faces: LabelledFaces, split: str) -> Benchmark:
    """A split of faces in folders.

    Args:
        faces: Its faces.
        split: The name of its folder.
    """
    answers = (*HEAD_LABELS, *_OF_SEVEN)
    labels = faces.labels.astype(np.int64)
    labelling = Labelling(split, f"the folder {split}", np.arange(len(faces)), labels, EMOTIONS, answers)
    return Benchmark(list(faces.pictures), (labelling,))


def prepared(benchmark: Benchmark, steps: str, yunet: YuNetDetector | None) -> Benchmark:
    """The same faces after the pre-processing that a network was trained with.

    Args:
        benchmark: The faces.
        steps: As `core.preprocess.preprocess` takes them; empty leaves everything as it is.
        yunet: What finds the eyes; None leaves out the steps that go by them.
    """
    if not steps:
        return benchmark
    greys = [to_grey(picture) for picture in benchmark.pictures]
    pictures = [preprocess(grey, steps, eyes_of(grey, yunet) if yunet else None) for grey in greys]
    return replace(benchmark, pictures=pictures)


def of_found_peaks(pictures: Sequence[Image], truth: Rows, detector: FaceDetector, margin: float) -> Benchmark:
    """The peaks of CK+ as the program would meet them: enlarged, padded, found by a detector, and cropped.

    Args:
        pictures: uint8 (48, 48), grey.
        truth: int64 (N,), indices into `EMOTIONS`.
        detector: What looks for the face; of several the largest counts.
        margin: Of the crop, as a card has it.
    """
    crops = [found_by(picture, detector, margin) for picture in pictures]
    there = np.array([index for index, crop in enumerate(crops) if crop is not None], np.int64)
    title = f"CK+ peaks, found by {detector.name}"
    labelling = _peaks(f"ckplus_{detector.name}", title, np.arange(len(there)), truth[there])
    kept = [crop for crop in crops if crop is not None]
    return Benchmark(kept, (labelling,), found=len(kept) / len(crops) if crops else 0.0)


def _peaks(key: str, title: str, rows: Rows, truth: Rows) -> Labelling:
    rule = "the last frame of each sequence; contempt left out; CK+ has no neutral faces"
    return Labelling(key, title, rows, truth, EMOTIONS, (*HEAD_LABELS, *_OF_SEVEN), rule)


def found_by(picture: Image, detector: FaceDetector, margin: float) -> Image | None:
    """The crop of a small grey face as the program would meet it; None where the detector does not find it."""
    large = cv2.resize(picture, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    padded = cv2.copyMakeBorder(large, *(_BORDER,) * 4, cv2.BORDER_REPLICATE)
    scene = np.asarray(cv2.cvtColor(padded, cv2.COLOR_GRAY2BGR), np.uint8)
    boxes = detector.find(scene)
    return crop_face(scene, max(boxes, key=lambda box: box.area), margin) if boxes else None
