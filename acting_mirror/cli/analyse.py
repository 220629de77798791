"""`acting-mirror analyse`: a clip, a link or a camera in, the annotated video and its numbers out."""

from pathlib import Path
from typing import Annotated

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
from acting_mirror.settings.schema import DEFAULT_MODEL

_CAMERA = "camera:"


def analyse(
    source: Annotated[
        str,
        typer.Argument(
            metavar="INPUT", help=tr("A video file, a link, or camera:0 (`acting-mirror cameras` lists them).")
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default="output.avi",
            help=tr("The annotated video: .avi, .mp4 or .mkv."),
        ),
    ] = None,
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = DEFAULT_MODEL,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    movements: MovementsOption = False,
    csv: CsvOption = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=tr("Write a summary of each person, with versions."))
    ] = None,
    no_video: Annotated[bool, typer.Option("--no-video", help=tr("Don't write an annotated video."))] = False,
    seconds: Annotated[
        float | None, typer.Option("--seconds", metavar="N", min=0.1, help=tr("How long to read a camera."))
    ] = None,
    force: ForceOption = False,
) -> None:
    """Read a clip, a link or a camera: frame every face, name its emotion, keep the sound."""
    from acting_mirror.core.errors import UserError
    from acting_mirror.pipeline.clip import Outputs

    if no_video and output is not None:
        raise UserError(tr("--no-video and --output contradict each other: leave out one of them."))
    outputs = Outputs(None if no_video else output or Path("output.avi"), csv, json, force)
    settings = settings_from(backend, model, detector, detector_weights, movements)
    if source.startswith(_CAMERA):
        from acting_mirror.cli.live import read_camera

        read_camera(source.removeprefix(_CAMERA), settings, outputs, seconds)
        return
    if seconds is not None:
        raise UserError(tr("--seconds is for cameras: leave it out to read the whole clip."))
    from acting_mirror.cli.clip import read_clip, read_link
    from acting_mirror.vision.sources.link import is_link

    if is_link(source):
        read_link(source, settings, outputs, name_by_title=output is None)
    else:
        read_clip(Path(source), settings, outputs)
