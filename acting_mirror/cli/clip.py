"""`acting-mirror analyse` on a clip, or on one behind a link."""

import sys
from dataclasses import replace
from pathlib import Path

import typer

from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
from acting_mirror.cli.progress import bytes_bar, frames_bar, people_lines, tell_read, tell_written
from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import tr
from acting_mirror.pipeline.analyser import inputs_of
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.link import fetch_clip, fetch_folder, safe_name


def read_clip(clip: Path, settings: AnalysisSettings, outputs: Outputs) -> None:
    """Read a clip and say what was seen.

    Raises:
        UserError: The clip, the model or the detector can't be had, or an output can't be written.
        typer.Exit: It was interrupted; what was read was kept.
    """
    with stop_on_ctrl_c() as stop, ClipFile(clip) as source, frames_bar(clip.name, source.frame_count) as progress:
        reading = analyse_clip(source, settings, outputs, progress=progress, stop=stop)
    none = tr("No face was found; try `--detector yunet`, which finds more.")
    for line in people_lines(reading.timeline) or [none]:
        print(line)
    tell_read(reading)
    tell_written(*filter(Path.exists, outputs.paths()))  # a clip stopped before its first frame gives no video
    if reading.interrupted:
        words = tr("Stopped at {seconds:.1f} s; what was read until then was kept.", seconds=reading.length_s)
        print(words, file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if source.broke_at is not None:
        words = tr("The clip breaks off at {seconds:.2f} s; what came before was kept.", seconds=source.broke_at)
        print(words, file=sys.stderr)


def read_link(url: str, settings: AnalysisSettings, outputs: Outputs, name_by_title: bool) -> None:
    """Fetch a clip from a link, read it, and keep only what was written about it.

    Args:
        url: The link.
        settings: How to read.
        outputs: What to write.
        name_by_title: Whether the video gets the clip's title as its name.

    Raises:
        UserError: The clip can't be had, or as `read_clip` says.
        typer.Exit: It was interrupted.
    """
    (replace(outputs, video=None) if name_by_title else outputs).check(inputs_of(settings))
    with fetch_folder() as folder:
        try:
            with stop_on_ctrl_c() as stop, bytes_bar(tr("Fetching")) as progress:
                fetched = fetch_clip(url, Path(folder), progress, stop)
        except CancelledError:
            print(tr("Stopped; nothing was kept."), file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None
        if name_by_title and outputs.video is not None:
            outputs = replace(outputs, video=outputs.video.with_stem(safe_name(fetched.title)))
        read_clip(fetched.path, settings, outputs)
