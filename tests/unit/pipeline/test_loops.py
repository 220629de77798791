import threading
import time
from collections.abc import Iterator

import pytest

from acting_mirror.pipeline.loops import Drain, Prefetch


def counting(limit: int) -> Iterator[int]:
    yield from range(limit)


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"decode", "encode"}


def test_all_items_arrive_in_order() -> None:
    with Prefetch(counting(100)) as items:
        assert list(items) == list(range(100))


def test_it_runs_ahead_but_not_without_bound() -> None:
    produced = []

    def slow_reader() -> Iterator[int]:
        for number in range(1000):
            produced.append(number)
            yield number

    with Prefetch(slow_reader()) as items:
        next(iter(items))
        time.sleep(0.3)
        assert 2 <= len(produced) <= 20
    assert not threads()


def test_leaving_it_early_ends_a_reader_that_waits_for_room_at_once() -> None:
    started = time.monotonic()
    for _ in range(50):
        with Prefetch(counting(1000)) as items:
            next(iter(items))
    assert not threads()
    assert time.monotonic() - started < 2


def test_an_error_comes_after_the_items_before_it() -> None:
    def breaking() -> Iterator[int]:
        yield 1
        yield 2
        raise OSError("gone")

    seen = []
    with pytest.raises(OSError, match="gone"), Prefetch(breaking()) as items:
        for item in items:
            seen.append(item)
    assert seen == [1, 2]


def test_a_drain_finishes_all_before_it_closes() -> None:
    done: list[int] = []
    with Drain(done.append) as drain:
        for number in range(50):
            drain.put(number)
    assert done == list(range(50))
    assert not threads()


def test_a_drains_error_reaches_the_one_who_puts_and_nobody_hangs() -> None:
    def failing(number: int) -> None:
        if number == 3:
            raise OSError("full")

    with pytest.raises(OSError, match="full"), Drain(failing) as drain:
        for number in range(1000):
            drain.put(number)
    assert not threads()


def test_a_drains_last_error_is_not_lost() -> None:
    def failing(_: int) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"), Drain(failing) as drain:
        drain.put(1)
