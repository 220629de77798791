import threading
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.pipeline.batch.clip_reader import Progress
from acting_mirror.pipeline.batch.task import ClipTask
from acting_mirror.pipeline.batch.workers import Patience, Workers, most_workers
from tests.many_clips import WAY, NeverReady, OddReader

AT_ONCE = Patience(reading_s=0.0, per_s=0.0)


def tasks(folder: Path, *names: str) -> list[ClipTask]:
    for name in names:
        (folder / name).touch()
    return [ClipTask(folder / name, folder, WAY) for name in names]


def test_a_clip_that_ends_its_worker_or_hangs_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    clips = tasks(tmp_path, "dies.mp4", "faulty.mp4", "one.mp4", "two.mp4", "hangs.mp4")
    workers = Workers(1, OddReader, AT_ONCE)
    ended = {task.clip.stem: result for task, result in workers.run(clips, threading.Event())}
    assert set(ended) == {task.clip.stem for task in clips}
    assert "ended the process that read it, twice" in ended["dies"].error
    assert "not read within 0 s, twice" in ended["hangs"].error
    assert "fault of ours" in ended["faulty"].error
    assert ended["one"].figures == ended["two"].figures is not None, "both by the same process"
    assert not ended["one"].error
    assert ended["hangs"].seen is not None and ended["hangs"].seen.size == 0
    assert workers._workers == []


def test_a_disk_that_is_full_ends_it_all(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^The disk is full\.$"):
        list(Workers(1, OddReader).run(tasks(tmp_path, "full.mp4", "one.mp4"), threading.Event()))


def test_where_no_worker_can_be_begun_no_clip_is_blamed(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can be begun"):
        list(Workers(1, NeverReady).run(tasks(tmp_path, "one.mp4"), threading.Event()))


def test_when_it_is_stopped_what_is_being_read_is_given_up(tmp_path: Path) -> None:
    stop = threading.Event()
    told = []

    def tell(task: ClipTask, progress: Progress) -> None:
        told.append((task.clip.stem, progress.share))
        stop.set()

    assert list(Workers(1, OddReader).run(tasks(tmp_path, "hangs.mp4"), stop, tell)) == []
    assert told == [("hangs", 0.0)]


def test_a_clip_of_unknown_length_may_take_as_long_as_an_hour_of_film() -> None:
    patience = Patience(100.0, 50.0, 2.0)
    limits = [patience.limit_s(progress) for progress in (None, Progress(10.0), Progress(None))]
    assert limits == [100.0, 70.0, 7250.0]
    assert most_workers() >= 1
