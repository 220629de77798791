"""A clip in one row: what its largest face showed and did, and how well it could be seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.blinks import blinks
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import ANGLES, HEAD, SHOWN
from acting_mirror.core.movements import Values
from acting_mirror.core.timeline import Timeline

SEEN: Final = ("length_s", "broke_at_s", "frames", "people", "face", "readable", "light", "sharpness")
SHOWED: Final = ("label", *(f"{part}_{emotion}" for part in ("mean", "median", "top") for emotion in EMOTIONS))
"""Means and medians of an emotion, and for how much of the time it was the one that was named."""
HELD: Final = ("head_still", "head_speed_deg_s", "nods", "shakes", "blinks", "blinks_a_minute")
MOVED: Final = (
    *(f"{part}_{name}" for name in ANGLES for part in ("mean", "least", "most")),
    *(f"{part}_{name}" for name in SHOWN if name not in ANGLES for part in ("mean", "median", "most")),
)
FIGURES: Final = (*SEEN, *SHOWED, *HELD, *MOVED)
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
    figures |= dict(_showed(read))
    if timeline.moved is not None:
        times, moved = timeline.frame_times, timeline.moved
        figures |= {**dict(_held(times, moved)), **dict(_moved(moved))}
    return figures


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


def _moved(moved: Values) -> Iterator[tuple[str, Any]]:
    """What the face did, over the frames in which that was measured."""
    for column in MOVED:
        part, name = column.split("_", 1)
        values = moved[:, SHOWN.index(name)].astype(np.float64)
        if not np.isnan(values).all():
            yield column, round(float(_PARTS[part](values[~np.isnan(values)])), 1 if name in ANGLES else 3)


def _held(times: npt.NDArray[np.float64], moved: Values) -> Iterator[tuple[str, Any]]:
    """How the head was held, and how often the eyes blinked."""
    head = head_motion(times, moved[:, HEAD])
    if head.still is not None and head.speed_deg_s is not None:
        yield "head_still", _percent(head.still)
        yield "head_speed_deg_s", round(head.speed_deg_s, 1)
        yield from (("nods", len(head.nods)), ("shakes", len(head.shakes)))
    closed = moved[:, SHOWN.index("eyes_closed")]
    minutes = (times[-1] - times[0]) / 60 * np.isfinite(closed).mean()
    if minutes > 0:
        count = len(blinks(times, closed))
        yield from (("blinks", count), ("blinks_a_minute", round(count / minutes, 1)))


def _percent(part: float, whole: float = 1.0) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
