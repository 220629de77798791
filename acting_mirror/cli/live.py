"""`acting-mirror analyse camera:0`: read and record what a camera sees."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import typer
from rich.console import Console

from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
from acting_mirror.cli.progress import people_lines, tell_written
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import inputs_of
from acting_mirror.pipeline.clip import Outputs, write_texts
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.record.microphone import SILENT, Microphone
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.camera import Camera

_LOOK_S = 0.1
"""How often the line on the screen is renewed and the end is looked for."""


def read_camera(which: str, settings: AnalysisSettings, outputs: Outputs, seconds: float | None) -> None:
    """Read a camera until Ctrl-C, for so many seconds, or until it is gone.

    Args:
        which: Index or name of the camera.
        settings: How to read.
        outputs: What to write; the video is numbered when its name is taken.
        seconds: How long; None for until Ctrl-C.

    Raises:
        UserError: The camera, the model or the detector can't be had, or an output can't be written.
        typer.Exit: It was interrupted; everything was saved.
    """
    replace(outputs, video=None).check(inputs_of(settings))
    timeline, microphone = Timeline(), Microphone()
    console = Console(stderr=True, markup=False)
    engine = LiveEngine(settings, timeline.append, console.print)
    camera = Camera(int(which) if which.isdecimal() else which, on_event=console.print)
    video: Path | None = None
    failures: list[UserError] = []
    with stop_on_ctrl_c() as stop, console.status(tr("Waiting for the camera")) as status:
        engine.start(camera)
        console.print(tr("{camera}: {modes}. Ctrl-C stops and saves.", camera=camera.name, modes=camera.found))
        try:
            if outputs.video is not None:
                engine.record(outputs.video, microphone)
            if microphone.remedy is not None:
                console.print(f"{tr(SILENT)} {microphone.remedy}")
            _watch(engine, stop, seconds, status.update)
        finally:
            video = _stopped(engine, failures)
    timeline.settle_movements()
    card = engine.analyser.classifier.card
    write_texts(timeline, camera, card, settings, outputs, stop.is_set())
    none = tr("No face was found: step into the picture, or try `--detector yunet`.")
    for line in people_lines(timeline) or [none]:
        print(line)
    tell_written(video, outputs.csv, outputs.json)
    if engine.figures.overflowed:
        words = tr_count(
            "{count} frame is missing from the recording: the disk was too slow.",
            "{count} frames are missing from the recording: the disk was too slow.",
            engine.figures.overflowed,
        )
        print(words, file=sys.stderr)
    if camera.ended_because is not None:
        print(camera.ended_because, file=sys.stderr)
    if failures:
        raise failures[0]
    if stop.is_set():
        raise typer.Exit(INTERRUPTED)


def _stopped(engine: LiveEngine, failures: list[UserError]) -> Path | None:
    """The recording's file; what went wrong with it is told when the numbers are saved too."""
    try:
        return engine.stop()
    except UserError as error:
        failures.append(error)
        return None


def _watch(engine: LiveEngine, stop: threading.Event, seconds: float | None, show: Callable[[str], None]) -> None:
    """Show how it goes until it ends."""
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    while time.monotonic() < until and not engine.ended.wait(_LOOK_S) and not stop.is_set():
        doing = tr("Reading.")
        if engine.recording is not None:
            doing = tr("Recording, {seconds:.0f} s.", seconds=engine.recording.seconds)
        show(f"{doing} {engine.figures.slowness}".rstrip())
