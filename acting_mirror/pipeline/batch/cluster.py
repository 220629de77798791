"""Clips read on other machines, by the workers of a Dask scheduler; only here Dask is known."""

import importlib.metadata
import logging
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, Self

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.pipeline.batch.clip_reader import ClipReader, Progress
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint, Way
from acting_mirror.pipeline.batch.worker import OpenReader
from acting_mirror.pipeline.batch.workers import Patience, Workers

_LOOK_S: Final = 1.0
"""How often it is looked which workers there are, and whether all is to stop."""
_PATIENCE: Final = Patience()
_kept = threading.local()


def read_there(task: ClipTask, open_reader: OpenReader, patience: Patience) -> ClipResult:
    """Read a clip on a worker, in a process that is kept for each of its threads and ended where a clip hangs.

    Dask's nannies forbid their workers processes of their own, which might outlive them; ours end by themselves.
    """
    wanted = task.way, open_reader, patience
    if getattr(_kept, "wanted", None) != wanted:
        multiprocessing.current_process().daemon = False
        if hasattr(_kept, "workers"):
            _kept.workers.close()
        _kept.workers, _kept.wanted = Workers(1, open_reader, patience), wanted
    workers: Workers = _kept.workers
    [(_, result)] = workers.read([task], threading.Event(), lambda _task, _progress: None)
    return result


def _dask() -> Any:  # noqa: ANN401 - it is an extra
    return importlib.import_module("distributed")


@contextmanager
def _connected() -> Iterator[None]:
    """Say so where the scheduler is gone."""
    try:
        yield
    except (OSError, CancelledError) as error:
        raise UserError(tr("The Dask scheduler is gone: begin it anew, and go on.")) from error


class Cluster:
    """Reads clips on the workers of a scheduler, one for each of their threads, which may come and go meanwhile.

    Workers without the program, or with another version of it, are left out, and told of once.
    """

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - it is an extra
        way: Way,
        say: Callable[[str], None],
        open_reader: OpenReader = ClipReader,
        patience: Patience = _PATIENCE,
    ) -> None:
        """Use a client of Dask, as `at` makes one; what reads, and how long that may take, is as for `Workers`."""
        self._client = client
        self._read = partial(read_there, open_reader=open_reader, patience=patience)
        self._version = way.version
        self._say = say
        self._fit: dict[str, bool] = {}

    @classmethod
    def at(cls, address: str, way: Way, say: Callable[[str], None]) -> Self:
        """Connect with a scheduler.

        Args:
            address: Such as tcp://host:8786.
            way: How clips will be read.
            say: Gets a sentence on each worker that is left out.

        Raises:
            UserError: Dask is not installed, or no scheduler answers.
        """
        try:
            dask = _dask()
        except ImportError as error:
            raise UserError(tr("Dask is missing."), Remedy.INSTALL_DASK) from error
        log = logging.getLogger("distributed")
        log.handlers.clear()  # else all that it says goes to the screen
        log.propagate = True
        try:
            return cls(dask.Client(address, timeout=10), way, say)
        except (OSError, ValueError) as error:
            words = tr("No Dask scheduler answers at {address}: check the address, and begin one.", address=address)
            raise UserError(words) from error

    def run(
        self,
        tasks: Iterable[ClipTask],
        stop: threading.Event,
        tell: Callable[[ClipTask, Progress], None] = lambda _task, _progress: None,
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        """Read clips; yields what became of each, in the order in which they end.

        Args:
            tasks: The clips.
            stop: When set, no more are begun and all ends.
            tell: Not called: workers tell nothing but results.

        Raises:
            UserError: No worker fits, the scheduler is gone, or nothing more can be read or written.
        """
        waiting, given = deque(tasks), dict[Any, tuple[ClipTask, set[str]]]()
        try:
            while not stop.is_set() and (waiting or given):
                with _connected():
                    self._hand_out(waiting, given)
                    ended = self._ended(given)
                for future in ended:
                    task, _ = given.pop(future)
                    yield task, self._result(task, future)
        finally:
            if self._client.status == "running":
                self._client.cancel(list(given))
            self._client.close()

    def _hand_out(self, waiting: deque[ClipTask], given: dict[Any, tuple[ClipTask, set[str]]]) -> None:
        """Give each free thread a clip, and those of workers that are all gone to others."""
        threads = self._fitting()
        for future, (task, workers) in list(given.items()):
            if not workers & threads.keys():
                self._client.cancel(future)
                del given[future]
                waiting.appendleft(task)
        while waiting and len(given) < sum(threads.values()):
            task = waiting.popleft()
            future = self._client.submit(self._read, task, workers=list(threads), pure=False)
            given[future] = task, set(threads)

    def _fitting(self) -> dict[str, int]:
        """The workers that have the right program, by their addresses, with their numbers of threads."""
        threads: dict[str, int] = self._client.nthreads()
        unknown = [address for address in threads if address not in self._fit]
        if unknown:
            self._check(unknown)
        fitting = {address: count for address, count in threads.items() if self._fit.get(address)}
        if threads and not fitting:
            words = tr("No Dask worker has Acting Mirror {version}: install it there.", version=self._version)
            raise UserError(words)
        return fitting

    def _check(self, addresses: list[str]) -> None:
        version = importlib.metadata.version
        found = self._client.run(version, "acting-mirror", workers=addresses, on_error="return")
        about = self._client.scheduler_info(n_workers=-1)["workers"]
        for address, version_there in found.items():
            self._fit[address] = version_there == self._version
            if self._fit[address]:
                continue
            name = printable(str(about.get(address, {}).get("name", address)))
            if isinstance(version_there, str):
                words = tr(
                    "The worker {name} has Acting Mirror {theirs}, not {ours}: it is left out.",
                    name=name,
                    theirs=version_there,
                    ours=self._version,
                )
            else:
                words = tr("The worker {name} has no Acting Mirror: it is left out.", name=name)
            self._say(words)

    def _ended(self, given: dict[Any, tuple[ClipTask, set[str]]]) -> list[Any]:
        """What has ended, within a moment."""
        try:
            return list(_dask().wait(list(given), timeout=_LOOK_S, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return []

    def _result(self, task: ClipTask, future: Any) -> ClipResult:  # noqa: ANN401 - it is an extra
        if future.status == "finished":
            result: ClipResult = future.result()
            return result
        error = future.exception()
        if not isinstance(error, _dask().KilledWorker):
            raise error
        seen = Fingerprint.of(task.clip) if task.clip.exists() else None
        words = tr(
            "{path} ended the workers that read it, again and again: convert it to MP4 (H.264) and try again.",
            path=task.clip,
        )
        return ClipResult(seen, error=words)
