"""Whether memory stays flat in a clip's length: the peak over one minute against that over ten.

    python tests/bench/memory.py [--minutes 1 10]

Makes the clips itself, from a public-domain photo that drifts about; each is analysed in a process of its own.
"""

import argparse
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from skimage import data

RATE = 25

ANALYSE = """
import resource, sys
from acting_mirror import analyse_video
timeline = analyse_video(sys.argv[1], sys.argv[2], csv=sys.argv[2] + ".csv")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(timeline))
"""


def make_clip(path: Path, minutes: float) -> None:
    """A clip of a face that drifts from side to side, 640 by 360."""
    photo = np.asarray(data.astronaut())
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", Fraction(RATE), options={"qscale": "4"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        pictures = []
        for shift in range(50):
            picture = np.full((360, 640, 3), 90, np.uint8)
            picture[:, 40 + shift : 40 + shift + 512] = photo[:360]
            pictures.append(picture)
        for number in range(round(minutes * 60 * RATE)):
            there_and_back = number % 100
            picture = pictures[min(there_and_back, 99 - there_and_back)]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode(None))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, nargs="+", default=[1, 10])
    for minutes in parser.parse_args().minutes:
        with tempfile.TemporaryDirectory() as folder:
            clip = Path(folder) / "clip.avi"
            make_clip(clip, minutes)
            command = [sys.executable, "-c", ANALYSE, str(clip), str(Path(folder) / "output.avi")]
            peak, rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            print(f"{minutes:g} min: {float(peak):.0f} MB at the peak, {rows} rows")


if __name__ == "__main__":
    main()
