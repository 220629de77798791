from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from tests.training.conftest import cells
from training import mistakes
from training.data import Faces
from training.ferplus import Votes
from training.mistakes import write_sheets


def test_the_surest_mistakes_come_onto_a_sheet(
    small_face: Image, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pictures = np.stack([small_face, small_face[:, ::-1], small_face])  # a happy one, thrice
    labels = np.array([EMOTIONS.index(name) for name in ("happy", "sad", "happy")], np.uint8)
    votes = np.zeros((3, len(FERPLUS_LABELS)), np.float32)
    votes[[0, 1, 2], [FERPLUS_LABELS.index(name) for name in ("neutral", "angry", "happy")]] = 1
    faces = Faces(pictures, labels, Votes(votes, np.ones(3, np.bool_)))
    monkeypatch.setattr(mistakes, "load", lambda _: {"PublicTest": faces, "PrivateTest": faces})
    table = cells(write_sheets(paths.models_dir() / "mini_xception", Path(), tmp_path / "sheets", 3))
    assert [path.name for path in (tmp_path / "sheets").iterdir()] == ["happy.png"]
    count, shown, _, as_labelled, voted = table["happy"]
    assert (count, shown) == ("4", "3")
    assert {as_labelled, voted} <= {"1", "2", "neutral 2, angry 1", "angry 2, neutral 1"}
    sheet = cv2.imread(str(tmp_path / "sheets" / "happy.png"), cv2.IMREAD_GRAYSCALE)
    assert sheet is not None
    assert sheet.shape[1] == 8 * 148
    assert (sheet[:, 4 * 148 :] == 255).all()
