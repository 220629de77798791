"""Weights of Keras networks: as tensors, and from files. Needs Keras on the torch backend."""

from pathlib import Path
from typing import Any

import keras
import torch
from torch import Tensor

from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import sha256_of
from training.zoo import with_logits


def values(model: Any) -> list[Tensor]:  # noqa: ANN401 - Keras is not typed
    """All variables, not copied."""
    return [variable.value.detach() for variable in model.variables]


def set_values(model: Any, new: list[Tensor]) -> None:  # noqa: ANN401 - Keras is not typed
    """Overwrite all variables."""
    _fill(model.variables, new)


def _fill(variables: list[Any], new: list[Tensor]) -> None:
    with torch.no_grad():
        for variable, value in zip(variables, new, strict=True):
            variable.value.copy_(value)


def digest(path: Path | None, what: str) -> str | None:
    """The SHA-256 of a file, None without one.

    Raises:
        UserError: It does not exist; the sentence calls it `what`.
    """
    if path is not None and not path.is_file():
        raise UserError(f"The {what} {path} does not exist.")
    return sha256_of(path) if path else None


def open_teacher(path: Path, student: Any) -> Any:  # noqa: ANN401 - Keras is not typed
    """A network to learn from: it has all heads of the student, and may have others.

    Raises:
        UserError: It can't be loaded or does not fit.
    """
    network = open_network(path)
    heads, wanted = _heads(network), _heads(student)
    if not wanted.items() <= heads.items() or network.input_shape != student.input_shape:
        raise UserError(f"The weights {path} have other inputs or heads than the network: {heads}.")
    return network


def start_from(path: Path, model: Any) -> None:  # noqa: ANN401 - Keras is not typed
    """Take the weights of a file; heads that it has not stay as they are.

    Raises:
        UserError: They can't be loaded or are of another network.
    """
    network = open_network(path)
    new = tuple(f"{head}_" for head in model.output_names if head not in network.output_names)
    fresh = {id(variable) for layer in model.layers if layer.name.startswith(new) for variable in layer.variables}
    kept = [variable for variable in model.variables if id(variable) not in fresh]
    if [weight.shape for weight in network.variables] != [weight.shape for weight in kept]:
        raise UserError(f"The weights {path} are of another network than {model.name}.")
    _fill(kept, values(network))


def open_network(path: Path) -> Any:  # noqa: ANN401 - Keras is not typed
    """A network and its weights.

    Raises:
        UserError: They can't be loaded.
    """
    try:
        return keras.saving.load_model(path, compile=False)
    except (OSError, TypeError, ValueError) as error:
        raise UserError(f"The weights {path} can't be loaded by Keras.") from error


def _heads(network: Any) -> dict[str, Any]:  # noqa: ANN401 - Keras is not typed
    return {head: out.shape for head, out in with_logits(network).output.items()}
