import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("keras")

# A process of its own: Keras' backend is fixed for a process, and this wants torch.
RENORMALISE = """
import sys
from pathlib import Path

from training.commands import main

data, folder = sys.argv[1], Path(sys.argv[2])
source, plain, out = (folder / name for name in ("source.keras", "plain.keras", "new/out.keras"))

def renormalise(file, to):
    return main(["renormalise", str(file), "--data", data, "--out", str(to)])

assert renormalise(source, out) == 2  # this has set the backend

import keras
import torch
from training.data import load
from training.weights import open_network, values
from training.zoo import build

build("mini_xception").save(source)
face = keras.layers.Input((48, 48, 1))
keras.Model(face, keras.layers.Dense(7)(keras.layers.Flatten()(face))).save(plain)
assert renormalise(plain, out) == 2 and not out.exists()
assert renormalise(source, out) == 0
before = out.read_bytes()
assert renormalise(source, out) == 2 and out.read_bytes() == before

old, new = open_network(source), open_network(out)
for one, other in zip(old.trainable_variables, new.trainable_variables, strict=True):
    assert torch.equal(one.value, other.value)
layer = next(layer for layer in new.layers if isinstance(layer, keras.layers.BatchNormalization))
assert layer.momentum == old.get_layer(layer.name).momentum
faces = torch.from_numpy(load(Path(data))["Training"].pictures).unsqueeze(3).float()
with torch.no_grad():
    planes = keras.Model(new.input, layer.input)(faces)
assert torch.allclose(layer.moving_mean.value, planes.mean(dim=(0, 1, 2)), atol=1e-5)
assert torch.allclose(layer.moving_variance.value, planes.var(dim=(0, 1, 2)), rtol=1e-3)

# The average of two networks, for which the program should not start once more.
second, between = folder / "second.keras", folder / "between.keras"
build("mini_xception").save(second)

def average(other, to, share="0.75"):
    return main(["average", str(source), str(other), "--share", share, "--out", str(to)])

assert average(second, between) == 0
moved = 0
for one, other, mixed in zip(*(values(open_network(file)) for file in (source, second, between)), strict=True):
    moved += float((other - one).abs().max()) > 0.01
    assert torch.allclose(mixed, 0.25 * one + 0.75 * other, atol=1e-6)
assert moved > 10
before, none = between.read_bytes(), folder / "none.keras"
assert average(plain, none) == average(second, none, "1.5") == average(second, between) == 2
assert between.read_bytes() == before and not none.exists()
"""


def test_normalisations_are_those_of_the_faces_and_an_average_lies_between_two_networks(
    small_data: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", RENORMALISE, str(small_data), str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.replace(f"{tmp_path}/", "") for line in done.stderr.splitlines()]
    said = [line for line in lines if line.startswith(("The ", "plain", "new/", "between"))]  # TensorFlow speaks too
    assert said == [
        "The weights source.keras can't be loaded by Keras.",
        "plain.keras has no batch normalisation, so there is nothing to measure.",
        "new/out.keras exists already: give another name.",
        "The weights plain.keras are of another network than mini_xception.",
        "The share 1.5 can't be: give a number from 0 to 1.",
        "between.keras exists already: give another name.",
    ]
