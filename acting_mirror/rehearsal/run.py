"""One rehearsal from its countdown to its last score, as a machine of few states; it has no clock of its own."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from acting_mirror.core.language import marked, tr
from acting_mirror.rehearsal.cue_timing import Cues
from acting_mirror.rehearsal.prompter import Prompter, Span
from acting_mirror.rehearsal.prompting import Prompting
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings

_AGAIN_S: Final = 1.0
"""A line that began later than so long ago is said again; before that, the one before it is meant."""
_LEAST_S: Final = 0.8
"""A line that is broken off earlier was not spoken."""
_WAKES_S: Final = 2.0
"""So long a microphone may take to be heard."""
NO_VOICE: Final = marked(
    "No voice is heard (check the microphone), so the prompter waits: press → when you have spoken."
)
UNHEARD: Final = marked("Nothing heard for a while: check the microphone, or press → to go on.")


class RunState(Enum):
    """What a rehearsal does."""

    READY = auto()
    """Nothing runs: lines can be gone to."""
    COUNTING = auto()
    """It is counted down to."""
    STARTING = auto()
    """The count is over, and a recording has still to begin."""
    RUNNING = auto()
    """The prompter goes through the lines."""
    SCORING = auto()
    """Nothing is spoken any more, and the last lines get their scores."""


class RehearsalRun:
    """Goes through the lines of a script, again and again.

    Times are in seconds, by one clock from `start` to the end.

    Attributes:
        cues: Who says the others' lines, and how the actor says theirs, which is learnt.
        prompting: Helps with hidden words.
        first: The numbers of lines with which a rehearsal begins that is no take and begins at no chosen line.
        state: What it does.
        index: Of the line of now; where it starts, while nothing runs.
        line_s: When the line of now began.
        records: Whether a take is recorded of it.
    """

    def __init__(self, settings: RehearsalSettings, cues: Cues | None = None) -> None:
        """Rest, without a script."""
        self.cues, self.prompting = cues or Cues(), Prompting()
        self.first: Sequence[int] = ()
        self.state = RunState.READY
        self.index, self.line_s, self.records = 0, 0.0, False
        self._settings = settings
        self._lines: Sequence[ScriptLine] = ()
        self._character = ""
        self._prompter = Prompter((), "", settings)
        self._started_s, self._led = 0.0, 0
        self._said: Span | None = None
        self._told_unheard = self._over = self._chosen = False

    def load(self, lines: Sequence[ScriptLine], character: str) -> None:
        """Rehearse another script, or another part, from its first line on; what runs is to be stopped before."""
        self._lines, self._character = lines, character
        self.index, self._over, self._chosen = 0, False, False
        self.first = ()
        self._listen()

    def change(self, settings: RehearsalSettings) -> None:
        """Go on by other settings."""
        self._settings = settings
        self._prompter.change(settings)

    def share(self, t_s: float) -> float:
        """How much of the line of now was said by its pace, 0 to 1."""
        return self._prompter.share(t_s) if self.state is RunState.RUNNING else 0.0

    def answers(self, t_s: float) -> bool:
        """Whether the line of now is the partner's, who is to be heard."""
        return self.state is RunState.RUNNING and self._prompter.answers(t_s)

    # From the count to the last score

    def count(self, record: bool) -> None:
        """Be counted down to, for a take or not; a take begins at the top unless the user has gone to a line."""
        self.state, self.records = RunState.COUNTING, record
        if record and not self._chosen:
            self.index = 0
        self._listen()

    def begin(self) -> None:
        """The count is over: `start` follows as soon as there is a clock."""
        self.state = RunState.STARTING

    def start(self, t_s: float) -> None:
        """Let the prompter begin at the line of now; after the last line, at the first. `first` goes before all."""
        if self._over:
            self.index, self._over = 0, False
        first = () if self.records or self._chosen else [self._lines[index] for index in self.first]
        self._led = len(first)
        self.cues.pace.words_a_minute = self._settings.words_a_minute
        self._prompter = Prompter((*first, *self._lines), self._character, self._settings, self.cues)
        self._prompter.go(t_s, 0 if first else self.index)
        self.index = first[0].index if first else self.index
        self.prompting.begin()
        self._listen()
        self._started_s, self.line_s, self._said = t_s, t_s, None
        self._told_unheard = self._chosen = False
        self.state = RunState.RUNNING

    def stop(self, t_s: float) -> Span | None:
        """End here; returns the span of a line that has lasted for a while."""
        if self.state is not RunState.RUNNING:
            return None
        span = self._prompter.next(t_s) if t_s - self.line_s >= _LEAST_S else None
        self._follow(t_s)
        self.state = RunState.SCORING
        return span

    def rest(self) -> None:
        """All is scored, or it is broken off: nothing runs."""
        self.state, self.records = RunState.READY, False

    # From line to line

    def tick(self, t_s: float, speech: float | None, syllables: int = 0) -> Span | None:
        """Let time pass; returns the span of a line that ended by itself.

        Args:
            t_s: Now.
            speech: How likely somebody speaks, 0 to 1; None where there is no microphone.
            syllables: How many were heard since the microphone listens.
        """
        if self.state is not RunState.RUNNING:
            return None
        span = self._ended(self._prompter.tick(t_s, speech, syllables), t_s)
        listens = self._settings.hidden == "stalled" and speech is not None
        self.prompting.follow(self._prompter.spoken(t_s), self._prompter.silent_s(t_s) if listens else None)
        return span

    def go_on(self, t_s: float) -> Span | None:
        """End the line, and go on to the next one; returns the span of the line."""
        if self.state is RunState.RUNNING:
            return self._ended(self._prompter.next(t_s), t_s)
        self.go_to(self.index + 1, t_s)
        return None

    def again(self, t_s: float) -> None:
        """Say the line again; one that has only begun, the one before it."""
        if self.state is not RunState.RUNNING:
            self.go_to(self.index - 1, t_s)
            return
        again = t_s - self.line_s > _AGAIN_S or self._prompter.at == 0
        self._prompter.again(t_s) if again else self._prompter.back(t_s)
        self._unlearn()
        self._follow(t_s)

    def go_to(self, index: int, t_s: float) -> None:
        """Start at a line, or go on there."""
        if not 0 <= index < len(self._lines):
            return
        if self.state is RunState.RUNNING:
            self._prompter.go(t_s, self._led + index)
            self._unlearn()
            self._follow(t_s)
        else:
            self.index, self._over, self._chosen = index, False, True
            self._listen()

    def unheard(self, t_s: float, speech: float | None) -> str:
        """A sentence, once a run, when a voice should be heard and is not; without a microphone, lines go on by key."""
        waits = self.state is RunState.RUNNING and t_s - self._started_s > _WAKES_S
        if self._told_unheard or not waits or not self._prompter.unheard:
            return ""
        self._told_unheard = True
        if speech is None:
            self._prompter.change(replace(self._settings, advance="key"))
        return tr(NO_VOICE if speech is None else UNHEARD)

    def _ended(self, span: Span | None, t_s: float) -> Span | None:
        if span is not None:
            self._learn(span)
            if span.mine and self._settings.hidden != "none":
                self.prompting.said()
            self._follow(t_s)
            if self._prompter.ended:
                self.state = RunState.SCORING
        return span

    def _learn(self, span: Span) -> None:
        """Learn how a line of the actor's was said; who speaks on while the partner answers had not ended."""
        if span.mine:
            self._said = span
        elif self._said is not None and span.spoken_s:
            self._said = replace(self._said, spoken_s=(self._said.spoken_s or 0.0) + span.spoken_s)
        said = self._said
        if said is not None and (not span.mine or self._prompter.mine or self._prompter.ended):
            self.cues.pace.learn(self._lines[said.index].text, said.spoken_s, said.beat_s)
            self._said = None

    def _unlearn(self) -> None:
        """Who goes back while the partner answers was interrupted: the line has more than was spoken."""
        said, line = self._said, self._prompter.line
        if said is None or line is None or line.index > said.index:
            return
        if said.spoken_s:
            self.cues.pace.interrupted(self._lines[said.index].text, said.spoken_s)
        self._said = None

    def _follow(self, t_s: float) -> None:
        """The prompter is at another line, at the beginning of this one, or behind the last."""
        self.line_s = t_s
        self._over = self._prompter.ended
        if self._prompter.line is not None:
            self.index = self._prompter.line.index
        self._listen()

    def _listen(self) -> None:
        """Help is for the line of now, if it is the actor's."""
        line = self._lines[self.index] if self.index < len(self._lines) else None
        self.prompting.listen(line if line is not None and line.character == self._character else None)
