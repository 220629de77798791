"""How accuracy falls with the size, light, blur and turn of a face: changed copies of PublicTest and of CK+'s peaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.head_pose import HeadPose, head_rotation
from acting_mirror.core.quality import judge, sharpness
from acting_mirror.files.whole_file import make_folder
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training import plots
from training.benchmarks import of_fer2013
from training.ckplus import read_ckplus
from training.data import load
from training.intervals import Drawn, interval, measures
from training.landmarks import find_small
from training.rendered import Renderer
from training.report import table
from training.source import READOUT, Source, open_source

FILE_NAME: Final = "curves.png"

_CAMERA_SIDE: Final = 96
"""Pixels of a face in a camera's picture, before it is spoiled."""
_NOISE: Final = 4.0
"""Grey values by which the pixels of a dim camera deviate, at the size that the network sees."""
_QUALITY: Final = 40
"""In JPEG's count, of 100, what compression leaves of a small face in a film that is sent around."""
_STRAIGHT_DEG: Final = 10.0
"""Faces that look further aside are not turned."""

_SIZES: Final = (48, 40, 32, 24, 20, 16, 12, 8)
_LIGHTS: Final = (120, 80, 50, 35, 25, 20, 15, 10, 5)
_BLURS: Final = (0, 1, 2, 2.5, 3, 4, 5, 6, 8, 10)
_SMEARS: Final = (0, 4, 8, 12, 16, 24)
_TURNS: Final = (0, 15, 30, 40, 45, 50, 60, 70)


@dataclass(frozen=True, slots=True, eq=False)
class _Faces:
    """Faces of a set: grey pictures of 48 pixels, and what is right."""

    title: str
    pictures: Sequence[Image]
    truth: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Spoilt:
    """A face as it is read, what the program measures of it, and whether it would read it."""

    picture: Image
    measured: float
    read: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to spoil faces: its name, of what its values are, and what it makes of a face and a value."""

    name: str
    unit: str
    measured: str
    values: Sequence[float]
    spoil: Callable[[Image, float], _Spoilt]


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What was measured at one value.

    Attributes:
        value: How spoilt the faces are.
        measured: The median of what the program measures of them; infinite where it finds no face in most.
        read: The share that it would read.
        drawn: See `measures`.
    """

    value: float
    measured: float
    read: float
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Curve:
    """The levels of one way to spoil one set of faces.

    Attributes:
        name: What is spoilt.
        unit: Of what the values are.
        measured: What the program measures.
        title: The faces and how many they are.
        levels: From unspoilt to the worst.
    """

    name: str
    unit: str
    measured: str
    title: str
    levels: Sequence[Level]


def write_curves(model: Path, data: Path, out: Path, turned: int, told: Callable[[str], None]) -> None:
    """Measure, tell each curve as a table in Markdown, and draw all into a folder.

    Args:
        model: See `open_source`.
        data: The folder with FER-2013, the FER+ votes, and `ckplus`.
        out: The folder for the plot; made if missing.
        turned: So many faces of PublicTest are turned, which takes longest.
        told: Called with each table.

    Raises:
        UserError: The model, the data or the face landmarker can't be read, or the plot not be drawn.
    """
    make_folder(out)
    curves = []
    with open_source(model) as source:
        for curve in _measured(source, data, turned):
            told(_table(curve))
            curves.append(curve)
    plots.accuracy_curves(
        [(c.name, c.unit, c.title, [(level.value, level.drawn[:, 0]) for level in c.levels]) for c in curves],
        out / FILE_NAME,
    )


def _measured(source: Source, data: Path, turned: int) -> Iterator[Curve]:
    split = load(data)["PublicTest"]
    labelling = of_fer2013(split, "PublicTest").labellings[-1]
    public = _Faces("FER+ PublicTest", list(split.pictures[labelling.rows]), labelling.truth)
    peaks = read_ckplus(data / "ckplus")
    posed = _Faces("CK+ peaks", list(peaks.pictures), peaks.labels.astype(np.int64))
    for way in _WAYS:
        for faces in (public, posed):
            yield _curve(source, way, faces)
    landmarker = FaceLandmarker()
    first = _Faces(public.title, public.pictures[:turned], public.truth[:turned])
    for faces in (first, posed):
        yield _turned(source, landmarker, faces)


def _curve(source: Source, way: _Way, faces: _Faces) -> Curve:
    levels = [
        _level(source, value, [way.spoil(picture, value) for picture in faces.pictures], faces.truth)
        for value in way.values
    ]
    return Curve(way.name, way.unit, way.measured, f"{faces.title}, {len(faces.truth):,} faces", levels)


def _level(source: Source, value: float, spoilt: Sequence[_Spoilt], truth: npt.NDArray[np.int64]) -> Level:
    probs = source.answers([each.picture for each in spoilt])[READOUT]
    read = np.mean([each.read for each in spoilt])
    return Level(value, float(np.median([each.measured for each in spoilt])), float(read), measures(truth, probs))


def _turned(source: Source, landmarker: FaceLandmarker, faces: _Faces) -> Curve:
    """Of the faces that look ahead: half of them turned to each side, until the head is at an angle."""
    renderer = Renderer.of(landmarker.canonical)
    known: list[tuple[Image, Points, float, int]] = []
    truth = []
    for picture, label in zip(faces.pictures, faces.truth, strict=True):
        mesh = find_small(landmarker, picture)
        if mesh is None:
            continue
        yaw = HeadPose.of(head_rotation(mesh.points, landmarker.canonical)).yaw_deg
        if abs(yaw) <= _STRAIGHT_DEG:
            known.append((picture, mesh.points, yaw, 1 if len(known) % 2 else -1))
            truth.append(label)
    levels = []
    for angle in _TURNS:
        copies = [
            renderer.turned(picture, points, side * angle - yaw) if angle else picture
            for picture, points, yaw, side in known
        ]
        spoilt = [_as_turned(landmarker, copy) for copy in copies]
        levels.append(_level(source, angle, spoilt, np.array(truth)))
    title = f"{faces.title}, {len(truth):,} faces that look ahead"
    return Curve("turned to a side", "degrees", "yaw, degrees", title, levels)


def _as_turned(landmarker: FaceLandmarker, picture: Image) -> _Spoilt:
    mesh = find_small(landmarker, picture)
    if mesh is None:
        return _Spoilt(picture, np.inf, read=False)
    head = HeadPose.of(head_rotation(mesh.points, landmarker.canonical))
    return _Spoilt(picture, abs(head.yaw_deg), judge(picture, _CAMERA_BOX, head) is None)


_CAMERA_BOX: Final = FaceBox(0, 0, _CAMERA_SIDE, _CAMERA_SIDE)


def _as_filmed(picture: Image) -> Image:
    return np.asarray(cv2.resize(picture, (_CAMERA_SIDE, _CAMERA_SIDE), interpolation=cv2.INTER_CUBIC), np.uint8)


def _small(picture: Image, side: float) -> _Spoilt:
    small = cv2.resize(_as_filmed(picture), (int(side), int(side)), interpolation=cv2.INTER_AREA)
    return _sized(np.asarray(small, np.uint8))


def _small_and_compressed(picture: Image, side: float) -> _Spoilt:
    _, coded = cv2.imencode(".jpg", _small(picture, side).picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return _sized(np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8))


def _sized(face: Image) -> _Spoilt:
    side = float(len(face))
    return _Spoilt(face, side, judge(face, FaceBox(0, 0, side, side)) is None)


def _dark(picture: Image, light: float) -> _Spoilt:
    return _lit(picture.astype(np.float64) * light / max(picture.mean(), 1.0))


def _dark_and_noisy(picture: Image, light: float) -> _Spoilt:
    luck = np.random.default_rng(int(picture.sum()))
    return _lit(picture * (light / max(picture.mean(), 1.0)) + luck.normal(0, _NOISE, picture.shape))


def _lit(values: npt.NDArray[np.float64]) -> _Spoilt:
    face = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return _Spoilt(face, float(face.mean()), judge(face, _CAMERA_BOX) is None)


def _blurred(picture: Image, percent: float) -> _Spoilt:
    face = _as_filmed(picture)
    if percent:
        face = np.asarray(cv2.GaussianBlur(face, (0, 0), percent / 100 * _CAMERA_SIDE), np.uint8)
    return _sharp(face)


def _smeared(picture: Image, percent: float) -> _Spoilt:
    length = max(1, round(percent / 100 * _CAMERA_SIDE))
    return _sharp(np.asarray(cv2.blur(_as_filmed(picture), (length, 1)), np.uint8))


def _sharp(face: Image) -> _Spoilt:
    return _Spoilt(face, sharpness(face), judge(face, _CAMERA_BOX) is None)


_WAYS: Final = (
    _Way("size", "pixels of the face's side", "pixels", _SIZES, _small),
    _Way("size in a compressed film", "pixels of the face's side", "pixels", _SIZES, _small_and_compressed),
    _Way("light", "mean grey value", "mean grey value", _LIGHTS, _dark),
    _Way("light of a dim camera", "mean grey value", "mean grey value", _LIGHTS, _dark_and_noisy),
    _Way("blur", "% of the face's width", "sharpness", _BLURS, _blurred),
    _Way("smear of a movement to a side", "% of the face's width", "sharpness", _SMEARS, _smeared),
)


def _table(curve: Curve) -> str:
    """Of a curve: what the program would read of the faces, and how often that is right."""
    header = [curve.unit, f"{curve.measured}, median", "would be read", "top-1", "balanced", "of the plain balanced"]
    plain = curve.levels[0].drawn[0, 1]
    rows = [
        [
            f"{level.value:g}",
            "not found" if np.isinf(level.measured) else f"{level.measured:.3g}",
            f"{level.read:.0%}",
            *(interval(100 * level.drawn[:, column]) for column in (0, 1)),
            f"{level.drawn[0, 1] / plain:.0%}",
        ]
        for level in curve.levels
    ]
    return "\n".join([f"**{curve.name}**: {curve.title}", "", *table(header, rows)])
