"""What was read over time, in columns."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import Unreadable
from acting_mirror.core.labels import EMOTIONS

REASONS: Final = tuple(Unreadable)

_ROW = np.dtype(
    [
        ("t_s", np.float64),
        ("frame", np.int64),
        ("person", np.int32),
        ("box", np.float32, (4,)),
        ("reason", np.int8),
        ("label", np.int8),
        ("smoothed", np.float32, (len(EMOTIONS),)),
        ("raw", np.float32, (len(EMOTIONS),)),
    ]
)


class Timeline:
    """Append-only columns, one row a face and frame, in the order of the frames.

    Column `box` is (x, y, width, height) in pixels; `reason` an index into `REASONS` or -1; `label` an index into
    `EMOTIONS` or -1; `smoothed` and `raw` probabilities, NaN where the face could not be read.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._rows = np.empty(256, _ROW)
        self._count = 0
        self.frames = 0
        self.start_s: float | None = None
        self.end_s: float | None = None

    def __len__(self) -> int:
        """The number of rows."""
        return self._count

    def append(self, analysis: FrameAnalysis) -> None:
        """Add a frame; one without faces adds no row and is counted all the same."""
        self.frames += 1
        self.start_s = analysis.t_s if self.start_s is None else self.start_s
        self.end_s = analysis.t_s
        while self._count + len(analysis.faces) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        nothing = np.full(len(EMOTIONS), np.nan, np.float32)
        for face in analysis.faces:
            self._rows[self._count] = (
                analysis.t_s,
                analysis.frame_index,
                face.person,
                (face.box.x, face.box.y, face.box.width, face.box.height),
                REASONS.index(face.reason) if face.reason is not None else -1,
                EMOTIONS.index(face.label) if face.label is not None else -1,
                face.smoothed.probs if face.smoothed is not None else nothing,
                face.scores.probs if face.scores is not None else nothing,
            )
            self._count += 1

    @property
    def rows(self) -> npt.NDArray[Any]:
        """All rows as a structured array, read-only, without a copy."""
        view = self._rows[: self._count]
        view.flags.writeable = False
        return view

    def of(self, person: int) -> npt.NDArray[Any]:
        """The rows of one person."""
        rows = self.rows
        return np.asarray(rows[rows["person"] == person])

    @property
    def persons(self) -> Sequence[int]:
        """Who was seen, sorted."""
        return [int(person) for person in np.unique(self.rows["person"])]
