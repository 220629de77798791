"""Which files of a folder are photos, and what is said of those that are not."""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.text import printable
from acting_mirror.vision.sources.photo_file import CLIP_SUFFIXES, PHOTO_SUFFIXES, is_photo

_RAW_SUFFIXES: Final = (".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw")
_NOBODYS: Final = {"thumbs.db", "desktop.ini"}
"""What Windows leaves in folders."""
_NAMED: Final = 3
_KINDS: Final = (
    ("file isn't a photo", "files aren't photos"),
    ("file is a raw photo, export it as JPEG", "files are raw photos, export them as JPEG"),
    ("file is a clip, open it by itself", "files are clips, open them by themselves"),
    ("folder in it was left out, open it by itself", "folders in it were left out, open them by themselves"),
)
"""What can be left out, one and several of it."""


def photos_at(path: Path) -> tuple[list[Path], list[str]]:
    """The photo, or those of a folder in the natural order of their names; not of the folders in it.

    Returns:
        The photos, and a sentence on each kind of what is left out.

    Raises:
        UserError: The path is missing, or a folder without photos.
    """
    if not path.exists():
        raise UserError(f"There is no photo or folder {path}: check its name.")
    if not path.is_dir():
        return [path], []
    try:
        # macOS leaves a hidden "._photo.jpg" beside each photo on foreign disks.
        items = [item for item in path.iterdir() if item.name[0] != "." and item.name.casefold() not in _NOBODYS]
    except OSError as error:
        raise UserError(f"The folder {path} can't be opened ({error.strerror}): check its permissions.") from error
    photos = sorted((item for item in items if item.is_file() and is_photo(item)), key=_natural)
    left_out = sorted({*items} - {*photos}, key=lambda item: (_kind(item), _natural(item)))
    if not photos:
        others = f", only {_some(left_out)}" if left_out else ""
        raise UserError(
            f"The folder {path} has no photos (JPEG, HEIC, PNG, WebP, AVIF, TIFF, BMP){others}: choose another one."
        )
    return photos, [_sentence(kind, list(some)) for kind, some in groupby(left_out, _kind)]


def _kind(item: Path) -> int:
    """The place in `_KINDS`."""
    if item.is_dir():
        return 3
    ending = item.suffix.lower()
    if ending in CLIP_SUFFIXES + PHOTO_SUFFIXES and item.is_file():  # one with a photo's name moves
        return 2
    return 1 if ending in _RAW_SUFFIXES else 0


def _sentence(kind: int, items: Sequence[Path]) -> str:
    return f"{len(items)} {_KINDS[kind][len(items) > 1]}: {_some(items)}."


def _some(items: Sequence[Path]) -> str:
    """The first names."""
    more = [f"{len(items) - _NAMED} more"] if len(items) > _NAMED else []
    *names, last = [*(printable(item.name) for item in items[:_NAMED]), *more]
    return f"{', '.join(names)} and {last}" if names else last


def _natural(path: Path) -> tuple[list[str | int], str]:
    """Sorts "take 10" behind "take 9"; the name itself decides between names that differ in case or zeros only."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], path.name
