"""Processes of this machine that read clips, one each at a time; one that dies or is late is replaced.

See docs/decisions/0022-workers-of-our-own.md.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.pipeline.batch.clip_reader import ClipReader, Progress
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint
from acting_mirror.pipeline.batch.worker import Answer, OpenReader, Ready, work

_TRIES: Final = 2
_LOOK_S: Final = 0.2
"""How often it is looked whether a worker is late or all is to stop."""
_WORKER_BYTES: Final = 700_000_000
"""Of memory, that a worker is given: 150 to 250 MB for itself, and the frames of a clip in 4K that wait in it."""
_SPAWN: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a clip may take before it is given up.

    Attributes:
        opening_s: Until it is open; the model may have to be loaded before.
        reading_s: From then on, however short it is.
        per_s: In addition, for each second of its length; an hour where that is unknown.
    """

    opening_s: float = 120.0
    reading_s: float = 60.0
    per_s: float = 20.0

    def limit_s(self, progress: Progress | None) -> float:
        """The limit for a clip that is this far; None where it is not open."""
        if progress is None:
            return self.opening_s
        return self.reading_s + self.per_s * (3600.0 if progress.length_s is None else progress.length_s)


def most_workers() -> int:
    """As many as there are cores for this process, and as half of the memory has room for."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    if sys.platform == "win32":
        return cores
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(cores, memory // 2 // _WORKER_BYTES))


class _Worker:
    """One process, the clip that it has, and since when that is being opened or read."""

    def __init__(self, open_reader: OpenReader) -> None:
        self.connection: Connection[ClipTask, Answer]
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=work, args=(theirs, open_reader), daemon=True)
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.task: ClipTask | None = None
        self.progress: Progress | None = None
        self.since_s = 0.0

    def give(self, task: ClipTask) -> None:
        self.task, self.progress, self.since_s = task, None, time.monotonic()
        with suppress(OSError):  # it died idle, which is noticed when it is listened to
            self.connection.send(task)

    def answer(self) -> Answer | None:
        """What it says; None when it is dead."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Workers:
    """Reads clips in several processes."""

    def __init__(self, count: int, open_reader: OpenReader = ClipReader, patience: Patience = Patience()) -> None:
        """Say how many there may be; none is begun before there is a clip for it.

        Args:
            count: At least 1.
            open_reader: What reads in them.
            patience: How long a clip may take.
        """
        self._count = count
        self._open_reader = open_reader
        self._patience = patience
        self._workers: list[_Worker] = []
        self._any_ready = False

    def run(
        self,
        tasks: Iterable[ClipTask],
        stop: threading.Event,
        tell: Callable[[ClipTask, Progress], None] = lambda _task, _progress: None,
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        """Read clips; yields what became of each, in the order in which they end.

        Args:
            tasks: The clips.
            stop: When set, what is being read is given up and all ends.
            tell: Called with how far a clip is.

        Raises:
            UserError: Nothing more can be read or written, such as when the disk is full.
        """
        try:
            yield from self.read(tasks, stop, tell)
        finally:
            self.close()

    def read(
        self, tasks: Iterable[ClipTask], stop: threading.Event, tell: Callable[[ClipTask, Progress], None]
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        """As `run` does, but keep the processes, for more clips that are read in the same way, until `close`."""
        waiting, tries = deque(tasks), dict[ClipTask, int]()
        while not stop.is_set() and (waiting or self._busy):
            self._hand_out(waiting)
            for worker in self._heard():
                yield from self._listen(worker, waiting, tries, tell)

    def close(self) -> None:
        """End all processes, and what they read."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _hand_out(self, waiting: deque[ClipTask]) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while waiting and (idle or len(self._workers) < self._count):
            if not idle:
                idle.append(_Worker(self._open_reader))
                self._workers += idle
            idle.pop().give(waiting.popleft())

    def _heard(self) -> list[_Worker]:
        """The workers that say something, have died or are late, within a moment."""
        busy = self._busy
        said = wait([worker.connection for worker in busy], _LOOK_S)
        return [worker for worker in busy if worker.connection in said or self._late(worker)]

    def _late(self, worker: _Worker) -> bool:
        return time.monotonic() - worker.since_s > self._patience.limit_s(worker.progress)

    def _listen(
        self,
        worker: _Worker,
        waiting: deque[ClipTask],
        tries: dict[ClipTask, int],
        tell: Callable[[ClipTask, Progress], None],
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        task, late = worker.task, self._late(worker)
        if task is None:
            return
        answer = None if late else worker.answer()
        if isinstance(answer, UserError):
            raise answer
        if isinstance(answer, Ready):
            self._any_ready = True
        elif isinstance(answer, Progress):
            if worker.progress is None:
                worker.since_s = time.monotonic()
            worker.progress = answer
            tell(task, answer)
        elif isinstance(answer, ClipResult):
            worker.task = None
            yield task, answer
        elif not self._any_ready:
            raise UserError(
                tr("No process that reads clips can be begun: read fewer at a time, or install Acting Mirror again.")
            )
        else:
            worker.end()
            self._workers.remove(worker)
            tries[task] = tries.get(task, 0) + 1
            if tries[task] < _TRIES:
                waiting.appendleft(task)
            else:
                yield task, _given_up(task, late, self._patience.limit_s(worker.progress))


def _given_up(task: ClipTask, late: bool, limit_s: float) -> ClipResult:
    seen = Fingerprint.of(task.clip) if task.clip.exists() else None
    if late:
        words = tr(
            "{path} was not read within {seconds:.0f} s, twice: convert it to MP4 (H.264) and try again.",
            path=task.clip,
            seconds=limit_s,
        )
    else:
        words = tr(
            "{path} ended the process that read it, twice: read fewer clips at a time, or convert it to MP4 (H.264).",
            path=task.clip,
        )
    return ClipResult(seen, error=words)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Begin a process that Ctrl-C does not reach, not even before it can say so itself."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
