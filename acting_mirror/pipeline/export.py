"""A clip that was read already: its annotated video and its numbers, without reading it again."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import CancelledError
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import inputs_of
from acting_mirror.pipeline.clip import Outputs, annotate_into, open_writer, write_texts
from acting_mirror.pipeline.loops import Drain, Prefetch
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import ModelCard
from acting_mirror.vision.sources.file import ClipFile


def export_clip(
    path: Path,
    timeline: Timeline,
    card: ModelCard,
    settings: AnalysisSettings,
    outputs: Outputs,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
    stop: threading.Event | None = None,
) -> None:
    """Write of a clip what `analyse_clip` writes, from what was read before.

    Where the reading was stopped early, the files end there too.

    Args:
        path: The clip.
        timeline: What was read in it, frame by frame.
        card: Of the model that read it.
        settings: How it was read.
        outputs: What to write.
        progress: Called with the number of frames done and, where known, of all.
        stop: When set, the work ends soon and what was written is removed.

    Raises:
        UserError: The clip can't be read (any more), or an output can't be written.
        CancelledError: `stop` was set.
    """
    outputs.check([path, *inputs_of(settings)])
    stop = stop or threading.Event()
    with ClipFile(path) as source:
        whole = _go_through(source, timeline, outputs, progress, stop)
        write_texts(timeline, source, card, settings, outputs, interrupted=not whole)


def _go_through(
    source: ClipFile,
    timeline: Timeline,
    outputs: Outputs,
    progress: Callable[[int, int | None], None],
    stop: threading.Event,
) -> bool:
    """Write the video; returns whether the timeline goes on to the clip's end.

    Without a video the clip is decoded all the same, because only so it is known whether it breaks off.
    """
    with ExitStack() as stack:
        writer = open_writer(source, outputs, stack)
        frames = stack.enter_context(Prefetch(source))
        drain = stack.enter_context(Drain(annotate_into(writer))) if writer else None
        for frame in frames:
            if stop.is_set():
                raise CancelledError
            if timeline.end_s is None or frame.t_s > timeline.end_s:
                if writer is not None:
                    writer.cut()
                return False
            if drain is not None:
                drain.put((frame, _reading_of(frame, timeline)))
            progress(frame.index + 1, source.frame_count)
        if stop.is_set():
            raise CancelledError
    return True


def _reading_of(frame: Frame, timeline: Timeline) -> FrameAnalysis:
    """The frame's own reading; one without faces where it has none."""
    reading = timeline.reading_at(frame.t_s)
    if reading is None or reading.t_s != frame.t_s:
        return FrameAnalysis(frame.index, frame.t_s, (), 0.0)
    return reading
