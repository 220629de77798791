"""One photo: whether a file is one, and its pixels."""

import logging
import struct
import warnings
from pathlib import Path
from typing import Final

import av
import numpy as np
import pi_heif
from PIL import Image as Pillow
from PIL import ImageOps

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.vision.sources.colours import photo_to_screen

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
_CAN_MOVE: Final = ("WEBP", "PNG", "AVIF")
"""Formats whose further pictures follow in time; those of other formats are pages or sizes."""

PILLOW_ERRORS: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, RuntimeError, ArithmeticError),
    struct.error,
)
"""What Pillow raises for broken files, each of its formats in its own way."""


class UnreadablePhotoError(UserError):
    """A photo that can't be read.

    Attributes:
        reason: Why, and what to do about it; no whole sentence.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Make the sentence."""
        super().__init__(
            tr("{path} can't be read: {reason}.", path=path, reason=reason),
            Remedy.READ_AS_CLIP if is_clip(path) else None,
        )
        self.reason = reason


def read_photo(path: Path) -> Image:
    """Read a photo the right way up, as its EXIF orientation says; HEIC's own turns count instead, where it has them.

    16-bit grey keeps its upper 8 bits, other deep greys are stretched to their range, what is transparent lies on
    white; of several pictures in a file the one that it names, or the first, is read.

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
                rgb = photo_to_screen(rgb_of(ImageOps.exif_transpose(photo)), *_colours_of(photo, path))
                return np.ascontiguousarray(rgb[:, :, ::-1])
    except (Pillow.DecompressionBombError, MemoryError) as error:
        raise UnreadablePhotoError(path, tr("it has too many pixels; scale it down first")) from error
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


def _colours_of(photo: Pillow.Image, path: Path) -> tuple[int, int]:
    """The transfer and the primaries that a photo names, by the numbers of ITU-T H.273."""
    named = photo.info.get("nclx_profile") or {}
    if photo.format != "AVIF":  # of which Pillow does not tell them
        return named.get("transfer_characteristics", 0), named.get("color_primaries", 0)
    try:
        with av.open(str(path.absolute()), metadata_errors="replace") as file:
            context = file.streams.video[0].codec_context
            return context.color_trc, context.color_primaries
    except (av.FFmpegError, IndexError, AttributeError) as error:
        _log.info("%s does not tell its colours: %s", path, error)
        return 0, 0


def is_photo(path: Path) -> bool:
    """Whether a file, by its name, is a photo, and not a clip in the format of one."""
    return path.suffix.lower() in PHOTO_SUFFIXES and not is_animated(path)


def is_clip(path: Path) -> bool:
    """Whether a file, by its name, is a clip, though not in a format of photos."""
    return path.suffix.lower() in CLIP_SUFFIXES


def is_animated(path: Path) -> bool:
    """Whether a file in a format of photos is a clip: WebP, PNG and AVIF can be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(path, formats=_CAN_MOVE) as photo:
                return getattr(photo, "is_animated", False)
    except (Pillow.DecompressionBombError, MemoryError, *PILLOW_ERRORS):
        return False


def _grey_to_rgb(grey: np.ndarray) -> Image:
    return np.repeat(grey.astype(np.uint8)[:, :, None], 3, axis=2)


def _why_unreadable(path: Path) -> str:
    if is_clip(path):
        return tr("it is a clip")
    try:
        size = path.stat().st_size
    except OSError as error:
        return f"{error.strerror}"
    if not size:
        return tr("it is empty (0 bytes); copy it again")
    return tr("it is damaged, or isn't a photo; save it as JPEG or PNG")
