"""A clip through the package `fer`, each picture read, drawn on and written again; needs no more than that package.

    PYTHON tests/bench/fer_loop.py CLIP OUTPUT [--keras]

Prints one line of JSON. `peers.py` begins it, in the Python that has `fer`.
"""

import argparse
import importlib.metadata
import json
import logging
import os
import platform
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
PACKAGES = ("fer", "tensorflow", "numpy")


def annotate(clip: str, output: str, keras: bool) -> dict[str, object]:
    """What it took, loading left out."""
    import cv2
    from fer.fer import FER

    logging.disable()
    reader = FER(use_tflite=not keras)
    capture = cv2.VideoCapture(clip)
    size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    writer = cv2.VideoWriter(output, cv2.VideoWriter.fourcc(*"XVID"), capture.get(cv2.CAP_PROP_FPS), size)
    started, frames, faces = (time.perf_counter(), time.process_time()), 0, 0
    while True:
        there, picture = capture.read()
        if not there:
            break
        for face in reader.detect_emotions(picture):
            x, y, width, height = (int(value) for value in face["box"])
            cv2.rectangle(picture, (x, y), (x + width, y + height), (255, 0, 0), 2)
            emotion = max(face["emotions"], key=face["emotions"].get)
            cv2.putText(picture, emotion, (x, y - 10), cv2.FONT_HERSHEY_SIMPLEX, 1, (255, 0, 0), 2)
            faces += 1
        writer.write(picture)
        frames += 1
    writer.release()
    took = time.perf_counter() - started[0], time.process_time() - started[1]
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    about = {"python": platform.python_version(), "cv2": cv2.__version__, **versions}
    return {"frames": frames, "faces": faces, "s": took[0], "processor_s": took[1], "versions": about}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip")
    parser.add_argument("output")
    parser.add_argument("--keras", action="store_true", help="its network by Keras, not by TFLite")
    arguments = parser.parse_args()
    try:
        print(json.dumps(annotate(arguments.clip, arguments.output, arguments.keras)))
    except ImportError as error:
        sys.exit(f"{sys.executable} has no {error.name}")


if __name__ == "__main__":
    main()
