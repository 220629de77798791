"""Work in worker threads: opening, loading, reading clips, saving."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.remedies import sentence_of

_log = logging.getLogger(__name__)

T = TypeVar("T")

OUR_FAULT: Final = marked("Something went wrong that is our fault; the log has the details.")
_MOST: Final = 32
"""Threads at most, more than there are lanes: a lane never waits for another one. Idle ones are used again."""


class Job:
    """A piece of work that waits or runs.

    Attributes:
        stop: Set to end it early; the work looks at it.
        over: Whether it has ended and its end was told.
        report: Tells progress in the GUI thread.
    """

    def __init__(self, report: Callable[..., None]) -> None:
        """Take what reports progress."""
        self.stop = threading.Event()
        self.over = False
        self.report = report


class Jobs(QObject):
    """One pool of threads for all; what is in one lane is done in the order in which it was asked for."""

    failed = Signal(str)
    """A job failed, and who asked for it does not tell: a sentence for the user."""
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_MOST, thread_name_prefix="job")
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def lane(self) -> "Lane":
        """A new lane, which whoever asked for it closes."""
        return Lane(self)

    def close(self) -> None:
        """Take no more work; to be called when all lanes are closed."""
        self._pool.shutdown(wait=False)

    def submit(self, work: Callable[[], None]) -> "Future[None]":
        """Run something in a thread of the pool; for lanes."""
        return self._pool.submit(work)

    def tell(self, call: Callable[[], None]) -> None:
        """Call something in the GUI thread; for lanes."""
        with suppress(RuntimeError):  # the window is gone: there is nobody to tell
            self._told.emit(call)

    def _on_told(self, call: Any) -> None:  # noqa: ANN401 - a signal carries any object
        call()


class Lane:
    """Runs functions one after the other and tells their ends in the GUI thread."""

    def __init__(self, jobs: Jobs) -> None:
        """Run in the threads of a pool."""
        self._jobs = jobs
        self._lock = threading.Lock()
        self._waiting: deque[Callable[[], None]] = deque()
        self._future: Future[None] | None = None
        self._running: list[Job] = []
        self._closed = False

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[str], None] | None = None,
        progress: Callable[..., None] = lambda *_: None,
    ) -> Job:
        """Start some work, when what was asked for before is done.

        Once the lane is closed, nothing is run.

        Args:
            work: Runs in a thread; reports by its job's `report`, and ends early when the job's `stop` is set.
            done: Gets the result, in the GUI thread.
            failed: Gets a sentence for the user, in the GUI thread; None to have it told as any other message.
            progress: Gets what was reported, in the GUI thread.
        """
        job = Job(lambda *values: self._tell(lambda: None if job.over else progress(*values)))
        if self._closed:  # whoever asks is about to go as well
            job.stop.set()
            return job
        self._running.append(job)
        with self._lock:
            self._waiting.append(lambda: self._run(job, work, done, failed or self._jobs.failed.emit))
            if self._future is None:
                self._future = self._jobs.submit(self._work)
        return job

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._running)

    def close(self, wait: bool = True, finish: bool = False) -> None:
        """Stop everything, and wait for it unless told not to; nothing is told any more.

        Args:
            wait: Whether to wait for it.
            finish: Whether what has not begun is still done.
        """
        self._closed = True
        for job in self._running:
            job.stop.set()
        with self._lock:
            if not finish:
                self._waiting.clear()
            future = self._future
        if wait and future is not None:
            future.result()
        self._running.clear()

    def _work(self) -> None:
        """A thread of the pool: all that waits."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._future = None
                    return
                call = self._waiting.popleft()
            call()

    def _run(
        self, job: Job, work: Callable[[Job], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        tell: Callable[[], None]
        try:
            result = work(job)
        except UserError as error:
            words = sentence_of(error)
            tell = lambda: failed(words)  # noqa: E731 - one of three, told below
        except Exception:
            _log.exception("a job")
            tell = lambda: failed(tr(OUR_FAULT))  # noqa: E731
        else:
            tell = lambda: done(result)  # noqa: E731
        self._tell(lambda: self._end(job, tell))

    def _end(self, job: Job, tell: Callable[[], None]) -> None:
        job.over = True
        self._running.remove(job)
        tell()

    def _tell(self, call: Callable[[], None]) -> None:
        self._jobs.tell(lambda: None if self._closed else call())
