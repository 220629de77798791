"""A network with three heads, of which two have as many labels, from AffectNet to the read-out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.classifiers import open_classifier, read_out
from acting_mirror.vision.model_bundle import load_bundle, sha256_of
from training import evaluate as evaluate_module
from training import report as report_module
from training.calibration import calibrate
from training.card import HEAD_LABELS, new_card, write_card
from training.data import UNLABELLED, load, with_affectnet
from training.draw import chances, shown
from training.evaluate import Wishes, evaluate
from training.label_names import AFFECTNET_LABELS
from training.recipe import Recipe
from training.targets import classes, shares

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "tests" / "data" / "three_heads.tflite"
"""Reads dark faces as sad, bright ones with each head otherwise: the mean of all pixels and a dense layer a head, in
Keras, exported as `training.litert` does it."""
BRIGHT = {"fer2013": "angry", "ferplus": "happy", "affectnet": "fear"}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    shutil.copy(WEIGHTS, folder / "model.tflite")
    outputs = {head: len(labels) for head, labels in HEAD_LABELS.items()}
    card = new_card("mine", {"name": "studio", "parameters": 46, "outputs": outputs})
    card["input"].pop("light")  # it goes by how bright a face is
    write_card(card | {"sha256": {"model.tflite": sha256_of(WEIGHTS)}}, folder / "card.json")
    return folder


@pytest.fixture(scope="module")
def data(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """FER-2013, FER+, and AffectNet with 9 happy faces, 4 sad ones and one of contempt; one more is damaged."""
    folder = Path(shutil.copytree(small_data, tmp_path_factory.mktemp("three") / "data"))
    for split in ("train", "val"):
        for label, count in (("happy", 9), ("sad", 4), ("contempt", 1)):
            inner = folder / "affectnet" / split / label
            inner.mkdir(parents=True)
            for number in range(count):
                cv2.imwrite(str(inner / f"{number}.png"), np.full((60, 60), 250 if label == "happy" else 5, np.uint8))
    (folder / "affectnet" / "train" / "sad" / "x.png").write_bytes(b"x")
    return folder


def test_each_head_is_found_by_its_name_and_all_three_are_read_out(model: Path) -> None:
    classifier = open_classifier(load_bundle(model))
    faces = [np.full((48, 48), grey, np.uint8) for grey in (0, 255)]
    by_head = {head: classifier.predict(faces, head) for head in HEAD_LABELS}
    for head, labels in HEAD_LABELS.items():
        assert [labels[at] for at in by_head[head].argmax(axis=1)] == ["sad", BRIGHT[head]]
    dark, bright = classifier.predict(faces)
    assert EMOTIONS[int(dark.argmax())] == "sad"
    np.testing.assert_allclose([bright[EMOTIONS.index(label)] for label in BRIGHT.values()], [0.33] * 3, atol=0.01)
    np.testing.assert_array_equal([dark, bright], read_out(classifier.card, by_head))


def test_its_figures_on_affectnet_go_into_the_card_and_calibration_keeps_them_true(
    model: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate_module, "milliseconds_a_face", lambda keras_file, tflite_file: {})
    monkeypatch.setattr(report_module, "_plot", lambda report, folder, history: [])
    told: dict[tuple[str, str], float] = {}
    evaluate(
        model,
        Wishes(data, tmp_path / "report"),
        lambda title, answer, measured: told.update({(title, answer): measured["accuracy"]}),
    )
    assert told["AffectNet validation", "affectnet"] == pytest.approx(4 / 14, abs=1e-4)
    assert told["AffectNet validation", "ferplus"] == pytest.approx(13 / 14, abs=1e-4)
    assert told["AffectNet validation, 7 classes", "affectnet"] == pytest.approx(4 / 13, abs=1e-4)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert {"fer2013", "ferplus", "affectnet", "readout_on_affectnet"} <= card["figures"].keys()
    assert card["figures"]["affectnet"]["data"] == "AffectNet validation"

    calibrate(model, data)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert card["figures"]["readout_on_affectnet"]["faces"] == 13
    often = dict(zip(AFFECTNET_LABELS, card["frequencies"]["affectnet"], strict=True))
    assert often["happy"] / often["sad"] == pytest.approx(3 / 2, abs=1e-3)
    assert open_classifier(load_bundle(model)).predict([np.zeros((48, 48), np.uint8)]).shape == (1, 7)


def test_calibration_of_what_learnt_from_affectnet_needs_affectnet(model: Path, small_data: Path) -> None:
    with pytest.raises(UserError, match="affectnet isn't a folder: give the one with AffectNet"):
        calibrate(model, small_data)


def test_faces_without_a_label_of_a_head_teach_it_nothing(data: Path) -> None:
    faces, damaged = with_affectnet(load(data), data)
    assert [path.name for path in damaged] == ["x.png"]
    learnt, recipe = faces["Training"], Recipe("test", "mini_xception", 1, 4, 1e-3, heads="all")
    assert (len(learnt), len(faces["PublicTest"]), len(faces["PrivateTest"])) == (35 + 14, 35 + 14, 35)
    of_affectnet = learnt.by_affectnet != UNLABELLED
    for head, taught in (("fer2013", ~of_affectnet), ("ferplus", ~of_affectnet), ("affectnet", of_affectnet)):
        np.testing.assert_array_equal(shares(learnt, head, recipe).sum(axis=1), taught)
    assert (classes(learnt, recipe) >= 0).all()
    assert (load(data)["Training"].by_affectnet == UNLABELLED).all()


def test_half_of_what_is_drawn_is_of_affectnet_its_classes_by_the_root_of_their_number(data: Path) -> None:
    faces = with_affectnet(load(data), data)[0]["Training"]
    drawn = chances(faces)
    happy, sad, contempt = (
        drawn[faces.by_affectnet == AFFECTNET_LABELS.index(label)].sum() for label in ("happy", "sad", "contempt")
    )
    assert (happy, sad, contempt) == pytest.approx((3 / 12, 2 / 12, 1 / 12))
    np.testing.assert_allclose(drawn[faces.by_affectnet == UNLABELLED], 0.5 / 35)
    assert shown(np.array([4, 1, 0])).tolist() == pytest.approx([2 / 3, 1 / 3, 0])


LEARN = """
import sys
from pathlib import Path

from training.commands import main

data, start, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
recipe, out = folder / "three.toml", folder / "run"
recipe.write_text('network = "mini_xception"\\nheads = "all"\\nepochs = 2\\nsteps = 1\\nbatch = 16\\n'
                  'learning_rate = 1e-7\\nbest_by = "accuracy_affectnet"\\n')
command = ["train", str(recipe), "--start", start, "--out", str(out), "--threads", "1", "--data"]
packed = str(folder / "faces.npz")
assert main(["pack", "--data", str(data), "--out", packed]) == 0
assert main([*command, packed]) == 2
assert main([*command, str(data)]) == 0

import keras
import numpy as np

learnt, began = (keras.saving.load_model(file, compile=False) for file in (out / "model.best.keras", start))
assert list(learnt.output) == ["fer2013", "ferplus", "affectnet"]
for layer in began.layers:
    for old, new in zip(layer.trainable_variables, learnt.get_layer(layer.name).trainable_variables, strict=True):
        assert np.allclose(keras.ops.convert_to_numpy(old), keras.ops.convert_to_numpy(new), atol=1e-4), layer.name
"""


def test_a_third_head_is_learnt_from_the_weights_of_two(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    start = ROOT / "models" / "mini_xception" / "model.keras"
    command = [sys.executable, "-c", LEARN, str(data), str(start), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "faces.npz has no faces of AffectNet, which this recipe learns" in done.stderr
    assert "it can't be read: 1 of the pictures, such as" in done.stdout
    assert "AffectNet, training" in done.stdout
    history = (tmp_path / "run" / "history.csv").read_text().splitlines()
    assert history[0].endswith("loss_affectnet,accuracy_affectnet")
    assert float(history[1].split(",")[-2]) > 0
    trained_on = (tmp_path / "run" / "trained_on.txt").read_text()
    assert "AffectNet, which is for academic, non-commercial use only, for the third" in trained_on
