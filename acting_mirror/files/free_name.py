"""Names that are free: numbered where they are taken."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

STAMP: Final = "%Y-%m-%d %H.%M.%S"
"""How moments are written in names."""
FORBIDDEN: Final = '\\/:*?"<>|'
"""What some system does not allow in a file's name."""
_LONGEST: Final = 255
"""Bytes of a name on most disks."""


def stamp(moment: datetime) -> str:
    """A moment as a name that all systems take, such as 2026-01-31 14.05.09."""
    return moment.strftime(STAMP)


def allowed(words: str) -> str:
    """Words as all systems take them in a name."""
    return "".join("-" if sign in FORBIDDEN else sign for sign in words)


def fitted(stem: str, ending: str) -> str:
    """The name of a file, its stem cut where the disk would refuse it."""
    while stem and len(os.fsencode(stem + ending)) > _LONGEST:
        stem = stem[:-1]
    return stem + ending


def free_name(stem: Path, ending: str = "") -> Path:
    """The first of `a.avi`, `a-2.avi`, `a-3.avi` and so on at which there is nothing.

    Args:
        stem: The path without its ending.
        ending: Of a file, with its dot.
    """
    return next(path for path in _numbered(stem, ending) if not os.path.lexists(path))


def under_free_name(make: Callable[[Path], T], stem: Path, ending: str = "") -> T:
    """Make something under the first of the names of `free_name` that nobody has taken until then.

    Args:
        make: Makes it under a name; raises `FileExistsError` where that is taken.
        stem: The path without its ending.
        ending: Of a file, with its dot.

    Returns:
        What `make` returns.
    """
    names = _numbered(stem, ending)
    while True:
        with suppress(FileExistsError):
            return make(next(names))


def _numbered(stem: Path, ending: str) -> Iterator[Path]:
    yield stem.with_name(fitted(stem.name, ending))
    for number in count(2):
        yield stem.with_name(fitted(stem.name, f"-{number}{ending}"))
