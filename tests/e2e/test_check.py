"""A self-tape in, what is good of it and what is not out."""

import json
from pathlib import Path

import numpy as np

from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.e2e.conftest import Run
from tests.e2e.test_bad_input import refused
from tests.media import make_clip, steady
from tests.speech import room

SCRIPT = "ANNA\nYou told me that you would be here at nine and nobody answered\n"


def tape(path: Path) -> Path:
    """The drawn actor, with one who speaks from 0.8 to 3.4 s, in an upright picture."""
    actor = SyntheticActor((320, 240), 10.0)
    sound = np.stack([room([(False, 0.8), (True, 2.6), (False, 0.6)], 0.0003, 0.8)] * 2)
    return make_clip(path, steady(4, 10), (240, 320), lambda t_s: _upright(actor.frame(round(t_s * 10)).bgr), sound)


def _upright(picture: np.ndarray) -> np.ndarray:
    return np.pad(picture[:, 40:280], ((40, 40), (0, 0), (0, 0)), "edge")


def test_points_are_said_and_written_with_stills(run: Run, tmp_path: Path) -> None:
    tape(tmp_path / "tape.mp4")
    (tmp_path / "scene.fountain").write_text(SCRIPT)
    done = run("check", "tape.mp4", "--script", "scene.fountain", "--json", "check.json", "--report", "check.html")
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "check.json").read_text())
    points = {point["point"]: point for point in content["points"]}
    assert content["profile"] == "general"
    assert all(
        set(point) == {"point", "verdict", "value", "unit", "t_s", "sentence", "advice"} for point in points.values()
    )
    assert points["format.landscape"]["verdict"] == "wont"
    assert points["framing.face"]["verdict"] == "good"
    assert abs(points["ends.before"]["value"] - 0.8) < 0.1
    words = len(SCRIPT.split()) - 1
    assert abs(points["script.pace"]["value"] / (60 * words / 2.6) - 1) < 0.05
    assert all(bool(point["advice"]) == (point["verdict"] != "good") for point in points.values())
    page = (tmp_path / "check.html").read_text()
    assert points["format.landscape"]["sentence"] in done.stdout
    assert points["format.landscape"]["advice"] in page
    assert "data:image/jpeg" in page
    assert "The figures of General are of 2026" in done.stdout


def test_what_can_t_be_checked_is_one_sentence(run: Run, tmp_path: Path) -> None:
    make_clip(tmp_path / "tape.mp4", steady(0.5))
    refused(run("check", "tape.mp4", "--for", "nowhere"), "general")
    refused(run("check", "none.mp4"), "none.mp4")
    refused(run("check", "tape.mp4", "--json", "tape.mp4", "--force"), "tape.mp4")
    refused(run("check", "tape.mp4", "--character", "ANNA"), "--script")


def test_a_tape_without_sound_and_face_is_checked_all_the_same(run: Run, tmp_path: Path) -> None:
    make_clip(tmp_path / "tape.mkv", steady(1))
    done = run("check", "tape.mkv", "--json", "check.json")
    assert done.returncode == 0, done.stderr
    points = {point["point"]: point["verdict"] for point in json.loads((tmp_path / "check.json").read_text())["points"]}
    assert points["sound.there"] == points["framing.face"] == points["format.container"] == "wont"
