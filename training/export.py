"""From a training run or a Keras file to a model's folder: both weights and their card."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import sha256_of
from training.aside import answer_of
from training.card import new_card, with_hashes, write_card
from training.litert import QUANTISED

LARGEST_DIFFERENCE: Final = 1e-4
"""How far a probability of the TFLite file may be from that of the Keras file."""
LARGEST_QUANTISED_DIFFERENCE: Final = 0.2
"""The same for 8-bit weights, on generated faces that are none; what it costs on real ones, `evaluate` measures."""

OF_THE_WEIGHTS: Final = ("figures", "trained_on", "mean", "tau", "frequencies", "temperature", "calibration")
"""What a card says of its weights, and not of the network: kept when the same weights are exported again."""


def export(source: Path, folder: Path, quantised: bool = False) -> dict[str, Any]:
    """Fill a model's folder.

    All is written beside the folder first and then takes its place, so that a failure leaves the old model whole.

    Args:
        source: The folder of a training run, or a Keras file.
        folder: The model's folder; made if missing.
        quantised: Whether the weights of the TFLite file become 8-bit whole numbers.

    Returns:
        What `litert.convert` said of the network.

    Raises:
        UserError: No such source, TensorFlow is missing, or the conversion fails or is not faithful.
    """
    keras_file = source / "model.keras" if source.is_dir() else source
    if not keras_file.is_file():
        raise UserError(f"{keras_file} does not exist: give a training run that ended an epoch, or a .keras file.")
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        staged = Path(scratch) / "new"
        shutil.copytree(folder, staged) if folder.is_dir() else staged.mkdir()
        facts = _fill(staged, keras_file, folder, _trained_on(source), quantised)
        _take_place(staged, folder, Path(scratch) / "old")
    return facts


def _fill(staged: Path, keras_file: Path, folder: Path, trained_on: str | None, quantised: bool) -> dict[str, Any]:
    same_weights = folder / "model.keras"
    known = same_weights.is_file() and sha256_of(same_weights) == sha256_of(keras_file)
    shutil.copyfile(keras_file, staged / "model.keras")
    facts = _convert(staged / "model.keras", staged / "model.tflite", quantised)
    most = LARGEST_QUANTISED_DIFFERENCE if quantised else LARGEST_DIFFERENCE
    if facts["difference"] > most:
        raise UserError(
            f"The TFLite file differs from the Keras file by {facts['difference']:.1e}, "
            f"more than {most:.0e}: the old model was kept."
        )
    card = with_hashes(new_card(folder.name, facts, trained_on), staged)
    old = staged / "card.json"
    if known and old.is_file():
        previous = json.loads(old.read_text(encoding="utf-8"))
        card |= {key: previous[key] for key in OF_THE_WEIGHTS if key in previous}
    write_card(card, old)
    return facts


def _convert(keras_file: Path, tflite_file: Path, quantised: bool) -> dict[str, Any]:
    words = (QUANTISED,) if quantised else ()
    return answer_of(
        "training.litert", keras_file, tflite_file, *words, failed=f"{keras_file.name} can't be converted to TFLite"
    )


def _trained_on(source: Path) -> str | None:
    note = source / "trained_on.txt"
    return note.read_text(encoding="utf-8").strip() if note.is_file() else None


def _take_place(staged: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        staged.rename(folder)
        return
    folder.rename(old)
    try:
        staged.rename(folder)
    except BaseException:  # Ctrl-C as well: the old model would go with the scratch folder
        old.rename(folder)
        raise
