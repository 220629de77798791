"""The real commands, in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COMMAND = [sys.executable, "-m", "acting_mirror"]


@pytest.fixture
def run(tmp_path: Path, user_folders: Path) -> Run:
    """Runs a command in the test's own folder and returns what it printed."""

    def command(*words: object, cwd: Path = tmp_path) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
        return subprocess.run(
            [*COMMAND, *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )

    return command
