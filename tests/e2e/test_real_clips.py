"""Real clips of the research data; skipped without it."""

from pathlib import Path

import av
import numpy as np
import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_commands import decoded, rows_of

EMOTIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


def leading(rows: list[dict[str, str]], start_s: float, end_s: float) -> str:
    chosen = [row for row in rows if start_s <= float(row["t_s"]) <= end_s and row["readable"] == "1"]
    means = {name: np.mean([float(row[name]) for row in chosen]) for name in EMOTIONS}
    return max(means, key=lambda name: means[name])


def end_of_sound(clip: Path) -> float:
    last = 0.0
    with av.open(str(clip)) as container:
        sound = container.streams.audio[0]
        for frame in container.decode(sound):
            last = float(frame.time or 0) + frame.samples / frame.sample_rate
    return last


@pytest.mark.parametrize(
    ("clip", "backend", "detector", "name"),
    [
        ("actress", "tflite", "haar", "output.avi"),
        ("thinned_actress", "keras", "haar", "output.mp4"),
        ("thinned_actress", "tflite", "yunet", "output.mkv"),
    ],
)
def test_an_actress_is_sad_then_afraid_then_happy_and_the_output_has_the_clips_length_and_sound(
    run: Run,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    yunet_file: Path,
    clip: str,
    backend: str,
    detector: str,
    name: str,
) -> None:
    source: Path = request.getfixturevalue(clip)
    options = ["--backend", backend, "--detector", detector, "--detector-weights", yunet_file, "--csv", "one.csv"]
    done = run("analyse", source, "-o", name, *options)
    assert done.returncode == 0, done.stderr
    rows = rows_of(tmp_path / "one.csv")
    assert {row["person"] for row in rows} == {"0"}
    expected_frames, expected_length = decoded(source)
    assert len({row["frame"] for row in rows}) >= 0.95 * expected_frames
    assert leading(rows, 1, 5) == "sad"
    assert leading(rows, 6.5, 9) == "fear"
    assert leading(rows, 13, 19) == "happy"
    frames, length = decoded(tmp_path / name)
    assert abs(frames - expected_frames) <= 1
    assert length == pytest.approx(expected_length, abs=1 / 23.9)
    assert end_of_sound(tmp_path / name) == pytest.approx(19.7, abs=0.1)


@pytest.mark.parametrize("detector", ["haar", "yunet"])
def test_a_clip_without_faces_has_no_track_longer_than_a_blink(
    run: Run, tmp_path: Path, data_dir: Path, yunet_file: Path, detector: str
) -> None:
    clip = data_dir / "media" / "no_face.mp4"
    options = ["--detector", detector, "--detector-weights", yunet_file]
    assert run("analyse", clip, "--csv", "none.csv", "--no-video", *options).returncode == 0
    times: dict[str, list[float]] = {}
    for row in rows_of(tmp_path / "none.csv"):
        times.setdefault(row["person"], []).append(float(row["t_s"]))
    assert all(seen[-1] - seen[0] <= 0.3 for seen in times.values())


def test_a_face_that_enters_late_is_found_when_it_is_there(run: Run, tmp_path: Path, data_dir: Path) -> None:
    clip = data_dir / "media" / "noface_then_face.mov"
    assert run("analyse", clip, "--csv", "late.csv").returncode == 0
    rows = rows_of(tmp_path / "late.csv")
    assert 3.5 < float(rows[0]["t_s"]) < 4.5
    assert float(rows[-1]["t_s"]) == pytest.approx(6.35, abs=0.02)
    assert decoded(tmp_path / "output.avi")[1] == pytest.approx(6.35, abs=0.1)
