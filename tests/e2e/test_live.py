"""The real command on a camera that is faked at OpenCV's and PortAudio's boundaries, in a process of its own."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.e2e.conftest import COMMAND, Run
from tests.media import pictures_of

LIVE = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import cv2
from tests.fake_camera import FakeDriver, drawn, for_ever
from tests.fake_microphone import fake_sounddevice
pictures = drawn((320, 240), seconds=1.0)
scripts = {"good": for_ever(*pictures), "dies": lambda: [*pictures, *pictures[:15], "die"]}
chosen = scripts[sys.argv.pop(1)]
cv2.VideoCapture = FakeDriver(chosen, None) if chosen is scripts["dies"] else FakeDriver(chosen)
sys.modules["sounddevice"] = fake_sounddevice()
from acting_mirror.cli.main import main
from acting_mirror.vision.sources.camera import Camera
Camera.__init__.__defaults__ = (0, (1280, 720), 30.0, 20.0, 1.0, 0.5, lambda _: None)
main()
"""


def command(script: str, *words: str) -> list[str]:
    return [COMMAND[0], "-c", LIVE, str(ROOT), script, *words]


def live(folder: Path, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(script, *words), cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_a_camera_is_read_and_recorded_for_so_many_seconds(tmp_path: Path) -> None:
    words = ["analyse", "camera:0", "--seconds", "2", "--csv", "live.csv", "--json", "live.json"]
    done = live(tmp_path, "good", *words)
    assert done.returncode == 0, done.stderr
    assert "Person 1" in done.stdout
    times, _ = pictures_of(tmp_path / "output.avi")
    assert times[-1] == pytest.approx(2, abs=0.6)
    np.testing.assert_allclose(np.diff(times), 1 / 30, atol=1e-4)
    with (tmp_path / "live.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["person"] for row in rows} == {"0"}
    assert {path.name for path in tmp_path.iterdir()} == {"output.avi", "live.csv", "live.json"}


def test_ctrl_c_stops_and_saves(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("good", "analyse", "camera:0"), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 40
    while not list(tmp_path.glob("*.part.mkv")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert len(pictures_of(tmp_path / "output.avi")[0]) >= 15
    assert [path.name for path in tmp_path.iterdir()] == ["output.avi"]


def test_a_camera_that_dies_ends_cleanly_with_everything_saved(tmp_path: Path) -> None:
    done = live(tmp_path, "dies", "analyse", "camera:0")
    assert done.returncode == 0, done.stderr
    assert "The camera is gone" in done.stderr
    assert "Traceback" not in done.stderr
    assert pictures_of(tmp_path / "output.avi")[0][-1] >= 0.8


def test_kill_9_and_recover(tmp_path: Path, run: Run) -> None:
    process = subprocess.Popen(
        command("good", "analyse", "camera:0"), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 40
    while not list(tmp_path.glob("*.part.mkv")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "being recorded right now" in run("recover").stdout
    time.sleep(3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = run("recover")
    assert done.returncode == 0, done.stderr
    assert "output.avi.part.mkv is now output.avi" in done.stdout
    assert pictures_of(tmp_path / "output.avi")[0][-1] >= 1
    assert "Nothing to recover" in run("recover").stdout


def test_without_a_camera_it_says_what_else_to_do(run: Run) -> None:
    if os.path.exists("/dev/video0") or sys.platform != "linux":
        pytest.skip("there may be a camera here")
    for words in (["analyse", "camera:0"], ["analyse", "camera:studio"]):
        done = run(*words)
        assert done.returncode == 2
        assert "No camera found" in done.stderr
    assert "No camera found" in run("cameras").stdout


def test_a_full_disk_keeps_the_numbers_and_says_what_became_of_the_picture(tmp_path: Path, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(800_000))
    words = ["analyse", "camera:0", "--seconds", "3", "-o", f"{small_disk}/output.avi", "--csv", "live.csv"]
    done = live(tmp_path, "good", *words)
    assert done.returncode == 2, done.stderr
    assert "the disk is full" in done.stderr
    assert "acting-mirror recover" in done.stderr
    assert "Traceback" not in done.stderr
    assert len((tmp_path / "live.csv").read_text().splitlines()) > 20
    assert {path.name for path in small_disk.iterdir()} == {"filler", "output.avi.part.mkv"}
