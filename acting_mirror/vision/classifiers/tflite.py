"""Networks in LiteRT, formerly TensorFlow Lite."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.vision.litert import check_runtime, open_interpreter

_log = logging.getLogger(__name__)

_BATCHES: Final = (1, 2, 4, 8, 20)
"""Batch sizes kept allocated (two is one face in both views), as resizing costs more than a few unused rows."""

Array = npt.NDArray[np.float32]


class TfliteNetwork:
    """One interpreter for each batch size, made when first needed, all on one thread."""

    def __init__(self, weights: Path) -> None:
        """Load `model.tflite`; raises `UserError` when no runtime is installed or it cannot load the file."""
        check_runtime()
        try:
            self._content = weights.read_bytes()
            first = open_interpreter(self._content, 1)
            self._interpreters = {1: first}
            outputs = first.get_signature_runner().get_output_details()
            self._places = {head: int(details["index"]) for head, details in outputs.items()}
        except (OSError, RuntimeError, ValueError) as error:
            _log.exception("loading %s", weights)
            raise UserError(
                tr("{weights} can't be loaded as a TFLite model: install Acting Mirror again.", weights=weights)
            ) from error

    def __call__(self, batch: Array) -> Mapping[str, Array]:
        """float32 (N, H, W, 1) -> for each head float32 (N, labels)."""
        largest = _BATCHES[-1]
        parts = [self._run(batch[start : start + largest]) for start in range(0, len(batch), largest)]
        return {head: np.concatenate([part[head] for part in parts]) for head in self._places}

    def _run(self, batch: Array) -> dict[str, Array]:
        count = len(batch)
        size = next(size for size in _BATCHES if size >= count)
        if size not in self._interpreters:
            self._interpreters[size] = open_interpreter(self._content, size)
        interpreter = self._interpreters[size]
        padded = np.zeros((size, *batch.shape[1:]), np.float32)
        padded[:count] = batch
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], padded)
        interpreter.invoke()
        return {head: interpreter.get_tensor(place)[:count] for head, place in self._places.items()}
