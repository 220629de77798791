from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import MOVEMENTS
from training.ckplus import Peaks, read_ckplus
from training.mixed_scores import mixed_table
from training.movements import auc, movements_table


def test_the_auc_is_how_often_a_positive_is_higher() -> None:
    values = np.array([1, 2, 3, 4], np.float32)
    assert auc(values, np.array([False, False, True, True])) == 1.0
    assert auc(values, np.array([True, False, False, True])) == 0.5
    assert auc(np.ones(4, np.float32), np.array([True, False, False, True])) == 0.5


def test_each_movement_tells_its_emotion_on_the_real_peaks(
    data_dir: Path, user_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.movements._RESTING", 20)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in movements_table(data_dir).splitlines()[2:]]
    assert [row[0].strip("`") for row in rows] == [movement.name for movement in MOVEMENTS]
    for row in rows:
        (share,) = (float(cell.strip("*")) for cell in row if cell.startswith("**"))
        assert share >= 0.75, row


def test_scores_with_movements_in_them_are_compared_with_those_of_the_readings_alone(
    data_dir: Path, user_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.mixed_scores._MOMENTS", 1)
    monkeypatch.setattr("training.mixed_scores._STRENGTHS", (0.8,))
    peaks = read_ckplus(data_dir / "ckplus")
    few = np.concatenate([np.flatnonzero(peaks.labels == label)[:2] for label in range(6)])
    fewer = Peaks(peaks.pictures[few], peaks.labels[few], peaks.subjects[few], peaks.sequences[few])
    monkeypatch.setattr("training.mixed_scores.read_ckplus", lambda _: fewer)
    _, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in mixed_table(data_dir).splitlines())
    assert [row[0] for row in rows] == [*EMOTIONS[:-1], "all", "drawn actor"]
    assert all(0.5 < float(share) <= 1 for row in rows for share in row[1:])
