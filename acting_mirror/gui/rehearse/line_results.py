"""How the lines went so far: scored in a worker thread, noted in the take, said in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from acting_mirror.core.calibration import Profile
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.take import TakeLine, share_of
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.rehearse.line_cards import Card
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.prompter_paint import Cue
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.pipeline.take_recording import TakeRecording
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.scoring import score_line, total_of
from acting_mirror.rehearsal.tips import UNSCORED, words_on

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
        with_moves: Whether the score says what the face did, where that is measured.
    """

    span: Span
    target: Target | None
    timeline: Timeline
    profile: Profile | None
    session: LiveSession
    with_moves: bool


class LineResults(QObject):
    """Keeps one score a line, the newest.

    Attributes:
        scores: By the lines' indices; None for a line that could not be scored.
        waiting: How many lines are still being scored.
    """

    scored = Signal(int)
    """Index of a line that has its score, or can't be scored."""

    def __init__(self, script: OpenScript, jobs: Jobs, parent: QObject) -> None:
        """Start without scores."""
        super().__init__(parent)
        self.scores: dict[int, LineScore | None] = {}
        self.waiting = 0
        self._script = script
        self._targets: dict[int, Target] = {}
        self._lane = jobs.lane()

    def forget(self, since: int = 0) -> None:
        """Drop the scores of a line and those after it."""
        self.scores = {index: score for index, score in self.scores.items() if index < since}

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
        score, target = self.scores.get(index), self._targets.get(index)
        if score is None or target is None:
            return None, tr(UNSCORED) if index in self.scores else "", ""
        return (score.total, *words_on(score, target))

    def usual_strength(self, emotion: str) -> float | None:
        """How strong the actor showed an emotion in the lines so far; None while it was not played."""
        shown = [
            score.strength
            for index, score in self.scores.items()
            if score is not None and self._targets[index].emotion == emotion and score.onset_s is not None
        ]
        return fmean(shown) if shown else None

    def summary(self) -> tuple[str, str]:
        """The weakest line, and how many of the actor's own could not be scored."""
        scored = {index: score for index, score in self.scores.items() if score is not None}
        if not scored:
            return "", ""
        weakest = min(scored, key=lambda index: scored[index].total)
        script = self._script.script
        text = script.lines[weakest].text if script is not None and weakest < len(script.lines) else ""
        words = tr("Weakest line ({score:.0f} of 100): “{text}”", score=scored[weakest].total, text=text)
        mine = script.of(self._script.character) if script is not None else ()
        missing = sum(line.index in self.scores and line.index not in scored for line in mine)
        unread = tr_count(
            "{count} line was too short, or your face too hard to see, to be scored.",
            "{count} lines were too short, or your face too hard to see, to be scored.",
            missing,
        )
        return words, unread if missing else ""

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
        scored = sum(self.scores.get(line.index) is not None for line in script.of(character))
        return share_of(scored, script.scorable(character))

    def cues(self) -> dict[int, Cue]:
        """What stands beside the lines, by their indices: what each wants of the actor, or its score."""
        cues, script = {}, self._script
        for line in script.script.lines if script.script is not None else ():
            target, score = script.target_of(line), self.scores.get(line.index)
            if target is None:
                continue
            words = target.words
            if score is not None:
                words = f"{words} · {score.total:.0f}"
            elif target.emotion is not None:
                mine = line.character == script.character
                words = tr("play: {target}", target=words) if mine else tr("while listening: {target}", target=words)
            cues[line.index] = Cue(words, target.emotion)
        return cues

    def cards(self) -> list[Card]:
        """The actor's own lines, numbered."""
        script = self._script
        mine = script.script.of(script.character) if script.script is not None else ()
        totals = {index: score.total for index, score in self.scores.items() if score is not None}
        return [
            Card(
                line.index,
                number,
                " / ".join(line.verses) or line.text,
                script.target_of(line),
                line.target is None,
                totals.get(line.index),
            )
            for number, line in enumerate(mine, 1)
        ]

    def _score(self, spoken: Spoken, take: TakeRecording | None) -> None:
        def done(score: LineScore | None) -> None:
            self.waiting -= 1
            if spoken.target is not None and spoken.target.emotion is not None:
                self.scores[spoken.span.index] = score
                self._targets[spoken.span.index] = spoken.target
            self.scored.emit(spoken.span.index)

        def failed(_: str) -> None:
            done(None)

        line = self._noted(spoken)
        if take is not None and take is spoken.session.take:
            spoken.session.in_take(lambda take: _note(take, spoken, line), done, failed)
        else:
            self._lane.run(lambda _: _score(spoken), done, failed)

    def _noted(self, spoken: Spoken) -> Callable[[LineScore | None], TakeLine]:
        """Makes the take's line of a score."""
        script, span = self._script.script, spoken.span
        assert script is not None
        line = script.lines[span.index]
        mine = script.of(self._script.character)
        number = sum(each.index <= span.index for each in mine) if span.mine else 0
        times = max(0.0, span.start_s), max(0.0, span.end_s)
        return lambda score: TakeLine(
            number, span.index, line.character, line.text, spoken.target, *times, score, listening=not span.mine
        )


def _score(spoken: Spoken) -> LineScore | None:
    if spoken.target is None:
        return None
    score = score_line(spoken.timeline, spoken.target, spoken.span.start_s, spoken.span.end_s, spoken.profile)
    return score if score is None or spoken.with_moves else replace(score, moves=())


def _note(take: TakeRecording, spoken: Spoken, line: Callable[[LineScore | None], TakeLine]) -> LineScore | None:
    score = _score(spoken)
    take.note_line(line(score))
    return score
