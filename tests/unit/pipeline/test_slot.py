import threading
import time

from acting_mirror.pipeline.slot import LatestSlot


def test_the_newest_wins() -> None:
    slot: LatestSlot[int] = LatestSlot()
    for number in range(5):
        slot.put(number)
    assert slot.take(0) == 4
    assert slot.take(0) is None
    assert slot.peek() == 4


def test_taking_waits_for_what_comes_in_time() -> None:
    slot: LatestSlot[int] = LatestSlot()
    threading.Timer(0.05, slot.put, [7]).start()
    started = time.monotonic()
    assert slot.take(5) == 7
    assert time.monotonic() - started < 2


def test_looking_does_not_take() -> None:
    slot: LatestSlot[int] = LatestSlot()
    assert slot.peek() is None
    slot.put(1)
    assert slot.peek() == 1
    assert slot.take(0) == 1


def test_the_end_wakes_whoever_waits_and_nothing_is_taken_after_it() -> None:
    slot: LatestSlot[int] = LatestSlot()
    threading.Timer(0.05, slot.end).start()
    assert slot.take() is None
    slot.put(1)
    assert slot.take() is None
