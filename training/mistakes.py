"""The surest mistakes of a network: sheets of faces to look at, and what people say of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from training.benchmarks import of_fer2013
from training.data import load
from training.report import table
from training.source import READOUT, Source, open_source

_ACROSS: Final = 8
_SIDE: Final = 144
"""Pixels of a face on a sheet."""
_LINE: Final = 14
"""Pixels of a line of its caption."""


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A face that was read as something else than most people call it.

    Attributes:
        picture: uint8 (48, 48), grey.
        said: What was read.
        sure: How surely, 0 to 1.
        voted: What most of the FER+ voters say.
        labelled: What FER-2013 says.
    """

    picture: Image
    said: str
    sure: float
    voted: str
    labelled: str

    def drawn(self) -> Image:
        """The face, and under it how sure, and what the voters and FER-2013 call it."""
        face = cv2.resize(self.picture, (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR)
        cell = cv2.copyMakeBorder(face, 2, 2 * _LINE, 2, 2, cv2.BORDER_CONSTANT, value=255)
        for number, line in enumerate((f"{self.sure:.0%} + {self.voted}", f"FER-2013 {self.labelled}"), 1):
            place = (4, _SIDE + number * _LINE - 2)
            cv2.putText(cell, line, place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, 0, 1, cv2.LINE_AA)
        return np.asarray(cell, np.uint8)


def write_sheets(model: Path, data: Path, out: Path, most: int) -> str:
    """Write a PNG for each emotion with the faces that were most surely taken for it, of PublicTest and PrivateTest.

    Args:
        model: See `open_source`.
        data: The folder with FER-2013 and the FER+ votes.
        out: The folder for the sheets; made if missing.
        most: So many faces an emotion.

    Returns:
        A table in Markdown: how many mistakes there are, and of those on the sheets how many FER-2013's label agrees
        with, and what the voters call them.

    Raises:
        UserError: The model or the data can't be read, or a sheet not be written.
    """
    with open_source(model) as source:
        found = sorted(_mistakes(source, data), key=lambda each: -each.sure)
    rows = []
    for emotion in EMOTIONS:
        every = [each for each in found if each.said == emotion]
        shown = every[:most]
        if shown:
            _write(_sheet(shown), out / f"{emotion}.png")
            rows.append([emotion, *_row(every, shown)])
    header = ["read as", "mistakes", "on the sheet", "sure of them", "as FER-2013 has it", "the voters say"]
    return "\n".join(table(header, rows))


def _mistakes(source: Source, data: Path) -> Iterator[Mistake]:
    faces = load(data)
    for split in ("PublicTest", "PrivateTest"):
        labelling = of_fer2013(faces[split], split).labellings[-1]
        pictures, labels = faces[split].pictures[labelling.rows], faces[split].labels[labelling.rows]
        probs = source.answers(list(pictures))[READOUT]
        said: npt.NDArray[np.intp] = probs.argmax(axis=1)
        for row in np.flatnonzero(said != labelling.truth).tolist():
            names = (EMOTIONS[int(index)] for index in (labelling.truth[row], labels[row]))
            yield Mistake(pictures[row], EMOTIONS[said[row]], float(probs[row].max()), *names)


def _write(sheet: Image, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(cv2.imencode(".png", sheet)[1].tobytes())
    except OSError as error:
        raise UserError(f"The sheet can't be written to {file}: {error.strerror}.") from error


def _sheet(mistakes: Sequence[Mistake]) -> Image:
    cells = [mistake.drawn() for mistake in mistakes]
    cells += [np.full_like(cells[0], 255)] * (-len(cells) % _ACROSS)
    return np.vstack([np.hstack(cells[start : start + _ACROSS]) for start in range(0, len(cells), _ACROSS)])


def _row(every: list[Mistake], shown: list[Mistake]) -> list[str]:
    agreed = sum(each.labelled == each.said for each in shown)
    voted = Counter(each.voted for each in shown).most_common()
    sure = f"{shown[-1].sure:.0%} to {shown[0].sure:.0%}"
    return [f"{len(every):,}", str(len(shown)), sure, str(agreed), ", ".join(f"{name} {n}" for name, n in voted)]
