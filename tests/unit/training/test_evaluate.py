import json
import shutil
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.model_bundle import load_bundle
from training.data import Faces
from training.evaluate import SPLIT, evaluate, measure

SHIPPED = paths.models_dir() / "mini_xception"


def test_figures_go_into_the_card_and_the_rest_of_it_stays(small_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mini_xception"
    shutil.copytree(SHIPPED, folder)
    before = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    measured = evaluate(folder, small_data)
    after = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert after.pop("figures") == measured
    before.pop("figures")
    assert after == before
    assert load_bundle(folder).card.figures == measured
    assert set(measured) == {"fer2013", "ferplus", "readout_on_fer2013", "readout_on_ferplus"}
    assert [measured[name]["faces"] for name in measured] == [35, 35, 35, 35]
    assert len(measured["ferplus"]["confusion"]) == 8
    assert len(measured["readout_on_ferplus"]["confusion"]) == 7
    assert list(folder.glob("*.part")) == []


def test_a_folder_without_a_model_is_told(small_data: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="card"):
        evaluate(tmp_path, small_data)


def test_the_shipped_card_says_what_is_measured(real_faces: dict[str, Faces]) -> None:
    bundle = load_bundle(SHIPPED)
    measured = measure(open_classifier(bundle), real_faces[SPLIT])
    assert measured["fer2013"]["accuracy"] >= 0.655
    for name, figure in measured.items():
        # Another processor may round a face or two to another label.
        assert figure["accuracy"] == pytest.approx(bundle.card.figures[name]["accuracy"], abs=1e-3), name
