"""The prompter: which line is spoken now, and when each one was."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.rehearsal.cue_timing import LAG_S, Cues, silence_wanted
from acting_mirror.rehearsal.prompting import READ_S, STALLED_S
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.voice import Voice
from acting_mirror.settings.schema import RehearsalSettings

_SHORTEST_S: Final = 1.0
"""A line of one word passes no quicker: it must be seen."""
_MOST: Final = 3.0
"""Deviations below what is expected: who is helped is rather shown a word too many than those that they know. Of 416
stalls in lines that espeak-ng spoke, at 120 to 180 words a minute, the next word was shown in 98 %, mostly with 1 to 4
more."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a line was spoken.

    Attributes:
        index: The line's number in the script.
        start_s: When it became the line to speak, in seconds by the clock of the ticks.
        end_s: When it was over; when speech stopped, where that ended it.
        mine: Whether the actor spoke; else they listened.
        spoken_s: How long they were heard to speak, without the pauses; None where no voice was heard.
        beat_s: The silence behind it that they ended by the key; None where it ended otherwise.
    """

    index: int
    start_s: float
    end_s: float
    mine: bool
    spoken_s: float | None = None
    beat_s: float | None = None


def length_at(line: ScriptLine, words_a_minute: float) -> float:
    """How many seconds a line takes at a pace."""
    return max(len(line.text.split()) * 60 / words_a_minute, _SHORTEST_S)


class Prompter:
    """Steps through the lines by key, by pace, or when the actor stops speaking; it has no clock of its own.

    The keys, `next` and `back`, always work. Lines of others last as long as their sound; those without one pass by
    pace, except when lines are advanced by key.

    Attributes:
        lines: What it steps through, in order.
        character: Whom the actor plays.
        at: Which of the lines is spoken now; None before the start and after the end.
        ended: Whether the last line is over.
        voice: What is known of the actor's voice.
    """

    def __init__(
        self, lines: Sequence[ScriptLine], character: str, settings: RehearsalSettings, cues: Cues | None = None
    ) -> None:
        """Take the lines, and what is known of who says the others'; nothing runs yet."""
        self.lines = tuple(lines)
        self.character = character
        self.at: int | None = None
        self.ended = False
        self.voice = Voice(settings.pause_s)
        self._settings, self._cues = settings, cues or Cues()
        self._start_s = self._wait_s = 0.0

    def change(self, settings: RehearsalSettings) -> None:
        """Go on by other settings, such as by pace when there is no microphone."""
        self._settings = settings

    @property
    def line(self) -> ScriptLine | None:
        """The line that is spoken now."""
        return None if self.at is None else self.lines[self.at]

    @property
    def mine(self) -> bool:
        """Whether the line now is the actor's."""
        return self.line is not None and self.line.character == self.character

    @property
    def sound_s(self) -> float | None:
        """How long the sound of the line now lasts; None where it has none, or is the actor's."""
        return None if self.line is None or self.mine else self._cues.sound_s(self.line)

    def answers(self, t_s: float) -> bool:
        """Whether the sound of the line now has begun."""
        return self.sound_s is not None and t_s >= self._start_s + self._wait_s

    @property
    def unheard(self) -> bool:
        """Whether it waits for a voice that it does not hear: no microphone, or silence for a while."""
        return self._by_voice and self.voice.unheard

    @property
    def _by_voice(self) -> bool:
        return self.mine and self._settings.advance == "voice"

    def go(self, t_s: float, at: int = 0) -> None:
        """Speak a line, and what follows it, from its beginning; past the last line it ends."""
        at = max(at, 0)
        self.ended = at >= len(self.lines)
        self.at = None if self.ended else at
        self._start_s, self._wait_s = t_s, 0.0
        self.voice.listen()

    def next(self, t_s: float) -> Span | None:
        """End the line; returns its span, None when none is spoken."""
        return self._end(t_s, t_s, by_key=True)

    def back(self, t_s: float) -> None:
        """Speak the line before this one again; after the end, the last one."""
        self._return_to(t_s, 1)

    def again(self, t_s: float) -> None:
        """Speak this line again; after the end, the last one."""
        self._return_to(t_s, 0)

    def tick(self, t_s: float, speech: float | None = None, syllables: int = 0) -> Span | None:
        """Let time pass.

        Args:
            t_s: Now, in seconds.
            speech: How likely somebody speaks, 0 to 1; None when there is no microphone.
            syllables: How many were heard since the microphone listens.

        Returns:
            The span of a line that ended by itself.
        """
        if self.at is None:
            return None
        self.voice.pause_s = self._silence_s()
        stopped = self.voice.update(t_s, speech, syllables)
        if self._by_voice:
            return self._end(self.voice.last_s or t_s, t_s) if stopped else None
        waits = self._settings.advance == "key" and self.sound_s is None
        if waits or t_s - self._start_s - self._wait_s < self.length_s:
            return None
        return self._end(t_s, t_s)

    @property
    def length_s(self) -> float:
        """How long the line now takes by its sound, else at the pace that is set; 0 when none is spoken."""
        if self.line is None:
            return 0.0
        return self.sound_s or length_at(self.line, self._settings.words_a_minute)

    def share(self, t_s: float) -> float:
        """How much of the line has passed so, 0 to 1."""
        passed_s = max(t_s - self._start_s - self._wait_s, 0.0)
        return min(passed_s / self.length_s, 1.0) if self.line is not None else 0.0

    def spoken(self, t_s: float) -> float:
        """How much of the line now may have been spoken, 0 to 1: by the voice if it is heard, else as `share` says."""
        if self.line is None or not (self._by_voice or self.voice.heard):
            return self.share(t_s)
        expected = self._cues.pace.expected(self.line.text)
        return min(self.voice.spoken_s / (expected.seconds * math.exp(-_MOST * expected.doubt)), 1.0)

    def silent_s(self, t_s: float) -> float | None:
        """How long nothing is heard of the actor's line; None where lines go by something else than the voice."""
        return t_s - max(self.voice.last_s or 0.0, self._start_s) if self._by_voice else None

    def _silence_s(self) -> float:
        """How much silence ends the line now: where the partner answers, as much as tells its end from a pause.

        Where words are hidden too, and more amid a line, so that help is read in time.
        """
        line, learnt = self.line, self._settings.hidden != "none"
        if line is None or not (self._answered or (learnt and self.mine)):
            return self._settings.pause_s
        spoken_s = self.voice.spoken_s
        expected = self._cues.pace.expected(line.text, spoken_s, self.voice.syllables)
        wanted_s = silence_wanted(line.text, spoken_s, expected)
        if learnt and wanted_s > STALLED_S:
            wanted_s += 2 * READ_S
        if not self._answered:
            return max(wanted_s, self._settings.pause_s)
        following = self._following
        if following is None or following.character == self.character:
            return wanted_s
        return max(wanted_s, (self._cues.set_beat_s(line) or 0.0) - LAG_S)

    @property
    def _following(self) -> ScriptLine | None:
        after = self.lines[self.at + 1 :] if self.at is not None else ()
        return after[0] if after else None

    @property
    def _answered(self) -> bool:
        """Whether the line now is the actor's, and the partner is heard where they next answer."""
        if self.at is None or not self.mine:
            return False
        others = (line for line in self.lines[self.at + 1 :] if line.character != self.character)
        answer = next(others, None)
        return answer is not None and self._cues.sound_s(answer) is not None

    def _return_to(self, t_s: float, lines: int) -> None:
        if self.ended:
            self.go(t_s, len(self.lines) - 1)
        elif self.at is not None:
            self.go(t_s, self.at - lines)

    def _end(self, end_s: float, t_s: float, by_key: bool = False) -> Span | None:
        line, voice = self.line, self.voice
        if line is None or self.at is None:
            return None
        said_s = voice.last_s if self.mine and voice.heard else None
        span = Span(
            line.index,
            self._start_s,
            max(end_s, self._start_s),
            self.mine,
            voice.spoken_s if voice.heard else None,
            t_s - said_s if by_key and said_s is not None else None,
        )
        due_s = (t_s if said_s is None else said_s) + self._cues.beat_s(line) - LAG_S
        self.go(t_s, self.at + 1)
        self._wait_s = max(due_s - t_s, 0.0) if self.sound_s is not None else 0.0
        return span
