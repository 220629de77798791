import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("keras")

COMPARE = """
import torch, keras
from training.fast_forward import FastForward
from training.zoo import build

torch.manual_seed(0)
network = build("{network}")
for weight in network.weights:
    if "variance" not in weight.path:
        weight.assign(weight.value + 0.1 * torch.randn(weight.shape))
for layer in network.layers:
    if isinstance(layer, keras.layers.Dropout):
        layer.rate = 0.0
pictures = 255 * torch.rand(16, 48, 48, 1)
for training in (False, True):
    wanted = network(pictures, training=training)
    given = FastForward(network)(pictures, training)
    assert wanted.keys() == given.keys()
    assert max(float((wanted[head] - given[head]).abs().max().detach()) for head in wanted) < 1e-4
sum(given[head].log().sum() for head in given).backward()
assert all(v.value.grad is not None and v.value.grad.isfinite().all() for v in network.trainable_variables)
rough = FastForward(network, bfloat16=True)(pictures, False)
exact = network(pictures, training=False)
assert max(float((exact[head] - rough[head]).abs().mean().detach()) for head in exact) < 0.02
"""


@pytest.mark.parametrize("network", ["mini_xception", "studio"])
def test_it_answers_as_the_network_does_and_teaches_every_weight(network: str) -> None:
    torch_backend = os.environ | {"KERAS_BACKEND": "torch", "TF_CPP_MIN_LOG_LEVEL": "3"}
    script = COMPARE.format(network=network)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], env=torch_backend, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
