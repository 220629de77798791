"""Well-known networks out of `keras.applications`, from scratch or from weights in a file, under new heads."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from keras import KerasTensor, Model, applications, layers

from acting_mirror.core.errors import UserError
from training.networks.ends import SIDE, dense_heads, face_input, three_channels
from training.networks.pyfer import base_classifier


@dataclass(frozen=True, slots=True)
class Application:
    """One of them.

    Attributes:
        make: Keras' own function.
        side: Pixels that a face is resized to, our choice: its own 48; 71 where Keras takes no less; 96 for the light
            networks, whose last planes then have 3 by 3. ImageNet's 224 or 299 would take five to twenty times as long.
        scale: What ImageNet's weights want each pixel multiplied with.
        offsets: And what added, for each channel.
        classifier: Whether PyFER's dense layers stand before the heads; a mean over the planes if not.
    """

    make: Callable[..., Any]
    side: int
    scale: float = 1 / 127.5
    offsets: tuple[float, float, float] = (-1.0, -1.0, -1.0)
    classifier: bool = False


_LESS_THE_MEANS: Final = (-103.939, -116.779, -123.68)
"""Blue, green and red of the pictures that VGG16 was trained on, taken away."""

APPLICATIONS: Final = {
    "mobilenet": Application(applications.MobileNet, 96),
    "mobilenet_v2": Application(applications.MobileNetV2, 96, classifier=True),
    "resnet50_v2": Application(applications.ResNet50V2, SIDE, classifier=True),
    "xception": Application(applications.Xception, 71),
    "vgg16": Application(applications.VGG16, SIDE, 1.0, _LESS_THE_MEANS),
}
"""By name. `mobilenet`, `xception` and `vgg16` are those of van der Weel (2019), who gives them a new last layer; here
VGG16 lacks its own dense layers, which are made for 224 pixels. The others are PyFER's (Caniço and Correia 2023)."""


def application(
    name: str,
    heads: Iterable[str],
    weights: Path | None = None,
    unfrozen: int | None = None,
) -> Any:  # noqa: ANN401 - Keras is not typed
    """A network with fresh heads.

    Args:
        name: One of `APPLICATIONS`.
        heads: As for the others.
        weights: A file that Keras can load into the network without its top, such as `..._notop.h5` of
            `keras.applications`; None to start from scratch.
        unfrozen: How many of the last layers below the heads' learn, normalisations counted (PyFER: 6); None for all
            (van der Weel).

    Raises:
        UserError: The file does not exist or does not fit, or `unfrozen` is below 0.
    """
    if unfrozen is not None and unfrozen < 0:
        raise UserError(f"{unfrozen} unfrozen layers can't be: give 0 or more.")
    chosen = APPLICATIONS[name]
    face = face_input()
    body = chosen.make(include_top=False, weights=None, input_tensor=_prepared(face, chosen))
    if weights is not None:
        _load(body, weights, name)
    for layer in body.layers[: max(0, len(body.layers) - unfrozen)] if unfrozen is not None else ():
        layer.trainable = False
    flow = base_classifier(body.output) if chosen.classifier else layers.GlobalAveragePooling2D()(body.output)
    return Model(face, dense_heads(flow, heads), name=name)


def _prepared(face: KerasTensor, chosen: Application) -> KerasTensor:
    flow = three_channels(face, chosen.scale, chosen.offsets)
    return flow if chosen.side == SIDE else layers.Resizing(chosen.side, chosen.side, name="resize")(flow)


def _load(body: Any, weights: Path, name: str) -> None:  # noqa: ANN401 - Keras is not typed
    if not weights.is_file():
        raise UserError(f"The weights {weights} do not exist.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # how Keras says that layers were passed over
            body.load_weights(weights)
    except (OSError, KeyError, ValueError, UserWarning) as error:
        raise UserError(f"{weights} does not fit {name} without its top: get the file of that network.") from error
