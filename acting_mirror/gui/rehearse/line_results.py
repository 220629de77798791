"""How the lines went so far: scored in a worker thread, noted in the take, said in words."""

from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from acting_mirror.core.calibration import Profile
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.take import TakeLine, share_of
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.rehearse.line_cards import Card
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.prompter_paint import Cue
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.pipeline.take_mending import rescored
from acting_mirror.pipeline.take_recording import TakeRecording
from acting_mirror.rehearsal.direction_tips import feedback_on
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.scoring import total_of

_READ_MS: Final = 300
"""A line is scored so much later than it ended: the readings of its last pictures come after them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that is over, and by what it is to be scored.

    Attributes:
        span: When it was spoken, by the clock of the timeline.
        target: What it wanted; None for nothing.
        timeline: What was read.
        profile: The actor's own scale.
        session: What is looked at.
        eyeline: Where lens and partner are.
        with_moves: Whether the score says what the face did, where that is measured.
    """

    span: Span
    target: Target | None
    timeline: Timeline
    profile: Profile | None
    session: LiveSession
    eyeline: Eyeline
    with_moves: bool


class LineResults(QObject):
    """Keeps one score a line, the newest.

    Attributes:
        scores: By the lines' indices; without a total where a line could not be scored.
        waiting: How many lines are still being scored.
    """

    scored = Signal(int)
    """Index of a line that has its score, or can't be scored."""

    def __init__(self, script: OpenScript, jobs: Jobs, parent: QObject) -> None:
        """Start without scores."""
        super().__init__(parent)
        self.scores: dict[int, TakeLine] = {}
        self.waiting = 0
        self._script = script
        self._lane = jobs.lane()

    def forget(self, since: int = 0) -> None:
        """Drop the scores of a line and those after it."""
        self.scores = {index: line for index, line in self.scores.items() if index < since}

    def add(self, spoken: Spoken, at_once: bool = False) -> None:
        """Score a line, and note it in the take if one is recorded; `scored` tells when that is done."""
        self.waiting += 1
        take = spoken.session.take
        if at_once:
            self._score(spoken, take)
        else:
            QTimer.singleShot(_READ_MS, self, lambda: self._score(spoken, take))

    def close(self) -> None:
        """Score no more."""
        self._lane.close()

    def verdict(self, index: int) -> tuple[float | None, str, str]:
        """How a line went: its total, what happened, and a tip."""
        line = self.scores.get(index)
        return (None, "", "") if line is None else (line.total, *feedback_on(line))

    def usual_strength(self, emotion: str) -> float | None:
        """How strong the actor showed an emotion in the lines so far; None while it was not played."""
        shown = [
            line.score.strength
            for line in self.scores.values()
            if line.score is not None
            and line.score.onset_s is not None
            and line.target is not None
            and line.target.emotion == emotion
        ]
        return fmean(shown) if shown else None

    def summary(self) -> tuple[str, str]:
        """The weakest line, and how many of the actor's own could not be scored."""
        scored = self._totals
        if not scored:
            return "", ""
        weakest = min(scored, key=scored.__getitem__)
        script = self._script.script
        text = script.lines[weakest].text if script is not None and weakest < len(script.lines) else ""
        words = tr("Weakest line ({score:.0f} of 100): “{text}”", score=scored[weakest], text=text)
        mine = script.of(self._script.character) if script is not None else ()
        missing = sum(line.index in self.scores and line.index not in scored for line in mine)
        unread = tr_count(
            "{count} line was too short, or your face too hard to see, to be scored.",
            "{count} lines were too short, or your face too hard to see, to be scored.",
            missing,
        )
        return words, unread if missing else ""

    @property
    def _totals(self) -> dict[int, float]:
        return {index: line.total for index, line in self.scores.items() if line.total is not None}

    @property
    def total(self) -> float | None:
        """Of the lines so far, 0 to 100; None while none is scored."""
        return total_of(self.scores.values())

    @property
    def share(self) -> str:
        """Of how many of the actor's lines that is."""
        script, character = self._script.script, self._script.character
        if script is None:
            return ""
        totals = self._totals
        scored = sum(line.index in totals for line in script.of(character))
        return share_of(scored, script.scorable(character))

    def cues(self) -> dict[int, Cue]:
        """What stands beside the lines, by their indices: what each wants of the actor, or its score."""
        cues, script, totals = {}, self._script, self._totals
        for line in script.script.lines if script.script is not None else ():
            target, total = script.target_of(line), totals.get(line.index)
            if target is None:
                continue
            words = target.words
            if total is not None:
                words = f"{words} · {total:.0f}"
            elif not target.open:
                mine = line.character == script.character
                words = tr("play: {target}", target=words) if mine else tr("while listening: {target}", target=words)
            cues[line.index] = Cue(words, target.emotion)
        return cues

    def cards(self) -> list[Card]:
        """The actor's own lines, numbered."""
        script = self._script
        mine = script.script.of(script.character) if script.script is not None else ()
        totals = self._totals
        return [
            Card(
                line.index,
                number,
                " / ".join(line.verses) or line.text,
                script.target_of(line),
                line.target is None,
                totals.get(line.index),
                self.scores[line.index].direction_words if line.index in self.scores else "",
            )
            for number, line in enumerate(mine, 1)
        ]

    def _score(self, spoken: Spoken, take: TakeRecording | None) -> None:
        line = self._line(spoken)

        def done(scored: TakeLine) -> None:
            self.waiting -= 1
            if spoken.target is not None and not spoken.target.open:
                self.scores[spoken.span.index] = scored
            self.scored.emit(spoken.span.index)

        def failed(_: str) -> None:
            done(line)

        def score(_: object) -> TakeLine:
            return _scored(line, spoken)

        def note(take: TakeRecording) -> TakeLine:
            take.note_line(scored := score(take))
            return scored

        if take is not None and take is spoken.session.take:
            spoken.session.in_take(note, done, failed)
        else:
            self._lane.run(score, done, failed)

    def _line(self, spoken: Spoken) -> TakeLine:
        """What a take says of a line, not scored yet."""
        script, span = self._script.script, spoken.span
        assert script is not None
        line = script.lines[span.index]
        mine = script.of(self._script.character)
        number = sum(each.index <= span.index for each in mine) if span.mine else 0
        times = max(0.0, span.start_s), max(0.0, span.end_s)
        about = (number, span.index, line.character, line.text, spoken.target)
        said = (span.spoken_s, span.beat_s)
        return TakeLine(*about, *times, None, not span.mine, (), *said)


def _scored(line: TakeLine, spoken: Spoken) -> TakeLine:
    (scored,) = rescored([line], spoken.timeline, spoken.profile, spoken.eyeline)
    if scored.score is None or spoken.with_moves:
        return scored
    return replace(scored, score=replace(scored.score, moves=()))
