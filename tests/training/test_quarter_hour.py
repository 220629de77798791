"""The quarter of an hour on a processor, with recipes that take seconds."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from training import quarter_hour
from training.commands import main

pytest.importorskip("torch")
pytest.importorskip("keras")

ROOT = Path(__file__).parents[2]


def test_the_student_learns_from_the_teachers_in_the_time_that_is_left(
    make_data: Callable[[int], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(quarter_hour, "TEACHERS", ("smoke",))
    monkeypatch.setattr(quarter_hour, "STUDENT", "short")
    data, out = tmp_path / "faces.npz", tmp_path / "out"
    assert main(["pack", "--data", str(make_data(70)), "--out", str(data)]) == 0
    lines = list(quarter_hour.quarter_hour(data, out, "cpu", 0.05))
    assert [line.split(":")[0] for line in lines] == ["smoke", "short"]
    for name in ("smoke", "short"):
        assert (out / f"{name}.keras").is_file()
        with (out / f"{name}.csv").open(newline="") as text:
            rows = list(csv.DictReader(text))
        assert len(rows) >= 2, (
            out / f"{name}.log"
        ).read_text()  # one epoch to see how long it takes, then as many as fit
        assert rows[-1]["epoch"] == str(len(rows))
    assert "smoke.keras" in (out / "runs" / "short" / "trained_on.txt").read_text()


def test_a_run_that_fails_ends_all_and_says_where_to_look(
    small_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(quarter_hour, "TEACHERS", ("no_such_recipe",))
    with pytest.raises(UserError, match=r"no_such_recipe failed: .*no_such_recipe\.log"):
        list(quarter_hour.quarter_hour(small_data, tmp_path, "cpu", 0.05))
    assert "There is no recipe" in (tmp_path / "no_such_recipe.log").read_text()


def test_what_cannot_be_is_refused(small_data: Path, tmp_path: Path) -> None:
    wrong = {"--minutes 1 --resume": "can't be resumed", "--device cuda": "finds no GPU"}
    for words, sentence in wrong.items():
        command = f"-m training train smoke --data {small_data} --out {tmp_path / 'run'} {words}".split()
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        if words == "--device cuda" and done.returncode == 0:
            pytest.skip("there is a GPU here")
        assert done.returncode == 2, done.stderr
        assert sentence in done.stderr
