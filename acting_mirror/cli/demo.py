"""`acting-mirror demo`: the drawn actor through the whole program."""

from pathlib import Path
from typing import Annotated

import typer

from acting_mirror.cli.options import Backend, BackendOption, ForceOption, ModelOption
from acting_mirror.core.language import tr
from acting_mirror.settings.schema import DEFAULT_MODEL


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help=tr("The annotated video: .avi, .mp4 or .mkv."))
    ] = Path("output.avi"),
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = DEFAULT_MODEL,
    force: ForceOption = False,
) -> None:
    """Show what the program does, without a clip: an actor that it draws itself passes through the seven emotions."""
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import frames_bar, tell_read, tell_written
    from acting_mirror.pipeline.clip import Outputs, analyse_clip
    from acting_mirror.settings.schema import AnalysisSettings
    from acting_mirror.vision.sources.synthetic import SyntheticActor

    outputs = Outputs(output, output.with_suffix(".csv"), None, force)
    settings = AnalysisSettings(model=model, backend=backend.value)
    with (
        stop_on_ctrl_c() as stop,
        SyntheticActor() as actor,
        frames_bar(tr("Drawn actor"), actor.frame_count) as progress,
    ):
        reading = analyse_clip(actor, settings, outputs, progress=progress, stop=stop)
    rows = reading.timeline.of(0)
    from acting_mirror.core.labels import EMOTIONS

    drawn = [(actor.emotion_at(float(row["t_s"])), EMOTIONS[row["label"]]) for row in rows if row["label"] >= 0]
    posed = [shown == read for shown, read in drawn if shown is not None]
    tell_read(reading)
    if posed:
        words = tr(
            "Self-check: reading and drawing agree in {share:.0f} % of the frames that show a finished expression.",
            share=100 * sum(posed) / len(posed),
        )
        print(words)
    tell_written(*outputs.paths())
    if reading.interrupted:
        raise typer.Exit(INTERRUPTED)
