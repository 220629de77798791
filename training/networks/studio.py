"""Our own network, and two larger ones like it."""

from collections.abc import Iterable
from typing import Any, Final

from keras import KerasTensor, Model, layers

from training.networks.ends import dense_heads, face_input

_Stages = tuple[tuple[int, int], ...]
"""Channels and number of the residual blocks at each resolution, which is halved from one to the next."""

_STUDIO: Final = ((32, 2), (64, 3), (128, 3), (256, 2))
_LARGE: Final = ((48, 2), (96, 2), (192, 3), (384, 2))
_WIDE: Final = ((96, 3), (192, 3), (320, 2))


def studio(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """A small ResNet (He et al. 2016) for two cores, 98 million multiplications a face.

    A convolution, halved by its maxima, then residual blocks at 24, 12, 6 and 3 pixels; each head is a dense layer on
    the averaged planes.
    """
    return _residual("studio", heads, _STUDIO, halved=True)


def studio_large(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """The same without the halving: residual blocks at 48, 24, 12 and 6 pixels, 790 million multiplications a face."""
    return _residual("studio_large", heads, _LARGE, halved=False)


def studio_wide(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """The same with more channels: residual blocks at 24, 12 and 6 pixels, 650 million multiplications a face."""
    return _residual("studio_wide", heads, _WIDE, halved=True)


def _residual(name: str, heads: Iterable[str], stages: _Stages, halved: bool) -> Any:  # noqa: ANN401 - Keras is not typed
    face = face_input()
    flow = layers.Rescaling(1 / 128, offset=-1.0, name="normalise")(face)
    flow = layers.Conv2D(stages[0][0], 3, padding="same", use_bias=False, name="stem_conv")(flow)
    flow = layers.ReLU()(_normalised(flow, "stem_bn"))
    if halved:
        flow = layers.MaxPooling2D(2)(flow)
    for stage, (width, blocks) in enumerate(stages, 1):
        for number in range(1, blocks + 1):
            stride = 2 if number == 1 and stage > 1 else 1
            flow = _basic(flow, width, stride, f"stage{stage}_block{number}")
    flow = layers.Dropout(0.4, name="dropout")(layers.GlobalAveragePooling2D(name="average")(flow))
    return Model(face, dense_heads(flow, heads), name=name)


def _basic(flow: KerasTensor, width: int, stride: int, name: str) -> KerasTensor:
    short = flow
    if stride > 1 or flow.shape[-1] != width:
        short = layers.Conv2D(width, 1, strides=stride, padding="same", use_bias=False, name=f"{name}_short")(flow)
        short = _normalised(short, f"{name}_short_bn")
    flow = layers.Conv2D(width, 3, strides=stride, padding="same", use_bias=False, name=f"{name}_conv1")(flow)
    flow = layers.ReLU()(_normalised(flow, f"{name}_bn1"))
    flow = layers.Conv2D(width, 3, padding="same", use_bias=False, name=f"{name}_conv2")(flow)
    return layers.ReLU()(layers.Add()([_normalised(flow, f"{name}_bn2"), short]))


def _normalised(flow: KerasTensor, name: str) -> KerasTensor:
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name=name)(flow)
