"""What is wrong with the input or the place of the output: one sentence, exit code 2, nothing left behind."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from acting_mirror import paths
from tests.e2e.conftest import Run
from tests.media import beep, make_clip, steady


def refused(done: "subprocess.CompletedProcess[str]", *says: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("acting-mirror: ")
    assert lines[0].endswith(".")
    for words in says:
        assert words in lines[0]


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", steady(2), sound=beep(2, 1))


def test_a_missing_clip(run: Run, tmp_path: Path) -> None:
    refused(run("analyse", "none.mp4"), "none.mp4")
    assert files(tmp_path) == set()


@pytest.mark.parametrize("content", [b"", b"Dear diary, this is no film.\n" * 50, bytes(range(256)) * 40])
def test_a_clip_that_is_none(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(content)
    refused(run("analyse", "clip.mp4"), "clip.mp4")
    assert files(tmp_path) == {"clip.mp4"}


def test_a_clip_cut_before_its_index(run: Run, tmp_path: Path, clip: Path) -> None:
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    refused(run("analyse", "clip.mp4"), "clip.mp4")
    assert files(tmp_path) == {"clip.mp4"}


def test_sound_without_a_picture(run: Run, tmp_path: Path) -> None:
    make_clip(tmp_path / "sound.mp4", sound=beep(1, 0))
    refused(run("analyse", "sound.mp4"), "sound.mp4")
    assert files(tmp_path) == {"sound.mp4"}


def test_a_folder_points_to_photos(run: Run, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    refused(run("analyse", "holiday"), "folder", "acting-mirror photos")


def test_a_photo_of_no_size(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"")
    refused(run("photos", "photo.jpg"), "photo.jpg")


def test_missing_photos_and_an_empty_folder(run: Run, tmp_path: Path) -> None:
    refused(run("photos", "none"), "none")
    (tmp_path / "empty").mkdir()
    refused(run("photos", "empty"), "empty")


@pytest.mark.parametrize("option", ["-o", "--csv", "--json"])
def test_an_output_below_a_file_in_a_missing_folder_or_in_place_of_a_folder(
    run: Run, tmp_path: Path, clip: Path, option: str
) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.avi").mkdir()
    before = files(tmp_path)
    video = ["--no-video"] if option != "-o" else []
    for output in ("notes.txt/out.avi", "missing/out.avi", "folder.avi"):
        refused(run("analyse", "clip.mp4", *video, option, output), output)
    assert files(tmp_path) == before


def test_an_output_that_exists_stays_as_it_is(run: Run, tmp_path: Path, clip: Path) -> None:
    (tmp_path / "output.avi").write_text("precious")
    refused(run("analyse", "clip.mp4"), "output.avi", "--force")
    assert (tmp_path / "output.avi").read_text() == "precious"


def test_two_outputs_of_one_name(run: Run, tmp_path: Path, clip: Path) -> None:
    refused(run("analyse", "clip.mp4", "--no-video", "--csv", "a", "--json", "a"), "same name")
    assert files(tmp_path) == {"clip.mp4"}


def test_an_ending_that_is_no_video(run: Run, tmp_path: Path, clip: Path) -> None:
    refused(run("analyse", "clip.mp4", "-o", "out.gif"), ".avi", ".mp4", ".mkv")
    refused(run("analyse", "clip.mp4", "-o", "out.avi", "--no-video"), "--no-video")
    assert files(tmp_path) == {"clip.mp4"}


@pytest.mark.parametrize("output", ["out.avi", "out.mp4", "out.mkv"])
def test_a_full_disk(run: Run, clip: Path, small_disk: Path, output: str) -> None:
    (small_disk / "filler").write_bytes(bytes(1_040_000))
    refused(run("analyse", "clip.mp4", "-o", small_disk / output), "disk is full")
    assert files(small_disk) == {"filler"}


def test_an_unknown_model(run: Run, tmp_path: Path, clip: Path) -> None:
    refused(run("analyse", "clip.mp4", "--model", "nobody"), "nobody", "mini_xception")
    assert files(tmp_path) == {"clip.mp4"}


def test_a_card_whose_labels_do_not_fit_and_weights_whose_hash_differs(run: Run, tmp_path: Path, clip: Path) -> None:
    model = Path(shutil.copytree(paths.models_dir() / "mini_xception", tmp_path / "model"))
    with (model / "model.tflite").open("ab") as file:
        file.write(b"\0")
    refused(run("analyse", "clip.mp4", "--model", model), "SHA-256")
    card = json.loads((model / "card.json").read_text())
    card["heads"]["fer2013"][0] = "furious"
    (model / "card.json").write_text(json.dumps(card))
    refused(run("analyse", "clip.mp4", "--model", model), "furious")
    assert not list(tmp_path.glob("*.avi"))


def test_yunet_without_its_weights(run: Run, tmp_path: Path, clip: Path) -> None:
    refused(run("analyse", "clip.mp4", "--detector", "yunet"), "acting-mirror download yunet")
    assert files(tmp_path) == {"clip.mp4"}


def test_words_that_no_command_knows(run: Run) -> None:
    for words in (["analyse"], ["analyse", "a.mp4", "--backend", "abacus"], ["sing"]):
        done = run(*words)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
