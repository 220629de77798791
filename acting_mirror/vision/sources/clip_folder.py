"""Which files of folders, and of the folders in them, are clips."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.photo_file import is_clip


def clips_in(places: Sequence[Path], leave_out: Path) -> list[Path]:
    """The absolute paths of clips, in the order of their names; links to folders are not followed.

    Args:
        places: Folders, and single clips.
        leave_out: A folder that is passed over, wherever it is met.

    Raises:
        UserError: One of them is missing, a folder can't be opened, or there is no clip.
    """
    found = {clip for place in places for clip in _clips_at(Path(os.path.abspath(place)), leave_out)}
    if not found:
        raise UserError(tr("There is no clip in {path}: choose another folder.", path=places[0]))
    return sorted(found)


def _clips_at(place: Path, leave_out: Path) -> Iterator[Path]:
    if not place.exists():
        raise UserError(tr("There is no clip or folder {path}: check its name.", path=place))
    if not place.is_dir():
        yield place
        return
    for root, folders, names in os.walk(place, onerror=_refuse):
        folders[:] = [name for name in folders if name[0] != "." and not _same(Path(root, name), leave_out)]
        for path in (Path(root, name) for name in names if name[0] != "."):  # macOS leaves a hidden file beside each
            if is_clip(path) and path.is_file():
                yield path


def _same(folder: Path, other: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(other)


def _refuse(error: OSError) -> None:
    raise UserError(
        tr(
            "The folder {path} can't be opened ({reason}): check its permissions.",
            path=error.filename,
            reason=error.strerror,
        )
    ) from error
