"""Means and variances of the normalisations as the program's faces have them. Needs Keras on the torch backend."""

from pathlib import Path
from typing import Final

import keras
import numpy as np
import torch

from acting_mirror.core.errors import UserError
from training.data import Faces
from training.fast_forward import FastForward
from training.weights import open_network

_BATCH: Final = 512
_BATCHES_ARE_DRAWN_BY: Final = 0


def renormalise(source: Path, faces: Faces, out: Path) -> int:
    """Measure the means and variances of all batch normalisations anew, on pictures as they are.

    Those of a training come from varied pictures, and from weights before they were averaged; what the program shows
    has neither (Touvron et al. 2019, "Fixing the train-test resolution discrepancy"; Izmailov et al. 2018, "Averaging
    weights leads to wider optima"). No weight changes, and no label is looked at.

    Args:
        source: A Keras file.
        faces: Those that the network learnt from.
        out: The Keras file to write.

    Returns:
        How many normalisations there are.

    Raises:
        UserError: The file can't be loaded, has no normalisation, or `out` exists.
    """
    if out.exists():
        raise UserError(f"{out} exists already: give another name.")
    network = open_network(source)
    found = [layer for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)]
    if not found:
        raise UserError(f"{source} has no batch normalisation, so there is nothing to measure.")
    momenta = [layer.momentum for layer in found]
    forward = FastForward(network)
    order = np.random.default_rng(_BATCHES_ARE_DRAWN_BY).permutation(len(faces))
    batches = np.array_split(order, max(1, len(faces) // _BATCH))
    with torch.no_grad():
        for done, rows in enumerate(batches):
            for layer in found:
                layer.momentum = done / (done + 1)  # so that all batches count alike
            forward(torch.from_numpy(faces.pictures[rows]).unsqueeze(3).float(), training=True)
    for layer, momentum in zip(found, momenta, strict=True):
        layer.momentum = momentum
    out.parent.mkdir(parents=True, exist_ok=True)
    network.save(out)
    return len(found)
