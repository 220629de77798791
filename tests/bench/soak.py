"""Whether the live engine leaves anything behind while it records: `python tests/bench/soak.py [--minutes 60]`.

A drawn actor of 720p is read and recorded, a new recording each minute, as an actor's evening goes. What the process
holds is counted after the first minute, which fills caches, and at the end; Linux alone counts it.
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.live_actor import LiveActor

MOST_MB = 100.0


def held(folder: Path) -> dict[str, float]:
    """What the process holds now."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "MB": int(status["VmRSS"].split()[0]) / 1024,
        "threads": threading.active_count(),
        "open files": len([*Path("/proc/self/fd").iterdir()]),
        "files": len([*folder.iterdir()]),
    }


def record(engine: LiveEngine, folder: Path, seconds: float) -> None:
    """Record for a while, and delete what came."""
    engine.record(folder / "output.avi")
    time.sleep(seconds)
    path = engine.stop_recording()
    assert path is not None
    path.unlink()


def main() -> int:
    """Print what is held each minute; 1 where it grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seconds", type=float, default=60.0, help="of each recording")
    arguments = parser.parse_args()
    engine = LiveEngine(AnalysisSettings())
    counts, until = [], time.monotonic() + 60 * arguments.minutes
    with tempfile.TemporaryDirectory() as made:
        engine.start(LiveActor((1280, 720)))
        while time.monotonic() < until:
            record(engine, Path(made), arguments.seconds)
            counts.append(held(Path(made)))
            print(", ".join(f"{count:.0f} {name}" for name, count in counts[-1].items()), flush=True)
        engine.stop()
    first, last = counts[0], counts[-1]
    grown = last["MB"] - first["MB"]
    print(f"grown by {grown:.1f} MB in {len(counts) - 1} recordings, {engine.figures.overflowed} pictures lost")
    late = [count["MB"] for count in counts[len(counts) // 2 :]]
    slope = np.polyfit(np.arange(len(late)) * arguments.seconds / 60, late, 1)[0] if len(late) > 1 else 0.0
    print(f"{slope:.2f} MB a minute in the second half, by least squares")
    left = any(last[name] > first[name] for name in ("threads", "open files", "files"))
    return int(grown > MOST_MB or left)


if __name__ == "__main__":
    sys.exit(main())
