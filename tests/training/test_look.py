import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from acting_mirror import paths
from acting_mirror.core.frame import Image

pytest.importorskip("torch")
pytest.importorskip("keras")
pytest.importorskip("matplotlib")

ROOT = Path(__file__).parents[2]

# A process of its own: Keras' backend is fixed for a process.
LOOK = """
import json, sys
from pathlib import Path
import numpy as np, torch
from training import look as module
from training.commands import main

torch.set_num_threads(1)
model, photo, folder = sys.argv[1:]
module._STEPS = 20
looker = module.Looker(Path(model) / "model.keras")
ideals = looker.ideals("fer2013")
answers = looker._logits(torch.from_numpy(ideals).unsqueeze(3).float(), training=False)["fer2013"]
grey = np.zeros((48, 48, 1), np.float32)
label, share, heat = looker.attention(grey, "ferplus")
codes = [main(["look", model, "--out", f"{folder}/seen", "--face", photo])]
codes += [main(["look", model, "--out", f"{folder}/seen", "--face", f"{folder}/nobody.jpg"])]
codes += [main(["look", f"{folder}/nothing.keras", "--out", f"{folder}/seen"])]
print(json.dumps({
    "ideals": [list(ideals.shape), str(ideals.dtype)],
    "named": answers.argmax(dim=1).tolist(),
    "share": share,
    "heat": [list(heat.shape), float(heat.min()), float(heat.max())],
    "codes": codes,
}))
"""


def test_a_network_shows_what_it_looks_for_and_where(astronaut: Image, tmp_path: Path) -> None:
    photo = tmp_path / "astronaut.png"
    cv2.imwrite(str(photo), astronaut)
    model = paths.models_dir() / "mini_xception"
    command = [sys.executable, "-c", LOOK, str(model), str(photo), str(tmp_path)]
    quiet = os.environ | {"KERAS_BACKEND": "torch", "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["ideals"] == [[7, 48, 48], "uint8"]
    assert result["named"] == list(range(7))
    assert 1 / 8 < result["share"] <= 1
    assert result["heat"] == [[48, 48], pytest.approx(0, abs=0.2), pytest.approx(1)]
    assert result["codes"] == [0, 2, 2]
    assert {path.name for path in (tmp_path / "seen").iterdir()} == {"ideals.png", "attention.png"}
    assert "nobody.jpg" in done.stderr
    assert "nothing.keras can't be loaded by Keras" in done.stderr
