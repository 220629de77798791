"""Takes that a crash broke off, or whose readings are lost: finished and read again from their media."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.language import tr
from acting_mirror.core.take import Take, TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import with_movements
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.record.part_file import PartFile, find_parts, finish_part
from acting_mirror.record.take_facts import change_facts, read_facts
from acting_mirror.record.timeline_file import save_timeline
from acting_mirror.rehearsal.directing import score_directions
from acting_mirror.rehearsal.scoring import score_line, total_of
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile


def mend(
    take: Take,
    settings: AnalysisSettings,
    profile: Profile | None = None,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> Take:
    """Finish a take's recording where it broke off, read its media again, and score its lines anew.

    Args:
        take: One without readings, or whose readings are to be made anew.
        settings: How to read.
        profile: The actor's; None for none.
        progress: Called with the number of frames done, and of all where that is known.
        stop: When set, the work ends soon.

    Returns:
        The take as it is now.

    Raises:
        UserError: Its media is gone, can't be read or is still being recorded, or something can't be written.
        CancelledError: `stop` was set; the take is as it was, but for a recording that was finished.
    """
    finish_recording(take)
    if any(line.target is not None and line.target.directions for line in take.facts.lines):
        settings = with_movements(settings)
    stop = stop or threading.Event()
    with ClipFile(take.media) as source:
        reading = analyse_clip(source, settings, Outputs(), lambda done: progress(done, source.frame_count), stop)
    if reading.interrupted:
        raise CancelledError
    reading.timeline.settle_movements(profile.movements if profile is not None else None)
    save_timeline(take.timeline_file, reading.timeline)
    now = read_facts(take.folder)  # voices may have been measured meanwhile
    lines = rescored(now.lines, reading.timeline, profile, now.eyeline)
    total = total_of(replace(now, lines=lines).said_last)
    model = load_bundle(settings.model).card.full_name
    return change_facts(take, lines=lines, total=total, length_s=reading.length_s, model=model)


def finish_recording(take: Take) -> None:
    """Finish the recording of a take that a crash broke off; does nothing where there is none to finish.

    Raises:
        UserError: It is still being recorded, can't be read, or can't be written.
    """
    for part in () if take.media.exists() else find_parts(take.folder):
        claimed = PartFile.claim(part)
        if claimed is None:
            raise UserError(tr("{name} is being recorded right now: stop it first.", name=take.folder.name))
        try:
            finish_part(part)
        finally:
            claimed.release()


def rescored(
    lines: Iterable[TakeLine], timeline: Timeline, profile: Profile | None, eyeline: Eyeline | None = None
) -> tuple[TakeLine, ...]:
    """The lines with their scores by a timeline; those without a target have none.

    Args:
        lines: The lines.
        timeline: What was read.
        profile: The actor's own scale; None for none.
        eyeline: Where lens and partner are; None for the general one.
    """
    return tuple(_rescored(line, timeline, profile, eyeline) for line in lines)


def _rescored(line: TakeLine, timeline: Timeline, profile: Profile | None, eyeline: Eyeline | None) -> TakeLine:
    target, times = line.target, (line.start_s, line.end_s)
    if target is None:
        return replace(line, score=None, directions=())
    directions = score_directions(timeline, target.directions, *times, eyeline)
    return replace(line, score=score_line(timeline, target, *times, profile), directions=directions)
