"""The newest of something: who is late gets the newest, not the next."""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestSlot(Generic[T]):
    """Holds one item; a newer one takes its place."""

    def __init__(self) -> None:
        """Start empty."""
        self._item: T | None = None
        self._taken = True
        self._ended = False
        self._new = threading.Condition()

    def put(self, item: T) -> None:
        """Put the newest item in; never waits."""
        with self._new:
            self._item, self._taken = item, False
            self._new.notify()

    def end(self) -> None:
        """Let go whoever waits: nothing is taken any more."""
        with self._new:
            self._ended = True
            self._new.notify_all()

    def take(self, timeout_s: float | None = None) -> T | None:
        """The newest item that nobody took yet; None when none came in time, or after `end`."""
        with self._new:
            self._new.wait_for(lambda: self._ended or not self._taken, timeout_s)
            if self._ended or self._taken:
                return None
            self._taken = True
            return self._item

    def peek(self) -> T | None:
        """The newest item, taken or not; None before the first."""
        return self._item
