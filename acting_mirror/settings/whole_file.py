"""Small files that are replaced as a whole or not at all."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file under a hidden name in its folder, then give it its own; one that exists keeps its permissions.

    Args:
        path: The file; where it is a link, the file it leads to is replaced. Missing folders are made.
        content: What it shall hold.

    Raises:
        OSError: It can't be written; the old file is as it was, and nothing is left behind.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".acting-mirror-", suffix=".part", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        with suppress(FileNotFoundError):
            shutil.copymode(path, part)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise
