"""Whether level crops make the reading truer: on peaks of CK+, and on FER+ PublicTest, as it is, tilted and turned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.preprocess import level_face
from acting_mirror.vision.detectors.haar import HaarDetector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training.benchmarks import found_by, of_fer2013
from training.ckplus import read_ckplus
from training.data import load
from training.intervals import mean_interval
from training.landmarks import find_small
from training.metrics import figures
from training.rendered import Renderer
from training.report import table
from training.source import READOUT, Source, open_source

Probs = npt.NDArray[np.float32]
Truth = npt.NDArray[np.int64]
_Change = Callable[[Image, Points, float], Image]
"""From a small face, its landmarks and an angle in degrees."""

_TILTS: Final = (10, 20, 30)
_TURNS: Final = (0, 10, 20, 30, 40)
"""Degrees, to both sides."""
_YAWS: Final = (0, 15, 25, 90)
"""Degrees by which heads of FER-2013 are turned as they are."""
_COPIED: Final = 400
"""So many faces are tilted and turned; 800 copies each, with both sides."""
_LARGER: Final = 4
"""So many times as large a small face is made before it is leveled, so as not to blur it."""
_ROWS: Final = 480


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """How faces are read as they are cropped, and level: float32 (N, 7) each; and the truth."""

    truth: Truth
    as_is: Probs
    level: Probs

    @classmethod
    def of(cls, source: Source, truth: Truth, crops: Sequence[Image], level: Sequence[Image]) -> Self:
        return cls(truth, *(source.answers(pictures)[READOUT] for pictures in (crops, level)))

    def at(self, rows: npt.NDArray[np.bool_]) -> Self:
        return type(self)(self.truth[rows], self.as_is[rows], self.level[rows])

    def row(self, name: str) -> list[str]:
        """Of the table."""
        before, after = (figures(self.truth, probs, EMOTIONS) for probs in (self.as_is, self.level))
        top1 = f"{before['accuracy']:.1%} → {after['accuracy']:.1%}"
        balanced = f"{before['macro']['recall']:.1%} → {after['macro']['recall']:.1%}"
        ece = f"{before['ece']:.3f} → {after['ece']:.3f}"
        return [name, f"{len(self.truth):,}", top1, balanced, ece, mean_interval(self._gains)]

    @property
    def _gains(self) -> npt.NDArray[np.float64]:
        before, after = (100.0 * (probs.argmax(axis=1) == self.truth) for probs in (self.as_is, self.level))
        return np.asarray(after - before)


def truer_table(model: Path, data: Path, faces: int) -> str:
    """Measure, as a table in Markdown: today's crops → level ones.

    Args:
        model: See `open_source`.
        data: The folder with FER-2013, the FER+ votes, and `ckplus`.
        faces: So many of PublicTest are looked at.

    Raises:
        UserError: The model, the data or the face landmarker can't be read.
    """
    landmarker = FaceLandmarker()
    with open_source(model) as source:
        rows = [*_of_peaks(source, landmarker, data), *_of_fer2013(source, landmarker, data, faces)]
    return "\n".join(table(["faces", "number", "top-1", "balanced", "ECE", "points of top-1"], rows))


def _of_peaks(source: Source, landmarker: FaceLandmarker, data: Path) -> Iterator[list[str]]:
    peaks = read_ckplus(data / "ckplus")
    truth = peaks.labels.astype(np.int64)
    detector, margin = HaarDetector(_ROWS), source.classifier.card.margin_for("haar")
    found = [found_by(picture, detector, margin) for picture in peaks.pictures]
    crops = [picture if crop is None else crop for picture, crop in zip(peaks.pictures, found, strict=True)]
    level = _leveled(landmarker, peaks.pictures)
    yield _Read.of(source, truth, list(peaks.pictures), level).row("CK+ peaks, as they are")
    yield _Read.of(source, truth, crops, level).row("CK+ peaks, found by Haar")


def _of_fer2013(source: Source, landmarker: FaceLandmarker, data: Path, faces: int) -> Iterator[list[str]]:
    """Of the faces that have landmarks."""
    split = load(data)["PublicTest"]
    labelling = of_fer2013(split, "PublicTest").labellings[-1]
    found = {row: find_small(landmarker, split.pictures[row]) for row in labelling.rows[:faces].tolist()}
    known = [(split.pictures[row], mesh.points) for row, mesh in found.items() if mesh is not None]
    truth = labelling.truth[:faces][[mesh is not None for mesh in found.values()]]
    pictures = [picture for picture, _ in known]
    read = _Read.of(source, truth, pictures, [_level(*each) for each in known])
    yield read.row("FER+ PublicTest, as they are")
    yaws = np.array([abs(HeadPose.of(head_rotation(points, landmarker.canonical)).yaw_deg) for _, points in known])
    for low, high in pairwise(_YAWS):
        turned = (low <= yaws) & (yaws < high)
        if turned.any():
            yield read.at(turned).row(f"of these, turned by {low} to {high}°")
    known, truth = known[:_COPIED], truth[:_COPIED]
    renderer = Renderer.of(landmarker.canonical)
    ways: dict[str, tuple[_Change, Sequence[int]]] = {
        "tilted": (_tilted, _TILTS),
        "turned further": (renderer.turned, _TURNS),
    }
    for name, (changed, angles) in ways.items():
        for angle in angles:
            copies = [changed(*each, side) for side in (-angle, angle) for each in known]
            level = _leveled(landmarker, copies)
            yield _Read.of(source, np.tile(truth, 2), copies, level).row(f"{name} by {angle}°")


def _leveled(landmarker: FaceLandmarker, pictures: Iterable[Image]) -> list[Image]:
    """Level crops; pictures without landmarks stay."""
    found = ((picture, find_small(landmarker, picture)) for picture in pictures)
    return [picture if mesh is None else _level(picture, mesh.points) for picture, mesh in found]


def _level(picture: Image, points: Points) -> Image:
    large = cv2.resize(picture, None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)
    return level_face(np.asarray(large, np.uint8), (points + 0.5) * _LARGER - 0.5)


def _tilted(picture: Image, _: Points, angle: float) -> Image:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
