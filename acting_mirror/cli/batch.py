"""`acting-mirror batch`: folders of clips in, a table of each and one of all out."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acting_mirror.cli.options import (
    Backend,
    Detector,
    DetectorOption,
    ModelOption,
    MovementsOption,
    WeightsOption,
    settings_from,
)
from acting_mirror.core.language import tr
from acting_mirror.settings.schema import DEFAULT_MODEL

if TYPE_CHECKING:
    from acting_mirror.pipeline.batch.run import Batch, ReadsTasks
    from acting_mirror.pipeline.batch.task import Way


_Folders = Annotated[
    list[Path] | None, typer.Argument(metavar="FOLDER...", help=tr("Folders of clips, or single clips."))
]
_Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help=tr("The folder of all results."))]
_One = Annotated[
    Path | None,
    typer.Option("--one", metavar="CLIP", help=tr("Read this clip alone, for a cluster; done before, it is left.")),
]
_Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=512,
        help=tr("How many clips are read at a time; as many as cores and memory allow, if left out."),
    ),
]
_Video = Annotated[bool, typer.Option("--video", help=tr("Write an annotated video of each clip too."))]
_Resume = Annotated[
    bool, typer.Option("--resume", help=tr("Go on where it was stopped; only what is new or changed is read."))
]
_Readable = Annotated[
    float,
    typer.Option(
        "--readable",
        metavar="PERCENT",
        min=0.0,
        max=100.0,
        help=tr("List only clips whose largest face can be read in so much of them."),
    ),
]
_Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help=tr("Read on the workers of this Dask scheduler, such as tcp://host:8786."),
    ),
]


def batch(
    folders: _Folders = None,
    output: _Output = Path("batch"),
    one: _One = None,
    workers: _Workers = None,
    video: _Video = False,
    movements: MovementsOption = False,
    resume: _Resume = False,
    readable: _Readable = 0.0,
    scheduler: _Scheduler = None,
    model: ModelOption = DEFAULT_MODEL,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
) -> None:
    """Read many clips on all cores, with a table of each and one of all."""
    from acting_mirror.core.errors import UserError
    from acting_mirror.core.purpose import PURPOSE_OF_MANY
    from acting_mirror.pipeline.batch.run import Batch
    from acting_mirror.pipeline.batch.task import Way
    from acting_mirror.pipeline.batch.workers import Workers, most_workers
    from acting_mirror.vision.sources.clip_folder import clips_in

    if bool(folders) == (one is not None):
        raise UserError(tr("Say what to read: folders of clips, or one clip after --one."))
    way = Way.of(settings_from(Backend.TFLITE, model, detector, detector_weights, movements), video)
    if one is not None:
        _read_one(one, output, way)
        return
    new = Batch(output, clips_in(folders or [], output), way)
    if new.begun and not resume:
        raise UserError(
            tr("Clips were read into {folder} before: add --resume to go on, or another folder with -o.", folder=output)
        )
    if not resume:
        print(tr(PURPOSE_OF_MANY), file=sys.stderr)
    if scheduler is None:
        _read(new, Workers(workers or most_workers()), readable)
    else:
        from acting_mirror.pipeline.batch.cluster import Cluster

        _read(new, Cluster.at(scheduler, way, partial(print, file=sys.stderr)), readable)


def _read(batch: "Batch", workers: "ReadsTasks", readable: float) -> None:
    """Read what is not done, and say how that went.

    Raises:
        UserError: Nothing more can be read or written, or none of the clips can be read.
        typer.Exit: It was interrupted; what was read was kept.
    """
    from rich.console import Console

    from acting_mirror.cli.batch_progress import batch_bar
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError

    with stop_on_ctrl_c() as stop, batch:
        with Console(stderr=True).status(tr("Looking at the clips")):
            waiting = batch.waiting(stop)
        with batch_bar(waiting) as bar:
            for task, result in batch.read(waiting, workers, stop, bar.tell):
                bar.done(task, result)
        tally = batch.write_overview(readable)
    print(tally.words)
    tell_written(*batch.outputs)
    if stop.is_set():
        print(tr("Stopped; what was read until then was kept: --resume goes on."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if not tally.read:
        raise UserError(tr("None of the clips can be read: {file} says why.", file=batch.outputs[0]))


def _read_one(clip: Path, folder: Path, way: "Way") -> None:
    """Read one clip into the folder of all results, where it is not read yet.

    Raises:
        UserError: It can't be read, or a result can't be written.
        typer.Exit: It was interrupted; nothing was kept.
    """
    from acting_mirror.cli.interrupt import INTERRUPTED
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError
    from acting_mirror.files.whole_file import make_folder
    from acting_mirror.pipeline.batch.clip_reader import ClipReader
    from acting_mirror.pipeline.batch.task import CLIPS, ClipTask

    make_folder(folder / CLIPS)
    task = ClipTask(Path(os.path.abspath(clip)), folder, way)
    try:
        result = ClipReader(way).read(task)
    except KeyboardInterrupt:
        print(tr("Stopped; nothing was kept."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if result.error:
        raise UserError(result.error)
    tell_written(*task.outputs())
