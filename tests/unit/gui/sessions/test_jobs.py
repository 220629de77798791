"""Lanes of one pool: order, ends, failures, and closing."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from acting_mirror.core.errors import UserError
from acting_mirror.gui.sessions.jobs import OUR_FAULT, Job, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_a_lane_does_one_thing_after_the_other_and_lanes_do_not_wait_for_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    first, second = jobs.lane(), jobs.lane()
    go_on, done = threading.Event(), list[str]()
    first.run(lambda _: go_on.wait(10), lambda _: done.append("one"))
    first.run(lambda _: "two", done.append)
    second.run(lambda _: "beside", done.append)
    qtbot.waitUntil(lambda: done == ["beside"])
    assert first.busy and not second.busy
    go_on.set()
    qtbot.waitUntil(lambda: done == ["beside", "one", "two"])
    first.close()
    second.close()


def test_what_fails_is_told_by_default_and_else_by_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    told, own = list[str](), list[str]()
    jobs.failed.connect(told.append)
    lane = jobs.lane()

    def fail(_: Job) -> None:
        raise UserError("It is gone: look again.")

    lane.run(fail)
    lane.run(fail, failed=own.append)
    qtbot.waitUntil(lambda: told == own == ["It is gone: look again."])
    lane.close()


def test_what_is_our_fault_is_said_to_be_and_logged(jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    lane = jobs.lane()
    with qtbot.waitSignal(jobs.failed) as told:
        lane.run(lambda _: [][0])
    assert told.args == [OUR_FAULT]
    assert "IndexError" in caplog.text
    lane.close()


def test_progress_is_told_until_the_end_and_not_after_it(jobs: Jobs, qtbot: QtBot) -> None:
    shares, lane = list[float](), jobs.lane()

    def work(job: Job) -> Job:
        job.report(0.5)
        return job

    done: list[Job] = []
    lane.run(work, done.append, progress=shares.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done[0].over
    done[0].report(0.9)
    qtbot.wait(1)
    assert shares == [0.5]
    lane.close()


def test_a_lane_that_closes_stops_what_runs_and_tells_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    told, lane, begun = list[object](), jobs.lane(), threading.Event()

    def work(job: Job) -> bool:
        begun.set()
        return job.stop.wait(10)

    lane.run(work, told.append)
    lane.run(lambda _: told.append("never begun"))
    assert begun.wait(10)
    lane.close()
    qtbot.wait(1)
    assert told == []
    assert lane.run(lambda _: told.append("too late")).stop.is_set()
    assert told == []


def test_a_lane_can_finish_what_was_asked_for(jobs: Jobs) -> None:
    written, lane = list[int](), jobs.lane()
    for number in range(20):
        lane.run(lambda _, number=number: written.append(number))  # type: ignore[misc]
    lane.close(finish=True)
    assert written == list(range(20))
