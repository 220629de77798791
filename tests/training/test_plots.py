from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from training import plots

pytest.importorskip("matplotlib")


def is_png(path: Path) -> bool:
    return path.read_bytes()[:4] == b"\x89PNG"


def test_curves_of_a_run_of_any_columns(tmp_path: Path) -> None:
    history = tmp_path / "history.csv"
    history.write_text(
        "epoch,loss,loss_ferplus,accuracy_fer2013,learning_rate,seconds\n1,2,1,0.3,0.1,9\n2,1,,0.4,0.2,9\n"
    )
    plots.learning_curves(history, tmp_path / "curves.png")
    assert is_png(tmp_path / "curves.png")


def test_a_history_that_is_none_is_told(tmp_path: Path) -> None:
    history = tmp_path / "history.csv"
    history.write_text("epoch,loss\n1,much\n")
    with pytest.raises(UserError, match="can't be read as a run's history"):
        plots.learning_curves(history, tmp_path / "curves.png")


def test_pictures_of_uneven_rows(tmp_path: Path) -> None:
    grey, colour = np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.uint8)
    plots.pictures([[("one", grey)], [("two", colour), ("three", grey)]], tmp_path / "grid.png")
    assert is_png(tmp_path / "grid.png")


def test_accuracy_curves_of_several_sets(tmp_path: Path) -> None:
    levels = [(value, np.linspace(0.5, 0.6, 11)) for value in (48.0, 24.0)]
    curves = [("size", "pixels", "one", levels), ("size", "pixels", "two", levels), ("blur", "%", "one", levels)]
    plots.accuracy_curves(curves, tmp_path / "curves.png")
    assert is_png(tmp_path / "curves.png")
