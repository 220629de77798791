"""How the live engine keeps up while it records: a camera of 720p at 30 a second that shows one face, then twenty.

    python tests/bench/live.py [--seconds N]

The camera is faked at OpenCV's boundary and plays pictures drawn beforehand; all behind it is real.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import av
import cv2

sys.path.insert(0, str(Path(__file__).parents[2]))

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.camera import Camera
from tests.fake_camera import FakeDriver, drawn, for_ever

SIZE = (1280, 720)
WARM_UP_S = 2.0


def measure(columns: int, rows: int, seconds: float) -> str:
    """Record a crowd for a while; returns a line of figures."""
    cv2.VideoCapture = FakeDriver(for_ever(*drawn(SIZE, columns, rows)))  # type: ignore[misc, assignment]
    readings: list[FrameAnalysis] = []
    engine = LiveEngine(AnalysisSettings(), readings.append)
    behind_ms = []
    with tempfile.TemporaryDirectory() as folder:
        engine.start(Camera(0))
        time.sleep(WARM_UP_S)
        engine.record(Path(folder) / "output.avi")
        count, until = len(readings), time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.5)
            behind_ms.append(engine.figures.behind_ms)
        read = (len(readings) - count) / seconds
        figures = engine.figures
        path = engine.stop()
        with av.open(str(path)) as recording:
            stream = recording.streams.video[0]
            rate, frames = float(stream.average_rate or 0), sum(1 for packet in recording.demux(stream) if packet.size)
    faces = statistics.median(len(reading.faces) for reading in readings[count:])
    behind = statistics.median(behind_ms)
    return (
        f"{faces:.0f} faces: {read:.1f} readings a second, {behind:.0f} ms from capture to reading (median), "
        f"{frames / seconds:.1f} pictures a second recorded at {rate:g}, {figures.overflowed} lost, "
        f"{figures.captured:.1f} captured"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15.0)
    seconds = parser.parse_args().seconds
    print(measure(1, 1, seconds))
    print(measure(5, 4, seconds))


if __name__ == "__main__":
    main()
