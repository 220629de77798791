import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import load_bundle
from training.calibration import calibrate, fitted_temperature, readout_loss

SHIPPED = paths.models_dir() / "mini_xception"


def test_the_minimum_is_found() -> None:
    assert fitted_temperature(lambda heat: (np.log(heat) - np.log(1.7)) ** 2) == 1.7


def test_the_temperature_of_made_up_answers_is_found() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 1.5, (20_000, 7))
    honest = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([random.choice(7, p=row) for row in honest])
    boastful = honest**2 / (honest**2).sum(axis=1, keepdims=True)
    card = replace(load_bundle(SHIPPED).card, readout="fer2013")
    by_head = {"fer2013": boastful.astype(np.float32)}
    assert fitted_temperature(lambda heat: readout_loss(card, by_head, truth, heat)) == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("labels", ["ferplus", "fer2013"])
def test_the_card_gets_the_temperature_and_its_figures(small_data: Path, tmp_path: Path, labels: str) -> None:
    model = Path(shutil.copytree(SHIPPED, tmp_path / "model"))
    done = calibrate(model, small_data, labels)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert load_bundle(model).card.temperature == done.temperature != 1
    assert card["calibration"]["fitted_on"] == "FER-2013 PublicTest"
    assert card["calibration"]["labels"] == labels
    assert card["calibration"]["ece_after"] == done.after
    assert card["figures"]["readout_on_fer2013"]["ece"] == done.after["fer2013"]
    assert card["figures"]["readout_on_ferplus"]["ece"] == done.after["ferplus"]


def test_a_second_calibration_starts_from_the_bare_answers(small_data: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(SHIPPED, tmp_path / "model"))
    first, second = calibrate(model, small_data), calibrate(model, small_data)
    assert second.temperature == first.temperature
    assert second.before == first.after


def test_unknown_labels_are_told(small_data: Path) -> None:
    with pytest.raises(UserError, match="no labels “owls”"):
        calibrate(SHIPPED, small_data, "owls")
