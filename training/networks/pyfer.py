"""PyFER (Caniço and Correia 2023), appendix A: their own network, and the classifier that all of theirs end in."""

from collections.abc import Iterable
from typing import Any, Final

from keras import KerasTensor, Model, layers

from training.networks.ends import dense_heads, face_input, three_channels

_STAGES: Final = ((64, 5), (128, 3), (256, 3))
"""Channels and the kernel's side of the two convolutions at each resolution."""


def pyfer_cnn(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """The custom convolutional part (A.2) under the base architecture (A.1).

    Three pairs of convolutions with ELU, He-normal, each followed by a batch normalisation. The paper gives neither
    the scaling of the pixels nor a count of parameters: we scale to 0 to 1; the count comes to 2,432,839 with seven
    labels and 2,432,968 with eight. Its layers of data augmentation are in `training.augment`.
    """
    face = face_input()
    flow = three_channels(face, 1 / 255, (0.0, 0.0, 0.0))
    for stage, (width, side) in enumerate(_STAGES, 1):
        for number in (1, 2):
            flow = _convolution(flow, width, side, f"stage{stage}_{number}")
        flow = layers.MaxPooling2D(2)(flow)
        if stage < len(_STAGES):
            flow = layers.Dropout(0.4)(flow)
    return Model(face, dense_heads(base_classifier(flow), heads), name="pyfer_cnn")


def base_classifier(flow: KerasTensor) -> KerasTensor:
    """What stands in A.1 between the convolutional model and the last dense layer.

    Args:
        flow: Planes (N, H, W, C).

    Returns:
        Rows (N, 128).
    """
    flow = layers.Flatten()(layers.Dropout(0.5)(flow))
    for number in (1, 2, 3):
        flow = layers.Dense(128, name=f"dense{number}")(flow)
        flow = layers.BatchNormalization(name=f"dense{number}_bn")(flow)
        flow = layers.Dropout(0.2)(layers.ReLU()(flow))
    return flow


def _convolution(flow: KerasTensor, width: int, side: int, name: str) -> KerasTensor:
    initial = {"activation": "elu", "kernel_initializer": "he_normal", "padding": "same"}
    flow = layers.Conv2D(width, side, name=f"{name}_conv", **initial)(flow)
    return layers.BatchNormalization(name=f"{name}_bn")(flow)
