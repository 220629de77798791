"""How long the longest take takes to open, and how long a thousand take to list.

    python tests/bench/takes.py

A take of two hours with one face at 30 frames a second and 500 lines, and 1,000 takes of 40 lines each, are written
into a folder of their own first. Files that were just written come from memory, not from the disk.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from acting_mirror.core.timeline import Timeline
from acting_mirror.record.take_facts import create_facts
from acting_mirror.record.take_index import TakeOrder
from acting_mirror.record.take_store import TakeStore
from acting_mirror.record.timeline_file import save_timeline
from tests.takes import MADE, a_line, make_take, some_facts, some_timeline

FRAMES = 216_000
TEXT = "These are the words of a line that is about as long as lines are in a play."


def long_timeline() -> Timeline:
    """The rows of a short one, again and again, for two hours."""
    short = some_timeline().to_arrays()
    arrays = {name: np.resize(column, FRAMES) for name, column in short.items()}
    arrays["times"] = arrays["rows"]["t_s"] = np.arange(FRAMES) / 30
    arrays["numbers"] = arrays["rows"]["frame"] = np.arange(FRAMES)
    return Timeline.from_arrays(arrays | {"ends": np.arange(1, FRAMES + 1)})


def quickest(work: Callable[[], object], rounds: int = 5) -> str:
    """The first and the quickest time of some, in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return f"{times[0]:.0f} ms at first, {min(times):.1f} ms at best"


def one_long(folder: Path) -> None:
    take = make_take(folder, "long", some_facts(lines=[a_line(number, TEXT) for number in range(1, 501)]))
    timeline = long_timeline()
    save_timeline(take.timeline_file, timeline)
    store = TakeStore(folder, folder / "takes.sqlite")
    size = take.timeline_file.stat().st_size / 1e6
    opened = quickest(lambda: store.timeline(store.open(take.folder)))
    print(f"a take of two hours opens with its timeline ({size:.0f} MB) in {opened}")
    moments = np.random.default_rng(0).uniform(0, FRAMES / 30, 1000)
    print(f"1,000 readings of it: {quickest(lambda: [timeline.reading_at(moment) for moment in moments])}")
    print(f"the rows of one person: {quickest(lambda: timeline.of(0))}")


def many(folder: Path) -> None:
    lines = [a_line(number, TEXT) for number in range(1, 41)]
    for number in range(1000):
        (folder / f"{number:04}").mkdir()
        create_facts(folder / f"{number:04}", replace(some_facts(f"{number}", lines), made=MADE + timedelta(number)))
    index = folder.parent / "takes.sqlite"
    store = TakeStore(folder, index)
    started = time.perf_counter()
    assert len(store.list()) == 1000
    print(f"1,000 takes list for the first time in {1000 * (time.perf_counter() - started):.0f} ms")
    print(f"1,000 takes list in {quickest(store.list)}")
    searches = ("zz", "999", "play")
    print(f"three searches in {quickest(lambda: [store.list(words) for words in searches])}")
    print(f"by score in {quickest(lambda: store.list(order=TakeOrder.BEST))}")
    store.set_star(store.open(folder / "0500"), True)
    print(f"one was changed: {quickest(store.list, 1)}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        one_long(Path(folder) / "One")
        (Path(folder) / "Many").mkdir()
        many(Path(folder) / "Many")


if __name__ == "__main__":
    main()
