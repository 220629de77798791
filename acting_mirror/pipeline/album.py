"""Photos, each on its own."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.files.free_name import fitted
from acting_mirror.files.whole_file import check_outputs, make_folder, write_new
from acting_mirror.pipeline.analyser import Analyser, inputs_of
from acting_mirror.render.overlay import Overlay
from acting_mirror.report.table import photos_csv
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.images import Photos

_JPEG = {".jpg", ".jpeg"}


@dataclass(frozen=True, slots=True)
class AlbumOutputs:
    """The files to write, each of them or none.

    Attributes:
        folder: Where annotated copies go; it is made when missing.
        csv: One row a face and photo.
        sheet: A contact sheet.
        force: Whether files that exist are replaced.
    """

    folder: Path | None = None
    csv: Path | None = None
    sheet: Path | None = None
    force: bool = False

    def copies(self, photos: Sequence[Path]) -> list[Path]:
        """Where the copy of each photo goes; empty when there are none."""
        return [self.folder / _copy_name(path) for path in photos] if self.folder is not None else []


def analyse_photos(
    source: Photos, settings: AnalysisSettings, outputs: AlbumOutputs, stop: threading.Event
) -> Iterator[tuple[Frame, FrameAnalysis]]:
    """Read photos one by one; writes the annotated copies as it goes and the table at the end.

    Args:
        source: Open, not yet iterated.
        settings: How to read.
        outputs: What to write; the sheet is not written here.
        stop: When set, no further photo is read, and what was read is kept.

    Yields:
        A photo, `source.paths[frame.index]`, and what was read in it.

    Raises:
        UserError: An output can't be written, or the model or the detector can't be had.
    """
    if outputs.folder is not None:
        make_folder(outputs.folder)
    copies = outputs.copies(source.paths)
    written = [*copies, *filter(None, (outputs.csv, outputs.sheet))]
    check_outputs(written, outputs.force, [*source.paths, *inputs_of(settings)])
    analyser = Analyser.open_for_photos(settings)
    read = []
    for frame in source:
        analyser.restart()
        analysis = analyser.analyse(frame)
        if copies:
            _write_copy(frame, analysis, copies[frame.index], outputs.force)
        read.append((printable(source.paths[frame.index].name), analysis))
        yield frame, analysis
        if stop.is_set():
            break
    if outputs.csv is not None:
        write_new(outputs.csv, photos_csv(read, settings.movements).encode(), outputs.force)


def _copy_name(path: Path) -> str:
    """JPEG stays JPEG; everything else becomes PNG, which loses nothing."""
    return path.name if path.suffix.lower() in {*_JPEG, ".png"} else fitted(path.name, ".png")


def _write_copy(frame: Frame, analysis: FrameAnalysis, target: Path, force: bool) -> None:
    how = [cv2.IMWRITE_JPEG_QUALITY, 92] if target.suffix.lower() in _JPEG else []  # OpenCV warns of it elsewhere
    done, content = cv2.imencode(target.suffix, Overlay().draw(frame, analysis), how)
    if not done:
        raise UserError(tr("{target} can't be encoded: leave that photo out.", target=target))
    write_new(target, content.tobytes(), force)
