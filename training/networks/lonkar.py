"""Lonkar (2021), "Facial Expressions Recognition with Convolutional Neural Networks"."""

from collections.abc import Iterable
from typing import Any, Final

from keras import KerasTensor, Model, layers

from training.networks.ends import dense_heads, face_input

_WIDTHS: Final = (32, 64, 128, 256)
"""Channels of the two convolutions at 48, 24, 12 and 6 pixels."""


def lonkar_cnn(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """A plain network of the kinds of layers that the paper names; how many of each was in its figure, which is lost.

    From the paper: convolutions, batch normalisation "in middle layers", ReLU, He-normal, max pooling, dropout,
    flatten, dense, softmax; trained by NAdam with class weights. Our choice: four pairs of 3 by 3 convolutions that
    double their channels from 32, each normalised before its ReLU; after each pair maxima of 2 by 2 and a dropout of
    0.25; then a dense layer of 256 with a dropout of 0.5. That is 117 million multiplications a face, what two cores
    can train in a night; 1,768,423 parameters with seven labels.
    """
    face = face_input()
    flow = layers.Rescaling(1 / 128, offset=-1.0, name="normalise")(face)
    for stage, width in enumerate(_WIDTHS, 1):
        for number in (1, 2):
            name = f"stage{stage}_{number}"
            conv = layers.Conv2D(width, 3, padding="same", kernel_initializer="he_normal", name=f"{name}_conv")
            flow = _activated(conv(flow), name)
        flow = layers.Dropout(0.25)(layers.MaxPooling2D(2)(flow))
    dense = layers.Dense(256, kernel_initializer="he_normal", name="dense")
    flow = layers.Dropout(0.5)(_activated(dense(layers.Flatten()(flow)), "dense"))
    return Model(face, dense_heads(flow, heads), name="lonkar_cnn")


def _activated(flow: KerasTensor, name: str) -> KerasTensor:
    return layers.ReLU()(layers.BatchNormalization(name=f"{name}_bn")(flow))
