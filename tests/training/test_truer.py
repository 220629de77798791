from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from tests.training.conftest import cells
from training import truer
from training.ckplus import Peaks
from training.data import Faces
from training.ferplus import Votes
from training.truer import truer_table


def test_level_crops_are_set_against_todays(small_face: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = np.stack([small_face, small_face[:, ::-1], np.full_like(small_face, 99)])  # the last one shows nobody
    happy, votes = np.full(3, EMOTIONS.index("happy"), np.uint8), np.zeros((3, len(FERPLUS_LABELS)), np.float32)
    votes[:, FERPLUS_LABELS.index("happy")] = 1
    faces = Faces(pictures, happy, Votes(votes, np.ones(3, np.bool_)))
    monkeypatch.setattr(truer, "load", lambda _: {"PublicTest": faces})
    peaks = Peaks(pictures[:2], happy[:2], np.array(["S1", "S2"]), np.array(["1", "2"]))
    monkeypatch.setattr(truer, "read_ckplus", lambda _: peaks)
    monkeypatch.setattr(truer, "_TILTS", (30,))
    monkeypatch.setattr(truer, "_TURNS", (40,))
    found = cells(truer_table(Path("models/mini_xception"), Path(), 3))
    assert found["CK+ peaks, found by Haar"][:2] == ["2", "100.0% → 100.0%"]
    assert found["FER+ PublicTest, as they are"][:2] == ["2", "100.0% → 100.0%"]
    assert found["FER+ PublicTest, as they are"][-1] == "+0.0 (+0.0 to +0.0)"
    assert "of these, turned by 25 to 90°" not in found
    assert found["tilted by 30°"][0] == found["turned further by 40°"][0] == "4"
