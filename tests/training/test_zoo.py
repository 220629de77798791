# ruff: noqa: ANN401 - Keras is not typed
import importlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError

OF_TENSORFLOW = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
"""Keras' backend for TensorFlow brings it about when weights are read."""


@pytest.fixture(scope="module")
def keras() -> Any:
    """Not loaded where it is only looked for tests: that would take TensorFlow's seconds in each worker."""
    return pytest.importorskip("keras")


@pytest.fixture(scope="module")
def zoo(keras: Any) -> Any:
    return importlib.import_module("training.zoo")


def shapes(model: Any) -> list[tuple[str, tuple[int, ...]]]:
    return [(weight.path, tuple(weight.shape)) for weight in model.weights]


def test_with_one_head_it_has_the_originals_parameters(zoo: Any) -> None:
    model = zoo.build("mini_xception", ["fer2013"])
    assert model.count_params() == 58_423
    assert {head: output.shape for head, output in model.output.items()} == {"fer2013": (None, 7)}


# Where a paper gives a count; the others are computed, so that no layer changes unnoticed.
@pytest.mark.parametrize(
    ("network", "head", "parameters"),
    [
        ("mini_xception", "fer2013", 58_423),
        ("fervi_cnn_lstm", "fer2013", 457_863),
        ("everyday_small_cnn", "ferplus", 367_304),
        ("pyfer_cnn", "fer2013", 2_432_839),
        ("pyfer_cnn", "ferplus", 2_432_968),
        ("lonkar_cnn", "fer2013", 1_768_423),
        ("studio", "fer2013", 3_171_239),
    ],
)
def test_a_network_has_its_parameters(zoo: Any, network: str, head: str, parameters: int) -> None:
    assert zoo.build(network, [head]).count_params() == parameters


def test_of_fervis_parameters_the_published_number_learns(zoo: Any) -> None:
    model = zoo.build("fervi_cnn_lstm", ["fer2013"])
    assert sum(math.prod(weight.shape) for weight in model.trainable_weights) == 457_031


VGG16_TOP = sum(rows * units + units for rows, units in ((7 * 7 * 512, 4096), (4096, 4096), (4096, 1000)))


@pytest.mark.parametrize(
    ("network", "top", "published"),
    [
        ("mobilenet", 1024 * 1000 + 1000, 4_253_864),
        ("mobilenet_v2", 1280 * 1000 + 1000, 3_538_984),
        ("resnet50_v2", 2048 * 1000 + 1000, 25_613_800),
        ("xception", 2048 * 1000 + 1000, 22_910_480),
        ("vgg16", VGG16_TOP, 138_357_544),
    ],
)
def test_under_the_top_for_imagenet_it_has_the_published_parameters(
    zoo: Any, network: str, top: int, published: int
) -> None:
    model = zoo.build(network, ["fer2013"])
    first = "dense1" if zoo.APPLICATIONS[network].classifier else "fer2013_logits"
    names = [layer.name for layer in model.layers]
    body = sum(layer.count_params() for layer in model.layers[: names.index(first)])
    assert body + top == published


def test_all_networks_take_a_grey_face_and_have_the_heads_asked_for(zoo: Any) -> None:
    for name in zoo.NETWORKS:
        if name == "mobilenet" or name not in zoo.APPLICATIONS:  # these differ by their bodies only, and take seconds
            model = zoo.build(name, ["three", "fer2013"])
            assert model.name == name
            assert (model.input.name, model.input.shape) == ("face", (None, 48, 48, 1))
            assert {head: output.shape[1] for head, output in zoo.with_logits(model).output.items()} == {
                "three": 3,
                "fer2013": 7,
            }


@OF_TENSORFLOW
def test_an_application_starts_from_a_file_and_learns_in_its_last_layers_only(
    zoo: Any, keras: Any, tmp_path: Path
) -> None:
    source = keras.applications.MobileNet(include_top=False, weights=None, input_shape=(96, 96, 3))
    file = tmp_path / "mobilenet.weights.h5"
    source.save_weights(file)
    model = zoo.build("mobilenet", weights=file, unfrozen=6)
    for name in ("conv1", "conv_pw_13", "conv_pw_13_bn"):
        for mine, theirs in zip(model.get_layer(name).weights, source.get_layer(name).weights, strict=True):
            assert np.array_equal(keras.ops.convert_to_numpy(mine), keras.ops.convert_to_numpy(theirs))
    learning = [layer.name for layer in model.layers if layer.trainable_weights]
    # Two of the last six layers are activations.
    assert learning == [
        *("conv_dw_13", "conv_dw_13_bn", "conv_pw_13", "conv_pw_13_bn"),
        *("fer2013_logits", "ferplus_logits"),
    ]
    assert len(zoo.build("mobilenet", unfrozen=500).trainable_weights) == len(source.trainable_weights) + 4


@OF_TENSORFLOW
def test_weights_that_do_not_fit_are_told(zoo: Any, tmp_path: Path) -> None:
    file = tmp_path / "none.weights.h5"
    with pytest.raises(UserError, match=r"none\.weights\.h5 do not exist"):
        zoo.build("mobilenet", weights=file)
    file.write_bytes(b"no weights")
    with pytest.raises(UserError, match="does not fit mobilenet without its top"):
        zoo.build("mobilenet", weights=file)
    zoo.build("mini_xception").save_weights(file)
    with pytest.raises(UserError, match="does not fit mobilenet without its top"):
        zoo.build("mobilenet", weights=file)
    with pytest.raises(UserError, match="give 0 or more"):
        zoo.build("mobilenet", unfrozen=-1)
    with pytest.raises(UserError, match="not studio"):
        zoo.build("studio", unfrozen=3)


def test_only_the_last_convolutions_have_biases(zoo: Any) -> None:
    biased = {layer.name for layer in zoo.build("mini_xception").layers if getattr(layer, "use_bias", False)}
    assert biased == {"fer2013_conv", "ferplus_conv"}


def test_with_two_heads_it_is_the_shipped_network(zoo: Any, keras: Any) -> None:
    model = zoo.build("mini_xception")
    shipped = keras.saving.load_model(paths.models_dir() / "mini_xception" / "model.keras", compile=False)
    assert model.count_params() == shipped.count_params() == 67_647
    assert shapes(model) == shapes(shipped)
    assert [layer.__class__ for layer in model.layers] == [layer.__class__ for layer in shipped.layers]
    assert model.input.name == "face"


def test_the_heads_values_before_the_softmax(zoo: Any, keras: Any) -> None:
    assert set(zoo.with_logits(zoo.build("mini_xception")).output) == {"fer2013", "ferplus"}
    model = keras.Model(*[keras.Input((48, 48, 1))] * 2)
    with pytest.raises(UserError, match="_logits"):
        zoo.with_logits(model)


def test_an_unknown_network_or_head_is_told(zoo: Any) -> None:
    with pytest.raises(UserError, match="no head “mood”: choose among fer2013, ferplus, affectnet, seven"):
        zoo.build("studio", ["mood"])
    with pytest.raises(UserError, match="choose one of mini_xception"):
        zoo.build("vgg")
