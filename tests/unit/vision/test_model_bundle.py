import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import LANDMARKER, load_bundle, model_names


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may spoil."""
    return Path(shutil.copytree(paths.models_dir() / "mini_xception", tmp_path / "mini_xception"))


def change(model: Path, *keys: str, to: Any) -> None:  # noqa: ANN401
    path = model / "card.json"
    card = json.loads(path.read_text())
    place = card
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = to
    path.write_text(json.dumps(card))


def test_the_shipped_models_fit_their_cards() -> None:
    assert "mini_xception" in model_names()
    for name in model_names():
        bundle = load_bundle(name)
        assert bundle.weights("model.tflite").is_file()
        assert bundle.weights("model.keras").is_file()


def test_an_unknown_model_names_those_that_are_here() -> None:
    with pytest.raises(UserError, match=r"no model “nobody”.*mini_xception"):
        load_bundle("nobody")


def test_a_model_can_be_a_folder(model: Path) -> None:
    assert load_bundle(model).card == load_bundle(str(model)).card


def test_a_card_of_before_reads_the_plain_mean(model: Path) -> None:
    path = model / "card.json"
    card = json.loads(path.read_text())
    path.write_text(json.dumps({name: card[name] for name in card.keys() - {"mean", "tau", "frequencies", "edition"}}))
    old = load_bundle(model).card
    assert (old.mean, old.tau, old.edition) == ("arithmetic", 0.0, 1)


def test_who_reads_is_told_with_the_edition_from_the_second_one_on(model: Path) -> None:
    change(model, "edition", to=1)
    assert load_bundle(model).card.full_name == "mini_xception"
    change(model, "edition", to=3)
    assert load_bundle(model).card.full_name == "mini_xception 3"


def test_weights_whose_hash_differs_are_refused(model: Path) -> None:
    with (model / "model.tflite").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(UserError, match="SHA-256 differs"):
        load_bundle(model).weights("model.tflite")


@pytest.mark.parametrize(
    ("keys", "value", "says"),
    [
        (("heads",), {"fer2013": ["angry", "glad"]}, "angry, glad"),
        (("heads",), {}, "no head"),
        (("readout",), "other", "read-out"),
        (("temperature",), 0, "temperature"),
        (("input", "channels"), 3, "3 channels"),
        (("input", "size"), [48], "size"),
        (("input", "size"), [0, 48], "size"),
        (("input", "light"), {"brightness": [165, 90], "contrast": [40, 80]}, "light"),
        (("input", "light"), {"brightness": [90, 165], "contrast": [0, 80]}, "light"),
        (("temperature",), float("nan"), "malformed"),
        (("heads",), {"a": ["angry"] * 7}, "labels"),
        (("mean",), "harmonic", "mean"),
        (("tau",), -1, "tau"),
        (("frequencies",), {}, "frequency of each label of its head “fer2013”"),
        (("frequencies", "ferplus"), [0.1] * 7, "frequency of each label of its head “ferplus”"),
        (("frequencies", "fer2013"), [0] * 7, "frequencies"),
        (("edition",), 0, "edition"),
    ],
)
def test_a_card_that_does_not_fit_is_refused_with_the_reason(
    model: Path, keys: tuple[str, ...], value: object, says: str
) -> None:
    change(model, *keys, to=value)
    with pytest.raises(UserError, match=f"does not fit this program: .*{says}"):
        load_bundle(model)


@pytest.mark.parametrize("text", ["", "no json", "{}", "[]"])
def test_a_spoilt_card_is_one_sentence(model: Path, text: str) -> None:
    (model / "card.json").write_text(text)
    with pytest.raises(UserError, match="card of the model"):
        load_bundle(model)


def test_the_face_landmarker_names_no_emotion_and_is_none_to_choose() -> None:
    assert (paths.models_dir() / LANDMARKER / "card.json").is_file()
    assert LANDMARKER not in model_names()
