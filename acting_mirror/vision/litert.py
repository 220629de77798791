"""LiteRT, formerly TensorFlow Lite: what runs the networks."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr


def open_interpreter(content: bytes, batch: int | None = None) -> Any:  # noqa: ANN401 - the runtimes are not typed
    """A network with one input, ready to run on one thread.

    Args:
        content: A TFLite file.
        batch: How many of its inputs it takes at once; None for as many as the file says.

    Raises:
        UserError: No runtime is installed.
        RuntimeError: It is no such file.
        ValueError: The same.
    """
    interpreter_class = _interpreter_class()
    with _quiet():
        interpreter = interpreter_class(model_content=content, num_threads=1)
        if batch is not None:
            entry = interpreter.get_input_details()[0]
            interpreter.resize_tensor_input(entry["index"], [batch, *entry["shape"][1:]])
        interpreter.allocate_tensors()
    return interpreter


def check_runtime() -> None:
    """Raise `UserError` when no runtime is installed."""
    _interpreter_class()


def _interpreter_class() -> Any:  # noqa: ANN401 - the runtimes are not typed
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        try:
            from tflite_runtime.interpreter import Interpreter
        except ImportError as error:
            raise UserError(tr("The TFLite runtime ai-edge-litert is missing: install Acting Mirror again.")) from error
    return Interpreter


_quiet_lock = threading.Lock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep "INFO: Created TensorFlow Lite XNNPACK delegate" off the user's screen; the runtime has no switch for it."""
    with _quiet_lock, open(os.devnull, "w") as nowhere:
        kept = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
