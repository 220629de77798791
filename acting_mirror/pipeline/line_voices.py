"""How the lines of a take were spoken: pace, pauses and loudness, by its sound."""

import logging
import math
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Final

import numpy as np

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import Take, TakeLine
from acting_mirror.record.loudness import MOMENT_S, WINDOW_S, Loudness
from acting_mirror.record.take_facts import change_facts, read_facts
from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity
from acting_mirror.rehearsal.hiding import word_count
from acting_mirror.rehearsal.pauses import Stretch, stretches_in
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader

_log = logging.getLogger(__name__)

_PAUSE_S: Final = 0.4
"""A silence from here on is heard as a pause; those of stops and breaths are shorter."""
_SLIVER_S: Final = 0.1
"""What reaches no further into a line belongs to the one beside it."""


def heard(take: Take, stop: threading.Event | None = None) -> Take:
    """A take with how its lines were spoken; the same one where that is known already, or can't be told.

    Raises:
        CancelledError: `stop` was set.
    """
    if all(line.voice is not None or line.listening for line in take.facts.lines):
        return take
    lines = with_voices(take.facts.lines, take.media, stop)
    return take if lines == take.facts.lines else Take(take.folder, replace(take.facts, lines=lines))


def keep_voices(take: Take) -> Take:
    """Keep in the folder of a take how its lines were spoken; what else was changed there meanwhile stays.

    Raises:
        UserError: As `change_facts` says.
    """
    voices = {line.start_s: line.voice for line in take.facts.lines}
    kept = read_facts(take.folder).lines
    return change_facts(take, lines=tuple(replace(line, voice=voices.get(line.start_s, line.voice)) for line in kept))


def with_voices(lines: Iterable[TakeLine], media: Path, stop: threading.Event | None = None) -> tuple[TakeLine, ...]:
    """The lines with how each was spoken, but for those that were listened to; as they are where that can't be told.

    Raises:
        CancelledError: `stop` was set.
    """
    meter = Loudness(RATE, 2)
    try:
        stretches = stretches_in(speech_in(media, stop or threading.Event(), meter), BLOCK_S)
    except UserError as error:
        _log.info("It can't be told how the lines of %s were spoken: %s", media, error)
        return tuple(lines)
    return tuple(
        line if line.listening else replace(line, voice=_voice(line, stretches, meter.moments)) for line in lines
    )


def speech_in(video: Path, stop: threading.Event, meter: Loudness | None = None) -> list[float]:
    """How likely somebody speaks in each `BLOCK_S` of a clip's sound, 0 to 1, on the left or on the right.

    Args:
        video: The clip.
        stop: When set, the work ends soon.
        meter: Hears the sound too.

    Raises:
        UserError: It has no sound that can be decoded, or speech can't be told here.
        CancelledError: `stop` was set.
    """
    speech: list[float] = []
    # Each for itself: with two microphones one may only hum, or one be wired the wrong way and cancel the other.
    left, right = VoiceActivity(RATE), VoiceActivity(RATE)
    with SoundReader(video) as sound:
        for block in sound.blocks(0.0):
            if stop.is_set():
                raise CancelledError
            samples = block.astype(np.float32) / np.float32(32768)
            speech += map(max, left.hear(samples[:, 0]), right.hear(samples[:, 1]))
            if meter is not None:
                meter.hear(samples.T)
    return speech


def _voice(line: TakeLine, stretches: Sequence[Stretch], moments: Sequence[float]) -> LineVoice:
    cut = (Stretch(max(each.start_s, line.start_s), min(each.end_s, line.end_s)) for each in stretches)
    spoken = [each for each in cut if each.end_s - each.start_s > _SLIVER_S]
    if not spoken:
        return LineVoice()
    silences = [after.start_s - before.end_s for before, after in pairwise(spoken)]
    pauses = [silence_s for silence_s in silences if silence_s >= _PAUSE_S]
    pace = word_count(line.text) * 60 / (spoken[-1].end_s - spoken[0].start_s)
    return LineVoice(pace, len(pauses), sum(pauses), _loudness(spoken, moments))


def _loudness(spoken: Iterable[Stretch], moments: Sequence[float]) -> float | None:
    """The mean power of the moments in the middle of which somebody speaks."""
    powers: list[float] = []
    for each in spoken:
        first, last = (round((t_s + WINDOW_S / 2) / MOMENT_S) - 1 for t_s in (each.start_s, each.end_s))
        powers += [10 ** (moment / 10) for moment in moments[max(first, 0) : last + 1] if moment > -math.inf]
    mean = fmean(powers) if powers else 0.0
    return 10 * math.log10(mean) if mean > 0 else None
