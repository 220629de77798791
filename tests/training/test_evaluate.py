import json
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.model_bundle import load_bundle
from training import evaluate as evaluate_module
from training import report as report_module
from training import source as source_module
from training.benchmarks import Labelling
from training.evaluate import Wishes, evaluate, judged
from training.groupings import GROUPINGS
from training.report import read_report
from training.source import open_source

SHIPPED = paths.models_dir() / "mini_xception"
TIMES = {"tflite": {"1": 0.25, "20": 0.2}}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without timing, and without the plots, of which two take a second."""
    monkeypatch.setattr(evaluate_module, "milliseconds_a_face", lambda keras_file, tflite_file: TIMES)
    monkeypatch.setattr(report_module, "_plot", lambda report, folder, history: [history.name] if history else [])


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversion that takes no time: each network becomes the shipped one."""

    def convert(module: str, keras_file: Path, tflite_file: Path, failed: str) -> dict[str, Any]:
        shutil.copy(SHIPPED / "model.tflite", tflite_file)
        outputs = {"fer2013": 7, "ferplus": 8}
        return {"name": "any", "parameters": 67_647, "outputs": outputs, "difference": 2e-7}

    monkeypatch.setattr(source_module, "answer_of", convert)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "mini_xception"))


def evaluated(model: Path, data: Path, out: Path | None = None, **more: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """The titles and answers that were told of."""
    told: list[tuple[str, str]] = []
    evaluate(model, Wishes(data, out, **more), lambda title, answer, _: told.append((title, answer)))
    return told


def test_figures_go_into_the_card_and_the_rest_of_it_stays(small_data: Path, model: Path, tmp_path: Path) -> None:
    before = json.loads((model / "card.json").read_text(encoding="utf-8"))
    evaluated(model, data=small_data, out=tmp_path / "report")
    after = json.loads((model / "card.json").read_text(encoding="utf-8"))
    measured = after.pop("figures")
    before.pop("figures")
    assert after == before
    assert load_bundle(model).card.figures == measured
    assert set(measured) == {"fer2013", "ferplus", "readout_on_fer2013", "readout_on_ferplus"}
    assert [measured[name]["faces"] for name in measured] == [35, 35, 35, 35]
    assert len(measured["ferplus"]["confusion"]) == 8
    assert len(measured["readout_on_ferplus"]["confusion"]) == 7
    assert {"top2", "ece", "macro", "weighted"} <= measured["fer2013"].keys()
    assert list(model.glob("*.part")) == []


def test_the_report_has_everything_and_names_no_folder_of_this_machine(
    small_data: Path, model: Path, tmp_path: Path
) -> None:
    told = evaluated(model, data=small_data, out=tmp_path / "report")
    report = read_report(tmp_path / "report")
    assert set(report["sets"]) == {
        f"{kind}_{split}" for kind in ("fer2013", "ferplus", "ferplus7") for split in ("public", "private")
    }
    assert len(told) == sum(len(each["answers"]) for each in report["sets"].values()) == 10
    assert report["parameters"] == 67_647
    assert report["bytes"]["model.tflite"] == (SHIPPED / "model.tflite").stat().st_size
    assert report["sets"]["fer2013_private"]["answers"]["readout"]["groupings"].keys() == {"six", "three", "two"}
    assert str(tmp_path) not in (tmp_path / "report" / "report.json").read_text(encoding="utf-8")


def test_peaks_of_ckplus_are_measured_where_they_are(small_data: Path, model: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    (data / "ckplus" / "happy").mkdir(parents=True)
    cv2.imwrite(str(data / "ckplus" / "happy" / "S005_001_00000011.png"), np.full((48, 48), 90, np.uint8))
    evaluated(model, data=data, out=tmp_path / "report")
    sets = read_report(tmp_path / "report")["sets"]
    assert sets["ckplus"]["answers"]["readout"]["faces"] == 1
    assert sets["ckplus_haar"]["found"] == 0.0
    assert sets["ckplus_haar"]["answers"]["fer2013"]["faces"] == 0


def test_folders_of_labelled_faces_are_measured_and_the_card_stays(model: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "mine" / "sad").mkdir(parents=True)
    cv2.imwrite(str(tmp_path / "data" / "mine" / "sad" / "1.png"), np.full((60, 60), 90, np.uint8))
    before = (model / "card.json").read_bytes()
    told = evaluated(model, data=tmp_path / "data", out=tmp_path / "report")
    assert [title for title, _ in told] == ["the folder mine"] * 3
    assert (model / "card.json").read_bytes() == before


def test_another_tflite_file_is_measured_under_its_own_name(small_data: Path, model: Path, tmp_path: Path) -> None:
    before = (model / "card.json").read_bytes()
    other = Path(shutil.copy(SHIPPED / "model.tflite", tmp_path / "small.tflite"))
    evaluated(model, data=small_data, out=tmp_path / "report", tflite=other)
    report = read_report(tmp_path / "report")
    assert (report["name"], list(report["bytes"])) == ("small", ["model.tflite"])
    assert (model / "card.json").read_bytes() == before


@pytest.mark.usefixtures("converted")
def test_a_run_is_measured_like_the_model_it_becomes(small_data: Path, model: Path, tmp_path: Path) -> None:
    run = tmp_path / "night"
    run.mkdir()
    shutil.copy(SHIPPED / "model.keras", run)
    (run / "history.csv").write_text("epoch,loss,loss_fer2013,accuracy_fer2013\n1,2,1,0.3\n2,1,0.5,0.4\n")
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    as_a_run = {"mean": "arithmetic", "tau": 0.0, "temperature": 1.0}  # which has no card that says otherwise
    card["input"].pop("light")
    (model / "card.json").write_text(json.dumps(card | as_a_run), encoding="utf-8")
    for path, name in ((run, "run"), (model, "model")):
        evaluated(path, data=small_data, out=tmp_path / name)
    of_run, of_model = (read_report(tmp_path / name) for name in ("run", "model"))
    assert of_run["name"] == "night"
    assert of_run["keras_differs_by"] == 2e-7
    assert of_run["sets"] == of_model["sets"]
    assert "![history.csv]" in (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    with open_source(run / "model.keras") as source:
        assert source.name == "night"


def test_a_head_of_groups_is_judged_by_its_groups() -> None:
    labels = GROUPINGS["two"].labels  # fear, sad
    truth = np.array([EMOTIONS.index(name) for name in ("sad", "happy", "fear")])
    labelling = Labelling("x", "x", np.arange(3), truth, EMOTIONS, ("two",))
    measured = judged(np.array([[0.2, 0.8], [0.5, 0.5], [0.4, 0.6]], np.float32), labels, labelling)
    assert measured["faces"] == 2
    assert measured["accuracy"] == 0.5


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ({"preprocessing": "lipstick"}, "--preprocessing is 'lipstick'"),
        ({"preprocessing": "level_eyes"}, "goes by the eyes"),
    ],
)
def test_preprocessing_that_can_not_be_done_is_told(small_data: Path, wishes: dict[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says):
        evaluated(SHIPPED, data=small_data, **wishes)


def test_what_is_no_network_is_told(small_data: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no network"):
        evaluated(tmp_path, data=small_data)
    with pytest.raises(UserError, match="goes with a model's folder"):
        evaluated(SHIPPED / "model.keras", data=small_data, tflite=SHIPPED / "model.tflite")
