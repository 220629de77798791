"""A self-tape in, what is good of it and what is not out."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.core.tape_point import Point, Verdict
from acting_mirror.pipeline.loops import Prefetch
from acting_mirror.pipeline.tape_check.container_points import container_points, tape_file
from acting_mirror.pipeline.tape_check.face_points import face_points
from acting_mirror.pipeline.tape_check.picture_points import picture_points
from acting_mirror.pipeline.tape_check.pictures import look_at
from acting_mirror.pipeline.tape_check.script_points import script_points
from acting_mirror.pipeline.tape_check.sound_points import sound_points
from acting_mirror.pipeline.tape_check.sounds import Sounds, listen_to
from acting_mirror.pipeline.tape_check.timing_points import eye_points, word_points
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.pauses import Stretch, by_pauses, stretches_in
from acting_mirror.rehearsal.script import Script
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.settings.tape_profile import TapeProfile
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.clip_sound import SoundReader
from acting_mirror.vision.sources.file import ClipFile

_STILL_ROWS: Final = 240


@dataclass(frozen=True, slots=True)
class TapeCheck:
    """What came of a tape.

    Attributes:
        path: The tape.
        profile: What was asked of it.
        points: All that was checked.
    """

    path: Path
    profile: TapeProfile
    points: tuple[Point, ...]

    def of(self, verdict: Verdict) -> list[Point]:
        """Those of a verdict."""
        return [point for point in self.points if point.verdict is verdict]


def check_tape(
    path: Path,
    profile: TapeProfile,
    settings: AnalysisSettings,
    script: Script | None = None,
    character: str = "",
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> TapeCheck:
    """Look at a tape and listen to it, once each.

    Args:
        path: The tape.
        profile: What is asked of it.
        settings: How faces are found.
        script: What is played in it, if that is known.
        character: Whom the actor plays in it.
        progress: Called with the number of pictures done, and of all where that is known.
        stop: When set, it ends.

    Raises:
        UserError: The tape can't be read, or something needed can't be had.
        CancelledError: `stop` was set.
    """
    stop = stop or threading.Event()
    heard = _heard(path, stop)
    with ClipFile(path) as clip, Prefetch(clip) as frames:
        seen = look_at(frames, settings, stop, lambda count: progress(count, clip.frame_count))
        length_s = clip.length_s or 0.0
        file = tape_file(path, clip.size, clip.rate, length_s)
    stretches = stretches_in(heard.speech, BLOCK_S) if heard is not None else []
    points = [
        *container_points(file, profile),
        *picture_points(seen),
        *_whole(clip.broke_at),
        *face_points(seen, profile),
        *sound_points(heard, stretches, seen, profile),
        *(word_points(seen, stretches, length_s) if heard is not None and not heard.silent else []),
        *eye_points(seen, stretches, length_s, profile),
        *(_of_script(script, character, stretches, path.name) if script is not None else []),
    ]
    return TapeCheck(path, profile, tuple(points))


def stills_of(check: TapeCheck) -> dict[float, Image]:
    """The moments that its faults name, as small pictures, by their times.

    Raises:
        UserError: The tape can't be opened any more.
    """
    times = {point.t_s for point in check.points if point.verdict is not Verdict.GOOD and point.t_s is not None}
    stills: dict[float, Image] = {}
    with ClipSeeker(check.path) as seeker:
        for t_s in sorted(times):
            frame = seeker.at(t_s)
            if frame is not None:
                columns = max(1, round(frame.size[0] * _STILL_ROWS / frame.size[1]))
                small = cv2.resize(frame.bgr, (columns, _STILL_ROWS), interpolation=cv2.INTER_AREA)
                stills[t_s] = np.asarray(small, np.uint8)
    return stills


def _heard(path: Path, stop: threading.Event) -> Sounds | None:
    """The sound; None where there is none that can be heard."""
    with ClipFile(path) as clip:
        if clip.sound_path is None:
            return None
    with SoundReader(path) as sound:
        return listen_to(sound.floats(), sound.rate, 1 if sound.layout == "mono" else 2, stop)


def _whole(broke_at: float | None) -> list[Point]:
    if broke_at is None:
        return []
    sentence = tr("The file breaks off at {seconds:.1f} s.", seconds=broke_at)
    return [Point("format.whole", Verdict.WONT, broke_at, "s", broke_at, sentence, tr("Copy it again."))]


def _of_script(script: Script, character: str, stretches: list[Stretch], name: str) -> list[Point]:
    try:
        placing = by_pauses(stretches, script.lines, character, name)
    except UserError as error:
        advice = tr("Compare the script with what you say.")
        return [Point("script.lines", Verdict.LOOK, None, "", None, str(error), advice)]
    return script_points(placing, script.of(character), stretches)
