"""A process in which inputs are read, with limits of time and memory."""

import multiprocessing
import os
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

_LONGEST_S = 20
_START_S = 120
"""For a process to begin and read all files undamaged."""
_MEMORY = 8 << 30
"""Bytes of address space for a process: what asks for more must not take the computer with it."""
_USER = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
_SPAWN = multiprocessing.get_context("spawn")


class Process:
    """A process that reads inputs.

    Attributes:
        gone: Whether it ended.
    """

    def __init__(self, work: Path, seed: int) -> None:
        self._here, there = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(there, work, seed), daemon=True)
        self._process.start()
        there.close()
        self.gone = False
        if wrong := self._answer(_START_S):
            raise SystemExit(f"It can't begin: {wrong}")

    def read(self, number: int) -> str:
        """What is wrong with how an input is read, "" for nothing."""
        self._here.send(number)
        return self._answer(_LONGEST_S)

    def end(self) -> None:
        """Let it go."""
        self._here.close()
        self._process.join()

    def _answer(self, longest_s: float) -> str:
        if not self._here.poll(longest_s):
            self.gone = True
            self._process.kill()
            return f"longer than {longest_s} s"
        try:
            return str(self._here.recv())
        except EOFError:
            self.gone = True
            self._process.join()
            return f"its process ended with {self._process.exitcode}"


def _serve(connection: Connection, work: Path, seed: int) -> None:
    """Read inputs, by their numbers, until nobody asks for more."""
    temporary = work / "temporary"
    temporary.mkdir(parents=True)
    os.environ.update(dict.fromkeys(_USER, str(work / "user")), TMPDIR=str(temporary))
    tempfile.tempdir = None
    from tests.fuzz.attempt import Attempts  # which loads all readers, with what they find in the environment

    _limit_memory()
    attempts = Attempts(work, temporary)
    connection.send(attempts.whole())
    try:
        while True:
            connection.send(attempts.run(connection.recv(), seed))
    except EOFError:
        return


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
