"""What was read over time, in columns."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from acting_mirror.core import moved as moved_columns
from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import OwnRange, Values
from acting_mirror.core.scores import EmotionScores

REASONS: Final = tuple(Unreadable)

_ROW: Final = np.dtype(
    [
        ("t_s", np.float64),
        ("frame", np.int64),
        ("person", np.int32),
        ("box", np.float64, (4,)),  # not float32: what is drawn from a row must not move by a pixel
        ("reason", np.int8),
        ("label", np.int8),
        ("smoothed", np.float32, (len(EMOTIONS),)),
        ("raw", np.float32, (len(EMOTIONS),)),
    ]
)
_TYPES: Final = {"rows": _ROW, "times": np.dtype(np.float64), "numbers": np.dtype(np.int64), "ends": np.dtype(np.int64)}
STALE_S: Final = 0.5
"""A reading says nothing of pictures further from its own than this; a face not seen for longer breaks its curves."""


class Timeline:
    """Append-only columns, one row a face and frame, in the order of the frames.

    Column `box` is (x, y, width, height) in pixels; `reason` an index into `REASONS` or -1; `label` an index into
    `EMOTIONS` or -1; `smoothed` and `raw` probabilities, NaN where the face could not be read. Only `raw` is NaN where
    it was not read in this frame, see `TrackedFace`.

    One thread appends; others may read meanwhile and see whole frames only, because the count of frames is the last
    thing that changes, and the first that is looked at.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._rows = np.empty(256, _ROW)
        self._times = np.empty(256, np.float64)
        self._numbers = np.empty(256, np.int64)
        self._ends = np.empty(256, np.int64)  # how many rows there are up to and with each frame
        self._moved: Values | None = None  # until movements are measured
        self._frames = 0

    def __len__(self) -> int:
        """The number of rows."""
        frames = self._frames
        return int(self._ends[frames - 1]) if frames else 0

    def append(self, analysis: FrameAnalysis) -> None:
        """Add a frame, later than the last one; one without faces adds no row and is counted all the same."""
        start, frame = len(self), self._frames
        end = start + len(analysis.faces)
        self._rows = _with_room(self._rows, end)
        for row, face in enumerate(analysis.faces, start):
            self._rows[row] = (analysis.t_s, analysis.frame_index, *_columns(face))
        self._times = _with_room(self._times, frame + 1)
        self._numbers = _with_room(self._numbers, frame + 1)
        self._ends = _with_room(self._ends, frame + 1)
        self._times[frame], self._numbers[frame], self._ends[frame] = analysis.t_s, analysis.frame_index, end
        self._append_moved(frame, analysis.person_0)
        self._frames = frame + 1

    def _append_moved(self, frame: int, face: TrackedFace | None) -> None:
        movements = face.movements if face is not None else None
        if self._moved is None:
            if movements is None:
                return
            self._moved = np.tile(moved_columns.NOT_MEASURED, (frame + 1, 1))
        self._moved = _with_room(self._moved, frame + 1)
        self._moved[frame] = moved_columns.NOT_MEASURED if movements is None else moved_columns.row_of(movements)

    def settle_movements(self, own: OwnRange | None = None) -> None:
        """Count all movements from the actor's own rest, else that known at the end; nobody appends any more."""
        if self._moved is not None:
            moved_columns.settle(self.frame_times, self._moved[: self._frames], own)

    @property
    def frames(self) -> int:
        """How many frames there are, those without faces too."""
        return self._frames

    @property
    def start_s(self) -> float | None:
        """Time of the first frame in seconds; None while there is none."""
        return float(self._times[0]) if self._frames else None

    @property
    def end_s(self) -> float | None:
        """Time of the last frame in seconds; None while there is none."""
        frames = self._frames
        return float(self._times[frames - 1]) if frames else None

    @property
    def frame_times(self) -> npt.NDArray[np.float64]:
        """The times of all frames in seconds, read-only, without a copy."""
        frames = self._frames  # before the array: a frame that comes in between may have moved it
        return _read_only(self._times[:frames])

    @property
    def rows(self) -> npt.NDArray[Any]:
        """All rows as a structured array, read-only, without a copy."""
        count = len(self)
        return _read_only(self._rows[:count])

    @property
    def moved(self) -> Values | None:
        """What person 0's face did, float32 (frames, columns), of which the first are `SHOWN`; None if not measured."""
        frames, moved = self._frames, self._moved
        return _read_only(moved[:frames]) if moved is not None else None

    @property
    def row_frames(self) -> npt.NDArray[np.int64]:
        """Which frame each row is of, from 0."""
        frames = self._frames
        return np.repeat(np.arange(frames), np.diff(self._ends[:frames], prepend=0))

    def of(self, person: int) -> npt.NDArray[Any]:
        """The rows of one person, read-only; without a copy where nobody else was seen."""
        rows = self.rows
        theirs = rows["person"] == person
        return rows if theirs.all() else _read_only(rows[theirs])

    def between(self, person: int, start_s: float, end_s: float) -> npt.NDArray[Any]:
        """The rows of one person from a time up to before another; only the frames in between are looked at."""
        times, rows = self.frame_times, self.rows
        first, last = np.searchsorted(times, (start_s, end_s)).tolist()
        start, end = (int(self._ends[frame - 1]) if frame else 0 for frame in (first, last))
        return np.asarray(rows[start:end][rows[start:end]["person"] == person])

    @property
    def persons(self) -> Sequence[int]:
        """Who was seen, sorted."""
        return [int(person) for person in np.unique(self.rows["person"])]

    def reading_at(self, t_s: float) -> FrameAnalysis | None:
        """What the newest frame at or before a time shows.

        Args:
            t_s: Time in seconds, by the source's clock.

        Returns:
            The reading, without latency, landmarks and the detector's certainty, which are not kept; None before the
            first frame and half a second after the last one.
        """
        times = self.frame_times
        frame = int(np.searchsorted(times, t_s, side="right")) - 1
        if frame < 0 or t_s - times[-1] > STALE_S:
            return None
        start, end = int(self._ends[frame - 1]) if frame else 0, int(self._ends[frame])
        moved = self._moved[frame] if self._moved is not None else moved_columns.NOT_MEASURED
        faces = tuple(_face(row, moved) for row in self._rows[start:end])
        return FrameAnalysis(int(self._numbers[frame]), float(times[frame]), faces, 0.0)

    def to_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """All of it as arrays without objects, to be stored; views that are read-only."""
        frames = self._frames
        ends = _read_only(self._ends[:frames])
        rows = _read_only(self._rows[: ends[-1] if frames else 0])
        numbers = _read_only(self._numbers[:frames])
        arrays = {"rows": rows, "times": _read_only(self._times[:frames]), "numbers": numbers, "ends": ends}
        moved = self.moved
        return arrays if moved is None else arrays | moved_columns.to_arrays(_read_only(moved[:frames]))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The timeline that `to_arrays` was taken from.

        Raises:
            ValueError: The arrays are not of one timeline.
            KeyError: One is missing.
        """
        parts = {name: np.array(arrays[name]) for name in _TYPES}
        _check(parts)
        timeline = cls()
        timeline._rows, timeline._times = parts["rows"], parts["times"]
        timeline._numbers, timeline._ends = parts["numbers"], parts["ends"]
        timeline._frames = len(parts["times"])
        timeline._moved = moved_columns.from_arrays(arrays, timeline._frames)
        return timeline


def _with_room(column: npt.NDArray[Any], count: int) -> npt.NDArray[Any]:
    """The column, or a copy with twice the room when it has none for `count` items."""
    if count <= len(column):
        return column
    return np.concatenate([column, np.empty((max(len(column), count), *column.shape[1:]), column.dtype)])


def _read_only(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    column.flags.writeable = False  # a slice's own flag; the column itself stays writeable
    return column


def _columns(face: TrackedFace) -> tuple[Any, ...]:
    nothing = np.full(len(EMOTIONS), np.nan, np.float32)
    return (
        face.person,
        (face.box.x, face.box.y, face.box.width, face.box.height),
        REASONS.index(face.reason) if face.reason is not None else -1,
        EMOTIONS.index(face.label) if face.label is not None else -1,
        face.smoothed.probs if face.smoothed is not None else nothing,
        face.scores.probs if face.scores is not None else nothing,
    )


def _face(row: Any, moved: Values) -> TrackedFace:  # noqa: ANN401 - a row of a structured array has no type of its own
    person, box = int(row["person"]), FaceBox(*row["box"].tolist())
    movements = moved_columns.movements_in(moved.copy()) if person == 0 else None
    if row["label"] < 0:
        return TrackedFace(person, box, REASONS[row["reason"]], movements=movements)
    scores = EmotionScores(row["raw"].copy()) if not np.isnan(row["raw"][0]) else None
    smoothed = EmotionScores(row["smoothed"].copy())
    return TrackedFace(person, box, None, scores, smoothed, EMOTIONS[row["label"]], movements)


def _check(parts: Mapping[str, npt.NDArray[Any]]) -> None:
    """Raise `ValueError` where arrays are not of one timeline."""
    rows, ends = parts["rows"], parts["ends"]
    if any(part.dtype != _TYPES[name] or part.ndim != 1 for name, part in parts.items()):
        raise ValueError(f"columns have the types {_TYPES}, not {[part.dtype for part in parts.values()]}")
    if not len(parts["times"]) == len(parts["numbers"]) == len(ends):
        raise ValueError("the columns of frames differ in length")
    if (np.diff(ends, prepend=0) < 0).any() or (int(ends[-1]) if len(ends) else 0) != len(rows):
        raise ValueError(f"the frames do not share out the {len(rows)} rows")
    if (rows["label"] >= len(EMOTIONS)).any() or (rows["reason"] >= len(REASONS)).any():
        raise ValueError("a row has a label or a reason that does not exist")
