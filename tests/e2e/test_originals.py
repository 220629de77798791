"""No output replaces an input, not even with `--force`."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.calibration import Profile
from acting_mirror.core.frame import Image
from acting_mirror.rehearsal.expressions import user_expressions
from acting_mirror.rehearsal.lexicon import user_lexicon
from acting_mirror.settings.profiles import Profiles
from tests.e2e.conftest import Run
from tests.e2e.test_bad_input import refused
from tests.media import beep, make_clip, steady
from tests.takes import make_take


@pytest.fixture
def originals(tmp_path: Path, user_folders: Path, astronaut: Image) -> Path:
    """A folder with all that the commands read."""
    make_clip(tmp_path / "clip.mp4", steady(0.5), sound=beep(1, 0))
    make_clip(tmp_path / "page blurred.mp4", steady(0.5))
    (tmp_path / "script.fountain").write_text("ANNA\nStay. [[sad]]\n")
    (tmp_path / "times.csv").write_text("line,start_s,end_s\n1,0,0.4\n")
    (tmp_path / "yunet.onnx").write_text("weights")
    (tmp_path / "photos").mkdir()
    cv2.imwrite(str(tmp_path / "photos" / "a.jpg"), astronaut[:300, 50:400])
    cv2.imwrite(str(tmp_path / "photos" / "b.bmp"), astronaut[:300, 50:400])
    cv2.imwrite(str(tmp_path / "photos" / "b.bmp.png"), astronaut[:300, 50:400])
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "times.csv")
    (tmp_path / "soft.avi").symlink_to(tmp_path / "page blurred.mp4")
    shutil.copytree(paths.models_dir() / "mini_xception", tmp_path / "model")
    (tmp_path / "model" / "faces.csv").write_text("the model's own")
    Profiles().save(Profile("Anna", np.array([0.1] * 6 + [0.4], np.float32), np.ones(7, np.float32), "studio"))
    (tmp_path / "Anna.json").symlink_to(Profiles().path_of("Anna"))
    user_lexicon().write_text('"like a fox" = "happy"')
    (tmp_path / "lexicon.toml").symlink_to(user_lexicon())
    user_expressions().write_text('sad = ["jaw_open"]')
    (tmp_path / "expressions.toml").symlink_to(user_expressions())
    make_take(tmp_path / "Takes", "Monday")
    return tmp_path


REHEARSE = ("rehearse", "script.fountain", "clip.mp4", "--times", "times.csv")
SILENT = "page blurred.mp4"
TAKE = ("takes", "Monday", "--folder", ".")


@pytest.mark.parametrize(
    "words",
    [
        ("analyse", "clip.mp4", "-o", "clip.mp4"),
        ("analyse", SILENT, "-o", SILENT),
        ("analyse", SILENT, "-o", "soft.avi"),
        ("analyse", "clip.mp4", "--no-video", "--csv", "clip.mp4"),
        ("analyse", "clip.mp4", "--no-video", "--json", "photos/../clip.mp4"),
        ("analyse", "clip.mp4", "--no-video", "--csv", "yunet.onnx", "--detector-weights", "yunet.onnx"),
        ("analyse", "clip.mp4", "--no-video", "--json", "model/card.json", "--model", "model"),
        ("analyse", "camera:0", "--no-video", "--json", "model/card.json", "--model", "model"),
        ("demo", "-o", "model/faces.avi", "--model", "model"),
        ("photos", "photos", "--out", "photos"),
        ("photos", "photos/a.jpg", "--out", "photos"),
        ("photos", "photos", "--csv", "photos/a.jpg"),
        ("photos", "photos", "--sheet", "photos/b.bmp.png"),
        (*REHEARSE, "--csv", "times.csv"),
        (*REHEARSE, "--csv", "hard.csv"),
        (*REHEARSE, "--json", "script.fountain"),
        (*REHEARSE, "--report", "clip.mp4"),
        (*REHEARSE, "--profile", "ANNA", "--json", "Anna.json"),
        (*REHEARSE, "--csv", "lexicon.toml"),
        (*REHEARSE, "--csv", "expressions.toml"),
        (*REHEARSE, "--eaf", "clip.mp4"),
        ("rehearse", "script.fountain", SILENT, "--pace", "150", "--report", "page.html", "--blur"),
        (*TAKE, "--json", "Takes/Monday/take.json"),
        (*TAKE, "--csv", "Takes/Monday/media.mp4"),
        (*TAKE, "--report", "Takes/Monday/timeline.npz"),
    ],
)
def test_no_output_replaces_an_input(run: Run, originals: Path, words: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in originals.rglob("*") if path.is_file()}
    refused(run(*words, "--force"), "is read here and never replaced")
    assert {path: path.read_bytes() for path in originals.rglob("*") if path.is_file()} == before
