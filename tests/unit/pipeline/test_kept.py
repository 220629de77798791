"""What was read in a clip is had again, or read again; nothing else."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline import kept as kept_module
from acting_mirror.pipeline.kept import keep, kept, read_once
from acting_mirror.settings.schema import AnalysisSettings
from tests.media import break_off, make_clip, steady

SETTINGS = AnalysisSettings()
CARD = "c0ffee"


def timeline_of(frames: int) -> Timeline:
    timeline = Timeline()
    scores = EmotionScores(np.eye(7, dtype=np.float32)[3])
    face = TrackedFace(0, FaceBox(1, 2, 3, 4), None, scores, scores, scores.label)
    for number in range(frames):
        timeline.append(FrameAnalysis(number, number / 25, (face,) if number % 2 else (), 1.0))
    return timeline


def files() -> list[Path]:
    return sorted((paths.user_cache_dir() / "readings").iterdir())


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"a clip")
    return path


def test_what_was_kept_comes_back(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(clip, SETTINGS, CARD) is None
    timeline = timeline_of(500)
    keep(clip, SETTINGS, CARD, timeline)
    monkeypatch.chdir(clip.parent)
    for path in (clip, Path(clip.name)):
        again = kept(path, SETTINGS, CARD)
        assert again is not None
        assert again.frames == 500
        assert again.rows.tobytes() == timeline.rows.tobytes()
    assert [file.suffix for file in files()] == [".npz"]


def test_another_clip_model_or_way_of_reading_is_another_reading(clip: Path, tmp_path: Path) -> None:
    keep(clip, SETTINGS, CARD, timeline_of(5))
    assert kept(clip, replace(SETTINGS, detector="yunet"), CARD) is None
    assert kept(clip, SETTINGS, "another") is None
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(b"a clip")
    assert kept(copy, SETTINGS, CARD) is None
    os.utime(clip, (1, 1))
    assert kept(clip, SETTINGS, CARD) is None


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half of one"])
def test_a_damaged_file_counts_as_not_kept_and_can_be_replaced(clip: Path, content: bytes) -> None:
    keep(clip, SETTINGS, CARD, timeline_of(5))
    whole = files()[0].read_bytes()
    for damaged in (content, whole[: len(whole) // 2], whole[:200] + bytes(100) + whole[300:]):
        files()[0].write_bytes(damaged)
        assert kept(clip, SETTINGS, CARD) is None
    keep(clip, SETTINGS, CARD, timeline_of(5))
    assert kept(clip, SETTINGS, CARD) is not None


def test_pickled_objects_are_not_loaded(clip: Path) -> None:
    keep(clip, SETTINGS, CARD, timeline_of(5))
    with files()[0].open("wb") as file:
        np.savez(file, rows=np.array([{"evil": 1}], object))
    assert kept(clip, SETTINGS, CARD) is None


def test_what_cannot_be_written_is_no_failure(
    clip: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "user_cache_dir", lambda: tmp_path / "file")
    keep(clip, SETTINGS, CARD, timeline_of(5))
    assert "is not kept" in caplog.text
    assert kept(clip, SETTINGS, CARD) is None
    keep(tmp_path / "missing.mp4", SETTINGS, CARD, timeline_of(5))
    assert kept(tmp_path / "missing.mp4", SETTINGS, CARD) is None


def test_a_full_disk_is_no_failure(clip: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_cache_dir", lambda: small_disk)
    keep(clip, SETTINGS, CARD, timeline_of(40_000))
    assert kept(clip, SETTINGS, CARD) is None
    assert files() == []


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clips = [tmp_path / f"{number}.mp4" for number in range(4)]
    for number, path in enumerate(clips[:3]):
        path.write_bytes(b"a clip")
        before = set(files()) if number else set()
        keep(path, SETTINGS, CARD, timeline_of(1000))
        (new,) = set(files()) - before
        os.utime(new, (1000 + number, 1000 + number))
    monkeypatch.setattr(kept_module, "_MOST_BYTES", 3 * files()[0].stat().st_size + 100)
    assert kept(clips[0], SETTINGS, CARD) is not None
    clips[3].write_bytes(b"a clip")
    keep(clips[3], SETTINGS, CARD, timeline_of(1000))
    assert [kept(path, SETTINGS, CARD) is not None for path in clips] == [True, False, True, True]


def test_a_clip_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, stop, growing = make_clip(tmp_path / "a.mp4", steady(0.4)), threading.Event(), Timeline()
    told: list[tuple[int, int | None]] = []
    first = read_once(path, SETTINGS, lambda *done: told.append(done), stop, growing)
    assert first == (growing, None)
    assert told[-1] == (10, 10)
    monkeypatch.setattr(kept_module, "analyse_clip", pytest.fail)
    again = read_once(path, SETTINGS, lambda *_: pytest.fail(), stop)
    assert again is not None
    assert (again[0].frames, again[1]) == (10, None)


def test_a_reading_that_is_stopped_or_breaks_off_is_not_kept(tmp_path: Path) -> None:
    path, stop = make_clip(tmp_path / "a.mkv", steady(4)), threading.Event()
    stop.set()
    assert read_once(path, SETTINGS, lambda *_: None, stop) is None
    broken = read_once(break_off(path, 0.5, tmp_path / "b.mkv"), SETTINGS, lambda *_: None, threading.Event())
    assert broken is not None
    assert broken[0].frames > 0
    assert broken[1] is not None
    assert not (paths.user_cache_dir() / "readings").exists()
