"""Photos, each on its own."""

import threading
from collections.abc import Iterator
from pathlib import Path

import cv2

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.files.whole_file import check_new, make_folder, write_new
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.render.overlay import Overlay
from acting_mirror.report.table import photos_csv
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.images import Photos

_JPEG = {".jpg", ".jpeg"}


def analyse_photos(
    source: Photos,
    settings: AnalysisSettings,
    out: Path | None,
    csv: Path | None,
    force: bool,
    stop: threading.Event,
) -> Iterator[tuple[Frame, FrameAnalysis]]:
    """Read photos one by one; writes the annotated copies as it goes and the table at the end.

    Args:
        source: Open, not yet iterated.
        settings: How to read.
        out: Folder of the annotated copies, made when missing; None for none.
        csv: Path of the table; None for none.
        force: Whether files that exist are replaced.
        stop: When set, no further photo is read, and what was read is kept.

    Yields:
        A photo, `source.paths[frame.index]`, and what was read in it.

    Raises:
        UserError: An output can't be written, or the model or the detector can't be had.
    """
    targets = [out / _copy_name(path) for path in source.paths] if out is not None else []
    if out is not None:
        make_folder(out)
    for target in (*targets, *((csv,) if csv is not None else ())):
        check_new(target, force)
    analyser = Analyser.open_for_photos(settings)
    read = []
    for frame in source:
        analyser.restart()
        analysis = analyser.analyse(frame)
        if out is not None:
            _write_copy(frame, analysis, targets[frame.index], force)
        read.append((source.paths[frame.index].name, analysis))
        yield frame, analysis
        if stop.is_set():
            break
    if csv is not None:
        write_new(csv, photos_csv(read).encode(), force)


def _copy_name(path: Path) -> str:
    """JPEG stays JPEG; everything else becomes PNG, which loses nothing."""
    return path.name if path.suffix.lower() in {*_JPEG, ".png"} else f"{path.name}.png"


def _write_copy(frame: Frame, analysis: FrameAnalysis, target: Path, force: bool) -> None:
    done, content = cv2.imencode(target.suffix, Overlay().draw(frame, analysis), [cv2.IMWRITE_JPEG_QUALITY, 92])
    if not done:
        raise UserError(f"{target} can't be encoded: leave that photo out.")
    write_new(target, content.tobytes(), force)
