"""The small network of van der Weel (2019), "Efficient Facial Expression Recognition in Everyday Photos"."""

from collections.abc import Iterable
from typing import Any, Final

from keras import Model, layers

from training.networks.ends import dense_heads, face_input, three_channels

_SIDE: Final = 32
"""What the thesis makes each picture's side."""


def everyday_small_cnn(heads: Iterable[str]) -> Any:  # noqa: ANN401 - Keras is not typed
    """Two convolutions with pooling and a dense layer (5.3.4): with eight labels 367,304 parameters.

    The thesis feeds it 32 by 32 pixels in three channels. Ours are grey and larger, so the network begins with layers
    that make one of the other; these have no parameters. The dropout's rate is not given: we take one half, after
    flattening, where the thesis names it.
    """
    face = face_input()
    flow = three_channels(face, 1 / 255, (0.0, 0.0, 0.0))
    flow = layers.Resizing(_SIDE, _SIDE, name="resize")(flow)
    for number, (width, side) in enumerate(((32, 5), (64, 7)), 1):
        flow = layers.Conv2D(width, side, activation="relu", name=f"conv{number}")(flow)
        flow = layers.MaxPooling2D(2)(flow)
    flow = layers.Dropout(0.5)(layers.Flatten()(flow))
    flow = layers.Dense(256, activation="relu", name="dense")(flow)
    return Model(face, dense_heads(flow, heads), name="everyday_small_cnn")
