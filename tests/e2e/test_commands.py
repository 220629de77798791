"""The commands as a user types them."""

import csv
import functools
import json
import os
import signal
import subprocess
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from acting_mirror.cli.demo import demo
from acting_mirror.cli.models import models
from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.e2e.conftest import COMMAND, Run
from tests.media import break_off, make_clip, steady


def decoded(path: Path) -> tuple[int, float]:
    """Frames, and seconds from the first to the end of the last."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        times = [float(frame.time) for frame in container.decode(stream) if frame.time is not None]
        assert stream.average_rate is not None
        return len(times), times[-1] - times[0] + 1 / float(stream.average_rate)


def drifting(photo: Image, seconds: float, path: Path) -> Path:
    """A clip of a real face that drifts from side to side, 400 by 360 at 25 frames a second."""

    def at(t_s: float) -> Image:
        x = abs(round(25 * t_s) % 200 - 100)  # and back: a face that leaps is another one at first
        return np.ascontiguousarray(photo[:360, x : x + 400])

    codec = "mpeg4" if path.suffix == ".avi" else "libx264"
    return make_clip(path, steady(seconds), (400, 360), at, codec=codec)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def face_clip(tmp_path: Path, astronaut: Image) -> Path:
    return drifting(astronaut, 2, tmp_path / "face.mp4")


def test_demo_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    _, _, *others = SyntheticActor.__init__.__defaults__ or ()
    monkeypatch.setattr(SyntheticActor.__init__, "__defaults__", ((320, 240), 10.0, *others))
    demo()
    said = capsys.readouterr().out
    assert "Self-check: reading and drawing agree" in said
    assert "accuracy" not in said.lower()
    frames, length = decoded(tmp_path / "output.avi")
    rows = rows_of(tmp_path / "output.csv")
    assert {row["person"] for row in rows} == {"0"}
    assert len(rows) >= 0.95 * frames
    assert length == pytest.approx(frames / 10, abs=0.05)


def test_analyse_writes_the_clip_its_numbers_and_a_summary(run: Run, tmp_path: Path, face_clip: Path) -> None:
    done = run("analyse", "face.mp4", "--csv", "face.csv", "--json", "face.json")
    assert done.returncode == 0, done.stderr
    assert "Person 1" in done.stdout
    assert decoded(tmp_path / "output.avi") == (50, pytest.approx(2, abs=0.05))
    rows = rows_of(tmp_path / "face.csv")
    assert len(rows) >= 40
    assert {row["label"] for row in rows} == {"happy"}
    assert all(99 <= sum(float(row[name]) for name in list(row)[10:17]) <= 101 for row in rows)
    summary = json.loads((tmp_path / "face.json").read_text())
    assert summary["model"]["name"] == "studio"
    assert summary["people"][0]["label"] == "happy"
    assert summary["source"]["interrupted"] is False


def test_analyse_without_a_video_writes_only_what_was_asked_for(run: Run, tmp_path: Path, face_clip: Path) -> None:
    assert run("analyse", "face.mp4", "--no-video", "--csv", "face.csv").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"face.mp4", "face.csv"}


def test_force_replaces(run: Run, tmp_path: Path, face_clip: Path) -> None:
    (tmp_path / "output.avi").write_text("old")
    assert run("analyse", "face.mp4", "--force").returncode == 0
    assert decoded(tmp_path / "output.avi")[0] == 50


def test_ctrl_c_keeps_what_was_read(tmp_path: Path, astronaut: Image, user_folders: Path) -> None:
    drifting(astronaut, 30, tmp_path / "long.mp4")
    words = [*COMMAND, "analyse", "long.mp4", "--csv", "long.csv"]
    process = subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".*.part")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    frames, _ = decoded(tmp_path / "output.avi")
    rows = rows_of(tmp_path / "long.csv")
    assert 0 < frames < 750
    assert int(rows[-1]["frame"]) == frames - 1
    assert {path.name for path in tmp_path.iterdir()} == {"long.mp4", "long.csv", "output.avi"}


def test_a_clip_that_breaks_off_keeps_what_was_read_and_says_where(run: Run, tmp_path: Path, astronaut: Image) -> None:
    break_off(drifting(astronaut, 4, tmp_path / "whole.avi"), 0.5, tmp_path / "broken.avi")
    done = run("analyse", "broken.avi", "--csv", "broken.csv")
    assert done.returncode == 0, done.stderr
    assert "breaks off at" in done.stderr
    frames, _ = decoded(tmp_path / "output.avi")
    assert 20 <= frames <= 80
    assert int(rows_of(tmp_path / "broken.csv")[-1]["frame"]) == frames - 1


def test_movements_are_columns_and_a_part_of_the_summary(run: Run, tmp_path: Path, astronaut: Image) -> None:
    drifting(astronaut, 2, tmp_path / "clip.avi")
    for name, words in (("plain", ()), ("moving", ("--movements",))):
        tables = ("--no-video", "--csv", f"{name}.csv", "--json", f"{name}.json")
        done = run("analyse", "clip.avi", *tables, *words)
        assert done.returncode == 0, done.stderr
    plain, moving = rows_of(tmp_path / "plain.csv"), rows_of(tmp_path / "moving.csv")
    assert plain[0].keys() <= moving[0].keys()
    for name in ("t_s", "frame", "person", "readable", "reason", "label"):
        assert [row[name] for row in moving] == [row[name] for row in plain], name
    for name in ("x", "y", "width", "height", "happy"):  # its landmarks say where the face is
        np.testing.assert_allclose(*([float(row[name]) for row in rows] for rows in (moving, plain)), atol=6)
    assert all(abs(float(row["yaw_deg"])) < 10 and 0 <= float(row["jaw_open"]) < 0.2 for row in moving)
    summaries = [json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in ("plain", "moving")]
    assert summaries[1].pop("movements")["frames"] == len(moving)
    assert summaries[1]["settings"].pop("movements") is True
    means = [summary["people"][0].pop("mean") for summary in summaries]
    assert means[0] == pytest.approx(means[1], abs=0.01)
    assert summaries[0] == summaries[1]


def test_photos_of_a_folder(run: Run, tmp_path: Path, astronaut: Image) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    cv2.imwrite(str(folder / "astronaut.jpg"), astronaut)
    cv2.imwrite(str(folder / "wall.png"), np.full((100, 100, 3), 120, np.uint8))
    (folder / "broken.jpg").write_text("no photo")
    (folder / "notes.txt").write_text("no photo")
    done = run("photos", folder, "--csv", "faces.csv", "--out", "annotated")
    assert done.returncode == 0, done.stderr
    assert "astronaut.jpg  person 1: Happy" in done.stdout
    assert "wall.png  no face found" in done.stdout
    assert "broken.jpg" in done.stderr and "imencode" not in done.stderr
    assert "1 file isn't a photo: notes.txt." in done.stderr
    assert [row["file"] for row in rows_of(tmp_path / "faces.csv")] == ["astronaut.jpg"]
    copy = cv2.imread(str(tmp_path / "annotated" / "astronaut.jpg"))
    assert copy is not None
    assert copy.shape == astronaut.shape
    assert run("photos", folder, "--out", "annotated").returncode == 2
    assert run("photos", folder, "--out", "annotated", "--force").returncode == 0


def test_models_shows_the_figures_of_the_cards(run: Run) -> None:
    done = run("models")
    assert done.returncode == 0
    assert "mini_xception" in done.stdout
    assert "%" in done.stdout


def test_the_table_of_models_is_whole_in_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = []
    for width in ("200", "80"):
        monkeypatch.setenv("COLUMNS", width)
        models()
        tables.append(capsys.readouterr().out)
    wide, narrow = tables
    assert "…" not in narrow and max(map(len, narrow.splitlines())) <= 80
    assert sorted(narrow.split()) == sorted(wide.split())


def test_doctor_says_what_is_here_and_what_is_missing(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "Model mini_xception" in done.stdout
    assert "acting-mirror download yunet" in done.stdout


def test_doctor_writes_a_report_to_give_away(run: Run) -> None:
    report = run("doctor", "--report").stdout
    assert report.startswith("Acting Mirror\n  Python ")
    assert "ok: Model studio" in report
    assert str(Path.home()) not in report


@pytest.mark.parametrize("command", ["analyse", "demo"])
def test_help_says_where_the_video_goes_unless_told(run: Run, command: str) -> None:
    assert "output.avi" in run(command, "--help").stdout


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("acting-mirror ")
    assert "--detector" in run("analyse", "--help").stdout


def test_a_fault_of_ours_is_one_sentence_and_the_log_has_the_rest(tmp_path: Path, user_folders: Path) -> None:
    code = (
        "import sys\nsys.argv = ['acting-mirror', 'models']\n"
        "from acting_mirror.cli import main\nfrom acting_mirror.vision import model_bundle\n"
        "model_bundle.model_names = lambda: 1 / 0\nmain.main()"
    )
    command = [*COMMAND[:1], "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    (log,) = user_folders.rglob("acting-mirror.log")
    assert "ZeroDivisionError" in log.read_text()


def test_a_link_is_fetched_read_and_named_by_its_title(run: Run, tmp_path: Path, face_clip: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    face_clip.rename(site / "Act 1.mp4")
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=[0.01])
        thread.start()
        done = run("analyse", f"http://127.0.0.1:{http.server_port}/Act%201.mp4")
        http.shutdown()
        thread.join()
    assert done.returncode == 0, done.stderr
    assert decoded(tmp_path / "Act 1.avi")[0] == 50
    assert run("analyse", "file:///etc/passwd").returncode == 2


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep quiet."""
