"""A process that reads clips for another one, which it does not outlive."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Protocol

import cv2

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.log_setup import log_file, set_up_logging
from acting_mirror.pipeline.batch.clip_reader import Progress, Tell
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Way
from acting_mirror.settings.languages import use_chosen_language

_log = logging.getLogger(__name__)


class Ready:
    """A worker has loaded its model."""


Answer = Ready | Progress | ClipResult | UserError
"""What a worker says; the error is why nothing can be read or written any more."""


class Reader(Protocol):
    """What reads clips in a worker, as `ClipReader` does."""

    def read(self, task: ClipTask, tell: Tell) -> ClipResult:
        """Read one clip."""


OpenReader = Callable[[Way], Reader]
"""What opens a reader in the worker; a function or class that a module has."""


def work(connection: "Connection[Answer, ClipTask]", open_reader: OpenReader) -> None:
    """Read the clips that come until no more do.

    One thread of OpenCV is left to it, as the other workers keep the other cores busy. Ctrl-C is for the process that
    began it alone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_chosen_language()
    set_up_logging()
    cv2.setNumThreads(1)
    with suppress(EOFError, BrokenPipeError):  # the other process is gone, and so is this one in a moment
        _serve(connection, open_reader)


def _serve(connection: "Connection[Answer, ClipTask]", open_reader: OpenReader) -> None:
    task, reader = connection.recv(), None
    while True:
        try:
            if reader is None:
                reader = open_reader(task.way)
                connection.send(Ready())
            connection.send(read_or_say_why_not(reader, task, connection.send))
        except UserError as error:
            connection.send(error)
        task = connection.recv()


def read_or_say_why_not(reader: Reader, task: ClipTask, tell: Tell) -> ClipResult:
    """What becomes of a clip, also where a fault of ours keeps it from being read; raises `UserError` as readers do."""
    try:
        return reader.read(task, tell)
    except (UserError, EOFError, BrokenPipeError):
        raise
    except Exception:
        _log.exception("%s", task.clip)
        words = tr(
            "{path} can't be read by a fault of ours: the details are in {file}.", path=task.clip, file=log_file()
        )
        return ClipResult(None, error=words)


def _end_with_parent() -> None:
    """End when the process that began this one ends, however that happens."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
