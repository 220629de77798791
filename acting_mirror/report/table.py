"""Readings as CSV: one row a face and frame."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import ANGLES, NOT_MEASURED, SHOWN
from acting_mirror.core.movements import Values
from acting_mirror.core.timeline import REASONS, Timeline

_FACE_COLUMNS: Final = (
    *("person", "x", "y", "width", "height", "readable", "reason", "label"),
    *EMOTIONS,
    *(f"raw_{emotion}" for emotion in EMOTIONS),
)
COLUMNS: Final = ("t_s", "frame", *_FACE_COLUMNS)
"""Times in seconds, boxes in pixels, `readable` 1 or 0, emotions 0 to 100, empty where the face can't be read."""
PHOTO_COLUMNS: Final = ("file", *_FACE_COLUMNS)


def clip_csv(timeline: Timeline) -> str:
    """The table of a clip; where movements were measured, they follow in the rows of person 0."""
    rows = ([f"{row['t_s']:.3f}", row["frame"], *_face(row)] for row in timeline.rows)
    moved = timeline.moved
    if moved is None:
        return _table(COLUMNS, rows)
    shown = (_movements(row, moved[frame]) for row, frame in zip(timeline.rows, timeline.row_frames, strict=True))
    return _table((*COLUMNS, *SHOWN), (row + more for row, more in zip(rows, shown, strict=True)))


def photos_csv(photos: Iterable[tuple[str, FrameAnalysis]], movements: bool = False) -> str:
    """The table of photos, from their names and what was read in them; a photo without a face has no row.

    Args:
        photos: In their order.
        movements: Whether those of person 0 follow.
    """
    columns = (*PHOTO_COLUMNS, *SHOWN) if movements else PHOTO_COLUMNS
    return _table(columns, _photo_rows(photos, movements))


def _photo_rows(photos: Iterable[tuple[str, FrameAnalysis]], movements: bool) -> Iterator[Sequence[Any]]:
    for name, analysis in photos:
        timeline = Timeline()
        timeline.append(analysis)
        moved = timeline.moved[0] if timeline.moved is not None else NOT_MEASURED
        for row in timeline.rows:
            yield [name, *_face(row), *(_movements(row, moved) if movements else ())]


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _face(row: Any) -> list[Any]:  # noqa: ANN401 - a row of a structured array has no type of its own
    return [
        row["person"],
        *(f"{value:.1f}" for value in row["box"]),
        int(row["reason"] < 0),
        REASONS[row["reason"]].value if row["reason"] >= 0 else "",
        EMOTIONS[row["label"]] if row["label"] >= 0 else "",
        *(_percent(value) for value in row["smoothed"]),
        *(_percent(value) for value in row["raw"]),
    ]


def _movements(row: Any, moved: Values) -> list[str]:  # noqa: ANN401 - a row of a structured array has no type of its own
    """Angles in degrees, the others from 0 to 1; empty for whom or where they are not measured."""
    if row["person"]:
        return [""] * len(SHOWN)
    digits = [1 if name in ANGLES else 3 for name in SHOWN]
    shown = zip(moved.tolist(), digits, strict=False)
    return ["" if math.isnan(value) else f"{value:.{places}f}" for value, places in shown]


def _percent(probability: float) -> str:
    return "" if math.isnan(probability) else f"{100 * probability:.2f}"
