"""Files that appear whole or not at all: written under a hidden name in the same folder, then renamed."""

import errno
import logging
import os
import secrets
import shutil
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr

_log = logging.getLogger(__name__)

_TOKEN_BYTES = 6
_PRIVATE = 0o600
"""Permissions where there was no file: settings and profiles are nobody else's business."""
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotWrittenError(UserError):
    """A file can't be written for what is wrong with its disk or folder; not for what should stand in it."""


class NewFile:
    """A file in the making; leaving its `with` gives it its name, or removes it when an exception passes.

    Attributes:
        path: The name it will have.
        part: The hidden name to write to until then. A killed process may leave it behind, never half of `path`.

    Raises:
        UserError: As `check_new` says, or nothing can be created in the folder.
    """

    def __init__(self, path: Path, force: bool = False) -> None:
        """Check the name and create the hidden file.

        Args:
            path: Where the file goes.
            force: Whether a file that exists is replaced; `check_outputs` keeps it from being one that is read.
        """
        check_new(path, force)
        self.path = path
        self._force = force
        try:
            self.part = _hidden_beside(path)
        except OSError as error:
            raise writing_failed(path, error) from error

    def __enter__(self) -> Self:
        """Nothing more to do: it exists."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it its name, or remove it."""
        if kind is None:
            self.publish()
        else:
            self.discard()

    def publish(self) -> None:
        """Give it its name.

        Raises:
            UserError: Another file took the name meanwhile, or the rename failed; the hidden file is gone then.
        """
        try:
            if self._force:
                self.part.replace(self.path)
            else:
                _rename_to_free_name(self.part, self.path)
        except FileExistsError as error:
            raise _exists(self.path) from error
        except OSError as error:
            raise writing_failed(self.path, error) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what was written, if it is still there."""
        _remove(self.part)


def check_outputs(outputs: Collection[Path], force: bool = False, inputs: Collection[Path] = ()) -> None:
    """Find out early whether files may be written; everything that reads files and writes others asks this first.

    Args:
        outputs: All files that would be written.
        force: Whether files that exist may be replaced.
        inputs: All files that are read, which are never replaced, whatever name or link leads to them.

    Raises:
        UserError: One of them is an input, two are the same file, or as `check_new` says.
    """
    read, written = ({_identity(path) for path in paths} for paths in (inputs, outputs))
    for path in outputs:
        if _identity(path) in read:
            raise UserError(
                tr("{path} is read here and never replaced: choose another name or folder for the output.", path=path)
            )
    if len(written) < len(outputs):
        raise UserError(tr("Two of the outputs have the same name: give each file its own."))
    for path in outputs:
        check_new(path, force)


def check_new(path: Path, force: bool = False) -> None:
    """Find out early whether a file may be written.

    Args:
        path: Where it would go.
        force: Whether a file that exists may be replaced.

    Raises:
        UserError: It exists and `force` is not set; it is a folder or a device; its folder is missing or a file.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise NotWrittenError(
                tr(
                    "{path} can't be written: there is no folder {folder}; create it first.",
                    path=path,
                    folder=path.parent,
                )
            ) from None
        if path.is_symlink():
            raise UserError(tr("{path} is a broken link: choose another name.", path=path)) from None
        return
    except NotADirectoryError as error:
        raise NotWrittenError(
            tr("{path} can't be written: {file} is a file, not a folder.", path=path, file=_first_file(path))
        ) from error
    except OSError as error:
        raise writing_failed(path, error) from error
    if stat.S_ISDIR(mode):
        raise UserError(tr("{path} is a folder: add a file name to it.", path=path))
    if not stat.S_ISREG(mode):
        raise UserError(tr("{path} isn't a plain file: choose another name.", path=path))
    if not force:
        raise _exists(path)


def write_new(path: Path, content: bytes, force: bool = False) -> None:
    """Write a file as a whole.

    Raises:
        UserError: As `check_new` says, or the disk is full; nothing is left behind.
    """
    with NewFile(path, force) as new:
        try:
            new.part.write_bytes(content)
        except OSError as error:
            raise writing_failed(path, error) from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file as a whole, to the disk itself, in place of the one that is there, whose permissions it keeps.

    Args:
        path: The file; where it is a link, the file it leads to is replaced. Missing folders are made.
        content: What it shall hold.

    Raises:
        OSError: It can't be written; the old file is as it was, and nothing is left behind.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _hidden_beside(path, _PRIVATE)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        _remove(part)
        raise


def remove_left(folder: Path) -> None:
    """Remove what killed processes left half-written in a folder, which nobody may be writing to now."""
    for part in left_in(folder):
        _remove(part)


def left_in(folder: Path) -> list[Path]:
    """What is half-written in a folder, by processes that were killed or by those that run."""
    return sorted(folder.glob(f".acting-mirror-{'?' * 2 * _TOKEN_BYTES}.part"))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing; raises `UserError` when that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The folder {folder} can't be made ({reason}): choose another one.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error


def writing_failed(path: Path, error: OSError) -> NotWrittenError:
    """The sentence for a file that could not be written."""
    if error.errno in _DISK_FULL:
        return NotWrittenError(
            tr("{path} can't be written: the disk is full; free some space or choose another folder.", path=path)
        )
    if error.errno in _NOT_ALLOWED:
        return NotWrittenError(
            tr("{path} can't be written: you may not write there; choose another folder.", path=path)
        )
    return NotWrittenError(
        tr("{path} can't be written ({reason}): choose another name or folder.", path=path, reason=error.strerror)
    )


def _hidden_beside(path: Path, mode: int = 0o666) -> Path:
    """Create an empty file beside another; its name is short, as a long one with something added could be too long."""
    part = path.absolute().parent / f".acting-mirror-{secrets.token_hex(_TOKEN_BYTES)}.part"
    part.touch(mode, exist_ok=False)
    return part


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s could not be removed: %s", part, error)


def _exists(path: Path) -> UserError:
    return UserError(tr("{path} exists.", path=path), Remedy.REPLACE)


def _identity(path: Path) -> object:
    """What is the same for all names of a file; for a file that is missing, where it would be."""
    try:
        state = path.stat()
    except OSError:
        return os.path.realpath(path)
    return state.st_dev, state.st_ino


def _first_file(path: Path) -> Path:
    """The part of a path that is a file though something is asked for below it."""
    return next((parent for parent in reversed(path.parents) if parent.is_file()), path.parent)


def _rename_to_free_name(part: Path, path: Path) -> None:
    """Rename without replacing: a hard link fails where the name is taken, a POSIX rename would not."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # no hard links on FAT and some network drives
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        part.rename(path)
