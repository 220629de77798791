"""How long a network takes for a face on one thread.

A program of its own, as TensorFlow's threads are fixed for a process. It is not tied to a core: another program on the
same one would halve its speed, where it could have gone to the next.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.aside import answer_of

Array = npt.NDArray[np.float32]

BATCHES: Final = (1, 20)
"""One face, and as many as the program reads at once at most."""

_ROUNDS: Final = 7
_ROUND_S: Final = 0.2


def milliseconds_a_face(keras_file: Path | None, tflite_file: Path) -> dict[str, dict[str, float]]:
    """Time a network in a process of its own.

    Args:
        keras_file: None to leave Keras out.
        tflite_file: The same network for LiteRT.

    Returns:
        For `tflite` and `keras` milliseconds a face, by the size of the batch, as text.

    Raises:
        UserError: TensorFlow is missing, or the network can't be run.
    """
    answer = answer_of("training.timing", keras_file or "", tflite_file, failed=f"{tflite_file.name} can't be timed")
    return {runtime: dict(times) for runtime, times in answer.items()}


def best_time(call: Callable[[], Any]) -> float:
    """Seconds of a call: the mean of the quickest of some rounds, which is the one that was disturbed least."""
    call()
    start = time.perf_counter()
    call()
    calls = max(1, round(_ROUND_S / max(time.perf_counter() - start, 1e-6)))
    return min(_round(call, calls) for _ in range(_ROUNDS))


def _round(call: Callable[[], Any], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


def _times(network: Callable[[Array], Mapping[str, Array]], shape: tuple[int, ...]) -> dict[str, float]:
    random = np.random.default_rng(0)
    faces = {size: random.uniform(0, 255, (size, *shape)).astype(np.float32) for size in BATCHES}
    return {str(size): round(1000 * best_time(partial(network, faces[size])) / size, 3) for size in BATCHES}


def measured(keras_file: str, tflite_file: str) -> dict[str, dict[str, float]]:
    """What `milliseconds_a_face` gives, in this process; an empty `keras_file` leaves Keras out."""
    from ai_edge_litert.interpreter import Interpreter

    from acting_mirror.vision.classifiers.tflite import TfliteNetwork

    shape = tuple(int(side) for side in Interpreter(tflite_file).get_input_details()[0]["shape"][1:])
    times = {"tflite": _times(TfliteNetwork(Path(tflite_file)), shape)}
    if keras_file:
        import tensorflow as tf

        from acting_mirror.vision.classifiers.keras import KerasNetwork

        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
        times["keras"] = _times(KerasNetwork(Path(keras_file)), shape)
    return times


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps(measured(sys.argv[1], sys.argv[2])), encoding="utf-8")
