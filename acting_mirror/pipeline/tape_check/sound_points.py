"""How a tape sounds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.language import marked, tr
from acting_mirror.core.tape_point import Fault, Point, Rule, Verdict
from acting_mirror.pipeline.tape_check.mouth import moves_at
from acting_mirror.pipeline.tape_check.pictures import Pictures
from acting_mirror.pipeline.tape_check.sounds import Sounds
from acting_mirror.record.loudness import MOMENT_S, WINDOW_S
from acting_mirror.rehearsal.pauses import Stretch
from acting_mirror.settings.tape_profile import TapeProfile

Floats = npt.NDArray[np.float64]

_NEAR_LU: Final = (4.0, 2.0)
"""So much quieter or louder than asked for nobody minds."""
_BEARABLE_LU: Final = 8.0
"""So much is still understood."""
_QUIETEST: Final = -80.0
"""What is quieter is silence."""
_CLEAR_S: Final = 0.25
"""So far from speech one hears what is between."""
_FEWEST: Final = 5
_CODED_DB: Final = 0.5
"""Coding lifts peaks by so much."""
_CREST: Final = (1.85, 2.15)
"""Clipped peaks stand out by less from the loudest parts, very much so or a little, see `Sounds.crest`."""
_ENOUGH_S: Final = 1.0
"""So long each of two must speak to be compared."""

_LOUDNESS: Final = Rule(
    "sound.loudness",
    "LUFS",
    marked("The speech is as loud as it should be, {value:.1f} LUFS."),
    (-np.inf, np.inf),
    (-np.inf, np.inf),
    Fault(
        marked("The speech is quiet, {value:.1f} LUFS."),
        marked("Come closer to the microphone, or raise its level; to deliver the tape makes it louder."),
    ),
    Fault(marked("The speech is very loud, {value:.1f} LUFS."), marked("Lower the microphone's level.")),
)
_PEAK: Final = Rule(
    "sound.peak",
    "dBTP",
    marked("The highest peak is at {value:.1f} dB."),
    (-np.inf, np.inf),
    (-np.inf, 3),
    high=Fault(
        marked("The highest peak is at {value:.1f} dB: players may distort it."),
        marked("Lower the microphone's level; to deliver the tape lowers what is there."),
    ),
)
_CLIPPED: Final = Rule(
    "sound.clipped",
    "ppm",
    marked("Nothing is clipped."),
    (0, 100),
    (0, 1000),
    high=Fault(
        marked("Loud words are clipped, so that they crackle."),
        marked("Lower the microphone's level, and record again."),
    ),
)
_NOISE: Final = Rule(
    "sound.noise",
    "LU",
    marked("Between the words it is quiet, {value:.0f} LU below them."),
    (24, np.inf),
    (15, np.inf),
    low=Fault(
        marked("Between the words it is noisy, only {value:.0f} LU below them."),
        marked("Switch off what hums, shut the window, and come closer to the microphone."),
    ),
)
_CHANNELS: Final = Rule(
    "sound.channels",
    "dB",
    marked("Left and right are as loud."),
    (0, 6),
    (0, 15),
    high=Fault(
        marked("One side is {value:.0f} dB quieter than the other."),
        marked("Record in mono, or copy the side that is heard to the other."),
    ),
)
_PHASE: Final = Rule(
    "sound.phase",
    "",
    marked("Left and right go together."),
    (-0.6, 1),
    (-0.85, 1),
    low=Fault(
        marked("Left and right cancel each other out on a phone's loudspeaker."),
        marked("One microphone is wired the wrong way: record in mono, or use one side alone."),
    ),
)
_OFFSET: Final = Rule(
    "sound.offset",
    "%",
    marked("There is no constant offset."),
    (0, 1.5),
    (0, 6),
    high=Fault(
        marked("The sound has a constant offset of {value:.1f} %."),
        marked("The microphone or its input is faulty: try another, or another socket."),
    ),
)
_READER: Final = Rule(
    "sound.reader",
    "LU",
    marked("Your reader is no louder than you."),
    (-np.inf, 1.5),
    (-np.inf, 4),
    high=Fault(
        marked("Your reader is louder than you, by {value:.0f} LU."),
        marked("Have your reader stand behind the camera and speak softly, and the microphone near you."),
    ),
)


def sound_points(
    heard: Sounds | None, stretches: Sequence[Stretch], seen: Pictures, profile: TapeProfile
) -> list[Point]:
    """Each point that can be told.

    Args:
        heard: The sound; None where there is none.
        stretches: Where somebody speaks.
        seen: The pictures, which tell who speaks.
        profile: What is asked.
    """
    if heard is None or heard.silent:
        sentence = tr("The tape has no sound.") if heard is None else tr("The tape is silent.")
        return [
            Point("sound.there", Verdict.WONT, None, "", None, sentence, tr("Check the microphone, and film again."))
        ]
    moments = np.maximum(heard.loudness.moments, _QUIETEST)
    found = [Point("sound.there", Verdict.GOOD, None, "", None, tr("The tape has sound."))]
    if profile.loudness is not None:
        low, high = profile.loudness
        good = (low - _NEAR_LU[0], high + _NEAR_LU[1])
        rule = replace(_LOUDNESS, good=good, bearable=(low - _BEARABLE_LU, high + _BEARABLE_LU))
        found.append(rule.judge(heard.loudness.integrated))
    if profile.true_peak is not None:
        found.append(
            replace(_PEAK, good=(-np.inf, profile.true_peak + _CODED_DB)).judge(
                heard.loudness.true_peak, heard.loudest_s
            )
        )
    found.append(_CLIPPED.judge(_clipped(heard), heard.loudest_s))
    above = _above_noise(heard, moments, stretches) if stretches else None
    if above is not None:
        found.append(_NOISE.judge(*above))
    found += _of_channels(heard)
    found.append(_OFFSET.judge(100 * float(np.abs(heard.offsets).max()), None))
    reader = _reader(moments, stretches, seen)
    return found if reader is None else [*found, reader]


def _clipped(heard: Sounds) -> float:
    """How many of a million samples are clipped; of sound that was turned down since, it is guessed."""
    share = 1e6 * float(heard.full.max()) / max(heard.count, 1)
    for crest, limit in zip(_CREST, (_CLIPPED.bearable[1], _CLIPPED.good[1]), strict=True):
        if heard.crest < crest:
            return max(share, 2 * limit)
    return share


def _above_noise(heard: Sounds, moments: Floats, stretches: Sequence[Stretch]) -> tuple[float, float] | None:
    """How far speech is above what is between, and where that is loudest; None where there is too little between."""
    ends = MOMENT_S * (1 + np.arange(len(moments)))
    between = ends >= WINDOW_S
    for stretch in stretches:
        between &= (ends < stretch.start_s - _CLEAR_S) | (ends - WINDOW_S > stretch.end_s + _CLEAR_S)
    if between.sum() < _FEWEST:
        return None
    at_s = float(ends[between][np.argmax(moments[between])]) - WINDOW_S
    return heard.loudness.integrated - float(np.median(moments[between])), at_s


def _of_channels(heard: Sounds) -> list[Point]:
    if heard.channels < 2:
        return []
    left, right = (10 * np.log10(np.maximum(heard.mean_power, 1e-9))).tolist()
    between = float(np.sqrt(np.prod(np.maximum(heard.mean_power, 1e-12))))
    together = (heard.crossed / max(heard.count, 1) - float(np.prod(heard.offsets))) / between
    found = [_CHANNELS.judge(abs(left - right))]
    return found if found[0].verdict is not Verdict.GOOD else [*found, _PHASE.judge(min(1.0, together))]


def _reader(moments: Floats, stretches: Sequence[Stretch], seen: Pictures) -> Point | None:
    """How much louder voices are while the mouth is still than while it moves; None where that can't be told."""
    middles = np.asarray(MOMENT_S * (1 + np.arange(len(moments))) - WINDOW_S / 2, np.float64)
    spoken = np.zeros(len(moments), bool)
    for stretch in stretches:
        spoken |= (middles >= stretch.start_s) & (middles <= stretch.end_s)
    moves = moves_at(middles, seen)
    own, other = spoken & (moves > 0), spoken & (moves == 0)
    if min(own.sum(), other.sum()) * MOMENT_S < _ENOUGH_S:
        return None
    loudest = middles[other][np.argmax(moments[other])]
    return _READER.judge(_level(moments[other]) - _level(moments[own]), float(loudest))


def _level(moments: Floats) -> float:
    """Their loudness together."""
    return float(10 * np.log10(np.mean(10 ** (moments / 10))))
