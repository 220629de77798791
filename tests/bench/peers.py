"""How long the same clip takes here and by the package `fer`, read, drawn on and written: milliseconds a picture.

    python tests/bench/peers.py CLIP [--fer PYTHON] [--rounds N]

`fer` needs OpenCV below 5 and setuptools below 80, so it is run by the Python of an environment of its own:

    python -m venv fer && fer/bin/pip install fer 'setuptools<80' 'opencv-contrib-python<5'

Where that Python has no `fer`, it is left out with a sentence. All run in turn, so that ratios hold on a noisy machine;
where others use its cores, those of processor time say more.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.file import ClipFile

LOOP = Path(__file__).with_name("fer_loop.py")
FER = {"fer, TFLite": [], "fer, Keras": ["--keras"]}


def ours(clip: Path, output: Path) -> dict[str, Any]:
    """The clip through this program, sound and all."""
    with ClipFile(clip) as source:
        started = time.perf_counter(), time.process_time()
        timeline = analyse_clip(source, AnalysisSettings(), Outputs(video=output)).timeline
    took = time.perf_counter() - started[0], time.process_time() - started[1]
    packages = ("acting-mirror", "ai-edge-litert", "numpy")
    about = {"python": platform.python_version(), "cv2": cv2.__version__, **{name: version(name) for name in packages}}
    return {"frames": timeline.frames, "faces": len(timeline), "s": took[0], "processor_s": took[1], "versions": about}


def theirs(python: str, clip: Path, output: Path, options: list[str]) -> dict[str, Any]:
    """The clip through `fer`; raises `CalledProcessError` where that is not there."""
    words = [python, str(LOOP), str(clip), str(output), *options]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    taken: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--fer", metavar="PYTHON", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    taken: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.rounds):
            taken.setdefault("ours", []).append(ours(arguments.clip, Path(folder) / f"ours-{number}.avi"))
            for name, options in FER.items():
                try:
                    each = theirs(arguments.fer, arguments.clip, Path(folder) / "fer.avi", options)
                except subprocess.CalledProcessError as error:
                    print(f"{name} is left out: {error.stderr.strip().splitlines()[-1]}.")
                else:
                    taken.setdefault(name, []).append(each)
    for name, rounds in taken.items():
        print(name, "with", ", ".join(f"{package} {number}" for package, number in rounds[0]["versions"].items()))
        clock, processor = (1000 * np.array([each[key] for each in rounds]) for key in ("s", "processor_s"))
        first = 1000 * np.array([each["processor_s"] for each in taken["ours"]])[: len(rounds)]
        frames = rounds[0]["frames"]
        print(
            f"    {np.median(clock) / frames:7.1f} ms a picture, {np.median(processor) / frames:7.1f} ms of processor "
            f"time, {np.median(processor / first):5.2f} times ours, {rounds[0]['faces']} faces in {frames} pictures"
        )


if __name__ == "__main__":
    main()
