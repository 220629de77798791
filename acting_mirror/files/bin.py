"""The way back from the system's bin."""

import shutil
from contextlib import suppress
from pathlib import Path

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr


def restore(path: Path, where: Path) -> None:
    """Move a file or folder from its place in the system's bin back to where it was.

    Raises:
        UserError: There is another one by now, or it can't be moved.
    """
    if path.exists():
        raise UserError(tr("{path} is taken by now: what was there stays in the bin.", path=path))
    try:
        shutil.move(where, path)
    except OSError as error:
        raise UserError(
            tr("{name} can't be brought back ({reason}): look into the bin.", name=path.name, reason=error.strerror)
        ) from error
    # What remembers on Linux where it came from.
    note = where.parent.parent / "info" / f"{where.name}.trashinfo"
    with suppress(OSError):
        note.unlink(missing_ok=True)
