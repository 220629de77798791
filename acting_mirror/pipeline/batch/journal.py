"""The journal of many clips, in SQLite: what is done, in which way, and what came of it."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint

FILE: Final = "journal.sqlite"

_OURS: Final = (0x416D4A31, 1)
"""SQLite's application id ("AmJ1") and the version of the tables: whatever differs is not our journal."""
_TABLES: Final = f"""
CREATE TABLE ways (number INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
CREATE TABLE clips (
    clip BLOB PRIMARY KEY, size INTEGER, changed_ns INTEGER, digest TEXT, way INTEGER NOT NULL REFERENCES ways,
    state TEXT NOT NULL, outputs TEXT NOT NULL, seconds REAL, error TEXT NOT NULL, figures TEXT
);
PRAGMA application_id = {_OURS[0]};
PRAGMA user_version = {_OURS[1]};
"""
_FULL: Final = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


class Journal:
    """The one truth of what is done; `with` opens it, for one process at a time.

    What is put in is there even when the process is killed right after. A power cut may cost the last entries, but no
    more: what they told of is then found by its records.
    """

    def __init__(self, path: Path) -> None:
        """Use a file, which need not exist."""
        self.path = path

    def __enter__(self) -> Self:
        """Open it, or make it.

        Raises:
            UserError: Another process has it, it is none of ours, or it can't be written.
        """
        with self._explained():
            self._connection = sqlite3.connect(self.path, timeout=0.0, isolation_level=None)
        try:
            with self._explained():
                self._open()
        except BaseException:
            self._connection.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        with suppress(sqlite3.Error):  # a full disk, say, which was told
            self._connection.close()

    def result(self, task: ClipTask) -> ClipResult | None:
        """What became of a clip; None where it was not read, nor found unreadable, in the way that is asked for."""
        query = (
            "SELECT size, changed_ns, digest, figures, error, seconds FROM clips JOIN ways ON way = number "
            "WHERE clip = ? AND words = ? AND state != 'waiting'"
        )
        with self._explained():
            row = self._connection.execute(query, (os.fsencode(task.clip), task.way.noted())).fetchone()
        return _result(*row) if row is not None else None

    def wait(self, tasks: Iterable[ClipTask]) -> None:
        """Note that clips are to be read; what was known of them is forgotten."""
        self._put((task, ClipResult(None), "waiting") for task in tasks)

    def put(self, task: ClipTask, result: ClipResult) -> None:
        """Note what became of a clip."""
        self._put([(task, result, "failed" if result.error else "done")])

    def _put(self, results: Iterable[tuple[ClipTask, ClipResult, str]]) -> None:
        with self._explained(), self._at_once():
            for task, result, state in results:
                self._connection.execute(
                    f"REPLACE INTO clips VALUES ({', '.join('?' * 10)})", self._row(task, result, state)
                )

    def _row(self, task: ClipTask, result: ClipResult, state: str) -> tuple[Any, ...]:
        seen = astuple(result.seen) if result.seen is not None else (None, None, None)
        outputs = json.dumps([path.name for path in task.outputs()] if state == "done" else [])
        figures = json.dumps(result.figures) if result.figures is not None else None
        way = self._way(task.way.noted())
        return (os.fsencode(task.clip), *seen, way, state, outputs, result.seconds, result.error, figures)

    def _way(self, words: str) -> int:
        """The number under which a way is kept."""
        self._connection.execute("INSERT OR IGNORE INTO ways (words) VALUES (?)", (words,))
        number: int = self._connection.execute("SELECT number FROM ways WHERE words = ?", (words,)).fetchone()[0]
        return number

    def _open(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        with self._at_once():  # and so it is ours until it is closed
            if not run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in filter(str.strip, _TABLES.split(";")):
                    run(statement)
            found = tuple(run(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
            if found != _OURS:
                raise sqlite3.DatabaseError(f"it is not ours: {found}")

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """All of it or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in a sentence what is wrong with it."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._explanation(error) from error

    def _explanation(self, error: sqlite3.Error) -> UserError:
        folder, name = self.path.parent, getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return UserError(tr("Clips are read into {folder} just now: wait until that ends.", folder=folder))
        if name in _FULL:
            return UserError(tr("The disk with {folder} is full: free some space, and go on.", folder=folder))
        if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")):
            return UserError(
                tr("{path} can't be used ({reason}): choose another folder.", path=self.path, reason=error)
            )
        return UserError(
            tr("{path} is damaged, or of another version: choose another folder, or move it away.", path=self.path)
        )


def _result(
    size: int | None, changed_ns: int, digest: str, figures: str | None, error: str, seconds: float
) -> ClipResult:
    seen = Fingerprint(size, changed_ns, digest) if size is not None else None
    return ClipResult(seen, json.loads(figures) if figures is not None else None, error, seconds)
