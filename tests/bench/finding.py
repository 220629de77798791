"""In how many pictures of films a face is found and read, as they are, tilted, badly lit and small.

    python -m tests.bench.finding FILM... [--yunet WEIGHTS]

First single pictures, 20 of each film, as photos are read; then whole films, and how often a picture's face is named as
in the film as it is.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from acting_mirror.core.frame import Frame, Image
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.detectors.thorough import ThoroughDetector
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.sources.file import ClipFile

PICTURES = 20
ROWS = 480
HAAR = open_detector("haar", ROWS)

Way = Callable[[Image], Image]


def tilted(degrees: float) -> Way:
    def tilt(picture: Image) -> Image:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)

    return tilt


def dark(picture: Image) -> Image:
    return (0.15 * picture).astype(np.uint8)


def one_sided(picture: Image) -> Image:
    """Dark to the right of the middle of the face that Haar sees; as it is where it sees none."""
    edge = max((face.centre[0] for face in HAAR.find(picture)), default=picture.shape[1])
    right = np.arange(picture.shape[1])[:, None] > edge
    return np.where(right, 0.15 * picture, picture).astype(np.uint8)


def pale(picture: Image) -> Image:
    return (90 + 0.12 * picture).astype(np.uint8)


def small(picture: Image) -> Image:
    height, width = picture.shape[:2]
    third = cv2.resize(picture, (width // 3, height // 3), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(third, height // 3, height // 3, width // 3, width // 3, cv2.BORDER_REPLICATE))


WAYS: dict[str, Way] = {
    "as they are": lambda picture: picture,
    **{f"tilted by {degrees}°": tilted(degrees) for degrees in (15, -15, 25, -25, 35, -35, 45, -45)},
    "dark, 0.15 of the light": dark,
    "one half of the face so dark": one_sided,
    "pale, 0.12 of the contrast": pale,
    "a third as large": small,
}


def frames(film: Path) -> Iterator[Frame]:
    with ClipFile(film) as clip:
        yield from clip


def read(film: Path, way: Way) -> list[str | None]:
    """What person 0 is named in each picture; None where it isn't read."""
    analyser = Analyser.open(AnalysisSettings())
    persons = (analyser.analyse(Frame(each.index, each.t_s, way(each.bgr))).person_0 for each in frames(film))
    return [None if person is None else person.label for person in persons]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path, nargs="+")
    parser.add_argument("--yunet", metavar="WEIGHTS")
    arguments = parser.parse_args()
    detectors: dict[str, FaceDetector] = {"Haar": HAAR, "as photos": ThoroughDetector(HAAR, FaceLandmarker())}
    if arguments.yunet:
        detectors["YuNet"] = open_detector("yunet", ROWS, arguments.yunet)
    for film in arguments.films:
        pictures = [frame.bgr for frame in frames(film)]
        chosen = pictures[:: max(1, len(pictures) // PICTURES)][:PICTURES]
        print(f"\n| {film.name}, {len(chosen)} pictures | {' | '.join(detectors)} |")
        for name, way in WAYS.items():
            found = [sum(bool(each.find(way(picture))) for picture in chosen) for each in detectors.values()]
            print(f"| {name} | {' | '.join(map(str, found))} |", flush=True)
        print(f"\n| {film.name}, {len(pictures)} pictures | read | named as in the film as it is |")
        plain = read(film, WAYS["as they are"])
        for name, way in WAYS.items():
            named = read(film, way)
            pairs = [(one, other) for one, other in zip(named, plain, strict=True) if one and other]
            same = f"{sum(one == other for one, other in pairs) / len(pairs):.0%}" if pairs else ""
            print(f"| {name} | {sum(each is not None for each in named)} | {same} |", flush=True)


if __name__ == "__main__":
    main()
