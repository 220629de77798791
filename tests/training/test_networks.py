"""Each network learns by `FastForward`, goes to TFLite, and answers there as it does in Keras.

Of the large ones only `mobilenet` is tried, the others and `studio`, which has other tests, with ACTING_MIRROR_SLOW=1
(some minutes); `mini_xception` is exported in test_export.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("keras")

ROOT = Path(__file__).parents[2]
QUICK = ("pyfer_cnn", "lonkar_cnn", "fervi_cnn_lstm", "everyday_small_cnn", "mobilenet")
SLOW = ("studio", "mobilenet_v2", "resnet50_v2", "xception", "vgg16")
ALL = QUICK + SLOW if os.environ.get("ACTING_MIRROR_SLOW") == "1" else QUICK

# Processes of their own: Keras' backend is fixed for a process.
TRAIN = """
import json, sys
import keras, torch
from torch.nn import functional
from training.fast_forward import FastForward
from training.litert import generated_faces
from training.zoo import build, with_logits

torch.set_num_threads(1)
keras.utils.set_random_seed(1)
faces, labels = torch.from_numpy(generated_faces(8)), torch.arange(8) % 7
facts = {}
for name in sys.argv[2:]:
    network = build(name, ["fer2013"])
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0  # so that the last step decides what measuring uses
    logits = FastForward(with_logits(network))
    weights = [variable.value for variable in network.trainable_variables]
    optimiser = torch.optim.Adam(weights, 3e-4)
    losses = []
    for step in range(6):
        optimiser.zero_grad()
        loss = functional.cross_entropy(logits(faces, True)["fer2013"], labels)
        torch.autograd.backward(loss)
        optimiser.step()
        losses.append(loss.item())
    with torch.no_grad():
        given = FastForward(network)(faces, False)["fer2013"]
        difference = (given - network(faces, training=False)["fer2013"]).abs().max().item()
    facts[name] = {
        "untaught": sum(weight.grad is None or not weight.grad.isfinite().all().item() for weight in weights),
        "losses": losses,
        "difference": difference,
        "spread": given.std(dim=0).max().item(),
    }
    network.save(f"{sys.argv[1]}/{name}.keras")
print(json.dumps(facts))
"""
EXPORT = """
import json, sys
from pathlib import Path
from training import litert

all_faces = litert.generated_faces
litert.generated_faces = lambda count, shape: all_faces(16, shape)  # the large networks take long over 512
folder = Path(sys.argv[1])
facts = {name: litert.convert(folder / f"{name}.keras", folder / f"{name}.tflite") for name in sys.argv[2:]}
print(json.dumps(facts))
"""


def facts_of(script: str, *arguments: str, **environment: str) -> dict[str, Any]:
    quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"} | environment
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("networks")


@pytest.fixture(scope="module")
def trained(folder: Path) -> dict[str, Any]:
    return facts_of(TRAIN, str(folder), *ALL, KERAS_BACKEND="torch")


@pytest.fixture(scope="module")
def exported(folder: Path, trained: dict[str, Any]) -> dict[str, Any]:
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip("export needs TensorFlow")
    return facts_of(EXPORT, str(folder), *ALL)


@pytest.mark.parametrize("name", ALL)
def test_some_steps_teach_it(trained: dict[str, Any], name: str) -> None:
    assert trained[name]["untaught"] == 0
    assert min(trained[name]["losses"][1:]) < trained[name]["losses"][0]


@pytest.mark.parametrize("name", ALL)
def test_it_answers_as_keras_does(trained: dict[str, Any], name: str) -> None:
    assert trained[name]["difference"] < 1e-4
    assert trained[name]["spread"] > 1e-3  # or the answers would agree for saying nothing


@pytest.mark.parametrize("name", ALL)
def test_its_tflite_answers_as_keras_does(exported: dict[str, Any], name: str) -> None:
    assert exported[name]["name"] == name
    assert exported[name]["outputs"] == {"fer2013": 7}
    assert exported[name]["difference"] < 1e-4
