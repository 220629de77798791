"""The origin's network."""

from collections.abc import Iterable
from typing import Any, Final

from keras import KerasTensor, Model, layers

from training.networks.ends import face_input, labels_of

_WIDTHS: Final = (16, 32, 64, 128)
"""Channels of the four residual blocks."""


def mini_xception(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """Mini-Xception of Arriaga, Valdenegro and Plöger (2017), "Real-time Convolutional Neural Networks".

    Two plain convolutions, four residual blocks of separable ones, and for each head a convolution with as many
    channels as it has labels, averaged over the picture. With the single head `fer2013` it has the original's 58,423
    parameters. Only the last convolutions have biases: the others are followed by a batch normalisation.
    """
    face = face_input()
    flow = layers.Rescaling(4 / 255, offset=-2.0, name="normalise")(face)
    for number in (1, 2):
        flow = layers.Conv2D(8, 3, use_bias=False, name=f"stem_conv{number}")(flow)
        flow = layers.ReLU()(_normalised(flow, f"stem_bn{number}"))
    for number, width in enumerate(_WIDTHS, 1):
        flow = _residual(flow, width, f"block{number}")
    outputs = {}
    for head in heads:
        maps = layers.Conv2D(len(labels_of(head)), 3, padding="same", name=f"{head}_conv")(flow)
        logits = layers.GlobalAveragePooling2D(name=f"{head}_logits")(maps)
        outputs[head] = layers.Softmax(name=head)(logits)
    return Model(face, outputs, name="mini_xception")


def _residual(flow: KerasTensor, width: int, name: str) -> KerasTensor:
    short = layers.Conv2D(width, 1, strides=2, padding="same", use_bias=False, name=f"{name}_short")(flow)
    short = _normalised(short, f"{name}_short_bn")
    flow = layers.SeparableConv2D(width, 3, padding="same", use_bias=False, name=f"{name}_sep1")(flow)
    flow = layers.ReLU()(_normalised(flow, f"{name}_bn1"))
    flow = layers.SeparableConv2D(width, 3, padding="same", use_bias=False, name=f"{name}_sep2")(flow)
    flow = _normalised(flow, f"{name}_bn2")
    flow = layers.MaxPooling2D(3, strides=2, padding="same")(flow)
    return layers.Add()([flow, short])


def _normalised(flow: KerasTensor, name: str) -> KerasTensor:
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name=name)(flow)
