"""Work beside the GUI thread: opening, loading, reading clips, saving."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from acting_mirror.core.errors import UserError
from acting_mirror.gui.sessions.remedies import sentence_of

_log = logging.getLogger(__name__)

T = TypeVar("T")

OUR_FAULT: Final = "Something went wrong that is our fault; the log has the details."


class Job:
    """A piece of work that runs.

    Attributes:
        stop: Set to end it early; the work looks at it.
        over: Whether it has ended and its end was told.
    """

    def __init__(self, report: Callable[..., None]) -> None:
        """Take what reports progress."""
        self.stop = threading.Event()
        self.over = False
        self.report = report


class Jobs(QObject):
    """Runs functions in threads and tells their ends in the GUI thread."""

    _told = Signal(object)

    def __init__(self, workers: int, parent: QObject | None = None) -> None:
        """Run at most so many at once, in the order of `run`."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._running: list[Job] = []
        self._closed = False
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[str], None] = lambda _: None,
        progress: Callable[..., None] = lambda *_: None,
    ) -> Job:
        """Start some work.

        Args:
            work: Runs in a thread; reports by its job's `report`, and ends early when the job's `stop` is set.
            done: Gets the result, in the GUI thread.
            failed: Gets a sentence for the user, in the GUI thread.
            progress: Gets what was reported, in the GUI thread.
        """
        job = Job(lambda *values: self._emit(lambda: None if job.over else progress(*values)))
        self._running.append(job)
        self._pool.submit(self._run, job, work, done, failed)
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
        self._pool.shutdown(wait, cancel_futures=not finish)
        self._running.clear()

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
            tell = lambda: failed(OUR_FAULT)  # noqa: E731
        else:
            tell = lambda: done(result)  # noqa: E731
        self._emit(lambda: self._end(job, tell))

    def _end(self, job: Job, tell: Callable[[], None]) -> None:
        job.over = True
        self._running.remove(job)
        tell()

    def _emit(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the window is gone: there is nobody to tell
            self._told.emit(call)

    def _tell(self, call: Any) -> None:  # noqa: ANN401 - a signal carries any object
        if not self._closed:
            call()
