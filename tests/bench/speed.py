"""How much longer a clip takes than decoding and encoding alone, how much less than the loop this program grew out of.

    python tests/bench/speed.py CLIP [--rounds N]

The origin's loop, written out plainly: the Haar cascade at full resolution, one `model.predict` a face, OpenCV's
writer. All loops run in turn in one process, so that the ratios hold on a noisy machine; where others use its cores,
those of processor time say more. What a face costs in a batch comes last. Needs the extra `keras`.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import cv2
import keras
import numpy as np

from acting_mirror import paths
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.pipeline.clip_video import video_of
from acting_mirror.pipeline.loops import Drain, Prefetch
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile

Predict = Callable[[Image], np.ndarray]


def origin(clip: Path, output: Path, predict: Predict) -> int:
    """The origin's loop; returns the number of frames."""
    cascade = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")
    capture = cv2.VideoCapture(str(clip))
    size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    writer = cv2.VideoWriter(str(output), cv2.VideoWriter.fourcc(*"XVID"), capture.get(cv2.CAP_PROP_FPS), size)
    count = 0
    while True:
        there, frame = capture.read()
        if not there:
            break
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        for x, y, width, height in cascade.detectMultiScale(grey, 1.1, 5):
            face = cv2.resize(grey[y : y + height, x : x + width], (48, 48))
            probs = predict(np.asarray(face, np.uint8))
            cv2.rectangle(frame, (x, y), (x + width, y + height), (255, 0, 0), 2)
            words = EMOTIONS[int(probs.argmax())]
            cv2.putText(frame, words, (x, y - 10), cv2.FONT_HERSHEY_SIMPLEX, 1, (255, 0, 0), 2)
        writer.write(frame)
        count += 1
    writer.release()
    return count


def ours(clip: Path, output: Path) -> int:
    """The same clip through this program, sound and all; returns the number of frames."""
    with ClipFile(clip) as source:
        return analyse_clip(source, AnalysisSettings(), Outputs(video=output)).timeline.frames


def alone(clip: Path, output: Path) -> int:
    """Decode and encode it, sound and all, in threads as we do; returns the number of frames."""
    with (
        ClipFile(clip) as source,
        video_of(source, output) as writer,
        Prefetch(source) as frames,
        Drain[Frame](lambda frame: writer.write(frame.t_s, frame.bgr)) as drain,
    ):
        for frame in frames:
            drain.put(frame)
    return writer.pictures


def keras_predict() -> Predict:
    model = keras.saving.load_model(paths.models_dir() / "mini_xception" / "model.keras", compile=False)
    return lambda face: model.predict(face[None, :, :, None].astype(np.float32), verbose=0)["fer2013"]


def tflite_predict() -> Predict:
    classifier = open_classifier(load_bundle("mini_xception"))
    return lambda face: classifier.predict([face], "fer2013")


def batch_of_20() -> float:
    """Milliseconds a face on one core, pre-processing included."""
    classifier = open_classifier(load_bundle("mini_xception"))
    faces = [np.random.default_rng(number).integers(0, 256, (120, 120), np.uint8) for number in range(20)]
    times = []
    for _ in range(100):
        started = time.process_time()
        classifier.predict(faces)
        times.append((time.process_time() - started) / len(faces) * 1000)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    loops: dict[str, Callable[[Path, Path], int]] = {
        "ours": ours,
        "alone": alone,
        "origin, TFLite": lambda clip, output: origin(clip, output, tflite),
        "origin, predict": lambda clip, output: origin(clip, output, predict),
    }
    tflite, predict = tflite_predict(), keras_predict()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in loops}
    for _ in range(arguments.rounds):
        for name, loop in loops.items():
            with tempfile.TemporaryDirectory() as folder:
                started = time.perf_counter(), time.process_time()
                frames = loop(arguments.clip, Path(folder) / "output.avi")
                taken[name].append((time.perf_counter() - started[0], time.process_time() - started[1]))
    for name, rounds in taken.items():
        each = 1000 * np.median(rounds, axis=0) / frames
        times = np.median(np.array(rounds) / taken["ours"], axis=0)
        print(
            f"{name:16} {each[0]:7.1f} ms a frame, {times[0]:6.2f} times ours; "
            f"{each[1]:7.1f} ms of processor time, {times[1]:6.2f} times ours"
        )
    print(f"a face in a batch of 20: {batch_of_20():.2f} ms of one core")


if __name__ == "__main__":
    main()
