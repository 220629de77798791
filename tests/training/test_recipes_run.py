"""Every recipe of the folder builds its network and learns from made-up faces."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

# A process of its own: Keras' backend is fixed for a process, and training wants torch.
EVERY_RECIPE = """
import functools, json, os, sys
from dataclasses import replace
from pathlib import Path

os.environ |= {"KERAS_BACKEND": "torch", "KERAS_TORCH_DEVICE": "cpu", "TF_CPP_MIN_LOG_LEVEL": "3"}
import keras
import torch
torch.set_num_threads(1)
import training.train as loop
from training.arrange import arrange
from training.affectnet import AffectNet
from training.data import joined, load, of_affectnet
from training.recipe import Data, Recipe, read_recipe

faces, folder = load(Path(sys.argv[1])), Path(sys.argv[2])

# Next to nothing is learnt, so the first epoch stays the best.
recipe = Recipe("early", "mini_xception", 20, 16, 1e-9, optimiser="nadam", schedule="constant", average=0.0, steps=1,
                best_by="accuracy_fer2013", patience=2, heads="fer2013", class_weights="inverse",
                data=Data(grouping="six", oversample="training"))
arranged = arrange(faces, recipe)
histories = []
for resume in (False, True):
    trainer = loop.Trainer(loop.Plan(recipe, folder / "early", resume=resume))
    trainer.run(arranged, lambda *_: None, lambda _: None)
    histories.append([row.epoch for row in trainer.history])
best = keras.saving.load_model(folder / "early" / "model.best.keras", compile=False)
result = {"early": {"histories": histories, "outputs": best.output["six"].shape[1]}}

# The labels of FER-2013 as if they were those of AffectNet.
more = {split: of_affectnet(AffectNet(each.pictures, each.labels, ())) for split, each in faces.items()}
more = {split: joined([each, more[split]]) for split, each in faces.items()}

# The networks are large and many recipes share one: each is built once, and nothing is written.
build = loop.build
cached = functools.cache(lambda network, heads: build(network, heads))
loop.build = lambda network, heads, **options: cached(network, heads)
loop.save_epoch = lambda *_: None
for path in sorted(Path("training/recipes").glob("*.toml")):
    recipe = replace(read_recipe(path), epochs=1, batch=4, steps=1)
    arranged = arrange(more if recipe.heads == "all" else faces, recipe)
    arranged["PublicTest"] = arranged["PublicTest"].at(slice(3))
    trainer = loop.Trainer(loop.Plan(recipe, folder / recipe.name))
    before = [value.clone() for value in loop.values(trainer._model)]
    trainer.run(arranged, lambda *_: None, lambda _: None)
    moved = any(not torch.equal(*pair) for pair in zip(before, loop.values(trainer._model)))
    row = trainer.history[0]
    result[recipe.name] = {"loss": row.loss, "watched": row.loss_watched, "moved": moved}
print(json.dumps(result))
"""


@pytest.fixture(scope="module")
def runs(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What the script says, and where the runs are."""
    pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("runs")
    command = [sys.executable, "-c", EVERY_RECIPE, str(small_data), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), folder


def test_every_recipe_trains_a_step(runs: tuple[dict[str, Any], Path]) -> None:
    of_recipes = {name: of for name, of in runs[0].items() if name != "early"}
    assert set(of_recipes) == {path.stem for path in (ROOT / "training" / "recipes").glob("*.toml")}
    for name, of in of_recipes.items():
        assert of["moved"], name
        assert 0 < of["loss"] < 100, name
        assert 0 < of["watched"] < 100, name


def test_the_best_epoch_is_kept_and_training_stops_when_none_gets_better(runs: tuple[dict[str, Any], Path]) -> None:
    result, folder = runs
    assert result["early"] == {"histories": [[1, 2, 3], [1, 2, 3]], "outputs": 6}
    assert (folder / "early" / "trained_on.txt").read_text() == (
        "FER-2013 Training, grey 48 by 48 photos from the web: its labels, in the grouping six; "
        "at most 20 epochs of the recipe early.\n"
    )
