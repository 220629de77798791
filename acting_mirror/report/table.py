"""Readings as CSV: one row a face and frame."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import EMOTIONS
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
    """The table of a clip."""
    return _table(COLUMNS, ([f"{row['t_s']:.3f}", row["frame"], *_face(row)] for row in timeline.rows))


def photos_csv(photos: Iterable[tuple[str, FrameAnalysis]]) -> str:
    """The table of photos, from their names and what was read in them; a photo without a face has no row."""
    return _table(PHOTO_COLUMNS, _photo_rows(photos))


def _photo_rows(photos: Iterable[tuple[str, FrameAnalysis]]) -> Iterator[Sequence[Any]]:
    for name, analysis in photos:
        timeline = Timeline()
        timeline.append(analysis)
        for row in timeline.rows:
            yield [name, *_face(row)]


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


def _percent(probability: float) -> str:
    return "" if math.isnan(probability) else f"{100 * probability:.2f}"
