"""FERVI (Ioannou 2023), "Unlocking the Secrets of Emotion": convolutions whose planes are read as a sequence."""

from collections.abc import Iterable
from typing import Any

from keras import KerasTensor, Model, layers

from training.networks.ends import dense_heads, face_input


def fervi_cnn_lstm(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """The network of its figure 17: with seven labels 457,863 parameters, of which 457,031 learn.

    Five convolutions, the fourth one "same"; the last 4 by 4 places are 16 steps for one LSTM, and its 128 units are
    two steps for another. The report gives no scaling of the pixels: we scale to 0 to 1. Both LSTMs are unrolled,
    since TFLite knows no loops over lists without TensorFlow's own operations.
    """
    face = face_input()
    flow = layers.Rescaling(1 / 255, name="normalise")(face)
    flow = _convolution(flow, 32, 1)
    flow = layers.MaxPooling2D(2)(_convolution(flow, 64, 2, "same"))
    flow = _convolution(flow, 64, 3)
    flow = layers.MaxPooling2D(2)(_convolution(flow, 128, 4, "same"))
    flow = layers.MaxPooling2D(2)(_convolution(flow, 128, 5))
    flow = layers.LSTM(128, unroll=True, name="lstm1")(layers.Reshape((16, 128))(flow))
    flow = layers.LSTM(64, unroll=True, name="lstm2")(layers.Reshape((2, 64))(flow))
    flow = layers.Dropout(0.6)(layers.Dense(200, activation="relu", name="dense")(flow))
    return Model(face, dense_heads(flow, heads), name="fervi_cnn_lstm")


def _convolution(flow: KerasTensor, width: int, number: int, padding: str = "valid") -> KerasTensor:
    flow = layers.Conv2D(width, 3, padding=padding, name=f"conv{number}")(flow)
    return layers.ReLU()(layers.BatchNormalization(name=f"bn{number}")(flow))
