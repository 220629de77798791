import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from training.answers import read_answers, write_answers
from training.benchmarks import Labelling
from training.compare import compare
from training.evaluate import card_figures, judged
from training.report import markdown, read_report, write_report

SHIPPED = paths.models_dir() / "mini_xception"


def made_report(name: str = "owl") -> dict[str, Any]:
    """A report of a network that reads three faces out of four right."""
    truth = np.array([0, 3, 3, 6])
    labelling = Labelling("fer2013_private", "FER-2013 PrivateTest", np.arange(4), truth, EMOTIONS, ("fer2013",))
    probs = np.full((4, 7), 0.05, np.float32)
    probs[np.arange(4), [0, 3, 3, 4]] = 0.7
    measured = judged(probs, EMOTIONS, labelling)
    one = {"title": labelling.title, "rule": "made up", "found": 0.5, "answers": {"fer2013": measured}}
    return {
        "name": name,
        "parameters": 1234,
        "heads": {"fer2013": list(EMOTIONS)},
        "readout": "mean",
        "temperature": 1.0,
        "bytes": {"model.tflite": 5000},
        "keras_differs_by": 2e-7,
        "milliseconds_a_face": {"tflite": {"1": 0.5, "20": 0.25}},
        "sets": {"fer2013_private": one},
    }


def test_networks_stand_side_by_side_and_what_is_missing_is_a_dash(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps(made_report()))
    rows = {line.split(" | ")[0].strip("| "): line.strip("|\n").split("|")[1:] for line in
            compare([tmp_path, SHIPPED]).splitlines()}  # fmt: skip
    cells = {name: [cell.strip() for cell in row] for name, row in rows.items()}
    assert cells["parameters"] == ["1,234", "67,647"]
    assert cells["read-out"][0] == "mean (arithmetic), tau 0, temperature 1"
    assert cells["head fer2013, FER-2013 PrivateTest: balanced"] == ["66.67%", "60.33%"]
    assert cells["model.tflite, kB"] == ["5", "279"]
    assert cells["ms a face, tflite, batch of 20"] == ["0.25", "–"]  # noqa: RUF001
    assert cells["head fer2013, FER-2013 PrivateTest: top-1"] == ["75.00%", "67.15%"]
    assert cells["head fer2013, FER-2013 PrivateTest: ECE"][0] == "0.050"
    assert cells["head ferplus, FER+ PrivateTest, 8 classes: top-1"] == ["–", "80.32%"]  # noqa: RUF001


def answered(folder: Path, right: int, truth: np.ndarray) -> Path:
    """A report with its answers, the first of which are right."""
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps(made_report(folder.name)))
    said = np.where(np.arange(len(truth)) < right, truth, 1 - truth)
    write_answers({("fer2013_private", "readout"): (truth, np.eye(2, dtype=np.float32)[said])}, folder)
    return folder


def test_of_reports_with_the_same_faces_the_differences_have_intervals(tmp_path: Path) -> None:
    truth = np.arange(100) % 2
    old, new = answered(tmp_path / "old", 60, truth), answered(tmp_path / "new", 80, truth)
    other = answered(tmp_path / "other", 80, truth[:-1])
    lines = compare([old, new, other, SHIPPED]).splitlines()
    (header,) = (line for line in lines if "less" in line)
    assert header.startswith("| new less old, points | faces | top-1 | balanced | ECE |")
    assert lines[-1].startswith("| fer2013_private, readout | 100 | +20.0 (+1")
    assert "| -20.0 (-2" in lines[-1]


def test_answers_are_read_as_they_were_written(tmp_path: Path) -> None:
    truth = np.arange(5) % 2
    answers = read_answers(answered(tmp_path / "owl", 3, truth) / "report.json")
    assert answers.keys() == {("fer2013_private", "readout")}
    assert answers["fer2013_private", "readout"][0].tolist() == truth.tolist()
    assert not read_answers(SHIPPED)


def test_damaged_answers_are_told(tmp_path: Path) -> None:
    folder = answered(tmp_path / "owl", 3, np.arange(5) % 2)
    (folder / "answers.npz").write_bytes((folder / "answers.npz").read_bytes()[:300])
    with pytest.raises(UserError, match="can't be read as answers"):
        compare([folder, folder])


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    for text in ("{}", "[1]", "no json"):
        (tmp_path / "report.json").write_text(text)
        with pytest.raises(UserError, match=r"report\.json can't be read as a report"):
            compare([tmp_path])


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    report = made_report()
    write_report(report, tmp_path / "deep" / "folder")
    assert read_report(tmp_path / "deep" / "folder") == report
    names = {path.name for path in (tmp_path / "deep" / "folder").iterdir()}
    assert names == {
        "report.json",
        "report.md",
        "confusion_fer2013_private_fer2013.png",
        "reliability_fer2013_private_fer2013.png",
    }


def test_a_report_reads_well() -> None:
    text = markdown(made_report(), ["one.png"])
    assert "| FER-2013 PrivateTest | fer2013 | 4 | 50.0% | 75.00% |" in text
    assert "- TFLite, a face on one core: 0.50 ms in a batch of 1, 0.25 ms in a batch of 20" in text
    assert "| happy | 1.000 | 1.000 | 1.000 | 2 |" in text
    assert "| FER-2013 PrivateTest | fer2013 | three | 4 | 75.00% |" in text
    assert "![one.png](one.png)" in text


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="can't be written"):
        write_report(made_report(), tmp_path / "file")


def test_a_card_has_no_more_than_its_own_figures() -> None:
    shipped = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))["figures"]["fer2013"]
    one = made_report()["sets"]["fer2013_private"] | {"rule": ""}
    sets = dict.fromkeys(("fer2013_private", "ferplus_private", "ferplus7_private"), one)
    assert shipped.keys() <= card_figures(sets)["fer2013"].keys()
    assert not {"reliability", "groupings", "rule"} & card_figures(sets)["fer2013"].keys()
