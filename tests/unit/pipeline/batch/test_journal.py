import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.pipeline.batch.journal import Journal
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint
from tests.many_clips import WAY

ODD = Path("/clips/\udcff {1}.mp4")
READ = ClipResult(Fingerprint(10, 20, "ab"), {"frames": 3, "label": "happy"}, "", 1.5)
FAILED = ClipResult(Fingerprint(1, 2, "cd"), None, "It is broken.", 0.5)


def task(clip: Path, folder: Path) -> ClipTask:
    return ClipTask(clip, folder, WAY)


def test_what_was_put_in_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    read, failed, waits = (task(clip, tmp_path) for clip in (ODD, Path("/b.mp4"), Path("/c.mp4")))
    with Journal(tmp_path / "j") as journal:
        journal.wait([read, failed, waits])
        journal.put(read, READ)
        journal.put(failed, FAILED)
    with Journal(tmp_path / "j") as journal:
        assert [journal.result(each) for each in (read, failed, waits)] == [READ, FAILED, None]
        assert journal.result(task(Path("/d.mp4"), tmp_path)) is None
        journal.wait([read])
        assert journal.result(read) is None


def test_what_was_read_in_another_way_does_not_count(tmp_path: Path) -> None:
    this = task(ODD, tmp_path)
    with Journal(tmp_path / "j") as journal:
        journal.put(this, READ)
        for other in (replace(WAY, card_digest="other"), replace(WAY, version="2"), replace(WAY, video=True)):
            assert journal.result(replace(this, way=other)) is None
        assert journal.result(this) == READ


def test_two_processes_do_not_read_into_one_folder(tmp_path: Path) -> None:
    with Journal(tmp_path / "j"), pytest.raises(UserError, match="just now"), Journal(tmp_path / "j"):
        pass


def test_what_is_no_journal_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE clips (name TEXT)")
    (tmp_path / "text").write_text("Dear diary, this is no journal.\n" * 200)
    for name in ("other", "text"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(UserError, match="another folder"), Journal(tmp_path / name):
            pass
        assert (tmp_path / name).read_bytes()[100:] == before[100:]  # the head says how it is written


def test_a_full_disk_is_said(tmp_path: Path, small_disk: Path) -> None:
    many = [replace(READ, error="x" * 5000)] * 300
    with pytest.raises(UserError, match="full"), Journal(small_disk / "j") as journal:
        for number, result in enumerate(many):
            journal.put(task(Path(f"/{number}.mp4"), tmp_path), result)
