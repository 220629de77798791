import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from acting_mirror import paths
from training.commands import main
from training.evaluate import OnFigures, Wishes

ROOT = Path(__file__).parents[2]

# A process of its own: Keras' backend is fixed for a process, and training wants torch.
STRAIGHT_AND_BROKEN_OFF = """
import itertools, json, os, sys
from training.commands import main

data, teacher, folder = sys.argv[1:]
def train(out, *more, recipe="smoke"):
    return main(["train", recipe, "--data", data, "--out", f"{folder}/{out}", "--threads", "1", *more])

codes = [train("straight", "--teacher", teacher)]
import torch
import training.train as loop
augment, calls = loop.augment, itertools.count(1)
def stopped_in_the_second_epoch(*arguments):
    if next(calls) == 4:
        raise KeyboardInterrupt
    return augment(*arguments)
loop.augment = stopped_in_the_second_epoch
codes.append(train("broken", "--teacher", teacher))
loop.augment = augment
codes += [
    train("broken", "--teacher", teacher),
    train("broken", "--resume"),
    train("none", "--resume"),
    train("other", "--teacher", "nobody.keras"),
    train("other", recipe="mini_xception"),
    train("broken", "--teacher", teacher, "--resume"),
]
with open(f"{folder}/straight/checkpoint.pt", "rb") as file:
    whole = file.read()
os.mkdir(f"{folder}/cut")
for part in (b"no checkpoint", whole[:1000]):
    with open(f"{folder}/cut/checkpoint.pt", "wb") as file:
        file.write(part)
    codes.append(train("cut", "--resume"))

def differs(one, other):
    if isinstance(one, torch.Tensor):
        return not torch.equal(one, other)
    if isinstance(one, dict):
        return one.keys() != other.keys() or any(differs(one[key], other[key]) for key in one if key != "seconds")
    if isinstance(one, list):
        return len(one) != len(other) or any(map(differs, one, other))
    return one != other

runs = [torch.load(f"{folder}/{name}/checkpoint.pt", weights_only=True) for name in ("straight", "broken")]
print(json.dumps({"codes": codes, "same": not differs(*runs), "epochs": len(runs[0]["history"])}))
"""


def test_a_run_that_was_broken_off_ends_like_one_that_was_not(small_data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    teacher = paths.models_dir() / "mini_xception" / "model.keras"
    command = [sys.executable, "-c", STRAIGHT_AND_BROKEN_OFF, str(small_data), str(teacher), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["codes"] == [0, 130, 2, 2, 2, 2, 2, 0, 2, 2]
    assert result["same"]
    assert result["epochs"] == 2
    for sentence in (
        "1 of 2 epochs are kept in",
        "holds a run already",
        "another recipe or teacher",
        "no checkpoint to resume from",
        "can't be read as a checkpoint",
        "The teacher nobody.keras does not exist",
        "35 faces to train on are less than a batch",
    ):
        assert sentence in done.stderr
    run = tmp_path / "broken"
    assert {path.name for path in run.iterdir()} == {"checkpoint.pt", "history.csv", "model.keras", "trained_on.txt"}
    header, *rows = (run / "history.csv").read_text().splitlines()
    assert header.startswith("epoch,loss,loss_fer2013,loss_ferplus,loss_teacher,accuracy_fer2013,accuracy_ferplus,")
    assert [row.split(",")[0] for row in rows] == ["1", "2"]
    assert "50% of the loss from the outputs of model.keras" in (run / "trained_on.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["train", "nothing", "--data", "."], "There is no recipe nothing"),
        (["train", "smoke", "--data", ".", "--threads", "0"], "--threads is 0"),
        (["evaluate", "nowhere", "--data", "."], "nowhere"),
        (["calibrate", "nowhere", "--data", "."], "nowhere"),
        (["compare", "nowhere"], "nowhere"),
        (["export", "nowhere", "model"], "nowhere does not exist"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_evaluate_prints_a_line_a_figure(
    small_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def evaluate(model: Path, wishes: Wishes, on_figures: OnFigures) -> Path:
        on_figures("FER-2013 PrivateTest", "fer2013", {"accuracy": 0.657, "macro": {"recall": 0.5}, "faces": 3589})
        return wishes.out or Path("reports")

    monkeypatch.setattr("training.evaluate.evaluate", evaluate)
    assert main(["evaluate", "model", "--data", str(small_data), "--out", "there"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert " ".join(first.split()) == "fer2013 65.70%, balanced 50.00% of 3,589 faces (FER-2013 PrivateTest)"
    assert last == "The report is in there."


def test_calibrate_prints_what_was_chosen_and_the_figures_of_the_plain_mean_beside(
    small_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = shutil.copytree(paths.models_dir() / "mini_xception", tmp_path / "model")
    assert main(["calibrate", str(model), "--data", str(small_data)]) == 0
    first, *figures = capsys.readouterr().out.splitlines()
    assert re.match(r"(arithmetic|geometric) mean, tau [\d.]+, temperature [\d.]+: chosen", first)
    told = [line.split()[:2] for line in figures]
    assert told == [[labels, how] for labels in ("ferplus", "fer2013") for how in ("plain", "chosen")]
    assert all("balanced" in line and "ECE" in line for line in figures)


def test_compare_prints_its_table_and_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(paths.models_dir() / "mini_xception")
    assert main(["compare", model, model, "--out", str(tmp_path / "table.md")]) == 0
    printed = capsys.readouterr().out
    assert printed == (tmp_path / "table.md").read_text(encoding="utf-8")
    assert printed.startswith("|  | mini_xception | mini_xception |")
    assert main(["compare", model, "--out", str(tmp_path / "none" / "table.md")]) == 2
