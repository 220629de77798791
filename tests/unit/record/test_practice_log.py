"""The file of practice rounds: it only grows, and damage costs no more than what is damaged."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.record.take_store import TakeStore

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TASKS = (
    TaskResult("happy", None, 0.8, 1.5, 1.5, 96.5),
    TaskResult("fear", "happy", None, 0.0, 1.0, 0.0),
)
ROUND = RoundResult(MADE, 2, "Anna Ö", 1, TASKS)


@pytest.fixture
def log(tmp_path: Path) -> PracticeLog:
    return PracticeLog(tmp_path / "data" / "practice.jsonl")


def rounds(count: int) -> list[RoundResult]:
    return [replace(ROUND, made=MADE + timedelta(hours=hour)) for hour in range(count)]


def test_rounds_come_back_as_they_were_the_oldest_first(log: PracticeLog) -> None:
    assert log.load() == ()
    early, late = rounds(2)
    for each in (late, early):
        log.append(each)
    assert log.load() == (early, late)
    assert (early.points, early.of("fear")) == (48.25, TASKS[1:])


def test_the_file_is_the_users_own_and_outlives_the_index_of_takes(user_folders: Path, tmp_path: Path) -> None:
    log = PracticeLog()
    assert user_folders in log.path.parents
    log.append(ROUND)
    store = TakeStore(tmp_path)
    store.list()
    (log.path.parent / "takes.sqlite").unlink()
    store.list()
    assert PracticeLog().load() == (ROUND,)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"{", b"7", b'{"version": 1}', b"[" * 100_000, b'{"version": 9}'])
def test_a_damaged_or_newer_line_costs_no_other_and_is_left_in_the_file(log: PracticeLog, damage: bytes) -> None:
    first, second, third = rounds(3)
    log.append(first)
    log.append(second)
    lines = log.path.read_bytes().splitlines()
    log.path.write_bytes(b"\n".join([lines[0], damage, lines[1]]))
    log.append(third)
    assert log.load() == (first, second, third)
    assert damage in log.path.read_bytes()


@pytest.mark.parametrize("part", ["made", "level", "tasks", "points", "emotion"])
def test_a_value_that_makes_no_sense_costs_its_round(log: PracticeLog, part: str) -> None:
    log.append(ROUND)
    stored = json.loads(log.path.read_bytes())
    (stored if part in stored else stored["tasks"][0])[part] = "glee"
    log.path.write_text(json.dumps(stored) + "\n")
    log.append(rounds(2)[1])
    assert log.load() == (rounds(2)[1],)


def test_a_line_that_broke_off_does_not_swallow_the_next_one(log: PracticeLog) -> None:
    first, second, third = rounds(3)
    log.append(first)
    log.append(second)
    os.truncate(log.path, log.path.stat().st_size - 20)
    log.append(third)
    assert log.load() == (first, third)


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(small_disk: Path) -> None:
    log = PracticeLog(small_disk / "practice.jsonl")
    log.append(ROUND)
    before = log.path.read_bytes()
    free = os.statvfs(small_disk)
    (small_disk / "rest").write_bytes(b"x" * (free.f_bavail * free.f_frsize))
    many = replace(ROUND, tasks=TASKS * 50)
    with pytest.raises(UserError, match="free some space"):
        log.append(many)
    assert log.path.read_bytes() == before
    (small_disk / "rest").unlink()
    log.append(many)
    assert log.load() == (ROUND, many)


def test_a_file_that_cannot_be_read_is_told(log: PracticeLog) -> None:
    log.path.mkdir(parents=True)
    with pytest.raises(UserError, match="can't be read"):
        log.load()
    with pytest.raises(UserError, match="can't be kept"):
        log.append(ROUND)
