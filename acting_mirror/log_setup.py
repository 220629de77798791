"""The log: what the user need not read, for those who look for a fault."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

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


def close_log() -> None:
    """Let go of the log's file, so that it can be deleted; the next warning begins it anew."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            handler.close()
