"""A script and a finished clip in, scores out."""

import json
from pathlib import Path

import numpy as np
import pytest
from pympi.Elan import Eaf

from acting_mirror.core.calibration import Profile
from acting_mirror.core.target import Target
from acting_mirror.pipeline.kept import kept
from acting_mirror.rehearsal.scoring import score_line
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import DEFAULT_MODEL, AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.e2e.conftest import Run
from tests.e2e.test_bad_input import refused
from tests.media import make_clip, steady

THREE = "ANNA\nStay. [[sad]]\n\nANNA\nWho is there? [[scared]]\n\nANNA\nIt is you! [[happy]]\n"
TIMES = "line,start_s,end_s\n1,0,6\n2,6.5,9\n3,13,19\n"


def test_an_actress_is_scored_as_the_scoring_says(run: Run, tmp_path: Path, data_dir: Path) -> None:
    (tmp_path / "three.fountain").write_text(THREE)
    (tmp_path / "times.csv").write_text(TIMES)
    clip = data_dir / "media" / "one_actor.mp4"
    done = run(
        "rehearse", "three.fountain", clip, "--times", "times.csv", "--json", "scores.json", "--eaf", "scores.eaf"
    )
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "scores.json").read_text())
    timeline = kept(clip, AnalysisSettings(), load_bundle(DEFAULT_MODEL).card.digest)  # by the command
    assert timeline is not None
    assert timeline.frames == 472
    spans = (("sad", 0, 6), ("fear", 6.5, 9), ("happy", 13, 19))
    scores = [score_line(timeline, Target(emotion), start_s, end_s) for emotion, start_s, end_s in spans]
    totals = [score.total for score in scores if score is not None]
    assert [line["score"]["total"] for line in content["lines"]] == pytest.approx(totals)
    assert content["total"] == pytest.approx(sum(totals) / 3)
    assert [words for *_, words in Eaf(str(tmp_path / "scores.eaf")).get_annotation_data_for_tier("Targets")] == [
        *("sad", "scared", "happy")
    ]
    assert f"Total: {content['total']:.0f} of 100 · all lines." in done.stdout


def test_a_profile_of_another_model_is_told_and_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text("ANNA\nStay. [[sad]]\n")
    actor = SyntheticActor((320, 240), 10.0)
    make_clip(tmp_path / "clip.mp4", steady(2, 10), actor.size, lambda t_s: actor.frame(round(t_s * 10)).bgr)
    rest = np.array([0.1] * 6 + [0.4], np.float32)
    mini, studio = (load_bundle(name).card.full_name for name in ("mini_xception", "studio"))
    Profiles().save(Profile("Anna", rest, np.ones(7, np.float32), mini))
    words = ["rehearse", "script.fountain", "clip.mp4", "--pace", "60", "--profile", "Anna"]
    done = run(*words, "--json", "scores.json")
    assert done.returncode == 0, done.stderr
    assert f"made with the model {mini}, not with {studio}: calibrate again." in done.stderr
    assert json.loads((tmp_path / "scores.json").read_text())["profile"] == "Anna"
    assert "calibrate" not in run(*words, "--model", "mini_xception").stderr


def test_words_below_names_that_were_not_taken_as_speech_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text("ANNA\nStay.\n\nAnna\nDo not go.\n")
    actor = SyntheticActor((320, 240), 10.0)
    make_clip(tmp_path / "clip.mp4", steady(2, 10), actor.size, lambda t_s: actor.frame(round(t_s * 10)).bgr)
    done = run("rehearse", "script.fountain", "clip.mp4", "--pace", "60")
    assert done.returncode == 0, done.stderr
    assert "script.fountain: 3 words below names were not taken as speech: look at line 5, and if" in done.stderr


def test_directions_are_measured_scored_and_told_without_an_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text("ANNA\nHere I am, and here I stay. [[look: lens, jaw open]]\n")
    actor = SyntheticActor((320, 240), 10.0)
    make_clip(tmp_path / "clip.mp4", steady(2, 10), actor.size, lambda t_s: actor.frame(round(t_s * 10)).bgr)
    done = run("rehearse", "script.fountain", "clip.mp4", "--pace", "240", "--json", "scores.json")
    assert done.returncode == 0, done.stderr
    (line,) = json.loads((tmp_path / "scores.json").read_text())["lines"]
    look, jaw = line["directions"]
    assert (look["name"], jaw["name"], line["score"]) == ("look: lens", "jaw open", None)
    assert line["words"].startswith("You looked into the lens for ")
    total = (look["total"] + jaw["total"]) / 2
    assert f"Total: {total:.0f} of 100 · all lines." in done.stdout


@pytest.mark.parametrize(
    ("script", "options", "says"),
    [
        ("ANNA\nStay. [[sda 40%]]\n", ["--pace", "100"], "script.fountain, line 2, column"),
        (THREE, ["--pace", "100", "--times", "times.csv"], "contradict"),
        (THREE, ["--pace", "100", "--blur"], "add --report"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    run: Run, tmp_path: Path, script: str, options: list[str], says: str
) -> None:
    (tmp_path / "script.fountain").write_text(script)
    make_clip(tmp_path / "clip.mp4", steady(1, 10))
    refused(run("rehearse", "script.fountain", "clip.mp4", "--json", "out.json", *options), says)
    assert not (tmp_path / "out.json").exists()
