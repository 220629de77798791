"""`acting-mirror photos`: photos in, what their faces show out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acting_mirror.cli.options import (
    Backend,
    BackendOption,
    CsvOption,
    Detector,
    DetectorOption,
    ForceOption,
    ModelOption,
    MovementsOption,
    WeightsOption,
    settings_from,
)
from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.settings.schema import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acting_mirror.core.analysis import FrameAnalysis
    from acting_mirror.core.frame import Frame, Image
    from acting_mirror.core.photo_rank import RankedPhoto
    from acting_mirror.vision.sources.images import Photos


def photos(
    path: Annotated[Path, typer.Argument(metavar="PATH", help=tr("A photo, or a folder of photos."))],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=tr("Write annotated copies into this folder."))
    ] = None,
    csv: CsvOption = None,
    rank: Annotated[
        bool, typer.Option("--rank", help=tr("Group them as positive, neutral and negative, the best smile first."))
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", metavar="FILE", help=tr("Write a contact sheet of them: .png or .html."))
    ] = None,
    readable: Annotated[
        bool, typer.Option("--readable", help=tr("Rank only photos in which all faces can be read."))
    ] = False,
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = DEFAULT_MODEL,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    movements: MovementsOption = False,
    force: ForceOption = False,
) -> None:
    """Read photos: frame every face and name its emotion; or rank them as for a photo book."""
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError
    from acting_mirror.pipeline.album import AlbumOutputs, analyse_photos
    from acting_mirror.pipeline.photo_sheet import check_sheet, write_sheet
    from acting_mirror.vision.sources.images import Photos

    ranks = rank or sheet is not None
    if readable and not ranks:
        raise UserError(tr("--readable is for ranking: add --rank, or --sheet with a name."))
    if sheet is not None:
        check_sheet(sheet, force)
    settings = settings_from(backend, model, detector, detector_weights, movements)
    with stop_on_ctrl_c() as stop, Photos(path) as source:
        read = analyse_photos(source, settings, AlbumOutputs(out, csv, sheet, force), stop)
        if ranks:
            order, pictures = _ranked(source, read, readable)
        else:
            _tell(source, read)
        for words in source.left_out:
            print(words, file=sys.stderr)
    if ranks:
        _list(order)
    if sheet is not None:
        write_sheet(sheet, printable(source.path.resolve().name), order, pictures, force)
    tell_written(out, csv, sheet)
    if stop.is_set():
        print(tr("Stopped; what was read until then was kept."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED)


def _tell(source: "Photos", read: "Iterable[tuple[Frame, FrameAnalysis]]") -> None:
    """Say what each face shows, photo by photo."""
    from acting_mirror.core.labels import shown_name
    from acting_mirror.core.scores import percent

    for frame, analysis in read:
        name = printable(source.paths[frame.index].name)
        for face in analysis.faces:
            person = face.person + 1
            if face.smoothed is None or face.label is None:
                reason = tr(face.reason) if face.reason is not None else ""
                words = tr("person {number}: can't be read: {reason}", number=person, reason=reason)
            else:
                shown = f"{shown_name(face.label)} {percent(face.smoothed.of(face.label))}"
                words = tr("person {number}: {emotion}", number=person, emotion=shown)
            print(f"{name}  {words}")
        if not analysis.faces:
            print(name, tr("no face found"), sep="  ")
    for skipped, why in source.skipped:
        print(printable(skipped.name), tr("left out: {reason}", reason=why), sep="  ", file=sys.stderr)


def _ranked(
    source: "Photos", read: "Iterable[tuple[Frame, FrameAnalysis]]", readable: bool
) -> tuple[list["RankedPhoto"], dict[str, "Image"]]:
    """The photos in their order, and small pictures of them by name."""
    from acting_mirror.core.photo_rank import ranked
    from acting_mirror.pipeline.photo_sheet import small_picture

    readings, pictures = [], {}
    for frame, analysis in read:
        name = printable(source.paths[frame.index].name)
        readings.append((name, analysis))
        pictures[name] = small_picture(frame.bgr)
    order = ranked(readings, [(printable(path.name), why) for path, why in source.skipped])
    return [photo for photo in order if photo.readable or not readable], pictures


def _list(order: list["RankedPhoto"]) -> None:
    """Say the order, group by group."""
    from acting_mirror.core.photo_rank import caption, sections_of
    from acting_mirror.core.scores import percent

    for section in sections_of(order, {}):
        print(f"{section.title}:")
        for photo, _ in section.photos:
            share = f"{percent(photo.rank):>5}  " if section.readable else ""
            best = tr("best smile") if photo.best else ""
            print(f"  {share}{photo.name}  {caption(photo)}{f'  ({best})' if best else ''}")
    if not order:
        print(tr("There is no photo in which every face can be read."))
