"""Frames through the stages of the work, each in a thread of its own, none dropped."""

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_DEPTH = 8
"""Frames that wait between two stages: enough to even out their paces, little memory at 4K (8 x 25 MB)."""


class Prefetch(Generic[T]):
    """Runs an iterable ahead in a thread; leaving the `with` ends it, wherever it is."""

    def __init__(self, items: Iterable[T]) -> None:
        """Take what to iterate over."""
        self._items = items
        self._queue: Queue[T | None] = Queue(_DEPTH)
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="decode", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop and wait for the thread."""
        self._stop.set()
        while not self._queue.empty():  # else the thread may wait for room
            self._queue.get()
        self._thread.join()

    def __iter__(self) -> Iterator[T]:
        """Yield the items in order; an error of theirs is raised here, after the items before it."""
        while (item := self._queue.get()) is not None:
            yield item
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            for item in self._items:
                self._queue.put(item)
                if self._stop.is_set():
                    break
        except BaseException as error:  # carried to the thread that iterates
            self._error = error
        self._queue.put(None)


class Drain(Generic[T]):
    """Hands items to a function in a thread; leaving the `with` waits until all are done."""

    def __init__(self, sink: Callable[[T], None]) -> None:
        """Take the function."""
        self._sink = sink
        self._queue: Queue[T | None] = Queue(_DEPTH)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="encode", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until all items are done; raises the function's error."""
        self._queue.put(None)
        self._thread.join()
        if kind is None and self._error is not None:
            raise self._error

    def put(self, item: T) -> None:
        """Hand over an item; waits while the queue is full; raises the function's error."""
        if self._error is not None:
            raise self._error
        self._queue.put(item)

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            try:
                if self._error is None:
                    self._sink(item)
            except (
                BaseException
            ) as error:  # carried to the thread that puts; the queue is emptied so that it never waits
                self._error = error
