"""What was read of data files, kept so that the next start need not read them again."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror import paths

Arrays = dict[str, npt.NDArray[Any]]

_STAMP: Final = "stamp"
"""The array that says which state of the files the others are of."""
DAMAGE: Final = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged file of arrays raises."""


def cached(source: Path, files: Sequence[Path], form: str, read: Callable[[], Arrays]) -> Arrays:
    """The arrays that `read` gives, out of the cache if the files are as they were.

    There is one cache file a source, so nothing piles up when the data changes. Without a place to write, all is read
    each time.

    Args:
        source: The file or folder that is read; the cache file is named for it.
        files: All that the arrays come from. They count as unchanged while path, size and time are the same.
        form: To be changed whenever `read` gives something else for the same files.
        read: Gives the arrays; none is named "stamp" or holds objects.

    Raises:
        UserError: What `read` raises.
    """
    try:
        stamp = _stamp(files, form)
    except OSError:
        return read()  # which says what is missing
    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    path = paths.user_cache_dir() / "training" / f"{source.name}-{name}.npz"
    known = _load(path, stamp)
    if known is None:
        known = read()
        _save(path, stamp, known)
    return known


def _stamp(files: Sequence[Path], form: str) -> str:
    digest = hashlib.sha256(form.encode())
    for file in files:
        state = file.stat()
        digest.update(f"\n{file.resolve()}\n{state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def _load(path: Path, stamp: str) -> Arrays | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if str(archive[_STAMP]) != stamp:
                return None
            return {name: archive[name] for name in archive.files if name != _STAMP}
    except DAMAGE:
        return None


def _save(path: Path, stamp: str, arrays: Arrays) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, allow_pickle=False, **{_STAMP: np.array(stamp)}, **arrays)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
