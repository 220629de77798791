"""`acting-mirror analyse`: a clip in, the annotated clip and its numbers out."""

import sys
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
    WeightsOption,
    settings_from,
)


def analyse(
    clip: Annotated[Path, typer.Argument(metavar="INPUT", help="A video file.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The annotated video: .avi, .mp4 or .mkv.  [default: output.avi]"
        ),
    ] = None,
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = "mini_xception",
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    csv: CsvOption = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write a summary a person, with versions.")
    ] = None,
    no_video: Annotated[bool, typer.Option("--no-video", help="Write no annotated video.")] = False,
    force: ForceOption = False,
) -> None:
    """Read a clip: frame every face, name its emotion, keep the sound.

    Ctrl-C stops and keeps what was read until then.
    """
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import frames_bar, people_lines
    from acting_mirror.core.errors import UserError
    from acting_mirror.pipeline.clip import Outputs, analyse_clip
    from acting_mirror.vision.sources.file import ClipFile

    if no_video and output is not None:
        raise UserError("--no-video and --output contradict each other: leave out one of them.")
    outputs = Outputs(None if no_video else output or Path("output.avi"), csv, json, force)
    settings = settings_from(backend, model, detector, detector_weights)
    with stop_on_ctrl_c() as stop, ClipFile(clip) as source, frames_bar(clip.name, source.frame_count) as progress:
        reading = analyse_clip(source, settings, outputs, progress=progress, stop=stop)
    for line in people_lines(reading.timeline) or ["No face was found; try `--detector yunet`, which finds more."]:
        print(line)
    timeline = reading.timeline
    print(f"{timeline.frames} frames, {reading.length_s:.1f} s, read in {reading.took_s:.1f} s.")
    for path in outputs.paths():
        if path.exists():  # a clip stopped before its first frame gives no video
            print(f"Written: {path}")
    if reading.interrupted:
        print(f"Stopped at {reading.length_s:.1f} s; what was read until then was kept.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if source.broke_at is not None:
        print(f"The clip breaks off at {source.broke_at:.2f} s; what came before was kept.", file=sys.stderr)
