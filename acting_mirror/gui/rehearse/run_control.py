"""A rehearsal in the window: its countdown, its clock, its microphone, and the take that is recorded of it."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import TAKES, Take, TakeFacts
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.coach import Coach
from acting_mirror.gui.rehearse.learning import Learning
from acting_mirror.gui.rehearse.line_results import LineResults, Spoken
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.partner import Partner
from acting_mirror.gui.rehearse.takes_before import TakesBefore
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.face_profile import FaceProfile
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.shell.recording import ready_to_record
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.record.microphone import Microphone
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.run import RehearsalRun, RunState
from acting_mirror.rehearsal.understudy import Understudy
from acting_mirror.settings.schema import Settings

_TICK_MS: Final = 40
_IN_THE_MIDDLE: Final = marked("This take begins at the line that you chose, not at the top.")
_UNDER_WAY: Final = (RunState.STARTING, RunState.RUNNING)


class RunControl(QObject):
    """Drives one rehearsal at a time over the script that lies open.

    Attributes:
        results: The scores so far.
        coach: Feedback of the moment.
        partner: Who says the others' lines.
        learning: What is hidden of the actor's words.
    """

    started = Signal()
    """The first line begins; scores that were there may be gone."""
    moved = Signal(int)
    """Index of the line of now, another one."""
    changed = Signal()
    """It started, stopped or counts."""
    read = Signal(object)
    """A `FrameAnalysis` to look at."""
    scored = Signal(int)
    """Index of a line that has its score, or can't be scored; always before `ended`."""
    ended = Signal()
    """The last line, or the one at which it was stopped, has its score."""
    saved = Signal(object)
    """A finished `Take`."""

    def __init__(
        self,
        script: OpenScript,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
        face: FaceProfile,
        jobs: Jobs,
        microphone: Callable[[], Microphone | None],
        parent: QObject,
    ) -> None:
        """Rest; `microphone` is the one that is listened to, None without one."""
        super().__init__(parent)
        self._script, self._current, self._preferences = script, current, preferences
        self._messages, self._face, self._microphone = messages, face, microphone
        self.partner = Partner(script, preferences, self)
        self._run = RehearsalRun(preferences.settings.rehearsal, self.partner.cues)
        self.learning = Learning(self._run, script, preferences, jobs, self)
        self._live: LiveSession | None = None
        self._character = ""
        self._clock: Callable[[], float] = time.monotonic
        self._at = (0, 0.0)
        self._asked: Message | None = None
        self._understudy = Understudy((), "")
        self._played: tuple[str, float | None] | None = None
        self.results = LineResults(script, jobs, self)
        self.coach = Coach(self.results, preferences, jobs, self)
        self._before = TakesBefore(preferences, jobs, self)
        self._countdown = Countdown(self)
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._connect()

    # What is so

    @property
    def index(self) -> int:
        """Of the line of now; where it starts, while nothing runs."""
        return self._run.index

    @property
    def count(self) -> str:
        """What the countdown shows; "" for none."""
        return self._countdown.words

    @property
    def take_number(self) -> int:
        """Of the take that comes next, from 1."""
        return self._before.number + 1

    @property
    def running(self) -> bool:
        """Whether the prompter goes through the lines."""
        return self._run.state is RunState.RUNNING

    @property
    def recording(self) -> bool:
        """Whether a take is being recorded."""
        return self._live is not None and self._live.take is not None

    @property
    def counts_for_take(self) -> bool:
        """Whether the countdown is for a take."""
        return self._run.state is RunState.COUNTING and self._run.records

    @property
    def wants_voice(self) -> bool:
        """Whether a microphone is to be listened to."""
        by_voice = self._preferences.settings.rehearsal.advance == "voice"
        return by_voice and self._run.state in (RunState.COUNTING, *_UNDER_WAY)

    @property
    def said(self) -> float:
        """How much of the line of now was said by its pace, 0 to 1."""
        return self._run.share(self._clock())

    @property
    def target(self) -> Target | None:
        """What the line of now wants of the actor."""
        script = self._script.script
        return self._script.target_of(script.lines[self.index]) if script and self.index < len(script.lines) else None

    # What the user does

    def toggle(self, record: bool) -> None:
        """Start after the countdown, with a recording or without, or stop; a countdown is called off."""
        live = self._current.live
        if self._run.state is RunState.COUNTING:
            self.cancel_count()
        elif self.running:
            self.stop()
        elif self._run.state is not RunState.READY or live is None:
            return
        elif record and live.recording:
            live.stop_recording()  # one of the Mirror page
        elif not live.busy and self._script.script is not None and live.picture():
            self._run.count(record)
            live.act("neutral")
            self.partner.wake()
            self._follow()
            self._ask_for_top()
            self._countdown.start(self._preferences.settings.rehearsal.countdown_s)

    def _ask_for_top(self) -> None:
        """A take that does not begin at the first line says so while it is counted down to."""
        if self._run.records and self.index and self._preferences.settings.rehearsal.countdown_s:
            self._asked = self._messages.tell(
                tr(_IN_THE_MIDDLE), (tr("From the top"), lambda: self.go_to(0)), stays=True
            )

    def cancel_count(self) -> None:
        """Call the countdown off."""
        if self._run.state is RunState.COUNTING:
            self._halt()

    def stop(self) -> None:
        """End the rehearsal here; a line that has lasted for a while counts."""
        if self.running:
            self._take_span(self._run.stop(self._clock()))

    def go_on(self) -> None:
        """End the line, and go on to the next one."""
        self._take_span(self._run.go_on(self._clock()))

    def again(self) -> None:
        """Say the line again; one that has only begun, the one before it."""
        self._run.again(self._clock())
        self._follow()

    def go_to(self, index: int) -> None:
        """Start at a line, or go on there."""
        self._run.go_to(index, self._clock())
        self._follow()

    def end(self) -> None:
        """Break off before the window closes: a line that runs is noted in its take, which the session finishes."""
        self.cancel_count()
        if self.running and self.recording:
            self._take_span(self._run.go_on(self._clock()), at_once=True)
        self._ticks.stop()
        self.partner.rest()
        for part in (self.coach.sound, self.results, self.learning, self._before):
            part.close()

    # Its course

    def _on_counted(self) -> None:
        self._withdraw()
        live, file = self._live, self._script.file
        if live is None or file is None:
            return
        self._run.begin()
        if not self._run.records:
            self._start(live.clock())
            return
        folder, microphone = ready_to_record(self._preferences, self._messages)
        title, profile = file.script.title, self._face.profile
        facts = TakeFacts(
            tr("{script}, take {number}", script=title, number=self.take_number),
            datetime.now().astimezone(),
            script=title,
            character=self._script.character,
            profile=profile.name if profile is not None else "",
            scorable=file.script.scorable(self._character),
            eyeline=self.coach.directing.looking.eyeline,
        )
        live.record_take(folder / TAKES, facts, file.path, microphone)

    def _on_recording(self, live: LiveSession) -> None:
        """A recording began or ended."""
        if live is not self._live:
            return
        take, state = live.take, self._run.state
        if take is not None and state is RunState.STARTING:
            self._start(lambda: take.now_s)
        elif take is None and self._run.records and state in _UNDER_WAY and not (live.recording or live.busy):
            self._halt()  # it failed, or was stopped from another page
        self.changed.emit()

    def _start(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._run.start(clock())
        script = self._script.script
        self._understudy = Understudy(script.lines if script is not None else (), self._character)
        self._played = None
        self.partner.take = self._live.sound if self._live is not None and self.recording else None
        self.results.forget(0 if self._run.records else self.index)
        self._ticks.start()
        self.coach.restart()
        self.started.emit()
        self.moved.emit(self.index)
        self.changed.emit()

    def _tick(self) -> None:
        now_s, speech, microphone = self._clock(), self._heard(), self._microphone()
        self._take_span(self._run.tick(now_s, speech, microphone.syllables if microphone is not None else 0))
        if self.running and self._live is not None:
            self._answer(now_s)
            played = self._understudy.shows(self.index, self.said)
            if played != self._played:  # only then, as a round of practice may have the actor meanwhile
                self._played = played
                self._live.act(*played)
        if words := self._run.unheard(now_s, speech):
            self._messages.tell(words)

    def _answer(self, now_s: float) -> None:
        """Have the partner say the line of now, if it is theirs."""
        script = self._script.script
        if script is not None:
            self.partner.follow(script.lines[self.index], self._run.line_s, self._run.answers(now_s))

    def _heard(self) -> float | None:
        """How likely the actor speaks."""
        microphone = self._microphone()
        return self.partner.without(microphone.speech) if microphone is not None else None

    def _take_span(self, span: Span | None, at_once: bool = False) -> None:
        """Score a line that is over, if one is, and go where the run has gone."""
        live, script = self._live, self._script.script
        if span is not None and live is not None and script is not None:
            target = self._script.target_of(script.lines[span.index])
            if span.mine or target is not None:
                timeline = live.take.timeline if live.take is not None else live.timeline
                with_moves = self._preferences.settings.rehearsal.movement_tips
                eyeline = self.coach.directing.looking.eyeline
                spoken = Spoken(span, target, timeline, self._face.profile, live, eyeline, with_moves)
                self.results.add(spoken, at_once)
            if not span.mine:
                self.partner.note(script.lines[span.index], live)
        self._follow()
        if self._run.state is RunState.SCORING and self._ticks.isActive():
            self._rest()
            self.changed.emit()
            self._look_for_end()

    def _follow(self) -> None:
        """The run may be at another line, or at the beginning of this one."""
        at = self.index, self._run.line_s
        before, self._at = self._at, at
        if at[1] != before[1]:
            self.coach.restart()
        if at[0] != before[0]:
            self.moved.emit(at[0])

    def _on_scored(self, index: int) -> None:
        self.scored.emit(index)
        self._look_for_end()

    def _look_for_end(self) -> None:
        """When all that was spoken is scored, the take is finished."""
        if self._run.state is not RunState.SCORING or self.results.waiting:
            return
        self._run.rest()
        if self.recording and self._live is not None:
            self._live.stop_recording()
        self.ended.emit()
        self.changed.emit()

    def _halt(self) -> None:
        """Stop without an end: what is recorded is finished by who ends it."""
        self._rest()
        self._run.rest()
        self.coach.now = None
        self._countdown.cancel()
        self._withdraw()

    def _withdraw(self) -> None:
        """What was asked is decided."""
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _rest(self) -> None:
        """No line is spoken any more."""
        self._ticks.stop()
        self.partner.rest()
        if self._live is not None:
            self._live.act(None)

    # What changes outside

    def _connect(self) -> None:
        self._countdown.changed.connect(self.changed)
        self._countdown.over.connect(self._on_counted)
        self._ticks.timeout.connect(self._tick)
        self.results.scored.connect(self._on_scored)
        self.ended.connect(self.learning.keep)
        for part in (self.coach.sound, self.partner, self.learning):
            part.told.connect(lambda words: self._messages.tell(words))
        self._script.opened.connect(self._on_script)
        self._script.edited.connect(self._on_edited)
        self._current.changed.connect(self._on_session)
        self._preferences.changed.connect(self._on_settings)
        self._on_session()

    def _on_session(self) -> None:
        """Rehearse with another session; what ran with the one before is over."""
        live = self._current.live
        self._halt()
        self._live = live
        if live is not None:
            live.read.connect(lambda reading: self._on_read(live, reading))
            live.changed.connect(lambda: self._on_recording(live))
            live.take_saved.connect(self._on_saved)

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.rehearsal != after.rehearsal:
            self._run.change(after.rehearsal)

    def _on_read(self, live: LiveSession, reading: FrameAnalysis) -> None:
        if live is self._live:
            self.coach.look(reading, self.target, self.said if self.running else None, self.recording)
            self.read.emit(reading)

    def _on_saved(self, take: Take) -> None:
        if not take.facts.slate:
            self._before.number += 1
        self.saved.emit(take)

    def _on_script(self) -> None:
        """Another script lies open, or another character is played, who begins without scores."""
        self.stop()
        self.results.forget()
        script, self._character = self._script.script, self._script.character
        self._run.load(script.lines if script is not None else (), self._character)
        self._at = (0, 0.0)
        self._before.look(script.title if script is not None else "", self.partner.cues)
        self.learning.look()
        self.moved.emit(0)

    def _on_edited(self) -> None:
        """Other targets, which count from now on, or another character."""
        if self._script.character != self._character:
            self._on_script()
