"""A training run's folder: what it needs to go on, its history, and its newest weights."""

import csv
import shutil
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import torch

from acting_mirror.core.errors import UserError

CHECKPOINT: Final = "checkpoint.pt"
BEST: Final = "model.best.keras"


@dataclass(frozen=True, slots=True)
class EpochRow:
    """One line of `history.csv`.

    Attributes:
        epoch: From 1.
        loss: Mean over the epoch's steps of the whole loss; the next three are its parts before weighting.
        loss_fer2013: Against the FER-2013 label.
        loss_ferplus: Against the FER+ votes.
        loss_teacher: Against the teacher; 0 without one.
        accuracy_fer2013: Of the averaged weights on the watched faces, 0 to 1, against the FER-2013 label; 0 if it is
            not learnt.
        accuracy_ferplus: The same against the FER+ majority, on the rows that FER+ can judge.
        learning_rate: Of the epoch's last step.
        seconds: How long the epoch took, measuring included.
        loss_watched: The loss of the averaged weights on the watched faces, without a teacher or class weights; 0 in
            runs of before it was measured.
        loss_affectnet: Against AffectNet's label; 0 if it is not learnt, as is the next one.
        accuracy_affectnet: Of the averaged weights on the faces of AffectNet that are watched.
    """

    epoch: int
    loss: float
    loss_fer2013: float
    loss_ferplus: float
    loss_teacher: float
    accuracy_fer2013: float
    accuracy_ferplus: float
    learning_rate: float
    seconds: float
    loss_watched: float = 0.0
    loss_affectnet: float = 0.0
    accuracy_affectnet: float = 0.0


def save_epoch(
    folder: Path,
    state: dict[str, Any],
    history: list[EpochRow],
    average: Any,  # noqa: ANN401 - Keras is not typed
    best: bool = False,
) -> None:
    """Keep an epoch. Each file is replaced in one step, the checkpoint last: a kill leaves a run that can go on.

    Args:
        folder: The run's folder.
        state: What `load_checkpoint` shall give back, besides the history.
        history: One row for each epoch done.
        average: The Keras network with the averaged weights.
        best: Whether they are the best so far, and kept as `model.best.keras` too.
    """
    _write_history(folder / "history.csv", history)
    weights = folder / "model.part.keras"
    average.save(weights)
    weights.replace(folder / "model.keras")
    if best:
        shutil.copyfile(folder / "model.keras", weights)
        weights.replace(folder / BEST)
    part = folder / f"{CHECKPOINT}.part"
    torch.save(state | {"history": [asdict(row) for row in history]}, part)
    part.replace(folder / CHECKPOINT)


def load_checkpoint(folder: Path) -> tuple[dict[str, Any], list[EpochRow]]:
    """The newest state of a run and its history.

    Raises:
        UserError: There is no checkpoint, or it can't be read.
    """
    path = folder / CHECKPOINT
    if not path.is_file():
        raise UserError(f"{folder} has no checkpoint to resume from: leave out --resume.")
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        return state, [EpochRow(**row) for row in state.pop("history")]
    except (OSError, EOFError, RuntimeError, UnpicklingError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{path} can't be read as a checkpoint: start again in another folder.") from error


def _write_history(path: Path, history: list[EpochRow]) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, [field.name for field in fields(EpochRow)])
        writer.writeheader()
        for row in history:
            writer.writerow({name: round(value, 6) for name, value in asdict(row).items()})
    part.replace(path)
