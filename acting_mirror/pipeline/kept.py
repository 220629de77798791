"""Clips read once: what was read is kept, so that opening one again is instant. When that fails, it is read again."""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.record.timeline_file import load_timeline, save_timeline
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile

_log = logging.getLogger(__name__)

_FORMAT: Final = 3
"""To be raised when what is stored, or how faces are read, changes in a way that settings and card don't tell."""
_MOST_BYTES: Final = 200_000_000


def read_once(
    path: Path,
    settings: AnalysisSettings,
    progress: Callable[[int, int | None], None],
    stop: threading.Event,
    timeline: Timeline | None = None,
) -> tuple[Timeline, float | None] | None:
    """What a clip shows: kept from before, or read now to its end and kept.

    Args:
        path: The clip.
        settings: How to read.
        progress: Called with the number of frames done, and of all where that is known.
        stop: When set, the work ends soon.
        timeline: An empty one to append to, for whoever watches it grow; one that was kept is another.

    Returns:
        What was read, and where in seconds the clip breaks off, None where it does not; None when it was stopped.

    Raises:
        UserError: The clip, the model or the detector can't be had.
    """
    digest = load_bundle(settings.model).card.digest
    before = kept(path, settings, digest)
    if before is not None:
        return before, None
    with ClipFile(path) as clip:
        done = analyse_clip(clip, settings, Outputs(), lambda n: progress(n, clip.frame_count), stop, timeline)
    if done.interrupted:
        return None
    if clip.broke_at is None:
        keep(path, settings, digest, done.timeline)
    return done.timeline, clip.broke_at


def keep(path: Path, settings: AnalysisSettings, card_digest: str, timeline: Timeline) -> None:
    """Keep what was read in a clip; what was not used for longest makes room.

    Args:
        path: The clip.
        settings: How it was read.
        card_digest: SHA-256 of the card of the model that read it.
        timeline: What was read, to the clip's end.
    """
    try:
        file = _file_for(path, settings, card_digest)
        file.parent.mkdir(parents=True, exist_ok=True)
        save_timeline(file, timeline)
        _make_room(file.parent)
    except (OSError, UserError) as error:
        _log.warning("What was read in %s is not kept: %s", path, error)


def kept(path: Path, settings: AnalysisSettings, card_digest: str) -> Timeline | None:
    """What was read in a clip before, with the same settings and model; None when that is not kept.

    Args:
        path: The clip.
        settings: How it is to be read.
        card_digest: SHA-256 of the card of the model that is to read it.
    """
    try:
        file = _file_for(path, settings, card_digest)
        if not file.exists():
            return None
        timeline = load_timeline(file)
    except (OSError, ValueError) as error:
        _log.warning("What was read in %s can't be had again: %r", path, error)
        return None
    _touch(file)
    return timeline


def _file_for(path: Path, settings: AnalysisSettings, card_digest: str) -> Path:
    """Where a reading is kept: another clip under the same name, or another way of reading, has another file."""
    state = path.stat()
    clip = (str(path.absolute()), state.st_size, state.st_mtime_ns)
    key = json.dumps([_FORMAT, *clip, settings.noted(), card_digest], sort_keys=True)
    return paths.readings_dir() / f"{hashlib.sha256(key.encode()).hexdigest()}.npz"


def _touch(file: Path) -> None:
    """Note that it was used."""
    try:
        os.utime(file)
    except OSError as error:
        _log.info("%s can't be touched: %s", file, error)


def _make_room(folder: Path) -> None:
    """Delete what was not used for longest, with what a killed process left, until the rest fits."""
    states = {file: file.stat() for file in folder.iterdir()}
    size = sum(state.st_size for state in states.values())
    for file in sorted(states, key=lambda file: states[file].st_mtime_ns):
        if size <= _MOST_BYTES:
            return
        file.unlink(missing_ok=True)
        size -= states[file].st_size
