"""The rounds of practice: a file beside the index of takes, one line a round, that only ever grows.

It is no part of the index, which may be lost: rounds have no folder from which they could be had again. A line that is
damaged, or written by a newer program, costs that line and no other.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

import msgspec

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.practice_result import RoundResult

_log = logging.getLogger(__name__)

_VERSION: Final = 1
"""Of a line; raised when an older program would misunderstand it."""


class PracticeLog:
    """The file of rounds.

    Attributes:
        path: Where it is; it need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use a file; None for the one in the user's data folder."""
        self.path = path or paths.user_data_dir() / "practice.jsonl"

    def load(self) -> tuple[RoundResult, ...]:
        """All rounds, the oldest first.

        Raises:
            UserError: The file can't be read.
        """
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise UserError(
                tr(
                    "Your practice rounds can't be read ({reason}): allow reading {path}.",
                    reason=error.strerror,
                    path=self.path,
                )
            ) from error
        rounds = [found for line in lines if line.strip() and (found := _read(line)) is not None]
        if lost := sum(1 for line in lines if line.strip()) - len(rounds):
            _log.warning("%d of %d lines of %s can't be read; they are left as they are", lost, len(lines), self.path)
        return tuple(sorted(rounds, key=lambda each: each.made))

    def append(self, result: RoundResult) -> None:
        """Keep a round.

        Raises:
            UserError: It can't be written; the file is as it was.
        """
        stored = {"version": _VERSION, **asdict(result), "made": result.made.isoformat()}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab", buffering=0) as file:
                _append(file.fileno(), self.path, json.dumps(stored).encode() + b"\n")
        except OSError as error:
            where, why = self.path.parent, error.strerror or error
            raise UserError(
                tr(
                    "This round can't be kept in {folder} ({reason}): free some space there or allow writing.",
                    folder=where,
                    reason=why,
                )
            ) from error


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


def _read(line: bytes) -> RoundResult | None:
    """The round of a line; None when it is damaged or newer."""
    try:
        newer = msgspec.json.decode(line, type=_Versioned).version != _VERSION
        return None if newer else msgspec.json.decode(line, type=RoundResult)
    except (ValueError, RecursionError):
        return None
