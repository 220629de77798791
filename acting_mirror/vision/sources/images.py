"""Photos: one, or a folder of them."""

import logging
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.text import printable
from acting_mirror.vision.sources.photo_file import UnreadablePhotoError, read_photo
from acting_mirror.vision.sources.photo_folder import photos_at

_log = logging.getLogger(__name__)


class Photos:
    """Photos, and those of folders in the natural order of their names; a `FrameSource`.

    Photos have no time, yet frames need times that increase: photo n stands at n seconds. They belong to no common
    clock, so nothing may be smoothed from one to the next.

    Attributes:
        paths: All photos; `paths[frame.index]` is the one a frame was made from.
        left_out: Sentences on what else is in the folders, kind by kind.
        skipped: Photos of the folder that can't be read, and why; they have no frame.
    """

    def __init__(self, path: Path, *more: Path) -> None:
        """Remember the photos or folders; nothing is opened yet."""
        self.path = path
        self.name = tr_count("{count} photo", "{count} photos", 1 + len(more)) if more else printable(path.name)
        self._given = (path, *more)
        self.size = (0, 0)
        self.rate = 0.0
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = False
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self.paths: list[Path] = []
        self.left_out: list[str] = []
        self.skipped: list[tuple[Path, str]] = []
        self._frames: Iterator[Frame] = iter(())

    def __enter__(self) -> Self:
        """List the photos and read the first one.

        Raises:
            UserError: The path is missing, a folder without photos, or none of the photos can be read.
        """
        found = [photos_at(path) for path in self._given]
        self.paths = list(dict.fromkeys(photo for photos, _ in found for photo in photos))
        self.left_out = [words for _, others in found for words in others]
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
            return UserError(
                tr(
                    "No photo in {path} can be read; the first, {name}: {reason}.",
                    path=self.path,
                    name=path.name,
                    reason=why,
                )
            )
        return UnreadablePhotoError(path, why)
