"""A whole clip: decode, read and write overlap, no frame is dropped."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.whole_file import check_outputs, write_new
from acting_mirror.pipeline.analyser import Analyser, inputs_of
from acting_mirror.pipeline.clip_video import video_of
from acting_mirror.pipeline.loops import Drain, Prefetch
from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.render.overlay import Overlay
from acting_mirror.report.summary import clip_json
from acting_mirror.report.table import clip_csv
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import ModelCard
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.file import ClipFile

_AT_ONCE: Final = 4
"""Frames that are read at a time: the network takes three quarters of its time then, and hardly less with more."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files to write, each of them or none.

    Attributes:
        video: The annotated video; its ending decides its format.
        csv: One row a face and frame.
        json: A summary.
        force: Whether files that exist are replaced.
    """

    video: Path | None = None
    csv: Path | None = None
    json: Path | None = None
    force: bool = False

    def paths(self) -> list[Path]:
        """All files to write."""
        return [path for path in (self.video, self.csv, self.json) if path is not None]

    def check(self, inputs: Collection[Path]) -> None:
        """Find out early whether they can be written without replacing an input; raises `UserError` when one can't."""
        check_outputs(self.paths(), self.force, inputs)


@dataclass(frozen=True, slots=True, eq=False)
class ClipReading:
    """What came of a clip.

    Attributes:
        timeline: All readings.
        length_s: How many seconds of it were read.
        took_s: How long that took.
        interrupted: Whether it was stopped before its end.
    """

    timeline: Timeline
    length_s: float
    took_s: float
    interrupted: bool


def analyse_clip(
    source: FrameSource,
    settings: AnalysisSettings,
    outputs: Outputs,
    progress: Callable[[int], None] = lambda _: None,
    stop: threading.Event | None = None,
    timeline: Timeline | None = None,
    analyser: Analyser | None = None,
    look: Callable[[Frame, FrameAnalysis], None] = lambda _frame, _analysis: None,
) -> ClipReading:
    """Read a clip and write what was asked for.

    Args:
        source: Open, not yet iterated.
        settings: How to read.
        outputs: What to write. Nothing is left behind when this raises.
        progress: Called with the number of frames done.
        stop: When set, the work ends early and what was read is kept.
        timeline: An empty one to append to, for whoever watches it grow; a new one where left out.
        analyser: One of these settings that follows nobody; a new one where left out.
        look: Called with each frame and what was read in it.

    Raises:
        UserError: An output can't be written, or the model or the detector can't be had.
    """
    clip = [source.path] if isinstance(source, ClipFile) else []
    outputs.check([*clip, *inputs_of(settings)])
    analyser = Analyser.open(settings) if analyser is None else analyser
    started = time.perf_counter()
    timeline = Timeline() if timeline is None else timeline
    stop = stop or threading.Event()
    with ExitStack() as stack:
        writer = open_writer(source, outputs, stack)
        frames = stack.enter_context(Prefetch(source))
        drain = stack.enter_context(Drain(annotate_into(writer))) if writer else None
        for frame, analysis in _read(frames, analyser):
            timeline.append(analysis)
            look(frame, analysis)
            if drain is not None:
                drain.put((frame, analysis))
            progress(timeline.frames)
            if stop.is_set() and writer is not None:
                writer.cut()
            if stop.is_set():
                break
    timeline.settle_movements()
    write_texts(timeline, source, analyser.classifier.card, settings, outputs, stop.is_set())
    length_s = (timeline.end_s or 0.0) - (timeline.start_s or 0.0) + (1 / source.rate if source.rate else 0.0)
    return ClipReading(timeline, length_s, time.perf_counter() - started, stop.is_set())


def _read(frames: Iterable[Frame], analyser: Analyser) -> Iterator[tuple[Frame, FrameAnalysis]]:
    ahead = iter(frames)
    while some := list(islice(ahead, _AT_ONCE)):
        yield from zip(some, analyser.analyse_all(some), strict=True)


def open_writer(source: FrameSource, outputs: Outputs, stack: ExitStack) -> VideoWriter | None:
    """Open the annotated video, to be closed with `stack`; None when none was asked for.

    Raises:
        UserError: It can't be written.
    """
    if outputs.video is None:
        return None
    return stack.enter_context(video_of(source, outputs.video, outputs.force, drawn=True))


def annotate_into(writer: VideoWriter) -> Callable[[tuple[Frame, FrameAnalysis]], None]:
    """What draws a reading over its frame and writes the picture."""
    overlay = Overlay()

    def annotate(item: tuple[Frame, FrameAnalysis]) -> None:
        frame, analysis = item
        writer.write(frame.t_s, overlay.draw(frame, analysis))

    return annotate


def write_texts(
    timeline: Timeline,
    source: FrameSource,
    card: ModelCard,
    settings: AnalysisSettings,
    outputs: Outputs,
    interrupted: bool,
) -> None:
    """Write the table and the summary that were asked for.

    Args:
        timeline: What was read.
        source: What it was read from, iterated to where the reading ended.
        card: Of the model that read it.
        settings: How it was read.
        outputs: What to write; the video is not written here.
        interrupted: Whether the reading was stopped before the source's end.

    Raises:
        UserError: One of them can't be written.
    """
    if outputs.csv is not None:
        write_new(outputs.csv, clip_csv(timeline).encode(), outputs.force)
    if outputs.json is not None:
        about = {
            "source": {
                "name": source.name,
                "width": source.size[0],
                "height": source.size[1],
                "rate": source.rate,
                "length_s": source.length_s,
                "interrupted": interrupted,
                "broke_at_s": source.broke_at,
            },
            "model": {
                "name": card.name,
                "title": card.title,
                "edition": card.edition,
                "card_sha256": card.digest,
                "readout": card.readout,
            },
            "settings": settings.noted(),
        }
        write_new(outputs.json, clip_json(timeline, about).encode(), outputs.force)
