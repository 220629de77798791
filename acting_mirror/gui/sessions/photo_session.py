"""Photos: one after the other, each read on its own."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QObject

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.session import Badge, Session
from acting_mirror.pipeline.album import AlbumOutputs, analyse_photos
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.photo_file import read_photo

_THUMBNAIL_ROWS = 72


class PhotoSession(Session):
    """Reads photos in a worker thread and shows the chosen one.

    Attributes:
        paths: All photos; the ones that can't be read have no reading.
        readings: By their place in `paths`.
        skipped: Photos that can't be read, and why.
    """

    still = True

    def __init__(
        self, given: Sequence[Path], settings: AnalysisSettings, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Begin to read.

        Args:
            given: Photos and folders of photos.
            settings: How to read.
            jobs: Whose threads they are read in.
            parent: Its owner.
        """
        super().__init__(Photos(*given).name, parent)
        self.paths: list[Path] = []
        self.readings: dict[int, FrameAnalysis] = {}
        self.skipped: list[tuple[Path, str]] = []
        self.complete = False
        self._given = tuple(given)
        self._frame: Frame | None = None
        self._reader, self._loader = jobs.lane(), jobs.lane()
        self._job: Job | None = None
        self._settings = settings
        self.change(settings)

    def picture(self) -> Frame | None:
        """The photo that is shown."""
        return self._frame

    def reading(self) -> FrameAnalysis | None:
        """What was read in it."""
        return self.readings.get(self._frame.index) if self._frame is not None else None

    def now_s(self) -> float:
        """Photos have no time; this is the place of the one that is shown."""
        return float(max(0, self.place))

    @property
    def badge(self) -> Badge:
        """Which photo of how many."""
        return Badge(tr("Photo {number} of {count}", number=self.place + 1, count=len(self.paths)), "link")

    def photo_path(self, place: int) -> Path:
        """The file of a photo."""
        return self.paths[place]

    def step(self, pictures: int) -> None:
        """Show the next readable photo (1) or the one before (-1)."""
        places = sorted(self.readings)
        further = [place for place in places if (place - self.place) * pictures > 0]
        if further:
            self.show_photo(further[0] if pictures > 0 else further[-1])

    def show_photo(self, place: int) -> None:
        """Show one of the photos."""
        self.place = place
        path = self.paths[place]
        self._loader.run(lambda _: Frame(place, float(place), read_photo(path)), self._on_loaded, self.problem.emit)
        self.changed.emit()

    def export(self, outputs: Outputs, job: Job) -> None:
        """Save the table, and annotated copies beside it."""
        folder = outputs.csv.parent if outputs.csv is not None else None
        with Photos(*self.paths) as photos:
            album = AlbumOutputs(folder, outputs.csv, force=outputs.force)
            for _ in analyse_photos(photos, self._settings, album, job.stop):
                pass

    def change(self, settings: AnalysisSettings) -> bool:
        """Read all anew in another way."""
        self._settings = settings
        if self._job is not None:
            self._job.stop.set()
        self.readings, self.complete = {}, False
        self._job = self._reader.run(
            lambda job: self._read(job, settings), self._on_read, self.failed.emit, self._on_one
        )
        return False

    def close(self) -> None:
        """Forget them."""
        self._reader.close()
        self._loader.close()

    def _read(self, job: Job, settings: AnalysisSettings) -> Photos:
        with Photos(*self._given) as photos:
            for frame, analysis in analyse_photos(photos, settings, AlbumOutputs(), job.stop):
                job.report(photos.paths, analysis, _thumbnail(frame.bgr))
            return photos

    def _on_one(self, paths: list[Path], analysis: FrameAnalysis, thumbnail: Image) -> None:
        self.paths = paths
        self.readings[analysis.frame_index] = analysis
        self.photo_read.emit(analysis.frame_index, thumbnail)
        if self.place < 0:
            self.show_photo(analysis.frame_index)
            self.opened.emit()
        self.changed.emit()

    def _on_read(self, photos: Photos) -> None:
        self.skipped, self.complete = photos.skipped, True
        words = photos.left_out
        if photos.skipped:
            words = [_left_out(photos.skipped), *words]
        if words:
            self.problem.emit(" ".join(words))
        self.changed.emit()

    def _on_loaded(self, frame: Frame) -> None:
        if frame.index == self.place:
            self._frame = frame
            self.changed.emit()


def _left_out(skipped: Sequence[tuple[Path, str]]) -> str:
    """Which photos can't be read, as a sentence."""
    (path, why), more = skipped[0], len(skipped) - 1
    if not more:
        return tr("Left out: {name} ({why}).", name=path.name, why=why)
    return tr("Left out: {name} and {count} more ({why}).", name=path.name, count=more, why=why)


def _thumbnail(bgr: Image) -> Image:
    height, width = bgr.shape[:2]
    size = max(1, round(width * _THUMBNAIL_ROWS / height)), _THUMBNAIL_ROWS
    return np.asarray(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA), np.uint8)
