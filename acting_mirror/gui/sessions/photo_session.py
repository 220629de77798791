"""Photos: one after the other, each read on its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.language import tr
from acting_mirror.core.photo_rank import RankedPhoto, ranked
from acting_mirror.core.text import printable
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.session import Badge, Session
from acting_mirror.pipeline.album import AlbumOutputs, analyse_photos
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.pipeline.photo_sheet import small_picture
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.photo_file import read_photo


class PhotoSession(Session):
    """Reads photos in a worker thread and shows the chosen one.

    Attributes:
        paths: All photos; the ones that can't be read have no reading.
        names: What each is called: its file's name, or its path where several have the same name.
        readings: By their place in `paths`.
        skipped: Photos that can't be read, and why.
        place: Of the photo that is shown; -1 for none.
        order: Places in the order in which one steps through them; empty for that of `paths`. Reading anew empties it.
    """

    photo_read = Signal(int, object)
    """Place of a photo that was read, and a small copy of it, uint8 (H, W, 3), BGR."""

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
        self.names: list[str] = []
        self.readings: dict[int, FrameAnalysis] = {}
        self.skipped: list[tuple[Path, str]] = []
        self._small: dict[int, Image] = {}
        self.place = -1
        self.order: Sequence[int] = ()
        self._given = tuple(given)
        self._frame: Frame | None = None
        self._reader, self._loader = jobs.lane(), jobs.lane()
        self._job: Job | None = None
        self._settings = settings
        self.read_again()

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

    @property
    def being_read(self) -> bool:
        """Whether they are being read."""
        return self._job is not None and not self._job.over

    @property
    def named(self) -> list[tuple[str, FrameAnalysis]]:
        """What was read, with the photos' names."""
        return [(self.names[place], reading) for place, reading in sorted(self.readings.items())]

    @property
    def pictures(self) -> Mapping[str, Image]:
        """Small pictures by the photos' names, uint8 (H, W, 3), BGR."""
        return {self.names[place]: small for place, small in self._small.items()}

    def ranked(self, readable: bool) -> list[RankedPhoto]:
        """All that were read, the best smile first; `readable` is for those only in which everybody can be read."""
        names = dict(zip(self.paths, self.names, strict=True))
        order = ranked(self.named, [(names[path], why) for path, why in self.skipped])
        return [photo for photo in order if photo.readable or not readable]

    def step(self, pictures: int) -> None:
        """Show the next readable photo (1) or the one before (-1)."""
        places = self.order or sorted(self.readings)
        at = places.index(self.place) + pictures if self.place in places else 0
        if 0 <= at < len(places):
            self.show_photo(places[at])

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
        before, self._settings = self._settings, settings
        if settings != before:
            self.cancel_reading()
            self.read_again()
        return False

    def cancel_reading(self) -> None:
        """Read no further; what was read stays to be seen."""
        if self._job is not None:
            self._job.stop.set()

    def read_again(self) -> None:
        """Read all from the first one."""
        settings = self._settings
        self.readings, self._small, self.skipped = {}, {}, []
        self.order, self.share_read, self.complete = (), 0.0, False

        def read(paths: list[Path], analysis: FrameAnalysis, small: Image) -> None:
            if job is self._job:  # else it is the last word of one that was stopped
                self._on_one(paths, analysis, small)

        self._job = job = self._reader.run(lambda job: self._read(job, settings), self._on_read, self.failed.emit, read)
        self.changed.emit()

    def close(self) -> None:
        """Forget them."""
        self._reader.close()
        self._loader.close()

    def _read(self, job: Job, settings: AnalysisSettings) -> Photos | None:
        with Photos(*self._given) as photos:
            for frame, analysis in analyse_photos(photos, settings, AlbumOutputs(), job.stop):
                job.report(photos.paths, analysis, small_picture(frame.bgr))
            return None if job.stop.is_set() else photos

    def _on_one(self, paths: list[Path], analysis: FrameAnalysis, small: Image) -> None:
        if paths is not self.paths:
            self.paths, self.names = paths, _names(paths)
        place = analysis.frame_index
        self.readings[place], self._small[place] = analysis, small
        self.share_read = (place + 1) / len(paths)
        self.photo_read.emit(place, small)
        if self.place < 0:
            self.show_photo(place)
            self.opened.emit()
        self.changed.emit()

    def _on_read(self, photos: Photos | None) -> None:
        if photos is None:  # it was cancelled
            self.changed.emit()
            return
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


def _names(paths: Sequence[Path]) -> list[str]:
    """What photos are called, each by a name of its own."""
    names = [printable(path.name) for path in paths]
    count = Counter(names)
    return [name if count[name] == 1 else printable(str(path)) for name, path in zip(names, paths, strict=True)]
