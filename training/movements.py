"""How well each movement tells the emotion that it is said to belong to: on the peaks of CK+."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.core.movements import MOVEMENTS, Movement, measured
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from training.ckplus import read_ckplus
from training.data import load
from training.landmarks import find_small

_NEUTRAL_VOTES: Final = 0.8
"""At least this share of ten people calls a face neutral that is taken for one at rest."""
_RESTING: Final = 300
"""So many of them are measured."""
_STRONG: Final = 0.9
"""A movement is at its strongest where it is in the strongest tenth of its emotion's peaks."""
_EMOTIONS: Final = EMOTIONS[:-1]
"""CK+ has no neutral peaks."""

Array = npt.NDArray[np.float32]


def movements_table(data: Path) -> str:
    """Measure, as a table in Markdown, a row a movement: at rest, at its strongest, and for each emotion the AUC.

    The AUC is the chance that a peak of the emotion has more of the movement than a peak of another emotion.

    Raises:
        UserError: The folder has no CK+ or FER+, or the face landmarker can't be had.
    """
    landmarker = FaceLandmarker()
    peaks = read_ckplus(data / "ckplus")
    rest = np.nanmedian(measures_in(landmarker, _resting(data)), axis=0)
    shown = measures_in(landmarker, peaks.pictures)
    found = np.isfinite(shown).all(axis=1)
    labels = peaks.labels[found]
    head = ["movement", "resembles", "belongs to", "at rest", "strongest", *_EMOTIONS]
    parts = zip(MOVEMENTS, rest, shown[found].T, strict=True)
    rows = [_row(movement, at_rest, values, labels) for movement, at_rest, values in parts]
    return table_of([head, ["---", "---", "---", *["---:"] * (len(head) - 3)], *rows])


def _row(movement: Movement, rest: float, values: Array, labels: npt.NDArray[np.uint8]) -> list[str]:
    sign = 1 if movement.strongest > movement.rest else -1
    strongest = sign * np.quantile(sign * values[labels == EMOTIONS.index(movement.emotion)], _STRONG)
    sure = {emotion: auc(sign * values, labels == EMOTIONS.index(emotion)) for emotion in _EMOTIONS}
    shares = [f"**{share:.2f}**" if name == movement.emotion else f"{share:.2f}" for name, share in sure.items()]
    return [f"`{movement.name}`", movement.unit, movement.emotion, f"{rest:.3f}", f"{strongest:.3f}", *shares]


def table_of(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells in Markdown."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def auc(values: npt.NDArray[np.floating], positive: npt.NDArray[np.bool_]) -> float:
    """The chance that a positive has a higher value than another, ties counting half (Mann and Whitney 1947)."""
    theirs, others = values[positive][:, None], values[~positive][None]
    return float(((theirs > others) + 0.5 * (theirs == others)).mean())


def _resting(data: Path) -> npt.NDArray[np.uint8]:
    """Faces of FER+ PublicTest that nearly all call neutral."""
    split = load(data)["PublicTest"]
    sure = split.votes.shares[:, FERPLUS_LABELS.index("neutral")] >= _NEUTRAL_VOTES
    return split.pictures[sure][:_RESTING]


def measures_in(landmarker: FaceLandmarker, pictures: npt.NDArray[np.uint8]) -> Array:
    """What is measured in small grey faces; NaN where there is none."""
    measures = np.full((len(pictures), len(MOVEMENTS)), np.nan, np.float32)
    for row, picture in zip(measures, pictures, strict=True):
        mesh = find_small(landmarker, picture)
        if mesh is not None:
            row[:] = measured(mesh, landmarker.canonical).measures
    return measures
