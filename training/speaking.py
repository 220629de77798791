"""What a mouth that speaks does to the reading, on mouths that are rendered open as far as a voice is loud.

The faces are the peaks of CK+, and a clip of somebody silent: no clip of a speaking face is at hand.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from acting_mirror.core.face_mesh import LEFT_EYE, RIGHT_EYE, FaceMesh
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.preprocess import crop_face, to_grey
from acting_mirror.rehearsal.fit import fit_of
from acting_mirror.rehearsal.scoring import STEP_S, WINDOW_S
from acting_mirror.vision.detectors.haar import HaarDetector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.sources.file import ClipFile
from training.ckplus import Peaks, read_ckplus
from training.intervals import mean_interval
from training.landmarks import find_small
from training.movements import auc
from training.rendered import Renderer
from training.report import table
from training.source import READOUT, Source, open_source

Values = npt.NDArray[np.float64]
_Weigh = Callable[[Values, Values], Values]
"""From windows of the jaw's opening and of its speed (…, moments) to how much each moment counts."""

LOUD: Final = {"quietly": 0.06, "as usual": 0.12, "loudly": 0.2}
"""How far lips part where a voice is loud, in distances between the outer corners of the eyes."""
_GAPS: Final = np.array([0.0, 0.03, 0.06, 0.1, 0.15, 0.2])
"""The peaks are rendered with these; what is between is interpolated."""
_STILL: Final = 0.25
"""A jaw is still whose coefficient changes by less a second."""
_ENOUGH: Final = 1 / 3
"""So many of a window's moments are enough to go by."""
_WINDOWS_S: Final = (0.2, 0.4, 0.6, 1.0)
_AROUND: Final = 0.5
_SIDE: Final = 160
"""Pixels of a clip's faces, which are rendered with so much around them."""
_ROWS: Final = 480
_RATE: Final = 16_000


def loudness(sound: Path) -> Values:
    """How loud a voice is at each `STEP_S`, over some 40 ms: (moments,), 1 where it is loud, 1.3 at most."""
    with av.open(str(sound)) as file:
        resampler = av.AudioResampler("flt", "mono", _RATE)
        blocks = [part.to_ndarray()[0] for frame in file.decode(audio=0) for part in resampler.resample(frame)]
    power = cv2.GaussianBlur(np.concatenate(blocks).astype(np.float64)[None] ** 2, (0, 0), 0.04 * _RATE)[0]
    loud = np.sqrt(power[:: round(STEP_S * _RATE)])
    return np.asarray(np.minimum(loud / np.percentile(loud, 95), 1.3))


def told_table(clip: Path, sound: Path) -> str:
    """How surely lips and jaw tell a face that speaks from the same one that is silent: the AUC, in Markdown.

    Args:
        clip: Somebody silent.
        sound: A voice, by which the mouth is moved over and over.

    Raises:
        UserError: The clip or the face landmarker can't be read.
    """
    times, seen = _in_clip(clip, loudness(sound))
    rows = []
    for column, part in enumerate(("the lips' distance", "`jaw_open`")):
        speed = np.abs(np.gradient(seen[:, :, column], times, axis=1))
        for what, values in ((part, seen[:, :, column]), (f"speed of {part}", speed)):
            rows.append([what, *(f"{share:.2f}" for share in _aucs(values, times))])
    return "\n".join(table(["", *(f"{word}, {window:g} s" for window in _WINDOWS_S for word in LOUD)], rows))


def _in_clip(clip: Path, loud: Values) -> tuple[Values, Values]:
    """The times of pictures, and lips and jaw of the silent face and of those that speak, (faces, pictures, 2)."""
    landmarker, detector = FaceLandmarker(), HaarDetector(_ROWS)
    renderer = Renderer.of(landmarker.canonical)
    times, rows = [], []
    with ClipFile(clip) as source:
        for frame in source:
            boxes = detector.find(frame.bgr)
            crop = crop_face(frame.bgr, max(boxes, key=lambda box: box.area), _AROUND) if boxes else None
            face = None if crop is None else _resized(to_grey(crop))
            mesh = None if face is None else find_small(landmarker, face)
            if face is None or mesh is None:
                continue
            now = float(loud[round(frame.t_s / STEP_S) % len(loud)])
            views = [face, *(renderer.opened(face, mesh.points, most * now) for most in LOUD.values())]
            found = [_lips_and_jaw(each) for view in views if (each := find_small(landmarker, view)) is not None]
            if len(found) == len(views):
                times.append(frame.t_s)
                rows.append(found)
    return np.array(times), np.moveaxis(np.array(rows), 0, 1)


def _resized(face: Image) -> Image:
    return np.asarray(cv2.resize(face, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def _lips_and_jaw(mesh: FaceMesh) -> tuple[float, float]:
    lips, eyes = (mesh.points[a, :2] - mesh.points[b, :2] for a, b in ((13, 14), (LEFT_EYE, RIGHT_EYE)))
    return float(np.linalg.norm(lips) / np.linalg.norm(eyes)), mesh.coefficients["jawOpen"]


def _aucs(values: Values, times: Values) -> Iterator[float]:
    """For each window and loudness, of the mean over the windows around each picture."""
    for window in _WINDOWS_S:
        around = np.abs(times[:, None] - times) <= window / 2
        silent, *speaking = values @ around.T / around.sum(axis=1)
        for each in speaking:
            yield auc(np.concatenate([each, silent]), np.arange(2 * len(times)) < len(times))


def scores_table(model: Path, data: Path, sound: Path) -> str:
    """What lines played with the face of each peak of CK+ are worth, of 100, while it speaks, in Markdown.

    A line lasts as long as the sound, and wants the peak's emotion. Rows are how the moments of each `WINDOW_S` are
    joined; “gained” is against the plain median, with the 95 % interval over peaks.

    Raises:
        UserError: The model, the peaks or the face landmarker can't be read.
    """
    landmarker, peaks, loud = FaceLandmarker(), read_ckplus(data / "ckplus"), loudness(sound)
    with open_source(model) as source:
        readings, jaws = _opened(source, landmarker, peaks)
    there = np.isfinite(jaws).all(axis=1)
    readings, jaws, labels = readings[there], jaws[there], peaks.labels[there]
    emotions = [emotion for number, emotion in enumerate(EMOTIONS) if number in labels]
    rows = []
    for word, most in {"silent": 0.0, **LOUD}.items():
        lines = _spoken(readings, most * loud), _spoken(jaws[:, :, None], most * loud)[:, :, 0]
        plain = _worth(*lines, labels, _plain)
        for name, weigh in _WAYS.items():
            worth = _worth(*lines, labels, weigh)
            by_class = [f"{worth[labels == EMOTIONS.index(emotion)].mean():.1f}" for emotion in emotions]
            rows.append([f"{word}: {name}", f"{worth.mean():.1f}", *by_class, mean_interval(worth - plain)])
    return "\n".join(table(["", "all", *emotions, "gained"], rows))


def _opened(source: Source, landmarker: FaceLandmarker, peaks: Peaks) -> tuple[Values, Values]:
    """For each of `_GAPS` the readings, (peaks, gaps, 7), and the jaw, (peaks, gaps), NaN where it is not found."""
    renderer = Renderer.of(landmarker.canonical)
    readings = np.full((len(peaks), len(_GAPS), len(EMOTIONS)), np.nan)
    jaws = np.full((len(peaks), len(_GAPS)), np.nan)
    for number, picture in enumerate(peaks.pictures):
        mesh = find_small(landmarker, picture)
        if mesh is None:
            continue
        views = [renderer.opened(picture, mesh.points, gap) for gap in _GAPS.tolist()]
        readings[number] = source.answers(views)[READOUT]
        found = [find_small(landmarker, view) for view in views]
        jaws[number] = [np.nan if each is None else each.coefficients["jawOpen"] for each in found]
    return readings, jaws


def _spoken(values: Values, gaps: Values) -> Values:
    """Values (peaks, gaps, …) as the mouth opens: (peaks, moments, …)."""
    places = np.interp(gaps, _GAPS, np.arange(len(_GAPS)))
    low = np.minimum(places.astype(int), len(_GAPS) - 2)
    share = (places - low)[:, None]
    return np.asarray(values[:, low] * (1 - share) + values[:, low + 1] * share)


def _worth(readings: Values, jaws: Values, labels: npt.NDArray[np.uint8], weigh: _Weigh) -> Values:
    """The mean fit of each line, of 100."""
    speeds = np.abs(np.gradient(jaws, STEP_S, axis=1))
    width = 2 * round(WINDOW_S / STEP_S / 2) + 1
    shown, open_, speed = (sliding_window_view(each, width, 1) for each in (readings, jaws, speeds))
    strengths = _median(shown, weigh(open_, speed))
    fits = [fit_of(line, EMOTIONS[label]).mean() for line, label in zip(strengths, labels, strict=True)]
    return 100 * np.array(fits)


def _median(values: Values, weights: Values) -> Values:
    """The weighted median of values (…, 7, moments) with weights (…, moments)."""
    order = np.argsort(values, axis=-1)
    sums = np.cumsum(np.take_along_axis(np.broadcast_to(weights[:, :, None], values.shape), order, -1), axis=-1)
    half = (sums >= sums[..., -1:] / 2).argmax(axis=-1)[..., None]
    return np.take_along_axis(values, np.take_along_axis(order, half, -1), -1)[..., 0]


def _plain(jaw: Values, _: Values) -> Values:
    return np.ones(jaw.shape)


def _still_only(_: Values, speed: Values) -> Values:
    still = speed < _STILL
    return np.where(still.mean(axis=-1, keepdims=True) >= _ENOUGH, still, 1.0)


def _stiller_more(_: Values, speed: Values) -> Values:
    return 1 / (1 + (speed / _STILL) ** 2)


def _least_open(jaw: Values, _: Values) -> Values:
    return (jaw <= np.quantile(jaw, _ENOUGH, axis=-1, keepdims=True)).astype(np.float64)


_WAYS: Final[dict[str, _Weigh]] = {
    "the median": _plain,
    "of moments with a still jaw": _still_only,
    "weighted by stillness": _stiller_more,
    "of the third with the jaw least open": _least_open,
}
