"""From a Keras file to a TFLite file; a program of its own, because Keras' backend is fixed for a process."""

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


QUANTISED: Final = "quantised"
"""The word on the command line that asks for it."""


def convert(keras_file: Path, tflite_file: Path, quantised: bool = False) -> dict[str, Any]:
    """Write the TFLite file with a dynamic batch size, and compare both on generated faces.

    Args:
        keras_file: The network.
        tflite_file: Where to write.
        quantised: Whether its weights become 8-bit whole numbers (TensorFlow Lite's dynamic range quantisation), a
            quarter of the size; else all stays float32.

    Returns:
        `name`, `parameters`, `outputs` (labels a head, by name) and `difference`, the largest one of a probability.
    """
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import keras

    model = keras.saving.load_model(keras_file, compile=False)
    model.export(tflite_file, format="litert", verbose=False, **_smaller() if quantised else {})
    faces = generated_faces(512, model.input_shape[1:])
    expected = model(faces, training=False)
    actual = run_tflite(tflite_file, faces)
    return {
        "name": model.name,
        "parameters": model.count_params(),
        "outputs": {name: int(probs.shape[1]) for name, probs in expected.items()},
        "difference": max(float(np.abs(np.asarray(expected[name]) - actual[name]).max()) for name in expected),
    }


def _smaller() -> dict[str, Any]:
    import tensorflow

    return {"optimizations": [tensorflow.lite.Optimize.DEFAULT]}


def generated_faces(count: int, shape: tuple[int, int, int] = (48, 48, 1)) -> Array:
    """Seeded pictures with soft shapes of many contrasts, float32 (count, H, W, 1), 0 to 255."""
    random = np.random.default_rng(0)
    height, width, channels = shape
    coarse = random.uniform(0, 255, (count, -(-height // 8), -(-width // 8), channels))
    soft = coarse.repeat(8, axis=1).repeat(8, axis=2)[:, :height, :width]
    return np.asarray(np.clip(soft + random.normal(0, 20, soft.shape), 0, 255), np.float32)


def run_tflite(tflite_file: Path, faces: Array) -> dict[str, Array]:
    """The outputs of each head, float32 (N, labels), by its name in the file's signature."""
    from ai_edge_litert.interpreter import Interpreter

    runner = Interpreter(str(tflite_file)).get_signature_runner()
    outputs: dict[str, Array] = runner(**{next(iter(runner.get_input_details())): faces})
    return outputs


if __name__ == "__main__":
    facts = convert(Path(sys.argv[1]), Path(sys.argv[2]), QUANTISED in sys.argv[3:-1])
    Path(sys.argv[-1]).write_text(json.dumps(facts), encoding="utf-8")
