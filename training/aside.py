"""Programs of our own in processes of their own: Keras' backend and TensorFlow's threads are fixed for a process."""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from acting_mirror.core.errors import UserError


def answer_of(module: str, *arguments: str | Path, failed: str) -> dict[str, Any]:
    """Run a module that writes its answer as JSON into the file that is its last argument.

    Args:
        module: Such as `training.litert`.
        arguments: What comes before that file.
        failed: What to tell the user if it fails; the reason is added.

    Raises:
        UserError: TensorFlow is missing, or the program failed.
    """
    if importlib.util.find_spec("tensorflow") is None:
        raise UserError("This needs TensorFlow: run `pip install 'acting-mirror[train]'`.")
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"
        given = [str(each.resolve()) if isinstance(each, Path) else each for each in arguments]
        command = [sys.executable, "-m", module, *given, str(answer)]
        quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "KERAS_BACKEND": "tensorflow"}
        root = Path(__file__).parent.parent
        done = subprocess.run(command, env=quiet, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise UserError(f"{failed}: {reason}")
        facts: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return facts
