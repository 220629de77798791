"""The real commands, in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acting_mirror.vision.sources.file import ClipFile
from tests.conftest import ROOT
from tests.media import make_clip, sound_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Process = Callable[[list[str], Path, dict[str, str]], "subprocess.CompletedProcess[str]"]

COMMAND = [sys.executable, "-m", "acting_mirror"]


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Runs a command in a folder and an environment; where the system can fork, libraries are loaded once for all."""
    if sys.platform != "linux":
        yield lambda words, folder, environment: subprocess.run(
            [*COMMAND, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        return
    out, err = files = [tmp_path_factory.mktemp("said") / name for name in ("out", "err")]
    command = [sys.executable, "-m", "tests.e2e.loaded"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as loaded:
        assert loaded.stdin is not None and loaded.stdout is not None

        def run(words: list[str], folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
            for file in files:
                file.write_bytes(b"")
            paths = [os.devnull, *map(str, files)]
            order = {"words": words, "cwd": str(folder), "environment": environment, "files": paths}
            print(json.dumps(order), file=loaded.stdin, flush=True)
            code = int(loaded.stdout.readline())
            return subprocess.CompletedProcess(words, code, out.read_text("utf-8"), err.read_text("utf-8"))

        yield run


@pytest.fixture
def run(process: Process, tmp_path: Path, user_folders: Path) -> Run:
    """Runs a command in the test's own folder and returns what it printed."""

    def command(*words: object, cwd: Path = tmp_path) -> "subprocess.CompletedProcess[str]":
        return process([*map(str, words)], cwd, {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"})

    return command


@pytest.fixture(scope="session")
def actress(data_dir: Path) -> Path:
    """A real one, 19.7 seconds long."""
    return data_dir / "media" / "one_actor.mp4"


@pytest.fixture(scope="session")
def thinned_actress(actress: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a third of the pictures, which are as many as most tests need."""
    with ClipFile(actress) as clip:
        pictures = {frame.t_s: frame.bgr for frame in clip if not frame.index % 3}
    start_s, sound = sound_of(actress)
    path = tmp_path_factory.mktemp("clips") / "thinned.mp4"
    return make_clip(path, list(pictures), (640, 360), pictures.__getitem__, sound[None], start_s)
