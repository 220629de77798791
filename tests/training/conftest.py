"""Small made-up data in the shape of the real files."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import to_grey
from training.fer2013 import SPLITS

VOTES_HEADER = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"


def fer_line(label: int, picture: np.ndarray, split: str) -> str:
    return f"{label},{' '.join(map(str, picture.ravel()))},{split}"


@pytest.fixture(scope="session")
def make_data(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Makes a folder with both files, of so many rows a split, whose picture's brightness tells the label."""

    def make(count: int) -> Path:
        folder = tmp_path_factory.mktemp("data")
        random = np.random.default_rng(0)
        fer, votes = ["emotion,pixels,Usage"], [VOTES_HEADER]
        for split in SPLITS:
            for number in range(count):
                label = number % 7
                picture = random.integers(0, 40, (48, 48)) + 30 * label
                fer.append(fer_line(label, picture, split))
                ballot = np.zeros(10, int)
                ballot[label] = 10
                votes.append(f"{split},fer{number}.png,{','.join(map(str, ballot))}")
        (folder / "fer2013.csv").write_text("\n".join(fer) + "\n")
        (folder / "fer2013new.csv").write_text("\n".join(votes) + "\n")
        return folder

    return make


@pytest.fixture(scope="session")
def small_data(make_data: Callable[[int], Path]) -> Path:
    """A folder with 35 rows of each split."""
    return make_data(35)


@pytest.fixture(scope="session")
def small_face(astronaut: Image) -> Image:
    """A real face as small and as close as those of FER-2013: happy."""
    return np.asarray(cv2.resize(to_grey(astronaut)[60:170, 168:278], (48, 48), interpolation=cv2.INTER_AREA), np.uint8)


def cells(table: str) -> dict[str, list[str]]:
    """A table in Markdown, by its first column."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    return {row[0]: row[1:] for row in rows}
