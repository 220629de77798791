"""Processor time that each stage takes of a picture, as a table: `python -m tests.bench.stages CLIP [--rounds 5]`.

The first 150 pictures of the clip, at three sizes, each stage in its turn in one thread.
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.clip_video import video_of
from acting_mirror.render.overlay import Overlay
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.file import ClipFile
from tests.media import make_clip, steady

PICTURES, RATE, AT_ONCE = 150, 25, 4
ROWS = (360, 720, 1080)


def at_size(clip: Path, rows: int, folder: Path) -> Path:
    """The clip's first pictures at another size."""
    with ClipFile(clip) as source:
        pictures = [frame.bgr for frame in islice(source, PICTURES)]
    size = 2 * round(pictures[0].shape[1] * rows / pictures[0].shape[0] / 2), rows

    def at(t_s: float) -> Image:
        return cv2.resize(pictures[round(t_s * RATE)], size, interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]

    return make_clip(folder / f"{size[0]}x{rows}.mp4", steady(len(pictures) / RATE, RATE), size, at)


def stages_ms(clip: Path, output: Path) -> npt.NDArray[np.float64]:
    """Milliseconds a picture of decoding, reading, drawing and encoding."""
    analyser, overlay, spent = Analyser.open(AnalysisSettings()), Overlay(), []
    with ClipFile(clip, decoding_threads=1) as source, video_of(source, output, force=True, drawn=True) as writer:
        frames, marks = iter(source), [time.process_time()]
        while some := list(islice(frames, AT_ONCE)):
            marks.append(time.process_time())
            readings = analyser.analyse_all(some)
            marks.append(time.process_time())
            pictures = [overlay.draw(frame, reading) for frame, reading in zip(some, readings, strict=True)]
            marks.append(time.process_time())
            for frame, picture in zip(some, pictures, strict=True):
                writer.write(frame.t_s, picture)
            marks.append(time.process_time())
            spent.append(np.diff(marks))
            marks = marks[-1:]
    return np.asarray(1000 * np.sum(spent, axis=0) / writer.pictures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    print("| size | decode | read | overlay | encode | in all | times decoding and encoding |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name:
        for rows in ROWS:
            clip = at_size(arguments.clip, rows, Path(name))
            rounds = [stages_ms(clip, Path(name) / "output.avi") for _ in range(1 + arguments.rounds)]
            each = np.median(rounds[1:], axis=0)  # the first loads and draws what the others find done
            cells = [*each, each.sum(), each.sum() / (each[0] + each[3])]
            print(f"| {clip.stem} | {' | '.join(f'{cell:.1f}' for cell in cells)} |")


if __name__ == "__main__":
    main()
