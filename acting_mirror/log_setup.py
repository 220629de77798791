"""The log: what the user need not read, for those who look for a fault; and what ended the program in the middle."""

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from acting_mirror import paths


def log_file() -> Path:
    """Where the log is written."""
    return paths.user_log_dir() / "acting-mirror.log"


def set_up_logging() -> None:
    """Send warnings and errors to a rotating file, 3 x 1 MB; without one where it can't be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.captureWarnings(True)
    _watch()


def crash_files() -> tuple[Path, Path]:
    """Where it is written what ended the program: of the times that were told already, and since."""
    folder = paths.user_log_dir()
    return folder / "crashes-told.log", folder / "crashes.log"


def tell_crash() -> bool:
    """Whether a fault ended the program since this was asked last; its traces are kept for a report."""
    told, new = crash_files()
    with suppress(OSError):
        if new.stat().st_size:
            with _unwatched():
                new.replace(told)
            return True
    return False


@contextmanager
def log_closed() -> Iterator[None]:
    """Let go of the log's files meanwhile, so that they can be deleted; the next warning begins it anew."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            handler.close()
    with _unwatched():
        yield


_written: IO[bytes] | None = None


def _watch() -> None:
    """Have all threads' stacks written where native code fails; nothing where that can't be written."""
    global _written
    if _written is not None:
        return
    with suppress(OSError):
        _written = crash_files()[1].open("ab")
        faulthandler.enable(_written)


@contextmanager
def _unwatched() -> Iterator[None]:
    """Watch not meanwhile, as Windows neither renames nor deletes an open file; after that, if it was done before."""
    global _written
    if _written is None:
        yield
        return
    faulthandler.disable()
    _written.close()
    _written = None
    try:
        yield
    finally:
        _watch()
