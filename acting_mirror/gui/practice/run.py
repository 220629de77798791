"""Rounds of practice with a live session, and those that were kept."""

import random
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.rehearsal.practice import PracticeRound
from acting_mirror.rehearsal.practice_plan import plan
from acting_mirror.rehearsal.understudy import RoundUnderstudy
from acting_mirror.settings.schema import PracticeSettings


class PracticeRun(QObject):
    """Plays one round at a time.

    Attributes:
        round: The one that runs; None between rounds.
        level: Of that round.
        paused: Whether it waits.
        by_demo: Whether the drawn actor had a part in that round, or in the last one.
        reading: The newest one; None before the first.
        seed: Gives the number that decides the order of the next round.
    """

    changed = Signal()
    """A round began, ended, was paused or goes on, or another task is asked for."""
    read = Signal()
    """There is a newer reading."""
    held = Signal(str)
    """A task is done; the name of its emotion."""
    ended = Signal(object)
    """A `RoundResult`; None for a round in which nothing was done."""

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        """Rest."""
        super().__init__(parent)
        self._preferences, self.level = preferences, 1
        self.round: PracticeRound | None = None
        self.paused = self.by_demo = False
        self.reading: FrameAnalysis | None = None
        self.seed: Callable[[], int] = lambda: random.getrandbits(32)
        self._session: LiveSession | None = None
        self._understudy = RoundUnderstudy(())

    @property
    def settings(self) -> PracticeSettings:
        """What is practised from the next round on."""
        return self._preferences.settings.practice

    @property
    def emotions(self) -> tuple[str, ...]:
        """What is practised, in the order of `EMOTIONS`."""
        return tuple(each for each in EMOTIONS if each in self.settings.emotions) or EMOTIONS

    @property
    def running(self) -> bool:
        """Whether there is a round, paused or not."""
        return self.round is not None

    @property
    def profile(self) -> str:
        """Name of the profile by which the face is read; "" for none."""
        profile = self._session.profile if self._session is not None else None
        return profile.name if profile is not None else ""

    def set_session(self, session: LiveSession | None) -> None:
        """Take another session; a round waits until it is told to go on."""
        if session is self._session:
            return
        self._session, self.reading = session, None
        self.pause(True)
        if session is not None:
            session.read.connect(lambda reading: self._on_read(session, reading))

    def start(self) -> None:
        """Begin a round, if there is something to look at."""
        if self._session is None or self._session.picture() is None:
            return
        self.level = self.settings.level
        tasks = plan(self.emotions, self.level, self.seed())
        with_moves = self._preferences.settings.rehearsal.movement_tips
        self.round, self.paused, self.by_demo = PracticeRound(tasks, with_moves), False, self._session.is_demo
        self._understudy = RoundUnderstudy(tasks)
        self.changed.emit()

    def stop(self) -> None:
        """End the round here; what was done in it counts."""
        practice, self.round, self.paused = self.round, None, False
        if practice is None:
            return
        self._rest()
        result = None
        if practice.results:
            now = datetime.now().astimezone()
            result = RoundResult(now, self.level, self.profile, practice.best_streak, practice.results)
        self.ended.emit(result)
        self.changed.emit()

    def pause(self, on: bool) -> None:
        """Let the round wait, or go on."""
        if self.round is None or on == self.paused or (not on and self._session is None):
            return
        self.paused = on
        self.round.interrupt()
        self._rest()
        self.changed.emit()

    def skip(self) -> None:
        """Leave the task of now."""
        if self.round is not None and not self.paused:
            self.round.skip()
            self._look_for_end()

    def _on_read(self, session: LiveSession, reading: FrameAnalysis) -> None:
        if session is not self._session:
            return
        self.reading = reading
        practice = self.round
        if practice is not None and not self.paused:
            self.by_demo = self.by_demo or session.is_demo
            standing = practice.standing
            session.act(*self._understudy.shows(standing))
            if practice.feed(reading):
                self.held.emit(standing.task.emotion)
                self._look_for_end()
        self.read.emit()

    def _rest(self) -> None:
        """Let the drawn actor go back to its own performance."""
        if self._session is not None:
            self._session.act(None)

    def _look_for_end(self) -> None:
        if self.round is not None and self.round.over:
            self.stop()
        else:
            self.changed.emit()


class PastRounds(QObject):
    """What is known of earlier rounds.

    Attributes:
        log: Their file.
        rounds: The oldest first; None until they are read.
    """

    changed = Signal()
    """There are others."""

    def __init__(self, messages: Messages, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read nothing yet."""
        super().__init__(parent)
        self.log = PracticeLog()
        self.rounds: tuple[RoundResult, ...] | None = None
        self._messages, self._lane = messages, jobs.lane()

    def look(self) -> None:
        """Read the earlier rounds, once."""
        if self.rounds is None and not self._lane.busy:
            self._lane.run(lambda _: self.log.load(), self._on_read, self._on_unread)

    def keep(self, result: RoundResult) -> None:
        """Keep another round; it counts at once, also where it can't be written."""
        self.rounds = (*(self.rounds or ()), result)
        self._lane.run(lambda _: self.log.append(result))
        self.changed.emit()

    def forget(self) -> None:
        """Know nothing of earlier rounds, whose file is gone."""
        self._on_read(())

    def close(self) -> None:
        """Wait until all is written."""
        self._lane.close(finish=True)

    def _on_read(self, rounds: tuple[RoundResult, ...]) -> None:
        self.rounds = rounds
        self.changed.emit()

    def _on_unread(self, words: str) -> None:
        self._on_read(())
        self._messages.tell(words)
