"""A contact sheet of ranked photos, as a picture or a page."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.core.photo_rank import RankedPhoto, sections_of
from acting_mirror.files.whole_file import check_new, write_new
from acting_mirror.render.contact_sheet import CELL, draw_contact_sheet

_ENDINGS = (".png", ".html")


def check_sheet(path: Path, force: bool = False) -> None:
    """Find out early whether a sheet can be written; raises `UserError` when it can't."""
    if path.suffix.lower() not in _ENDINGS:
        raise UserError(tr("{path} can't be a contact sheet: choose a name that ends in .png or .html.", path=path))
    check_new(path, force)


def small_picture(bgr: Image) -> Image:
    """A photo as it is shown on a sheet, whole, uint8 (h, w, 3), BGR."""
    height, width = bgr.shape[:2]
    scale = min(CELL[0] / width, CELL[1] / height, 1.0)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA), np.uint8)


def write_sheet(
    path: Path,
    title: str,
    photos: Sequence[RankedPhoto],
    pictures: Mapping[str, Image],
    force: bool = False,
    stop: threading.Event | None = None,
) -> None:
    """Write a contact sheet.

    Args:
        path: Its ending decides: .png or .html.
        title: What stands above it.
        photos: In their order.
        pictures: Small pictures by the photos' names.
        force: Whether a file that exists is replaced.
        stop: When set, nothing is written.

    Raises:
        UserError: It can't be written; nothing is left behind.
        CancelledError: It was stopped.
    """
    check_sheet(path, force)
    sections = sections_of(photos, pictures)
    if path.suffix.lower() == ".html":
        from acting_mirror.report.contact_sheet import contact_sheet_html  # with its templates, which take time to load

        content = contact_sheet_html(title, sections).encode()
    else:
        done, encoded = cv2.imencode(".png", draw_contact_sheet(title, sections))
        if not done:
            raise UserError(
                tr("{path} can't be drawn, the photos are too many for one picture: choose a name in .html.", path=path)
            )
        content = encoded.tobytes()
    if stop is not None and stop.is_set():
        raise CancelledError
    write_new(path, content, force)
