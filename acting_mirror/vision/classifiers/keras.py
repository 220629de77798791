"""Networks in Keras on TensorFlow: the reference for the faster runtime."""

import ctypes
import importlib.util
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr

_log = logging.getLogger(__name__)

Array = npt.NDArray[np.float32]


class KerasNetwork:
    """A Keras model called as a compiled function: `predict` in a loop is slow and leaks (deepface#697)."""

    def __init__(self, weights: Path) -> None:
        """Load `model.keras`; raises `UserError` when TensorFlow is not installed or can't load the file."""
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # its start-up lines are not for the user
        os.environ.setdefault("KERAS_BACKEND", "tensorflow")
        _load_libraries()
        try:
            import keras
            import tensorflow as tf
        except ImportError as error:
            raise UserError(
                tr("The keras backend needs TensorFlow, which is not installed."), Remedy.INSTALL_KERAS
            ) from error
        try:
            model = keras.saving.load_model(weights, compile=False)
        except (OSError, TypeError, ValueError) as error:
            _log.exception("loading %s", weights)
            raise UserError(
                tr("{weights} can't be loaded by Keras {version}.", weights=weights, version=keras.__version__),
                Remedy.OTHER_BACKEND,
            ) from error
        self._heads = model.output_names
        height, width, channels = model.input_shape[1:]
        signature = tf.TensorSpec((None, height, width, channels), tf.float32)
        self._forward = tf.function(lambda batch: model(batch, training=False), input_signature=[signature])

    def __call__(self, batch: Array) -> Mapping[str, Array]:
        """float32 (N, H, W, 1) -> for each head float32 (N, labels)."""
        outputs = self._forward(batch)
        by_head = outputs if isinstance(outputs, dict) else {self._heads[0]: outputs}  # of one head it is a tensor
        return {head: np.asarray(output) for head, output in by_head.items()}


def _load_libraries() -> None:
    """Load TensorFlow's large libraries without holding Python's lock, which `import` would for most of a second.

    So a camera's picture does not stop while the model is changed. A foreign function gives the lock up, and what is
    loaded already is not loaded again. Does nothing where there is no `dlopen`, or no such file.
    """
    spec = importlib.util.find_spec("tensorflow") if "tensorflow" not in sys.modules else None
    if spec is None or not spec.submodule_search_locations or sys.platform == "win32":
        return
    folder = Path(spec.submodule_search_locations[0])
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype = ctypes.c_void_p
    for library in sorted(folder.glob("libtensorflow_*"), reverse=True):  # the framework before what needs it
        dlopen(os.fsencode(library), ctypes.c_int(os.RTLD_LAZY | os.RTLD_LOCAL))
