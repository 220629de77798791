"""A self-tape as a take of the library, with its media, its readings, its script and its scores."""

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.take import MEDIA_FILE, TIMELINE_FILE, Take
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.free_name import stamp, under_free_name
from acting_mirror.files.whole_file import NewFile, make_folder, write_new, writing_failed
from acting_mirror.pipeline.clip_video import is_annotated, video_of
from acting_mirror.pipeline.film_copy import NotCopiedError, copy_to_mp4
from acting_mirror.pipeline.loops import Prefetch
from acting_mirror.pipeline.self_tape import SelfTape
from acting_mirror.record.take_facts import create_facts
from acting_mirror.record.timeline_file import save_timeline
from acting_mirror.vision.sources.file import ClipFile

_log = logging.getLogger(__name__)

_HIDDEN: Final = ".import-"
_ABANDONED_S: Final = 86_400
"""No import takes a day: what is older was left by a crash."""
_SAME_S: Final = 0.02
"""Readings and pictures belong together when their times differ by no more: half a frame of 25 a second."""


def import_take(
    tape: SelfTape,
    takes: Path,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> Take:
    """Make a take of a self-tape; the clip itself is only read.

    The folder is filled under a hidden name, which the library passes over, and gets its own when it is whole: so a
    crash leaves no half a take. Pictures in H.264 and sound in AAC are copied, others encoded.

    Args:
        tape: A clip that was scored.
        takes: The folder with one folder a take; made where it is missing.
        progress: Called with the number of pictures done, and of all where that is known.
        stop: When set, the work ends soon.

    Returns:
        The take, in a folder named by when the clip was made.

    Raises:
        UserError: The clip can't be read any more, or the take can't be written.
        CancelledError: `stop` was set.
    """
    stop = stop or threading.Event()
    make_folder(takes)
    _tidy(takes)
    hidden = takes / f"{_HIDDEN}{secrets.token_hex(6)}"
    script_file = f"script{tape.script.format}"
    facts = replace(tape.facts, script_file=script_file)
    try:
        make_folder(hidden)
        _write_media(tape, hidden / MEDIA_FILE, progress, stop)
        save_timeline(hidden / TIMELINE_FILE, tape.timeline)
        write_new(hidden / script_file, tape.script.content)
        create_facts(hidden, facts)
        return Take(_publish(hidden, takes / stamp(facts.made)), facts)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _write_media(
    tape: SelfTape, target: Path, progress: Callable[[int, int | None], None], stop: threading.Event
) -> None:
    frames = tape.timeline.frames
    try:
        with NewFile(target) as new:
            times = copy_to_mp4(tape.video, new.part, lambda done: progress(done, frames), stop)
            if stop.is_set():
                raise CancelledError
            if not _fit(times, tape.timeline):
                raise NotCopiedError("they have other times when they are copied")
    except NotCopiedError as error:
        _log.info("The pictures of %s are encoded: %s", tape.video, error)
        _encode(tape, target, progress, stop)
    except OSError as error:
        raise writing_failed(target.parents[1], error) from error  # its own folder is hidden, and gone soon


def _encode(tape: SelfTape, target: Path, progress: Callable[[int, int | None], None], stop: threading.Event) -> None:
    """Write the pictures anew, upright, with the clip's sound."""
    with (
        ClipFile(tape.video) as clip,
        video_of(clip, target, drawn=is_annotated(tape.video)) as writer,
        Prefetch(clip) as pictures,
    ):
        for frame in pictures:
            if stop.is_set():
                raise CancelledError
            writer.write(frame.t_s, frame.bgr)
            progress(writer.pictures, tape.timeline.frames)


def _fit(times: list[float], timeline: Timeline) -> bool:
    """Whether readings belong to the pictures of these times."""
    read = timeline.frame_times
    return len(times) == len(read) and bool(np.abs(np.array(times) - read).max(initial=0.0) <= _SAME_S)


def _publish(hidden: Path, wanted: Path) -> Path:
    """Give a folder its name, numbered where that is taken."""

    def rename(folder: Path) -> Path:
        if folder.exists():  # POSIX replaces an empty one
            raise FileExistsError
        return hidden.rename(folder)

    try:
        return under_free_name(rename, wanted)
    except OSError as error:
        raise writing_failed(wanted, error) from error


def _tidy(takes: Path) -> None:
    """Remove what crashes left; a running import keeps its own."""
    for folder in takes.glob(f"{_HIDDEN}*"):
        try:
            if time.time() - folder.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(folder)
        except OSError as error:
            _log.warning("%s can't be removed: %s", folder, error)
