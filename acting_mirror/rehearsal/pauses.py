"""Where lines lie in a clip by the pauses in its sound: stretches of speech, shared out among the lines."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.rehearsal.placing import Placing
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.voice import Voice

Logs = npt.NDArray[np.float64]

_GAP_S: Final = 0.15
"""A silence from here on parts two stretches; those of stops within a phrase are shorter. With more, lines that follow
each other closely become one: with 0.3 s between them, in a room with a fan, 75 % were placed right, by 0.18 s 61 %."""
_LEAST_PEAK: Final = 0.02
_SOUNDING, _SILENT = 0.1, 0.01
"""Of the loudest peak: from 20 dB below it on something sounds, 40 dB below it nothing does."""
_LEAST_SILENCE: Final = 0.1
"""Of the clip."""
_EITHER_S: Final = 0.8
"""A pause as long as the one that ends a line while you rehearse may well be within a line or between two."""
_DOUBT_S: Final = 0.75
"""So much longer or shorter, and it is 2.7 times as likely the one than the other."""
_SPREAD: Final = 0.4
"""Standard deviation of the logarithm of a line's length, around what its words let expect."""
_ALLOWANCE_S: Final = 0.3
"""Added to both, as a single word may take twice as long as another."""
_STRAY: Final = math.log(0.15)
"""What it costs to leave a stretch out, before the first line or after the last: a name and an agency, a click."""
_ALONE: Final = math.log(0.2)
"""What it costs that nobody is heard to read the other parts: a self-tape mostly has a reader."""
_USUAL: Final = 170.0
"""Words a minute while somebody speaks: 150 with the pauses."""
_USUAL_SPREAD: Final = 0.35
_SLOWEST, _QUICKEST = 70.0, 340.0
"""Beyond these, it is not these words that are spoken."""
_LARGEST: Final = 30_000_000
"""So many ways to place a single line are weighed, in 240 MB; an hour of film has more."""
_GUESS: Final = 0.6
"""Less sure than that is said to be a guess."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech without a pause.

    Attributes:
        start_s: When it begins, in seconds.
        end_s: When it ends.
    """

    start_s: float
    end_s: float


def stretches_in(speech: Sequence[float], block_s: float) -> list[Stretch]:
    """The stretches of speech in a sound.

    Args:
        speech: How likely somebody speaks, 0 to 1, block after block.
        block_s: How long a block is. The last one of a stretch does not count: what tells speech rings on for so long.
    """
    voice, found = Voice(_GAP_S), []
    for number, likely in enumerate([*speech, *[0.0] * (math.ceil(_GAP_S / block_s) + 1)]):
        start_s = voice.first_s if voice.speaking else None
        if voice.update(number * block_s, likely) and start_s is not None and voice.last_s is not None:
            found.append(Stretch(start_s, voice.last_s))
    return found


def sounds_in(peaks: Sequence[float], block_s: float) -> list[Stretch]:
    """What sounds between silences, for a clip in which no voice is recognised: one that sings, or is made strange.

    Args:
        peaks: Of each block, 0 to 1.
        block_s: How long a block is.

    Returns:
        Nothing where it is never silent, or never more than silent: that may be any noise.
    """
    loudest = max(peaks, default=0.0)
    silent = sum(peak < _SILENT * loudest for peak in peaks)
    if loudest < _LEAST_PEAK or silent < _LEAST_SILENCE * len(peaks):
        return []
    return stretches_in([float(peak > _SOUNDING * loudest) for peak in peaks], block_s)


def by_pauses(stretches: Sequence[Stretch], lines: Sequence[ScriptLine], character: str, name: str) -> Placing:
    """Share stretches of speech out among lines.

    Either all lines are heard, or only the actor's: whichever fits better and comes nearer to how quickly people speak.
    Each line takes one stretch or several in a row, so that its length fits its words and long pauses
    lie between lines; the first and the last stretches may belong to none. All ways of sharing out are weighed against
    each other, which tells how sure the likeliest one is.

    Args:
        stretches: In their order.
        lines: Those of the script.
        character: Whom the actor plays.
        name: What the clip is called.

    Raises:
        UserError: They can't be shared out.
    """
    if not stretches:
        raise UserError(tr("Nobody can be heard speaking in {name}.", name=name), Remedy.PLACE_LINES)
    mine = [line for line in lines if line.character == character]
    seconds = sum(stretch.end_s - stretch.start_s for stretch in stretches)
    if len(stretches) ** 2 * len(lines) > _LARGEST:
        raise UserError(tr("{name} is too long to find lines by its pauses.", name=name), Remedy.PLACE_LINES)
    heard = [spoken for spoken in _candidates(lines, mine) if _rate(spoken, seconds) and len(spoken) <= len(stretches)]
    if not heard:
        raise UserError(
            tr_count(
                "Your lines can't be told apart by the pauses in {name}, {count} stretch of speech with "
                "{seconds:.1f} s in all for {lines} of yours.",
                "Your lines can't be told apart by the pauses in {name}, {count} stretches of speech with "
                "{seconds:.1f} s in all for {lines} of yours.",
                len(stretches),
                name=name,
                seconds=seconds,
                lines=len(mine),
            ),
            Remedy.PLACE_LINES,
        )
    ways = [_shared_out(stretches, spoken) for spoken in heard]
    usual = [_usual(_rate(spoken, seconds)) + (0.0 if spoken is lines else _ALONE) for spoken in heard]
    weights = np.array([way.weight for way in ways]) + usual
    best = int(weights.argmax())
    share = math.exp(weights[best] - np.logaddexp.reduce(weights))
    placed = [
        (Span(line.index, start_s, end_s, mine=True), share * sure)
        for line, (start_s, end_s, sure) in zip(heard[best], ways[best].places, strict=True)
        if line.character == character
    ]
    sure = tuple(sure for _, sure in placed)
    words = _words_on(len(stretches), len(heard[best]) > len(mine), float(np.mean(sure)))
    return Placing("pauses", tuple(span for span, _ in placed), sure, words)


def _words_on(stretches: int, all_heard: bool, sure: float) -> str:
    who = tr("all lines of the script") if all_heard else tr("your lines")
    if sure < _GUESS:
        return tr_count(
            "Lines found by the pauses in the sound: {count} stretch of speech for {who}, {sure:.0%} sure; "
            "this is a guess, check the times, or give them in a table.",
            "Lines found by the pauses in the sound: {count} stretches of speech for {who}, {sure:.0%} sure; "
            "this is a guess, check the times, or give them in a table.",
            stretches,
            who=who,
            sure=sure,
        )
    return tr_count(
        "Lines found by the pauses in the sound: {count} stretch of speech for {who}, {sure:.0%} sure.",
        "Lines found by the pauses in the sound: {count} stretches of speech for {who}, {sure:.0%} sure.",
        stretches,
        who=who,
        sure=sure,
    )


def _candidates(lines: Sequence[ScriptLine], mine: Sequence[ScriptLine]) -> Iterable[Sequence[ScriptLine]]:
    return (lines,) if len(mine) == len(lines) else (lines, mine)


def _rate(lines: Sequence[ScriptLine], seconds: float) -> float:
    """Words a minute; 0 for what is no speech of these words."""
    rate = sum(_words(line) for line in lines) * 60 / max(seconds, 1e-9)
    return rate if _SLOWEST <= rate <= _QUICKEST else 0.0


def _usual(rate: float) -> float:
    """How usual a rate of speech is, the logarithm of its weight."""
    return -((math.log(rate / _USUAL) / _USUAL_SPREAD) ** 2) / 2


def _words(line: ScriptLine) -> int:
    return max(1, len(line.text.split()))


@dataclass(frozen=True, slots=True)
class _SharedOut:
    """The likeliest way: start, end and how sure for each line; and the logarithm of the weight of all ways."""

    places: list[tuple[float, float, float]]
    weight: float


def _shared_out(stretches: Sequence[Stretch], lines: Sequence[ScriptLine]) -> _SharedOut:
    """Weigh all ways to share the stretches out, as for a hidden Markov model whose states are the lines.

    `before[i][k]` is the logarithm of the summed weights of all ways in which the first i lines take the stretches up
    to number k, `after[i][k]` of those in which the others take the rest.
    """
    runs, count = _runs(stretches, lines), len(stretches)
    strays, left = _strays(stretches), _strays(stretches[::-1])[::-1]
    before, best, choices = [strays], strays, []
    for run in runs:
        before.append(np.logaddexp.reduce(before[-1][:, None] + run, axis=0))
        ways = best[:, None] + run
        choices.append(ways.argmax(axis=0))
        best = ways.max(axis=0)
    after = [left]
    for run in reversed(runs):
        after.append(np.logaddexp.reduce(run + after[-1][None, :], axis=1))
    after.reverse()
    total = float(np.logaddexp.reduce(before[-1] + left))
    end, placed = int((best + left).argmax()), []
    for number in reversed(range(len(lines))):
        start = int(choices[number][end])
        weight = before[number][start] + runs[number][start, end] + after[number + 1][end]
        placed.append((stretches[start].start_s, stretches[end - 1].end_s, math.exp(min(0.0, weight - total))))
        end = start
    divisions = math.lgamma(count) - math.lgamma(len(lines)) - math.lgamma(count - len(lines) + 1)
    return _SharedOut(placed[::-1], total - divisions)


def _strays(stretches: Sequence[Stretch]) -> Logs:
    """The logarithm of the weight of leaving out the first stretches, by how many they are."""
    lengths = np.array([each.end_s - each.start_s + _ALLOWANCE_S for each in stretches])
    return np.concatenate([[0.0], np.cumsum(_STRAY - np.log(lengths))])


def _runs(stretches: Sequence[Stretch], lines: Sequence[ScriptLine]) -> list[Logs]:
    """For each line how well each run of stretches suits it: the weight's logarithm by its start and its end.

    The weight is a density, so that ways with many and with few lines can be compared: of the run's length, which is
    log-normal around what the line's words let expect; of where the run is divided, which is anywhere; and of the
    pauses within it, against those between lines.
    """
    starts, ends = (np.array([getattr(each, name) for each in stretches]) for name in ("start_s", "end_s"))
    spoken = np.concatenate([[0.0], np.cumsum(ends - starts)])
    pauses = np.concatenate([[0.0, 0.0], np.cumsum((starts[1:] - ends[:-1] - _EITHER_S) / _DOUBT_S)])
    numbers = np.arange(len(spoken))
    pieces = np.maximum(numbers[None, :] - numbers[:, None], 1)  # of the run from a number up to before another
    lengths = np.maximum(spoken[None, :] - spoken[:, None], 1e-9)
    within = pauses[None, :] - np.append(pauses[1:], pauses[-1])[:, None]
    divided = np.array([math.lgamma(count) for count in range(1, len(spoken) + 1)])[pieces - 1]
    shape = divided - (pieces - 1) * np.log(lengths) - np.log(lengths + _ALLOWANCE_S) - within
    a_word_s = spoken[-1] / sum(_words(line) for line in lines)
    is_run = numbers[None, :] > numbers[:, None]
    runs = []
    for line in lines:
        off = np.log((lengths + _ALLOWANCE_S) / (_words(line) * a_word_s + _ALLOWANCE_S)) / _SPREAD
        density = -(off**2) / 2 - math.log(_SPREAD * math.sqrt(2 * math.pi))
        runs.append(np.where(is_run, density + shape, -np.inf))
    return runs
