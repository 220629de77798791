"""Self-tapes: the lines of a script found in a finished clip, and scored."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from acting_mirror.core.calibration import Profile
from acting_mirror.core.direction import PARTNER
from acting_mirror.core.errors import CancelledError, Remedy, UserError
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.language import tr
from acting_mirror.core.moved import EYES
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import with_movements
from acting_mirror.pipeline.kept import read_once
from acting_mirror.pipeline.line_voices import speech_in, with_voices
from acting_mirror.pipeline.take_mending import rescored
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.pauses import by_pauses, sounds_in, stretches_in
from acting_mirror.rehearsal.placing import Placing, by_hand, by_pace, by_times
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.scoring import SHORTEST_S, total_of
from acting_mirror.rehearsal.script import Script
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.sound_peaks import PEAK_S, peaks_of


@dataclass(frozen=True, slots=True)
class Place:
    """How lines are placed in a clip: by times, by pace or by hand, else by the pauses in its sound.

    Attributes:
        times: A table of times, see `rehearsal.placing.by_times`.
        pace: Words a minute.
        spans: Where somebody says that the actor's lines lie; none lies over another.

    Raises:
        ValueError: Several are given.
    """

    times: Path | None = None
    pace: float | None = None
    spans: tuple[Span, ...] | None = None

    def __post_init__(self) -> None:
        """Check that there is one way."""
        if [self.times, self.pace, self.spans].count(None) < 2:
            raise ValueError("lines are placed in one way: by times, by pace, or by hand")


@dataclass(frozen=True, slots=True, eq=False)
class SelfTape:
    """A clip in which a character of a script is played.

    Attributes:
        video: The clip.
        script: The script.
        facts: What a take of it would say: script, character, model, the lines with their scores, the total. It is
            named as the clip, and was made when the clip was written.
        placing: How the lines were placed.
        timeline: What was read, by the clip's times.
        broke_at: Where the clip breaks off, in seconds; None where it does not.
    """

    video: Path
    script: ScriptFile
    facts: TakeFacts
    placing: Placing
    timeline: Timeline
    broke_at: float | None


def score_self_tape(
    script: ScriptFile,
    video: Path,
    character: str | None,
    place: Place,
    settings: AnalysisSettings,
    profile: Profile | None = None,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> SelfTape:
    """Score the lines of a script in a clip. Command and window both call this, so that their scores are the same.

    A line wants what is written in the script, else what its parenthetical suggests. What is read is kept, so that the
    clip is read once only. Movements are measured where a line of theirs has directions.

    Args:
        script: The script.
        video: The clip.
        character: Whom the actor plays, in any case; may be None where only one speaks.
        place: How the lines are placed.
        settings: How to read.
        profile: The actor's; None for none.
        progress: Called with the number of frames done, and of all where that is known.
        stop: When set, the work ends soon.

    Raises:
        UserError: No such character; the clip, the model or the detector can't be had; the lines can't be placed; or
            nobody is seen while they are spoken.
        CancelledError: `stop` was set.
    """
    stop = stop or threading.Event()
    whole, who = script.script, character_in(script, character)
    if whole.directed(who):
        settings = with_movements(settings)
    model = load_bundle(settings.model).card.full_name
    with ClipFile(video) as clip:
        placing = _placed(whole, who, clip, place, stop)
    read = read_once(video, settings, progress, stop)
    if read is None:
        raise CancelledError
    timeline, broke_at = read
    numbered = {line.index: (number, line) for number, line in enumerate(whole.of(who), 1)}
    lines = [
        TakeLine(number, line.index, who, line.text, line.target_for(who), span.start_s, span.end_s, None)
        for span in placing.spans
        for number, line in (numbered[span.index],)
    ]
    _check_seen(timeline, lines, video)
    eyeline = _eyeline_in(timeline, lines)
    scored = rescored(with_voices(lines, video, stop), timeline, profile, eyeline)
    facts = TakeFacts(
        name=printable(video.stem),
        made=datetime.fromtimestamp(video.stat().st_mtime).astimezone(),
        length_s=_length_of(clip, timeline),
        script=whole.title,
        script_file=printable(script.path.name),
        character=who,
        profile=profile.name if profile is not None else "",
        model=model,
        lines=scored,
        total=total_of(scored),
        scorable=whole.scorable(who),
        eyeline=eyeline,
    )
    return SelfTape(video, script, facts, placing, timeline, broke_at)


def find_lines(
    script: ScriptFile, video: Path, character: str | None, place: Place, stop: threading.Event | None = None
) -> Placing:
    """Where the lines would be scored, to be corrected before; arguments and errors are those of `score_self_tape`."""
    with ClipFile(video) as clip:
        return _placed(script.script, character_in(script, character), clip, place, stop or threading.Event())


def character_in(script: ScriptFile, wanted: str | None) -> str:
    """The character that is meant, in any case; the only one where None is given.

    Raises:
        UserError: There is none of that name, or there are several to choose from.
    """
    names = script.script.characters
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is not None and (found := script.script.named(wanted)) is not None:
        return found
    there = ", ".join(names)
    if wanted is None:
        raise UserError(
            tr("Several characters speak in {path} ({names}).", path=script.path, names=there), Remedy.CHOOSE_CHARACTER
        )
    raise UserError(
        tr(
            "Nobody called {wanted} speaks in {path}: choose one of {names}.",
            wanted=wanted,
            path=script.path,
            names=there,
        )
    )


def _placed(script: Script, character: str, clip: ClipFile, place: Place, stop: threading.Event) -> Placing:
    length_s = clip.length_s or math.inf
    if place.times is not None:
        return by_times(place.times, script.of(character), length_s)
    if place.spans is not None:
        return by_hand(place.spans, script.of(character))
    if place.pace is not None:
        return by_pace(script.lines, character, place.pace, length_s)
    if clip.sound_path is None:
        raise UserError(tr("{path} has no sound to find your lines by.", path=clip.path), Remedy.PLACE_LINES)
    if voices := stretches_in(speech_in(clip.path, stop), BLOCK_S):
        return by_pauses(voices, script.lines, character, clip.name)
    sounds = sounds_in(peaks_of(clip.path, stop).tolist(), PEAK_S)
    placing = by_pauses(sounds, script.lines, character, clip.name)
    doubt = tr("No voice is recognised, so all that sounds is taken for lines.")
    return replace(placing, words=f"{doubt} {placing.words}")


def _eyeline_in(timeline: Timeline, lines: list[TakeLine]) -> Eyeline | None:
    """Where the partner seems to be, by the lines that are spoken to them; None without such lines or movements."""
    moved, times = timeline.moved, timeline.frame_times
    asked = [line for line in lines if line.target is not None and PARTNER in line.target.directions]
    if moved is None or not asked:
        return None
    meanwhile = np.any([(times >= line.start_s) & (times < line.end_s) for line in asked], axis=0)
    return Eyeline().with_partner_in(times[meanwhile], moved[meanwhile][:, EYES])


def _length_of(clip: ClipFile, timeline: Timeline) -> float:
    if timeline.end_s is None:
        return 0.0
    return timeline.end_s + (1 / clip.rate if clip.rate else 0.0)


def _check_seen(timeline: Timeline, lines: list[TakeLine], video: Path) -> None:
    """Raise `UserError` when nobody's face is there for as long as it takes to score a line."""
    if timeline.end_s is None or not timeline.frames:
        raise UserError(tr("{video} has no picture that can be read: choose another clip.", video=video))
    frame_s = (timeline.end_s - (timeline.start_s or 0.0)) / max(1, timeline.frames - 1)
    seen = sum(len(timeline.between(0, line.start_s, line.end_s)) for line in lines)
    if seen * frame_s < SHORTEST_S:
        raise UserError(
            tr("Nobody is seen in {video} while your lines are spoken.", video=video), Remedy.OTHER_DETECTOR
        )
