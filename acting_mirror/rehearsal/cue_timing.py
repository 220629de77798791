"""When a line of the actor's is over, so that the partner may answer: how much of it was spoken, and how long it rests.

A pause within a line is as silent as its end. So the silence that ends a line is short where about as much was spoken
as the line has, and longer the more is missing. How much it has is told by its text, and learnt from how it was said;
how quickly it is said this time, by the syllables that are heard.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.line_length import doubt, letters, rests, syllables, syllables_doubt
from acting_mirror.rehearsal.script import ScriptLine

ANSWER_S: Final = 0.35
"""So long after a line's last word the partner answers it, where no beat is set or learnt."""
LAG_S: Final = 0.15
"""So much later than it happens is silence known, and the partner heard: by microphone, network and loudspeaker."""
_ENDS_S: Final = 0.25
"""This much silence ends a line that may be over: stops within words are shorter."""
_PATIENCE_S: Final = 1.8
"""A silence that is shorter never ends a line of which words are missing: pauses that are acted last 1.5 s."""
_MORE_PATIENCE_S: Final = 4.0
"""Added to it where nothing of the line was spoken yet."""
_MOST_BEAT_S: Final = 3.0
"""Who waited longer before the key had something else to do."""

_USUAL_WORD: Final = 11.4
"""A word's length as `line_length` has it, with its share of stops."""

_ACTORS_DOUBT: Final = 0.17
"""By who speaks."""
_SCENES_DOUBT: Final = 0.08
"""By what an actor plays."""
_HEARERS_DOUBT: Final = 0.1
"""Of how many syllables are heard, by who speaks, in what room and language."""
_FEW: Final = 5
"""So few syllables tell no pace."""
_WAITED: Final = 0.4
"""So many deviations slower than is likely an actor is taken to speak: whose pace is not known is waited for."""
_AGAIN: Final = 0.028
"""Of a line that is said again."""
_HEARD_S: Final = 0.055
"""Standard deviation of how long speech is heard, in seconds: it counts for short lines."""
_SURE: Final = 2.5
"""Deviations below what is expected by which nearly all lines are longer; the partner is late at the others."""
_NEARER: Final = 0.6
"""Where between a rest and the line's end a silence is taken for the end, as a power of the share before the rest."""
_FARTHEST: Final = 0.8
"""Logarithm: a line that took 2.2 times as long as is usual, or as short, was not said as it is written."""
_INTERRUPTED: Final = 1.25
"""A line into which the partner came is taken to be so much longer than what was spoken."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How long the words of a line take, without the pauses.

    Attributes:
        seconds: The likeliest.
        doubt: The standard deviation of its logarithm.
    """

    seconds: float
    doubt: float


@dataclass(frozen=True, slots=True)
class _Guess:
    """One of how long a line takes: the logarithm of its seconds, and its variances by the text and by the actor."""

    likely: float
    by_text: float
    by_actor: float


class Pace:
    """How quickly the actor speaks, by the lines that were spoken so far.

    Attributes:
        words_a_minute: The pace that is set, pauses included, which counts until more is known.
    """

    def __init__(self) -> None:
        """Know nothing of the actor."""
        self.words_a_minute = 150.0
        self._said: dict[str, list[float]] = {}
        self._longer: dict[str, float] = {}  # by which lines are waited for, until they were said to their end
        self._rates: list[tuple[float, float]] = []  # logarithms of the seconds of a letter, and what each counts
        self._beats: dict[str, list[float]] = {}
        self._before: float | None = None

    def know(self, said: Iterable[tuple[str, float]]) -> None:
        """Take the pace at which other scripts were said: their lines, and how long the words of each took."""
        rates = [math.log(spoken_s / letters(text)) for text, spoken_s in said]
        near = [rate for rate in rates if abs(rate - self._usual) <= _FARTHEST]
        self._before = median(near) if near else None

    def learn(self, text: str, spoken_s: float | None, beat_s: float | None) -> None:
        """Take a line that was said: how long its words took, and the silence behind it that the actor ended by key."""
        if beat_s is not None and beat_s <= _MOST_BEAT_S:
            self._beats.setdefault(key(text), []).append(beat_s)
        rate = math.log(spoken_s / letters(text)) if spoken_s else math.inf
        if abs(rate - self._usual) <= _FARTHEST:
            self._said.setdefault(key(text), []).append(spoken_s or 0.0)
            self._longer.pop(key(text), None)
            self._rates.append((rate, doubt(text) ** -2))

    def interrupted(self, text: str, spoken_s: float) -> None:
        """Take it that a line, into which the partner came, has more than was spoken of it."""
        self._longer[key(text)] = spoken_s * _INTERRUPTED

    def expected(self, text: str, spoken_s: float = 0.0, heard: int = 0) -> Expected:
        """What a line will take.

        Args:
            text: The line.
            spoken_s: How long its speaker has spoken, without the pauses.
            heard: How many syllables were heard of them, by which their pace in this line is known.
        """
        said = [self._longer[key(text)]] if key(text) in self._longer else self._said.get(key(text))
        if said:
            again = math.hypot(_AGAIN, _HEARD_S / median(said))
            return Expected(median(said), math.hypot(again, again / math.sqrt(len(said))))
        known = (self._usual, _ACTORS_DOUBT**-2) if self._before is None else (self._before, _SCENES_DOUBT**-2)
        rates = [known, *self._rates]
        weight = sum(counts for _, counts in rates)
        rate = sum(rate * counts for rate, counts in rates) / weight
        guess = _Guess(math.log(letters(text)) + rate, doubt(text) ** 2, 1 / weight)
        by_ear = _by_ear(text, spoken_s, heard)
        near = by_ear is not None and abs(by_ear.likely - guess.likely) <= _FARTHEST  # else they can't be counted
        return _together([guess, by_ear] if by_ear is not None and near else [guess])

    def beat_s(self, text: str) -> float | None:
        """The silence that the actor leaves behind a line; None where it was never ended by key."""
        beats = self._beats.get(key(text))
        return median(beats) if beats else None

    @property
    def _usual(self) -> float:
        """The logarithm of the seconds of a letter, at the pace that is set."""
        return math.log(60 / (self.words_a_minute * _USUAL_WORD))


def _by_ear(text: str, spoken_s: float, heard: int) -> _Guess | None:
    """By how many of a line's syllables were heard in some seconds; None where that tells nothing."""
    count = syllables(text)
    if heard < _FEW or not count:
        return None
    return _Guess(math.log(count * spoken_s / heard), syllables_doubt(text) ** 2, _HEARERS_DOUBT**2)


def _together(guesses: Sequence[_Guess]) -> Expected:
    """What several guesses tell, the surer ones more."""
    counts = [1 / (guess.by_text + guess.by_actor) for guess in guesses]
    shares = [(count / sum(counts), guess) for count, guess in zip(counts, guesses, strict=True)]
    likely = sum(share * guess.likely for share, guess in shares)
    by_text = sum(share**2 * guess.by_text for share, guess in shares)
    by_actor = sum(share**2 * guess.by_actor for share, guess in shares)
    return Expected(math.exp(likely + _WAITED * math.sqrt(by_actor)), math.sqrt(by_text))


def _silent(_: ScriptLine) -> float | None:
    return None


@dataclass(slots=True)
class Cues:
    """What is known of who says the other parts' lines, and of how the actor says theirs.

    Attributes:
        sound_s: How long the sound of a line lasts; None where there is none to be heard.
        pace: How quickly the actor speaks, and what they leave behind their lines.
    """

    sound_s: Callable[[ScriptLine], float | None] = _silent
    pace: Pace = field(default_factory=Pace)

    def set_beat_s(self, line: ScriptLine) -> float | None:
        """The silence behind a line as the script sets it, else as the actor left it; None for neither."""
        return line.beat_s if line.beat_s is not None else self.pace.beat_s(line.text)

    def beat_s(self, line: ScriptLine) -> float:
        """The silence between a line and the partner's."""
        beat_s = self.set_beat_s(line)
        return ANSWER_S if beat_s is None else beat_s


def silence_wanted(text: str, spoken_s: float, expected: Expected) -> float:
    """How many seconds of silence end a line.

    Args:
        text: The line.
        spoken_s: How long its speaker has spoken, without the pauses.
        expected: How long its words should take.
    """
    share = spoken_s / expected.seconds
    within = [place for place in rests(text) if place < math.exp(-expected.doubt / 2)]
    nearer_to_the_end = [math.pow(place, _NEARER) for place in within]  # than to where a sentence ends
    over = max([math.exp(-_SURE * expected.doubt), *nearer_to_the_end])
    if share >= over:
        return _ENDS_S
    return _PATIENCE_S + _MORE_PATIENCE_S * (1 - share / over)
