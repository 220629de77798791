"""The Mirror's recordings, in the folder where they go."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from acting_mirror.core.take import ListedTake
from acting_mirror.core.text import key, printable
from acting_mirror.files.free_name import STAMP
from acting_mirror.record.part_file import PART_SUFFIX

_ENDINGS: Final = (".avi", ".mp4")
_BESIDE: Final = (PART_SUFFIX, ".png", ".csv", ".json")
"""Of what else the program makes of what is live."""
_STAMP_LENGTH: Final = len("2026-01-31 14.05.09")


def find_recordings(folder: Path, search: str = "") -> list[ListedTake]:
    """The videos in a folder whose names begin with the moment at which they were recorded, newest first.

    Args:
        folder: Where they are; it need not exist.
        search: Words that must all occur in the name; any case.
    """
    found: list[ListedTake] = []
    with suppress(OSError):
        for path in folder.iterdir():
            made = _made(path.stem)
            if made is None or path.suffix.lower() not in _ENDINGS or not path.is_file():
                continue
            if all(word in key(path.name) for word in key(search).split()):
                found.append(ListedTake(path, printable(path.stem), made, recording=True))
    return sorted(found, key=lambda recording: recording.made, reverse=True)


def recorded_files(folder: Path) -> list[Path]:
    """The files in a folder that the program named by the moment: recordings, whole or broken off, and snapshots."""
    named = (path for path in folder.glob("????-??-?? *") if path.name.endswith(_ENDINGS + _BESIDE))
    return sorted(path for path in named if _made(path.name) is not None and path.is_file())


def _made(name: str) -> datetime | None:
    try:
        return datetime.strptime(name[:_STAMP_LENGTH], STAMP).astimezone()
    except (ValueError, OverflowError, OSError):  # no moment, or none that the system's clock knows
        return None
