"""Files of one JSON object a line, that only ever grow.

A line that is damaged, or written by a newer program, costs that line and no other.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from acting_mirror.core.language import tr

_log = logging.getLogger(__name__)

_VERSION: Final = 1
"""Of a line; raised when an older program would misunderstand it."""

_Kind = TypeVar("_Kind")


def read_lines(path: Path, kind: type[_Kind]) -> list[_Kind]:
    """What the lines of a file hold; nothing where there is no file. Raises `OSError` when it can't be read."""
    try:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    except FileNotFoundError:
        return []
    read = [found for line in lines if (found := _read(line, kind)) is not None]
    if lost := len(lines) - len(read):
        _log.warning("%d of %d lines of %s can't be read; they are left as they are", lost, len(lines), path)
    return read


def append_line(path: Path, content: Mapping[str, Any]) -> None:
    """Write a line at the end; raises `OSError` when that fails, and the file is as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        _append(file.fileno(), path, json.dumps({"version": _VERSION, **content}).encode() + b"\n")


def _append(handle: int, path: Path, line: bytes) -> None:
    """Write a line at the end, in a line of its own even behind one that broke off; all of it or nothing."""
    before = os.fstat(handle).st_size
    with path.open("rb") as file:
        file.seek(max(0, before - 1))
        whole = file.read(1) in (b"", b"\n")
    line = line if whole else b"\n" + line
    try:
        if os.write(handle, line) < len(line):
            raise OSError(None, tr("the disk is full"))
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.truncate(path, before)
        raise


class _Versioned(msgspec.Struct):
    version: int


def _read(line: bytes, kind: type[_Kind]) -> _Kind | None:
    """What a line holds; None when it is damaged or newer."""
    try:
        newer = msgspec.json.decode(line, type=_Versioned).version != _VERSION
        return None if newer else msgspec.json.decode(line, type=kind)
    except (ValueError, RecursionError):
        return None
