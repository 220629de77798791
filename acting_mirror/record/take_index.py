"""The index of takes, in SQLite: only to list and to search quickly; all of it can be made again from the folders."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from acting_mirror.core.take import ListedTake
from acting_mirror.core.text import key

_log = logging.getLogger(__name__)

T = TypeVar("T")
State = tuple[int, int, int]
"""Size, time of the last change in nanoseconds and number of a file: another one means other content."""

_OURS: Final = (0x416D5431, 4)
"""SQLite's application id ("AmT1") and the version of the table: whatever differs is not our index."""
_WAIT_S: Final = 0.3
"""How long another program may hold the index; then it is done without."""
_TABLE: Final = f"""
BEGIN;
CREATE TABLE takes (
    root BLOB, folder BLOB, size INTEGER, changed INTEGER, file INTEGER, made_s REAL, words TEXT,
    name TEXT, made TEXT, length_s REAL, script TEXT, character TEXT, star INTEGER, notes TEXT, total REAL,
    said TEXT, scored INTEGER, scorable INTEGER, slate INTEGER, problem TEXT, PRIMARY KEY (root, folder)
) WITHOUT ROWID;
PRAGMA application_id = {_OURS[0]};
PRAGMA user_version = {_OURS[1]};
COMMIT;
"""


class TakeOrder(StrEnum):
    """In which order takes are listed."""

    NEWEST = "newest"
    BEST = "best"
    NAME = "name"
    LONGEST = "longest"


_ORDERS: Final = {
    TakeOrder.NEWEST: "made_s DESC",
    # What was scored by less than three quarters is not ranked with the rest.
    TakeOrder.BEST: "total IS NULL, 4 * scored < 3 * scorable, total DESC, made_s DESC",
    TakeOrder.NAME: "name COLLATE NOCASE, made_s DESC",
    TakeOrder.LONGEST: "length_s DESC, made_s DESC",
}


class TakeIndex:
    """What is known of the takes of one folder; open it with `TakeIndexFile.use`."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        """Use a connection for the takes of a folder."""
        self._connection = connection
        self._root = root

    def states(self) -> dict[str, State]:
        """The state in which each take was put in, by the name of its folder."""
        rows = self._connection.execute("SELECT folder, size, changed, file FROM takes WHERE root = ?", (self._key,))
        return {os.fsdecode(folder): (size, changed, file) for folder, size, changed, file in rows}

    def put(self, takes: Iterable[tuple[State, ListedTake, str]]) -> None:
        """Put takes in, in place of what was there: their states, themselves, and the words to find them by."""
        rows = [
            (
                *(self._key, os.fsencode(take.folder.name), *state, take.made.timestamp(), key(words)),
                *(take.name, take.made.isoformat(), take.length_s, take.script, take.character),
                *(take.star, take.notes, take.total, "\n".join(take.said), take.scored, take.scorable),
                *(take.slate, take.problem),
            )
            for state, take, words in takes
        ]
        self._connection.executemany(f"REPLACE INTO takes VALUES ({', '.join('?' * 20)})", rows)

    def remove(self, folders: Iterable[str]) -> None:
        """Take some out, by the names of their folders."""
        rows = [(self._key, os.fsencode(folder)) for folder in folders]
        self._connection.executemany("DELETE FROM takes WHERE root = ? AND folder = ?", rows)

    def find(self, search: str, order: TakeOrder) -> list[ListedTake]:
        """The takes that have all words of a search, in an order."""
        words = key(search).split()
        having = " AND instr(words, ?)" * len(words)
        about = "name, made, length_s, script, character, star, notes, total, said, scored, scorable, slate, problem"
        query = f"SELECT folder, {about} FROM takes WHERE root = ?{having} ORDER BY {_ORDERS[order]}, folder DESC"
        return [self._listed(*row) for row in self._connection.execute(query, (self._key, *words))]

    @property
    def _key(self) -> bytes:
        return os.fsencode(self._root)

    def _listed(self, folder: bytes, name: str, made: str, *rest: Any) -> ListedTake:  # noqa: ANN401 - SQLite's types
        length_s, script, character, star, notes, total, said, scored, scorable, slate, problem = rest
        path, moment = self._root / os.fsdecode(folder), datetime.fromisoformat(made)
        about = (length_s, script, character, bool(star), notes, total, tuple(said.splitlines()))
        return ListedTake(path, name, moment, *about, scored, scorable, bool(slate), problem)


class TakeIndexFile:
    """Where the index is kept. When it is damaged or not ours, it is set aside; when it is locked, done without."""

    def __init__(self, path: Path) -> None:
        """Use a file, which need not exist."""
        self._path = path

    def use(self, root: Path, work: Callable[[TakeIndex], T]) -> T:
        """Do something with the index of a folder of takes, as a whole or not at all.

        Args:
            root: The folder.
            work: Gets the index; called again with an empty one when the first can't be used.
        """
        for path in (self._path, self._path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _with(str(path), root, work)
            except sqlite3.OperationalError as error:  # locked, read-only, disk full
                _log.warning("%s can't be used: %s", path, error)
                break
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter for damaged names of columns
                _log.warning("%s is made anew: %s", path, error)
                self._set_aside()
            except OSError as error:
                _log.warning("%s can't be used: %s", path, error)
                break
        return _with(":memory:", root, work)

    def _set_aside(self) -> None:
        """Give it another name, with its journal, which would be played back into the new one."""
        for name in (f"{self._path.name}-journal", self._path.name):
            path = self._path.with_name(name)
            if path.exists():
                path.replace(path.with_name(f"{name}.bad"))


def _with(path: str, root: Path, work: Callable[[TakeIndex], T]) -> T:
    with closing(sqlite3.connect(path, timeout=_WAIT_S)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may cost the index, which is no loss
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            connection.executescript(_TABLE)
        found = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if found != _OURS:
            raise sqlite3.DatabaseError(f"it is not ours: {found}")
        with connection:
            return work(TakeIndex(connection, root))
