"""A round of practice: match the emotion that is asked for, hold it, go on to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.practice_result import TaskResult
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.rehearsal.feedback import ON, fit_now
from acting_mirror.rehearsal.moves import moves_in
from acting_mirror.rehearsal.practice_plan import Task

_FOR_HOLDING: Final = 50.0
"""Points for holding it for as long as is asked; as many more for doing so in time."""
_OUT: Final = 3.0
"""The clock has run out after so many times the time that costs nothing."""
_EXACT_S: Final = 1e-6
"""Times are added up; this much is their rounding."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stands, to be shown.

    Attributes:
        task: The task of now.
        number: Which it is, from 1.
        near: How near the face is to what is asked: 1 when it counts, 0 for not at all; None when it can't be read.
        held: How much of the time to hold it has been held, 0 to 1. It sinks again while the face has lost it.
        clock: How much of the clock is left, 1 to 0. It stands still while the face holds what is asked.
        let_go: Whether the face must let go first: it is asked for the same emotion again.
        streak: How many tasks in a row were held before their clock ran out.
        points: Of the tasks that are done, the mean, 0 to 100; None before the first.
    """

    task: Task
    number: int
    near: float | None
    held: float
    clock: float
    let_go: bool
    streak: int
    points: float | None


class PracticeRound:
    """Takes readings one after the other. Time in which the face can't be read does not count.

    Attributes:
        tasks: All of them.
        results: Of the tasks that are over.
        streak: How many tasks in a row were held before their clock ran out.
        best_streak: The most of them.
    """

    def __init__(self, tasks: Sequence[Task], with_moves: bool = True) -> None:
        """Begin the first of some tasks; its clock starts with the first reading.

        Args:
            tasks: At least one.
            with_moves: Whether the results say what the face did, where that is measured.
        """
        self.tasks = tuple(tasks)
        self._with_moves = with_moves
        self.results: tuple[TaskResult, ...] = ()
        self.streak = self.best_streak = 0
        self._attempt = _Attempt(self.tasks[0], let_go=False)
        self._near: float | None = None
        self._last_s: float | None = None

    @property
    def over(self) -> bool:
        """Whether all tasks are done or skipped."""
        return len(self.results) == len(self.tasks)

    @property
    def standing(self) -> Standing:
        """How it stands; once it is over, as at its end."""
        attempt, points = self._attempt, [result.points for result in self.results]
        return Standing(
            task=attempt.task,
            number=min(len(self.results) + 1, len(self.tasks)),
            near=self._near,
            held=min(1.0, attempt.held_s / attempt.task.hold_s),
            clock=attempt.clock,
            let_go=attempt.let_go,
            streak=self.streak,
            points=sum(points) / len(points) if points else None,
        )

    def feed(self, reading: FrameAnalysis, profile: Profile | None = None) -> bool:
        """Take a reading.

        Args:
            reading: Later than the one before.
            profile: As for `feedback.fit_now`: None for an engine that reads by one already.

        Returns:
            Whether a task is done with it.
        """
        if self.over:
            return False
        attempt = self._attempt
        if self._with_moves:
            attempt.seen.append(reading)
        now = fit_now(reading, Target(attempt.task.emotion), profile)
        since, self._last_s = self._last_s, reading.t_s if now is not None else None
        if now is None:
            self._near, attempt.on = None, False
            return False
        self._near = min(1.0, now.fit / ON, now.strength / attempt.task.strength)
        attempt.take(min(max(0.0, reading.t_s - since), STALE_S) if since is not None else 0.0, self._near >= 1)
        if not attempt.done:
            return False
        self.streak = self.streak + 1 if attempt.clock > 0 else 0
        self.best_streak = max(self.streak, self.best_streak)
        self._go_on()
        return True

    def skip(self) -> None:
        """Leave a task as it is."""
        if not self.over:
            self.streak = 0
            self._go_on()

    def interrupt(self) -> None:
        """Do not count the time until the next reading, such as that of a pause or of another source."""
        self._last_s, self._near, self._attempt.on = None, None, False
        self._attempt.seen = Timeline()

    def _go_on(self) -> None:
        before = self._attempt.task
        self.results = (*self.results, self._attempt.result)
        if not self.over:
            task = self.tasks[len(self.results)]
            self._attempt = _Attempt(task, let_go=task.emotion == before.emotion)


class _Attempt:
    """How a task goes; every time in it was readable."""

    def __init__(self, task: Task, let_go: bool) -> None:
        self.task, self.let_go = task, let_go
        self.on, self.seen = False, Timeline()
        self.held_s = self._best_s = self._passed_s = self._lost_s = 0.0
        self._match_s: float | None = None

    @property
    def done(self) -> bool:
        """Whether it was held for as long as is asked."""
        return self._best_s >= self.task.hold_s

    @property
    def clock(self) -> float:
        """How much of the clock is left, 1 to 0."""
        return min(1.0, max(0.0, (_OUT - self._lost_s / self.task.par_s) / (_OUT - 1)))

    @property
    def result(self) -> TaskResult:
        """What it has come to."""
        task, share = self.task, self._best_s / self.task.hold_s
        points = _FOR_HOLDING * share + ((100 - _FOR_HOLDING) * self.clock if self.done else 0.0)
        moves = moves_in(self.seen, task.emotion, self.seen.start_s or 0.0, self.seen.end_s or 0.0)
        return TaskResult(task.emotion, task.turns_from, self._match_s, self._best_s, task.hold_s, points, moves)

    def take(self, passed_s: float, on: bool) -> None:
        """Count the time since the last reading; `on` is whether the face shows now what is asked."""
        if self.let_go:
            self.let_go = on
            return
        self._passed_s += passed_s
        if on and self._match_s is None:
            self._match_s = self._passed_s
        if on and self.on:
            self.held_s += passed_s
        else:
            self._lost_s += passed_s
        if not on:
            self.held_s = max(0.0, self.held_s - passed_s)
        if self.held_s >= self.task.hold_s - _EXACT_S:
            self.held_s = self.task.hold_s
        self._best_s = max(self._best_s, self.held_s)
        self.on = on
