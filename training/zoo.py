"""The networks, for any backend of Keras.

Input `face`: float32 (N, 48, 48, 1), grey, 0 to 255. Output: a dict with the probabilities of each head, float32
(N, labels); the layer `<head>_logits` is what the softmax gets.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from keras import Input, KerasTensor, Model, layers

from acting_mirror.core.errors import UserError
from training.card import HEAD_LABELS

_SIDE: Final = 48
_WIDTHS: Final = (16, 32, 64, 128)
"""Channels of mini-Xception's four residual blocks."""
_STUDIO_STAGES: Final = ((32, 2), (64, 3), (128, 3), (256, 2))
"""Channels and number of the residual blocks at each resolution of `studio`."""


def build(network: str, heads: Iterable[str] = tuple(HEAD_LABELS)) -> Any:  # noqa: ANN401 - Keras is not typed
    """A network with fresh weights.

    Args:
        network: One of `NETWORKS`.
        heads: Names out of `HEAD_LABELS`.

    Raises:
        UserError: No such network.
    """
    if network not in NETWORKS:
        raise UserError(f"There is no network “{network}”: choose one of {', '.join(NETWORKS)}.")
    return NETWORKS[network](heads)


def mini_xception(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """Mini-Xception of Arriaga, Valdenegro and Plöger (2017), "Real-time Convolutional Neural Networks".

    Two plain convolutions, four residual blocks of separable ones, and for each head a convolution with as many
    channels as it has labels, averaged over the picture. With the single head `fer2013` it has the original's 58,423
    parameters. Only the last convolutions have biases: the others are followed by a batch normalisation.
    """
    face = Input((_SIDE, _SIDE, 1), name="face")
    flow = layers.Rescaling(4 / 255, offset=-2.0, name="normalise")(face)
    for number in (1, 2):
        flow = layers.Conv2D(8, 3, use_bias=False, name=f"stem_conv{number}")(flow)
        flow = layers.ReLU()(_normalised(flow, f"stem_bn{number}"))
    for number, width in enumerate(_WIDTHS, 1):
        flow = _residual(flow, width, f"block{number}")
    outputs = {}
    for head in heads:
        maps = layers.Conv2D(len(HEAD_LABELS[head]), 3, padding="same", name=f"{head}_conv")(flow)
        logits = layers.GlobalAveragePooling2D(name=f"{head}_logits")(maps)
        outputs[head] = layers.Softmax(name=head)(logits)
    return Model(face, outputs, name="mini_xception")


def studio(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """Our own: a small ResNet (He et al. 2016) for two cores, 98 million multiplications a face.

    A convolution, halved by its maxima, then residual blocks at 24, 12, 6 and 3 pixels; each head is a dense layer on
    the averaged planes.
    """
    face = Input((_SIDE, _SIDE, 1), name="face")
    flow = layers.Rescaling(1 / 128, offset=-1.0, name="normalise")(face)
    flow = layers.Conv2D(32, 3, padding="same", use_bias=False, name="stem_conv")(flow)
    flow = layers.MaxPooling2D(2)(layers.ReLU()(_normalised(flow, "stem_bn")))
    for stage, (width, blocks) in enumerate(_STUDIO_STAGES, 1):
        for number in range(1, blocks + 1):
            stride = 2 if number == 1 and stage > 1 else 1
            flow = _basic(flow, width, stride, f"stage{stage}_block{number}")
    flow = layers.Dropout(0.4, name="dropout")(layers.GlobalAveragePooling2D(name="average")(flow))
    outputs = {}
    for head in heads:
        logits = layers.Dense(len(HEAD_LABELS[head]), name=f"{head}_logits")(flow)
        outputs[head] = layers.Softmax(name=head)(logits)
    return Model(face, outputs, name="studio")


def _basic(flow: KerasTensor, width: int, stride: int, name: str) -> KerasTensor:
    short = flow
    if stride > 1 or flow.shape[-1] != width:
        short = layers.Conv2D(width, 1, strides=stride, padding="same", use_bias=False, name=f"{name}_short")(flow)
        short = _normalised(short, f"{name}_short_bn")
    flow = layers.Conv2D(width, 3, strides=stride, padding="same", use_bias=False, name=f"{name}_conv1")(flow)
    flow = layers.ReLU()(_normalised(flow, f"{name}_bn1"))
    flow = layers.Conv2D(width, 3, padding="same", use_bias=False, name=f"{name}_conv2")(flow)
    return layers.ReLU()(layers.Add()([_normalised(flow, f"{name}_bn2"), short]))


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


def with_logits(model: Any) -> Any:  # noqa: ANN401 - Keras is not typed
    """The same network and weights, giving each head's values before the softmax.

    Raises:
        UserError: The network does not have such layers.
    """
    layer_names = {layer.name for layer in model.layers}
    if not isinstance(model.output, dict) or not {f"{head}_logits" for head in model.output} <= layer_names:
        raise UserError(f"The network “{model.name}” has no layer “<head>_logits” for each of its heads.")
    return Model(model.inputs, {head: model.get_layer(f"{head}_logits").output for head in model.output})


NETWORKS: Final[dict[str, Callable[[Iterable[str]], Any]]] = {"mini_xception": mini_xception, "studio": studio}
"""What a recipe can train, by name."""
