"""Which files of a folder are photos, and what is said of those that are not."""

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import listing, tr, tr_count
from acting_mirror.core.text import printable
from acting_mirror.vision.sources.photo_file import CLIP_SUFFIXES, PHOTO_SUFFIXES, is_photo

_RAW_SUFFIXES: Final = (".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw")
_NOBODYS: Final = {"thumbs.db", "desktop.ini"}
"""What Windows leaves in folders."""
_NAMED: Final = 3


def photos_at(path: Path) -> tuple[list[Path], list[str]]:
    """The photo, or those of a folder in the natural order of their names; not of the folders in it.

    Returns:
        The photos, and a sentence on each kind of what is left out.

    Raises:
        UserError: The path is missing, or a folder without photos.
    """
    if not path.exists():
        raise UserError(tr("There is no photo or folder {path}: check its name.", path=path))
    if not path.is_dir():
        return [path], []
    try:
        # macOS leaves a hidden "._photo.jpg" beside each photo on foreign disks.
        items = [item for item in path.iterdir() if item.name[0] != "." and item.name.casefold() not in _NOBODYS]
    except OSError as error:
        raise UserError(
            tr("The folder {path} can't be opened ({reason}): check its permissions.", path=path, reason=error.strerror)
        ) from error
    photos = sorted((item for item in items if item.is_file() and is_photo(item)), key=_natural)
    left_out = sorted({*items} - {*photos}, key=lambda item: (_kind(item), _natural(item)))
    if not photos:
        raise _no_photos(path, left_out)
    return photos, [_sentence(kind, list(some)) for kind, some in groupby(left_out, _kind)]


def _no_photos(path: Path, left_out: Sequence[Path]) -> UserError:
    if not left_out:
        return UserError(
            tr(
                "The folder {path} has no photos (JPEG, HEIC, PNG, WebP, AVIF, TIFF, BMP): choose another one.",
                path=path,
            )
        )
    return UserError(
        tr(
            "The folder {path} has no photos (JPEG, HEIC, PNG, WebP, AVIF, TIFF, BMP), only {names}: "
            "choose another one.",
            path=path,
            names=_some(left_out),
        )
    )


class _Kind(IntEnum):
    """What can be left out, in the order in which it is said."""

    OTHER, RAW, CLIP, FOLDER = range(4)


def _kind(item: Path) -> _Kind:
    if item.is_dir():
        return _Kind.FOLDER
    ending = item.suffix.lower()
    if ending in CLIP_SUFFIXES + PHOTO_SUFFIXES and item.is_file():  # one with a photo's name moves
        return _Kind.CLIP
    return _Kind.RAW if ending in _RAW_SUFFIXES else _Kind.OTHER


def _sentence(kind: _Kind, items: Sequence[Path]) -> str:
    count, names = len(items), _some(items)
    if kind is _Kind.RAW:
        return tr_count(
            "{count} file is a raw photo, export it as JPEG: {names}.",
            "{count} files are raw photos, export them as JPEG: {names}.",
            count,
            names=names,
        )
    if kind is _Kind.CLIP:
        return tr_count(
            "{count} file is a clip, open it by itself: {names}.",
            "{count} files are clips, open them by themselves: {names}.",
            count,
            names=names,
        )
    if kind is _Kind.FOLDER:
        return tr_count(
            "{count} folder in it was left out, open it by itself: {names}.",
            "{count} folders in it were left out, open them by themselves: {names}.",
            count,
            names=names,
        )
    return tr_count("{count} file isn't a photo: {names}.", "{count} files aren't photos: {names}.", count, names=names)


def _some(items: Sequence[Path]) -> str:
    """The first names."""
    names = [printable(item.name) for item in items[:_NAMED]]
    if len(items) > _NAMED:
        names.append(tr_count("{count} more", "{count} more", len(items) - _NAMED))
    return listing(names)


def _natural(path: Path) -> tuple[list[str | int], str]:
    """Sorts "take 10" behind "take 9"; the name itself decides between names that differ in case or zeros only."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], path.name
