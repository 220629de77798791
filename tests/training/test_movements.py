from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import MOVEMENTS, NAMES
from tests.readings import probs_of
from training.expected import mixed_rows
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


def test_scores_with_movements_in_them_are_compared_with_those_of_the_readings_alone() -> None:
    probs = np.array([probs_of({emotion: 0.9}) for emotion in EMOTIONS[:-1]])
    nothing = np.zeros((6, len(MOVEMENTS)), np.float32)
    *emotions, everyone = mixed_rows(probs, nothing, np.arange(6))
    assert [row[0] for row in emotions] == list(EMOTIONS[:-1])
    assert everyone == ["all", *["1.000"] * 6, "0.500"]
    surprised = nothing.copy()
    surprised[:, [NAMES.index(name) for name in ("brows_up", "eyes_wide", "jaw_open")]] = 1.0
    (mixed,) = (row for row in mixed_rows(probs * 0 + 1 / 7, surprised, np.arange(6)) if row[0] == "all")
    assert mixed[1] == "0.500" and mixed[-1] == "0.500"
