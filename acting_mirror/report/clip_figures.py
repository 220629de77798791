"""A clip in one row: what its largest face showed and did, and how well it could be seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import ANGLES, SHOWN
from acting_mirror.core.movements import Values
from acting_mirror.core.timeline import Timeline

SEEN: Final = ("length_s", "broke_at_s", "frames", "people", "face", "readable", "light", "sharpness")
SHOWED: Final = ("label", *(f"{part}_{emotion}" for part in ("mean", "median", "top") for emotion in EMOTIONS))
"""Means and medians of an emotion, and for how much of the time it was the one that was named."""
MOVED: Final = (
    *(f"{part}_{name}" for name in ANGLES for part in ("mean", "least", "most")),
    *(f"{part}_{name}" for name in SHOWN if name not in ANGLES for part in ("mean", "median", "most")),
)
FIGURES: Final = (*SEEN, *SHOWED, *MOVED)
"""All columns; those of what was not measured stay empty."""

_PARTS: Final[Mapping[str, Callable[[npt.NDArray[np.float64]], np.float64]]] = {
    "mean": np.mean,
    "median": np.median,
    "least": np.min,
    "most": np.max,
}


def clip_figures(
    timeline: Timeline, length_s: float, broke_at_s: float | None, views: Sequence[tuple[float, float]]
) -> Mapping[str, Any]:
    """The figures of a clip, those that are known.

    Args:
        timeline: What was read.
        length_s: How long the clip is.
        broke_at_s: Where it breaks off; None where it does not.
        views: Light and sharpness of the largest face, at some moments.
    """
    rows, frames = timeline.of(0), timeline.frames
    read = rows[rows["label"] >= 0]
    figures: dict[str, Any] = {"length_s": round(length_s, 3)}
    if broke_at_s is not None:
        figures["broke_at_s"] = round(broke_at_s, 3)
    figures |= {"frames": frames, "people": len(timeline.persons)}
    figures |= {"face": _percent(len(rows), frames), "readable": _percent(len(read), frames)}
    if views:
        light, sharpness = np.median(views, axis=0).tolist()
        figures |= {"light": round(light, 1), "sharpness": round(sharpness, 4)}
    return figures | dict(_showed(read)) | dict(_moved(timeline.moved))


def _showed(read: npt.NDArray[Any]) -> Iterator[tuple[str, Any]]:
    """What the face showed, in percent, over the frames in which it could be read."""
    if not len(read):
        return
    named = np.bincount(read["label"], minlength=len(EMOTIONS))
    yield "label", EMOTIONS[int(named.argmax())]
    for number, emotion in enumerate(EMOTIONS):
        shares = read["smoothed"][:, number]
        yield f"mean_{emotion}", _percent(float(shares.mean(dtype=np.float64)))
        yield f"median_{emotion}", _percent(float(np.median(shares)))
        yield f"top_{emotion}", _percent(int(named[number]), len(read))


def _moved(moved: Values | None) -> Iterator[tuple[str, Any]]:
    """What the face did, over the frames in which that was measured."""
    if moved is None:
        return
    measured = moved[~np.isnan(moved[:, 0])].astype(np.float64)
    for column in MOVED if len(measured) else ():
        part, name = column.split("_", 1)
        yield column, round(float(_PARTS[part](measured[:, SHOWN.index(name)])), 1 if name in ANGLES else 3)


def _percent(part: float, whole: float = 1.0) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
