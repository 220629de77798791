"""How long faces stay followed, without and with their landmarks: in films, and turned further and further.

    python tests/bench/following.py FOLDER [--yunet WEIGHTS]

FOLDER has films, photos or both. The faces of the photos and the astronaut's are rendered on the canonical face and
turned 50 degrees to a side, up and down and tilted, two degrees a picture.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
import skimage.data

sys.path.insert(0, str(Path(__file__).parents[2]))

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.frame import Frame, Image
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.detectors import open_detector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.sources.file import ClipFile
from tests.faces import turned

STRAIGHT = 12
DEGREES = range(2, 51, 2)
TURNS = {
    "to a side": (1, 0, 0),
    "to the other side": (-1, 0, 0),
    "up": (0, 1, 0),
    "down": (0, -1, 0),
    "to a shoulder": (0, 0, 1),
}
RANGES = ((2, 20), (22, 30), (32, 40), (42, 50))
FILMS, PHOTOS = (".mp4", ".mov", ".avi"), (".jpg", ".png")

Face = tuple[Image, FaceMesh]


def faces_in(photos: Iterable[Image], landmarker: FaceLandmarker) -> list[Face]:
    detector = open_detector("haar", 480)
    found = [(photo, landmarker.find(photo, box)) for photo in photos for box in detector.find(photo)]
    return [(photo, mesh) for photo, mesh in found if mesh is not None]


def turning(face: Face, landmarker: FaceLandmarker, direction: tuple[int, int, int]) -> list[Image]:
    """A face of 130 pixels that looks ahead for a while and then turns, in the middle of a larger picture."""
    photo, mesh = face
    pictures = []
    for degrees in [*[0] * STRAIGHT, *DEGREES]:
        yaw, pitch, roll = (degrees * part for part in direction)
        small = cv2.resize(turned(photo, mesh.points, landmarker.canonical, (yaw, pitch, roll)), (222, 222))
        pictures.append(cv2.copyMakeBorder(small, 69, 69, 209, 209, cv2.BORDER_REPLICATE))
    return pictures


def followed(pictures: Iterable[Image], settings: AnalysisSettings, rate: float = 25) -> list[bool]:
    """In which pictures there is a face."""
    analyser = Analyser.open(settings)
    return [bool(analyser.analyse(Frame(n, n / rate, picture)).faces) for n, picture in enumerate(pictures)]


def film(path: Path, settings: AnalysisSettings) -> list[bool]:
    analyser = Analyser.open(settings)
    with ClipFile(path) as clip:
        return [bool(analyser.analyse(frame).faces) for frame in clip]


def row(name: str, cells: Sequence[str]) -> None:
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--yunet", metavar="WEIGHTS")
    arguments = parser.parse_args()
    ways = {
        f"{detector}{', landmarks' if movements else ''}": AnalysisSettings(
            model="mini_xception", detector=detector, detector_weights=arguments.yunet, movements=movements
        )
        for detector in (("haar", "yunet") if arguments.yunet else ("haar",))
        for movements in (False, True)
    }
    row("", ["pictures", *ways])
    row("---", ["---:"] * (len(ways) + 1))
    files = sorted(arguments.folder.iterdir())
    for path in files:
        if path.suffix in FILMS:
            seen = [film(path, settings) for settings in ways.values()]
            row(path.name, [str(len(seen[0])), *(str(sum(pictures)) for pictures in seen)])
    landmarker = FaceLandmarker()
    photos = [cv2.imread(str(path)) for path in files if path.suffix in PHOTOS]
    faces = faces_in([*photos, np.ascontiguousarray(skimage.data.astronaut()[..., ::-1])], landmarker)
    for name, direction in TURNS.items():
        films = [turning(face, landmarker, direction) for face in faces]
        seen = [np.array([followed(pictures, way) for pictures in films])[:, STRAIGHT:] for way in ways.values()]
        for first, last in RANGES:
            there = [pictures[:, first // 2 - 1 : last // 2] for pictures in seen]
            row(f"{first} to {last}° {name}", [str(there[0].size), *(str(part.sum()) for part in there)])


if __name__ == "__main__":
    main()
