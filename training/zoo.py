"""The networks by name, for any backend of Keras.

Input `face`: float32 (N, 48, 48, 1), grey, 0 to 255. Output: a dict with the probabilities of each head, float32
(N, labels); the layer `<head>_logits` is what the softmax gets.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from keras import Model

from acting_mirror.core.errors import UserError
from training.networks.applications import APPLICATIONS, application
from training.networks.everyday import everyday_small_cnn
from training.networks.fervi import fervi_cnn_lstm
from training.networks.lonkar import lonkar_cnn
from training.networks.mini_xception import mini_xception
from training.networks.pyfer import pyfer_cnn
from training.networks.studio import studio, studio_large, studio_wide

NETWORKS: Final[dict[str, Callable[..., Any]]] = {
    "mini_xception": mini_xception,
    "studio": studio,
    "studio_large": studio_large,
    "studio_wide": studio_wide,
    "pyfer_cnn": pyfer_cnn,
    "lonkar_cnn": lonkar_cnn,
    "fervi_cnn_lstm": fervi_cnn_lstm,
    "everyday_small_cnn": everyday_small_cnn,
} | {name: partial(application, name) for name in APPLICATIONS}
"""What a recipe can train: a function of the heads' names."""


def build(
    network: str,
    heads: Iterable[str] = ("fer2013", "ferplus"),
    weights: Path | None = None,
    unfrozen: int | None = None,
) -> Any:  # noqa: ANN401 - Keras is not typed
    """A network with fresh heads.

    Args:
        network: One of `NETWORKS`.
        heads: Names out of `networks.ends.HEADS`.
        weights: Where a network of `APPLICATIONS` starts from; see `application`.
        unfrozen: How many of its last layers learn.

    Raises:
        UserError: No such network or head, or the network takes no such weights.
    """
    if network not in NETWORKS:
        raise UserError(f"There is no network “{network}”: choose one of {', '.join(NETWORKS)}.")
    if network in APPLICATIONS:
        return application(network, heads, weights, unfrozen)
    if weights is not None or unfrozen is not None:
        raise UserError(f"Weights to start from and unfrozen layers are for {', '.join(APPLICATIONS)}, not {network}.")
    return NETWORKS[network](heads)


def with_logits(model: Any) -> Any:  # noqa: ANN401 - Keras is not typed
    """The same network and weights, giving each head's values before the softmax.

    Raises:
        UserError: The network does not have such layers.
    """
    layer_names = {layer.name for layer in model.layers}
    if not isinstance(model.output, dict) or not {f"{head}_logits" for head in model.output} <= layer_names:
        raise UserError(f"The network “{model.name}” has no layer “<head>_logits” for each of its heads.")
    return Model(model.inputs, {head: model.get_layer(f"{head}_logits").output for head in model.output})
