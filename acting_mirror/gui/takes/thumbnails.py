"""Small pictures of takes, made in a worker thread and kept."""

import hashlib
import logging
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.take import MEDIA_FILE
from acting_mirror.files.whole_file import replace_file
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.vision.sources.clip_seeker import ClipSeeker

_log = logging.getLogger(__name__)

SIZE: Final = (224, 126)
"""Pixels, for a place half as large."""
_AT: Final = 1 / 3
"""Where in the take the picture is from: the face has come in by then."""
_MOST: Final = 200
"""So many are kept in memory, 110 kB each."""


class Thumbnails(QObject):
    """Gives what it has at once, and makes the rest, those asked for last first."""

    made = Signal(object)
    """The folder of a take whose picture can be had from now on."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Have none yet."""
        super().__init__(parent)
        self._lane = jobs.lane()
        self._have: dict[Path, QPixmap | None] = {}
        self._wanted: list[Path] = []

    def of(self, folder: Path) -> QPixmap | None:
        """The picture of a take, or of the file of another recording; None where it has none, or not yet."""
        if folder not in self._have and folder not in self._wanted:
            self._wanted.append(folder)
            self._make_next()
        return self._have.get(folder)

    def forget(self, folder: Path) -> None:
        """Look at a take anew, as it has changed."""
        self._have.pop(folder, None)

    def close(self) -> None:
        """Stop."""
        self._lane.close()

    def _make_next(self) -> None:
        if self._wanted and not self._lane.busy:
            folder = self._wanted[-1]
            keep = partial(self._keep, folder)
            self._lane.run(lambda _: _picture(folder), keep, lambda _: keep(None))

    def _keep(self, folder: Path, image: QImage | None) -> None:
        self._wanted.remove(folder)
        self._have[folder] = QPixmap.fromImage(image) if image is not None else None
        while len(self._have) > _MOST:
            del self._have[next(iter(self._have))]
        self.made.emit(folder)
        self._make_next()


def _picture(folder: Path) -> QImage | None:
    """From the cache, else from the recording; None where that is gone or can't be read."""
    media = folder if folder.is_file() else folder / MEDIA_FILE
    try:
        state = media.stat()
    except OSError:
        return None
    name = hashlib.sha256(f"{media}\0{state.st_size}\0{state.st_mtime_ns}".encode()).hexdigest()[:32]
    cached = paths.thumbnails_dir() / f"{name}.jpg"
    image = QImage(str(cached))
    if not image.isNull():
        return image
    try:
        with ClipSeeker(media) as seeker:
            frame = seeker.at((seeker.length_s or 0.0) * _AT)
    except UserError as error:
        _log.info("%s has no picture: %s", folder, error)
        return None
    return _kept(cached, _small(frame.bgr)) if frame is not None else None


def _small(bgr: Image) -> Image:
    """Its middle, in the size and shape of all."""
    height, width = bgr.shape[:2]
    scale = max(SIZE[0] / width, SIZE[1] / height)
    size = max(SIZE[0], round(width * scale)), max(SIZE[1], round(height * scale))
    whole = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
    left, top = (size[0] - SIZE[0]) // 2, (size[1] - SIZE[1]) // 2
    return np.ascontiguousarray(whole[top : top + SIZE[1], left : left + SIZE[0]], np.uint8)


def _kept(path: Path, bgr: Image) -> QImage:
    try:
        replace_file(path, cv2.imencode(".jpg", bgr)[1].tobytes())
    except OSError as error:  # a full disk, say; it is made again next time
        _log.info("%s is not kept: %s", path, error)
    return QImage(bgr.data, SIZE[0], SIZE[1], 3 * SIZE[0], QImage.Format.Format_BGR888).copy()
