"""When a line of the actor's is over, so that the partner may answer: how much of it was spoken, and how long it rests.

A pause within a line is as silent as its end. So the silence that ends a line is short where about as much was spoken
as the line has, and longer the more is missing; how much it has is told by its text, and learnt from how it was said.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from acting_mirror.core.text import key
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

_WORD: Final = re.compile(r"\w+")
_STOP: Final = re.compile(r"[.,!?;:\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{EN DASH}]+|--+| - ")
_END: Final = re.compile(r"[.!?;:\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{EN DASH}]+|--+| - ")
"""Where a long pause within a line is to be expected."""
_LETTERS_A_STOP: Final = 2.5
"""What is last before a stop is drawn out by as much as so many letters take: fitted to what synthesisers spoke."""
_LETTERS_A_DIGIT: Final = 4
_USUAL_WORD: Final = 4.6 * 180 / 150
"""Letters, with its share of stops, of a word: between pauses 180 words a minute are spoken, with them 150."""
_LONG_WORD: Final = 8
"""Letters."""

_WORDS_DOUBT: Final = 1.4
"""Standard deviation of the logarithm of a line's length for one of a word; the more words, the less."""
_TEXTS_DOUBT: Final = 0.07
"""Of a line of many words."""
_ACTORS_DOUBT: Final = 0.17
"""By who speaks."""
_AGAIN: Final = 0.05
"""Of a line that is said again."""
_HEARD_S: Final = 0.1
"""Standard deviation of how long speech is heard, in seconds: it counts for short lines."""
_SURE: Final = 1.1
"""Deviations below what is expected by which 86 % of lines are longer; the partner is late at the others."""
_FARTHEST: Final = 0.8
"""Logarithm: a line that took 2.2 times as long as is usual, or as short, was not said as it is written."""
_INTERRUPTED: Final = 1.4
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

    def learn(self, text: str, spoken_s: float | None, beat_s: float | None) -> None:
        """Take a line that was said: how long its words took, and the silence behind it that the actor ended by key."""
        if beat_s is not None and beat_s <= _MOST_BEAT_S:
            self._beats.setdefault(key(text), []).append(beat_s)
        rate = math.log(spoken_s / _letters(text)) if spoken_s else math.inf
        if abs(rate - self._usual) <= _FARTHEST:
            self._said.setdefault(key(text), []).append(spoken_s or 0.0)
            self._longer.pop(key(text), None)
            self._rates.append((rate, _doubt(text) ** -2))

    def interrupted(self, text: str, spoken_s: float) -> None:
        """Take it that a line, into which the partner came, has more than was spoken of it."""
        self._longer[key(text)] = spoken_s * _INTERRUPTED

    def expected(self, text: str) -> Expected:
        """What a line will take."""
        said = [self._longer[key(text)]] if key(text) in self._longer else self._said.get(key(text))
        if said:
            again = math.hypot(_AGAIN, _HEARD_S / median(said))
            return Expected(median(said), math.hypot(again, again / math.sqrt(len(said))))
        rates = [(self._usual, _ACTORS_DOUBT**-2), *self._rates]
        weight = sum(counts for _, counts in rates)
        rate = sum(rate * counts for rate, counts in rates) / weight
        return Expected(_letters(text) * math.exp(rate), _doubt(text))  # whose pace is not known is waited for

    def beat_s(self, text: str) -> float | None:
        """The silence that the actor leaves behind a line; None where it was never ended by key."""
        beats = self._beats.get(key(text))
        return median(beats) if beats else None

    @property
    def _usual(self) -> float:
        """The logarithm of the seconds of a letter, at the pace that is set."""
        return math.log(60 / (self.words_a_minute * _USUAL_WORD))


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
    rests = [place for place in _rests(text) if place < math.exp(-expected.doubt / 2)]
    nearer_to_the_end = [math.sqrt(place) for place in rests]  # than to where a sentence ends
    over = max([math.exp(-_SURE * expected.doubt), *nearer_to_the_end])
    if share >= over:
        return _ENDS_S
    return _PATIENCE_S + _MORE_PATIENCE_S * (1 - share / over)


def _letters(text: str) -> float:
    """How long a text is: in letters, and what takes as long."""
    words: list[str] = _WORD.findall(text)
    digits = sum(sign.isdigit() for word in words for sign in word)
    stops = len(_STOP.findall(text))
    return max(sum(map(len, words)), 1) + (_LETTERS_A_DIGIT - 1) * digits + _LETTERS_A_STOP * max(stops, 1)


def _doubt(text: str) -> float:
    """How unsure it is how long a text takes; some scripts put no blanks between words."""
    words = max(len(text.split()), _letters(text) / _LONG_WORD)
    return math.hypot(_TEXTS_DOUBT, _WORDS_DOUBT / words)


def _rests(text: str) -> Iterable[float]:
    """Where sentences end within a line, as shares of its length."""
    whole = _letters(text)
    for stop in _END.finditer(text):
        if _WORD.search(text, stop.end()):
            yield _letters(text[: stop.end()]) / whole
