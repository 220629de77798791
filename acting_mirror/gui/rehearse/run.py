"""A rehearsal: countdown, prompter, scores, cues, and the take that is recorded of it."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.take import TAKES, Take
from acting_mirror.core.target import Target
from acting_mirror.gui.mirror.record_control import nearly_full
from acting_mirror.gui.rehearse.coach import Coach
from acting_mirror.gui.rehearse.line_results import LineResults, Spoken
from acting_mirror.gui.rehearse.next_take import NextTake
from acting_mirror.gui.rehearse.script_desk import ScriptDesk
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.record.microphone import Microphone
from acting_mirror.rehearsal.prompter import Prompter, Span
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import RehearsalSettings, WindowSettings

_TICK_MS: Final = 40
_AGAIN_S: Final = 1.0
"""A line that began later than so long ago is said again; before that, the one before it is meant."""
_LEAST_S: Final = 0.8
"""A line that is broken off earlier was not spoken."""
_WAKES_S: Final = 2.0
"""So long a microphone may take to be heard."""
NO_MICROPHONE: Final = "No microphone is heard, so your lines go on by key: press → when you have spoken."
UNHEARD: Final = "Nothing was heard for a while: check the microphone, or go on with →."


class Run(QObject):
    """Drives one rehearsal at a time over the script on a desk.

    Attributes:
        index: Of the line of now; where it starts, while nothing runs.
        countdown: Before it begins.
        next_take: Its number and what is known of it.
        settings: How scripts are rehearsed.
        window: The window's settings: folder and sound of takes.
        profile: The actor's own scale; None for none.
        level: Gives the peak of the microphone that listens beside recordings, 0 to 1; None while none does.
        results: The scores so far.
        coach: Feedback of the moment.
    """

    moved = Signal(int)
    """Index of the line of now, another one."""
    changed = Signal()
    """It started, stopped or counts."""
    read = Signal(object)
    """A `FrameAnalysis` to look at."""
    scored = Signal(int)
    """Index of a line that has its score, or can't be scored."""
    ended = Signal()
    """The last line, or the one at which it was stopped, has its score."""
    saved = Signal(object)
    """A finished `Take`."""
    told = Signal(str)
    """A sentence for the user."""

    def __init__(self, desk: ScriptDesk, parent: QObject) -> None:
        """Rest."""
        super().__init__(parent)
        self.desk, self.index = desk, 0
        self.settings, self.window = RehearsalSettings(), WindowSettings()
        self.profile: Profile | None = None
        self.level: Callable[[], float | None] = lambda: None
        self.results = LineResults(desk, self)
        self.coach = Coach(self.results, self)
        self._session: LiveSession | None = None
        self._prompter: Prompter | None = None
        self._clock: Callable[[], float] = time.monotonic
        self._started_s = self._line_s = 0.0
        self._for_take = self._stopping = False
        self._told_unheard = self._over = False
        self._character = ""
        self.next_take, self.countdown = NextTake(self), Countdown(self)
        self.countdown.changed.connect(self.changed)
        self.countdown.over.connect(self._begin)
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self.results.scored.connect(self._on_scored)
        self.coach.sound.told.connect(self.told)
        desk.opened.connect(self._on_script)
        desk.edited.connect(self._on_edited)

    # What is so

    @property
    def count(self) -> str:
        """What the countdown shows; "" for none."""
        return self.countdown.words

    @property
    def running(self) -> bool:
        """Whether the prompter goes through the lines."""
        return self._ticks.isActive()

    @property
    def recording(self) -> bool:
        """Whether a take is being recorded."""
        return self._session is not None and self._session.take is not None

    @property
    def counts_for_take(self) -> bool:
        """Whether the countdown is for a take."""
        return bool(self.count) and self._for_take

    @property
    def wants_voice(self) -> bool:
        """Whether a microphone is to be listened to."""
        return self.settings.advance == "voice" and (self.running or bool(self.count))

    @property
    def said(self) -> float:
        """How much of the line of now was said by its pace, 0 to 1."""
        return self._prompter.share(self._clock()) if self._prompter is not None and self.running else 0.0

    @property
    def target(self) -> Target | None:
        """What the line of now wants of the actor."""
        script = self.desk.script
        return self.desk.target_of(script.lines[self.index]) if script and self.index < len(script.lines) else None

    # What the window tells

    def attend(self, session: LiveSession | None) -> None:
        """Take another session; what ran with the one before is over."""
        if session is self._session:
            return
        self._halt()
        self._session = session
        if session is not None:
            session.read.connect(lambda reading: self._on_read(session, reading))
            session.changed.connect(lambda: self._on_recording(session))
            session.take_saved.connect(self._on_saved)

    def apply(self, settings: RehearsalSettings) -> None:
        """Take other settings."""
        self.settings = settings
        self.coach.apply(settings)
        if self._prompter is not None:
            self._prompter.change(settings)

    def close(self) -> None:
        """End it: a line that runs is noted in its take, which the session finishes."""
        self.countdown.cancel()
        if self.running and self.recording and self._prompter is not None:
            self._on_span(self._prompter.next(self._clock()), at_once=True)
        self._ticks.stop()
        for part in (self.coach.sound, self.results, self.next_take):
            part.close()

    # What the user does

    def toggle(self, record: bool) -> None:
        """Start after the countdown, with a recording or without, or stop; a countdown is called off."""
        session = self._session
        if self._stopping:
            return
        if self.count:
            self.countdown.cancel()
        elif self.running:
            self.stop()
        elif record and session is not None and session.recording:
            session.stop_recording()  # one of the Mirror page
        elif session is not None and not session.busy and self.desk.script is not None and session.picture():
            self._for_take = record
            self.countdown.start(self.settings.countdown_s)

    def stop(self) -> None:
        """End the rehearsal here; a line that has lasted for a while counts."""
        if self._prompter is None or not self.running:
            return
        now_s = self._clock()
        if now_s - self._line_s >= _LEAST_S:
            self._on_span(self._prompter.next(now_s))
        self._finish()

    def go_on(self) -> None:
        """End the line, and go on to the next one."""
        if self._prompter is not None and self.running:
            self._on_span(self._prompter.next(self._clock()))
        else:
            self.go_to(self.index + 1)

    def again(self) -> None:
        """Say the line again; one that has only begun, the one before it."""
        if self._prompter is not None and self.running:
            now_s = self._clock()
            again = now_s - self._line_s > _AGAIN_S or self.index == 0
            self._prompter.again(now_s) if again else self._prompter.back(now_s)
            self._follow()
        else:
            self.go_to(self.index - 1)

    def go_to(self, index: int) -> None:
        """Start at a line, or go on there."""
        if self.desk.script is None or not 0 <= index < len(self.desk.script.lines):
            return
        if self._prompter is not None and self.running:
            self._prompter.go(self._clock(), index)
            self._follow()
        else:
            self._over = False
            self._move(index)

    # Its course

    def _begin(self) -> None:
        session, file = self._session, self.desk.file
        if session is None or file is None:
            return
        if not self._for_take:
            self._start(_session_clock(session))
            return
        folder = recordings_folder(self.window)
        if words := nearly_full(folder):
            self.told.emit(words)
        microphone = Microphone(self.window.microphone) if self.window.sound else None
        profile = self.profile.name if self.profile is not None else ""
        facts = self.next_take.facts(file.script.title, self.desk.character, profile)
        session.record_take(folder / TAKES, facts, file.path, microphone)

    def _on_recording(self, session: LiveSession) -> None:
        """A recording began or ended."""
        if session is not self._session:
            return
        if session.take is not None and self._for_take and not self.running and not self._stopping:
            take = session.take
            self._start(lambda: take.now_s)
        elif session.take is None and not session.recording and self._for_take and self.running:
            self._halt()  # stopped from another page, or it failed
        self.changed.emit()

    def _start(self, clock: Callable[[], float]) -> None:
        script = self.desk.script
        if script is None:
            return
        if self._over:
            self.index, self._over = 0, False
        self.results.forget(self.index)
        self._prompter = Prompter(script.lines, self.desk.character, self.settings)
        self._clock, self._started_s, self._told_unheard = clock, clock(), False
        self._prompter.go(self._started_s, self.index)
        self._ticks.start()
        self._line_s = self._started_s
        self.coach.restart()
        self.moved.emit(self.index)
        self.changed.emit()

    def _tick(self) -> None:
        prompter = self._prompter
        if prompter is None:
            return
        now_s = self._clock()
        level = self._heard()
        self._on_span(prompter.tick(now_s, level))
        if prompter.unheard and not self._told_unheard and now_s - self._started_s > _WAKES_S:
            self._told_unheard = True
            if level is None:
                prompter.change(replace(self.settings, advance="key"))
            self.told.emit(NO_MICROPHONE if level is None else UNHEARD)

    def _heard(self) -> float | None:
        """The level of the recording's own microphone, else of the one beside it."""
        session = self._session
        own = session.sound.sound if session is not None and session.sound is not None else None
        return own.level if own is not None else self.level()

    def _on_span(self, span: Span | None, at_once: bool = False) -> None:
        """A line is over."""
        session, script, prompter = self._session, self.desk.script, self._prompter
        if span is None or session is None or script is None or prompter is None:
            return
        target = self.desk.target_of(script.lines[span.index])
        if span.mine or target is not None:
            timeline = session.take.timeline if session.take is not None else session.timeline
            self.results.add(Spoken(span, target, timeline, self.profile, session), at_once)
        if prompter.ended:
            self._over = True
            self._finish()
        else:
            self._follow()

    def _follow(self) -> None:
        """The prompter is at another line, or at the beginning of this one."""
        self._line_s = self._clock()
        self.coach.restart()
        if self._prompter is not None and self._prompter.at is not None:
            self._move(self._prompter.at)

    def _move(self, index: int) -> None:
        if index != self.index:
            self.index = index
            self.moved.emit(index)

    def _finish(self) -> None:
        """Nothing is spoken any more; what was is scored, then the take is finished."""
        self._ticks.stop()
        self._stopping = True
        self.changed.emit()
        if not self.results.waiting:
            self._end()

    def _on_scored(self, index: int) -> None:
        self.scored.emit(index)
        if self._stopping and not self.results.waiting:
            self._end()

    def _end(self) -> None:
        self._stopping = self._for_take = False
        if self.recording and self._session is not None:
            self._session.stop_recording()
        self.ended.emit()
        self.changed.emit()

    def _halt(self) -> None:
        """Stop without an end: what is recorded is finished by who ends it."""
        self._ticks.stop()
        self._stopping, self.coach.now = False, None
        self.countdown.cancel()

    def _on_read(self, session: LiveSession, reading: FrameAnalysis) -> None:
        if session is not self._session:
            return
        self.coach.look(reading, self.target, self.said if self.running else None, self.recording)
        self.read.emit(reading)

    def _on_saved(self, take: Take) -> None:
        self.next_take.number += 1
        self.saved.emit(take)

    def _on_script(self) -> None:
        """Another script lies open."""
        self.stop()
        self.results.forget()
        self.index, self._over, self._character = 0, False, self.desk.character
        self.next_take.look(recordings_folder(self.window), self.desk.script.title if self.desk.script else "")
        self.moved.emit(0)

    def _on_edited(self) -> None:
        """Other targets, which count from now on, or another character, who begins without scores."""
        if self.desk.character != self._character:
            self._on_script()


def _session_clock(session: LiveSession) -> Callable[[], float]:
    """The session's time, which goes on evenly between its pictures."""
    ahead_s = session.now_s() - time.monotonic()
    return lambda: time.monotonic() + ahead_s
