import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError

keras = pytest.importorskip("keras")

from training.zoo import build, with_logits  # noqa: E402 - needs Keras, which may be missing


def shapes(model: keras.Model) -> list[tuple[str, tuple[int, ...]]]:
    return [(weight.path, tuple(weight.shape)) for weight in model.weights]


def test_with_one_head_it_has_the_originals_parameters() -> None:
    model = build("mini_xception", ["fer2013"])
    assert model.count_params() == 58_423
    assert {head: output.shape for head, output in model.output.items()} == {"fer2013": (None, 7)}


def test_only_the_last_convolutions_have_biases() -> None:
    biased = {layer.name for layer in build("mini_xception").layers if getattr(layer, "use_bias", False)}
    assert biased == {"fer2013_conv", "ferplus_conv"}


def test_with_two_heads_it_is_the_shipped_network() -> None:
    model = build("mini_xception")
    shipped = keras.saving.load_model(paths.models_dir() / "mini_xception" / "model.keras", compile=False)
    assert model.count_params() == shipped.count_params() == 67_647
    assert shapes(model) == shapes(shipped)
    assert [layer.__class__ for layer in model.layers] == [layer.__class__ for layer in shipped.layers]
    assert model.input.name == "face"


def test_the_heads_values_before_the_softmax() -> None:
    assert set(with_logits(build("mini_xception")).output) == {"fer2013", "ferplus"}
    model = keras.Model(*[keras.Input((48, 48, 1))] * 2)
    with pytest.raises(UserError, match="_logits"):
        with_logits(model)


def test_an_unknown_network_is_told() -> None:
    with pytest.raises(UserError, match="choose one of mini_xception"):
        build("vgg")
