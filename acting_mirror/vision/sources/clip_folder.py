"""Which files of folders, and of the folders in them, are clips."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.photo_file import is_clip


def clips_in(places: Sequence[Path], results: Path) -> list[Path]:
    """The absolute paths of clips, in the order of their names; links to folders are not followed.

    Args:
        places: Folders, and single clips.
        results: The folder of what is written about them, which is passed over where it is met.

    Raises:
        UserError: One of them is missing or lies among the results, a folder can't be opened, or there is no clip.
    """
    found = {clip for place in places for clip in _clips_at(Path(os.path.abspath(place)), _real(results))}
    if not found:
        raise UserError(tr("There is no clip in {path}: choose another folder.", path=places[0]))
    return sorted(found)


def _clips_at(place: Path, results: Path) -> Iterator[Path]:
    if not place.exists():
        raise UserError(tr("There is no clip or folder {path}: check its name.", path=place))
    if _real(place).is_relative_to(results):
        raise UserError(tr("{path} lies in the folder of the results: choose another one for those.", path=place))
    if not place.is_dir():
        yield place
        return
    for root, folders, names in os.walk(place, onerror=_refuse):
        folders[:] = [name for name in folders if name[0] != "." and _real(Path(root, name)) != results]
        for path in (Path(root, name) for name in names if name[0] != "."):  # macOS leaves a hidden file beside each
            if is_clip(path) and path.is_file():
                yield path


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _refuse(error: OSError) -> None:
    raise UserError(
        tr(
            "The folder {path} can't be opened ({reason}): check its permissions.",
            path=error.filename,
            reason=error.strerror,
        )
    ) from error
