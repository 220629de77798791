"""Room on a disk."""

import math
import shutil
from pathlib import Path
from typing import Final

from acting_mirror.core.language import tr

_NEARLY_FULL: Final = 500_000_000
"""Bytes free below which the user is warned: some ten minutes of recording."""


def free_bytes(folder: Path) -> int:
    """Room on the folder's disk; of the nearest folder that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def nearly_full(folder: Path) -> str:
    """A sentence when there is hardly room for a recording in a folder, else ""."""
    free = free_bytes(folder)
    if free >= _NEARLY_FULL:
        return ""
    return tr("The disk is nearly full: {room} are left for the recording.", room=in_bytes(free))


def in_bytes(count: int) -> str:
    """A size as 3 kB, 12 MB or 3.4 GB; what is there has at least 1 kB."""
    if count >= 1e9:
        return tr("{size:.1f} GB", size=count / 1e9)
    return tr("{size:.0f} MB", size=count / 1e6) if count >= 1e6 else tr("{size} kB", size=math.ceil(count / 1e3))
