from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.core.quality import MIN_SHARPNESS
from tests.training.conftest import cells
from training import curves, intervals, plots
from training.ckplus import Peaks
from training.curves import write_curves
from training.data import Faces
from training.ferplus import Votes

SHIPPED = Path("models/mini_xception")


@pytest.fixture(scope="module")
def told(small_face: Image, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """The tables by their titles, of a happy face and of nobody."""
    pictures = np.stack([small_face, np.full_like(small_face, 99)])
    happy, votes = np.full(2, EMOTIONS.index("happy"), np.uint8), np.zeros((2, len(FERPLUS_LABELS)), np.float32)
    votes[:, FERPLUS_LABELS.index("happy")] = 1
    faces = Faces(pictures, happy, Votes(votes, np.ones(2, np.bool_)))
    peaks = Peaks(pictures[:1], happy[:1], np.array(["S1"]), np.array(["1"]))
    drawn: list[Any] = []
    tables: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curves, "load", lambda _: {"PublicTest": faces})
        patch.setattr(curves, "read_ckplus", lambda _: peaks)
        patch.setattr(plots, "accuracy_curves", lambda panels, path: drawn.extend(panels))
        patch.setattr(curves, "_TURNS", (0, 30, 70))
        patch.setattr(intervals, "_DRAWS", 20)
        write_curves(SHIPPED, Path(), tmp_path_factory.mktemp("curves"), 2, tables.append)
    assert len(drawn) == len(tables)
    return {text.splitlines()[0].replace("*", ""): cells(text.split("\n\n")[1]) for text in tables}


def test_each_way_to_spoil_a_face_has_a_curve_with_what_the_program_would_read(
    told: dict[str, dict[str, list[str]]],
) -> None:
    size = told["size: CK+ peaks, 1 faces"]
    assert size["48"][:3] == ["48", "100%", "100.0 (100.0 to 100.0)"]
    assert size["24"][:2] == ["24", "0%"]
    light = told["light: CK+ peaks, 1 faces"]
    assert (light["50"][1], light["15"][1]) == ("100%", "0%")
    assert abs(float(told["light of a dim camera: CK+ peaks, 1 faces"]["50"][0]) - 50) < 1
    blur = told["blur: CK+ peaks, 1 faces"]
    assert float(blur["0"][0]) > 2 * MIN_SHARPNESS > 4 * float(blur["10"][0])
    assert (blur["1"][1], blur["10"][1]) == ("100%", "0%")


def test_only_faces_that_look_ahead_are_turned_and_their_angle_is_measured(
    told: dict[str, dict[str, list[str]]],
) -> None:
    turned = told["turned to a side: FER+ PublicTest, 1 faces that look ahead"]
    assert float(turned["0"][0]) < 10
    assert 25 < float(turned["30"][0]) < 40
    assert (turned["0"][1], turned["70"][1]) == ("100%", "0%")
