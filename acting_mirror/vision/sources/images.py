"""Photos: one, or a folder of them."""

import logging
import re
import struct
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import pi_heif
from PIL import Image as Pillow
from PIL import ImageOps

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.text import printable

_log = logging.getLogger(__name__)

pi_heif.register_heif_opener()  # Pillow has no HEIC of its own

PHOTO_SUFFIXES: Final = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".tif", ".tiff", ".webp"),
    *(".heic", ".heif", ".hif", ".avif"),
)
"""What counts as a photo in a folder. GIF does not: it is mostly animation."""
CLIP_SUFFIXES: Final = (
    *(".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mpg", ".wmv"),
    *(".3gp", ".flv", ".mts", ".m2ts", ".gif"),
)

_CAN_MOVE: Final = {"WEBP", "PNG", "AVIF"}
"""Formats whose further pictures follow in time; those of other formats are pages or sizes."""

PILLOW_ERRORS: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error),
)
"""What Pillow raises for broken files, each of its formats in its own way."""


class Photos:
    """Photos, and those of folders in the natural order of their names; a `FrameSource`.

    Photos have no time, yet frames need times that increase: photo n stands at n seconds. They belong to no common
    clock, so nothing may be smoothed from one to the next.

    Attributes:
        paths: All photos; `paths[frame.index]` is the one a frame was made from.
        skipped: Photos of the folder that can't be read, and why; they have no frame.
    """

    def __init__(self, path: Path, *more: Path) -> None:
        """Remember the photos or folders; nothing is opened yet."""
        self.path = path
        self.name = f"{1 + len(more)} photos" if more else printable(path.name)
        self._given = (path, *more)
        self.size = (0, 0)
        self.rate = 0.0
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = False
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self.paths: list[Path] = []
        self.skipped: list[tuple[Path, str]] = []
        self._frames: Iterator[Frame] = iter(())

    def __enter__(self) -> Self:
        """List the photos and read the first one.

        Raises:
            UserError: The path is missing, a folder without photos, or none of the photos can be read.
        """
        self.paths = [photo for path in self._given for photo in _photos_at(path)]
        self.frame_count = len(self.paths)
        frames = self._read()
        first = next(frames, None)
        if first is None:
            raise self._none_readable()
        self.size = first.size
        self._frames = chain([first], frames)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget what was not read."""
        self._frames = iter(())

    def __iter__(self) -> Iterator[Frame]:
        """Yield the photos that can be read."""
        return self._frames

    def _read(self) -> Iterator[Frame]:
        for index, path in enumerate(self.paths):
            try:
                bgr = read_photo(path)
            except UnreadablePhotoError as error:
                _log.info("%s", error)
                self.skipped.append((path, error.reason))
                continue
            yield Frame(index, float(index), bgr)

    def _none_readable(self) -> UserError:
        path, why = self.skipped[0]
        if self.path.is_dir():
            return UserError(f"No photo in {self.path} can be read; the first, {path.name}: {why}.")
        return UnreadablePhotoError(path, why)


class UnreadablePhotoError(UserError):
    """A photo that can't be read.

    Attributes:
        reason: Why, and what to do about it; no whole sentence.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Make the sentence."""
        super().__init__(f"{path} can't be read: {reason}.", Remedy.READ_AS_CLIP if _is_clip(path) else None)
        self.reason = reason


def read_photo(path: Path) -> Image:
    """Read a photo the right way up, as its EXIF orientation says; HEIC's own turns count instead, where it has them.

    16-bit grey keeps its upper 8 bits, other deep greys are stretched to their range, what is transparent lies on
    white; of several pictures in a file the first is read.

    Returns:
        uint8 (H, W, 3), BGR.

    Raises:
        UnreadablePhotoError: It is empty, no photo, damaged, or has more pixels than Pillow takes for safe
            (179 million).
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd metadata, and of big photos that it reads nevertheless.
            warnings.simplefilter("ignore")
            with Pillow.open(path) as photo:
                return np.ascontiguousarray(rgb_of(ImageOps.exif_transpose(photo))[:, :, ::-1])
    except (Pillow.DecompressionBombError, MemoryError) as error:
        raise UnreadablePhotoError(path, "it has too many pixels; scale it down first") from error
    except PILLOW_ERRORS as error:
        _log.info("%s: %s", path, error)
        raise UnreadablePhotoError(path, _why_unreadable(path)) from error


def rgb_of(photo: Pillow.Image) -> Image:
    """A photo of any mode as uint8 (H, W, 3), RGB."""
    if photo.mode.startswith("I;16"):
        return _grey_to_rgb(np.asarray(photo) >> 8)
    if photo.mode in ("I", "F"):
        values = np.nan_to_num(np.asarray(photo, np.float64))
        low, high = values.min(), values.max()
        return _grey_to_rgb((values - low) * (255 / (high - low or 1)))
    if photo.has_transparency_data:
        white = Pillow.new("RGBA", photo.size, "white")
        photo = Pillow.alpha_composite(white, photo.convert("RGBA"))
    return np.asarray(photo.convert("RGB"))


def is_photo(path: Path) -> bool:
    """Whether a file, by its name, is a photo, and not a clip in the format of one."""
    return path.suffix.lower() in PHOTO_SUFFIXES and not is_animated(path)


def is_animated(path: Path) -> bool:
    """Whether a file in a format of photos is a clip: WebP, PNG and AVIF can be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(path) as photo:
                return photo.format in _CAN_MOVE and getattr(photo, "is_animated", False)
    except (Pillow.DecompressionBombError, MemoryError, *PILLOW_ERRORS):
        return False


def _grey_to_rgb(grey: np.ndarray) -> Image:
    return np.repeat(grey.astype(np.uint8)[:, :, None], 3, axis=2)


def _is_clip(path: Path) -> bool:
    return path.suffix.lower() in CLIP_SUFFIXES


def _why_unreadable(path: Path) -> str:
    if _is_clip(path):
        return "it is a clip"
    try:
        size = path.stat().st_size
    except OSError as error:
        return f"{error.strerror}"
    if not size:
        return "it is empty (0 bytes); copy it again"
    return "it is damaged or no photo; save it as JPEG or PNG"


def _photos_at(path: Path) -> list[Path]:
    """The photo, or those of a folder; not of the folders in it."""
    if not path.exists():
        raise UserError(f"There is no photo or folder {path}: check its name.")
    if not path.is_dir():
        return [path]
    try:
        names = [item for item in path.iterdir() if is_photo(item)]
    except OSError as error:
        raise UserError(f"The folder {path} can't be opened ({error.strerror}): check its permissions.") from error
    # macOS leaves a hidden "._photo.jpg" beside each photo on foreign disks.
    photos = [item for item in names if not item.name.startswith(".") and item.is_file()]
    if not photos:
        raise UserError(
            f"The folder {path} has no photos (JPEG, HEIC, PNG, WebP, AVIF, TIFF, BMP): choose another one."
        )
    return sorted(photos, key=_natural)


def _natural(path: Path) -> tuple[list[str | int], str]:
    """Sorts "take 10" behind "take 9"; the name itself decides between names that differ in case or zeros only."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], path.name
