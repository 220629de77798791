import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.model_bundle import load_bundle
from training import export as export_module
from training.card import new_card
from training.export import OF_THE_WEIGHTS, export

SHIPPED = paths.models_dir() / "mini_xception"
FACTS = {"name": "mini_xception", "parameters": 5, "outputs": {"fer2013": 7, "ferplus": 8}, "difference": 0.0}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The conversion replaced by one that takes no time; its answer can be changed."""
    facts = dict(FACTS)

    def convert(keras_file: Path, tflite_file: Path, quantised: bool) -> dict[str, Any]:
        tflite_file.write_bytes((b"small " if quantised else b"") + b"tflite of " + keras_file.read_bytes())
        return facts

    monkeypatch.setattr(export_module, "_convert", convert)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: True)
    return facts


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A training run's folder."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "model.keras").write_bytes(b"weights")
    (folder / "trained_on.txt").write_text("Faces of owls.\n")
    return folder


def card_of(folder: Path) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return card


@pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="export needs TensorFlow")
def test_a_keras_file_becomes_a_model_that_the_program_reads(tmp_path: Path) -> None:
    facts = export(SHIPPED / "model.keras", tmp_path / "models" / "owl")
    assert facts["difference"] <= 1e-4
    bundle = load_bundle(tmp_path / "models" / "owl")
    assert (bundle.card.name, bundle.card.parameters, bundle.card.readout) == ("owl", 67_647, "mean")
    assert (bundle.folder / "model.keras").read_bytes() == (SHIPPED / "model.keras").read_bytes()
    faces = list(np.random.default_rng(0).integers(0, 256, (30, 48, 48), np.uint8))
    shipped = open_classifier(load_bundle(SHIPPED))
    for head in bundle.card.heads:
        assert np.abs(open_classifier(bundle).predict(faces, head) - shipped.predict(faces, head)).max() < 1e-6
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["owl"]


def test_a_run_says_what_it_was_trained_on(quick: dict[str, Any], run: Path, tmp_path: Path) -> None:
    export(run, tmp_path / "owl")
    card = card_of(tmp_path / "owl")
    assert (card["name"], card["trained_on"], card["figures"]) == ("owl", "Faces of owls.", {})
    assert load_bundle(tmp_path / "owl").weights("model.tflite").read_bytes() == b"tflite of weights"


def test_figures_stay_with_their_weights_only(quick: dict[str, Any], run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "owl"
    shutil.copytree(SHIPPED, folder)
    (folder / "notes.txt").write_text("kept")
    export(SHIPPED / "model.keras", folder)
    for name in ("figures", "mean", "tau", "frequencies", "temperature"):
        assert card_of(folder)[name] == card_of(SHIPPED)[name]
    export(run, folder)
    assert card_of(folder)["figures"] == {}
    assert "tau" not in card_of(folder)
    assert (folder / "notes.txt").read_text() == "kept"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"difference": 0.1}, "differs from the Keras file by 1.0e-01"),
        ({"outputs": {"mood": 3}}, "heads that a card can name"),
        ({"name": "vgg"}, "no words for the card"),
    ],
)
def test_a_failure_leaves_the_old_model_whole(
    quick: dict[str, Any], run: Path, tmp_path: Path, answer: dict[str, Any], says: str
) -> None:
    folder = tmp_path / "models" / "owl"
    shutil.copytree(SHIPPED, folder)
    quick |= answer
    with pytest.raises(UserError, match=says):
        export(run, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in SHIPPED.iterdir()
    }
    assert [path.name for path in folder.parent.iterdir()] == ["owl"]


def test_eight_bit_weights_may_differ_more(quick: dict[str, Any], run: Path, tmp_path: Path) -> None:
    quick["difference"] = 0.1
    export(run, tmp_path / "owl", quantised=True)
    assert (tmp_path / "owl" / "model.tflite").read_bytes().startswith(b"small ")
    quick["difference"] = 0.3
    with pytest.raises(UserError, match=r"differs from the Keras file by 3\.0e-01"):
        export(run, tmp_path / "owl", quantised=True)


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(
    quick: dict[str, Any], run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models" / "owl"
    shutil.copytree(SHIPPED, folder)
    rename = Path.rename

    def stopped(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        export(run, folder)
    assert card_of(folder) == card_of(SHIPPED)
    assert [path.name for path in folder.parent.iterdir()] == ["owl"]


def test_a_conversion_that_fails_gives_its_reason(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "Traceback\nValueError: not a zip file\n")
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: failed)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: True)
    with pytest.raises(UserError, match=r"can't be converted to TFLite: ValueError: not a zip file"):
        export(run, tmp_path / "owl")
    assert not (tmp_path / "owl").exists()


def test_a_missing_tensorflow_is_told(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="This needs TensorFlow"):
        export(run, tmp_path / "owl")


def test_no_source_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"model\.keras does not exist"):
        export(tmp_path, tmp_path / "owl")


@pytest.mark.parametrize("name", ["studio", "mini_xception"])
def test_a_shipped_card_says_of_its_network_what_the_next_export_would_say(name: str) -> None:
    """Words are mended in a card or in its template, and forgotten in the other."""
    shipped = card_of(paths.models_dir() / name)
    sizes = {head: len(labels) for head, labels in shipped["heads"].items()}
    fresh = new_card(name, {"name": name, "parameters": shipped["parameters"], "outputs": sizes})
    of_the_network = fresh.keys() - set(OF_THE_WEIGHTS)
    assert {key: shipped[key] for key in of_the_network} == {key: fresh[key] for key in of_the_network}
