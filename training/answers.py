"""The answers of each face, kept beside a report, so that two networks can be compared face by face."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError

FILE_NAME: Final = "answers.npz"

Answer: TypeAlias = tuple[npt.NDArray[np.integer[Any]], npt.NDArray[np.float32]]
"""What is right, (N,), indices of labels; and what was said, float32 (N, labels)."""
Answers: TypeAlias = Mapping[tuple[str, str], Answer]
"""By a labelling's key and an answer's name."""


def write_answers(answers: Answers, folder: Path) -> None:
    """Write them beside a report, some 2 MB.

    Raises:
        UserError: The folder can't be written.
    """
    parts: dict[str, npt.NDArray[Any]] = {}
    for (key, name), (truth, probs) in answers.items():
        parts |= {f"{key}/{name}/truth": truth.astype(np.uint8), f"{key}/{name}/probs": probs}
    try:
        np.savez_compressed(folder / FILE_NAME, allow_pickle=False, **parts)
    except OSError as error:
        raise UserError(f"The answers can't be written to {folder}: {error.strerror}.") from error


def read_answers(report: Path) -> Answers:
    """Read those beside a report; none where there is no such file, as of an older report or a card.

    Args:
        report: Its folder or its JSON file.

    Raises:
        UserError: The file is damaged.
    """
    file = (report if report.is_dir() else report.parent) / FILE_NAME
    if not file.is_file():
        return {}
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as parts:
            return {
                (key, name): (parts[f"{key}/{name}/truth"], parts[f"{key}/{name}/probs"])
                for key, name, kind in (part.split("/") for part in parts.files)
                if kind == "truth"
            }
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UserError(f"{file} can't be read as answers of `evaluate`: {error}.") from error
