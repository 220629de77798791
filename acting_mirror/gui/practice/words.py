"""What the Practice page says."""

from typing import Final

from acting_mirror.core.faces import ADVICE
from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.practice.run import PracticeRun
from acting_mirror.gui.sessions.session import Badge
from acting_mirror.rehearsal.practice_plan import LEVELS, TASKS, next_level
from acting_mirror.rehearsal.tips import TIPS
from acting_mirror.report.moments import in_words

FIRST_TIME: Final = (
    "The mirror asks for an emotion. Show it, hold it until the ring is full, and the next one comes. "
    "Take your time: being quick earns points, being slow costs nothing else."
)
_NUMBERS: Final = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "All eight")


def doing(run: PracticeRun) -> Badge | None:
    """What the picture says of the round; None between rounds."""
    if not run.running:
        return None
    return Badge("Paused", "quiet") if run.paused else Badge("Practising")


def hint_of(run: PracticeRun) -> tuple[str, bool]:
    """What stands below the emotion, and whether it is about the round rather than about the face."""
    practice, reading = run.round, run.reading
    if practice is None:
        return "", False
    standing, face = practice.standing, reading.person_0 if reading is not None else None
    if run.paused:
        return "Paused: press P to resume", True
    if face is None:
        return "Step into the picture", True
    if face.reason is not None:
        return f"{face.reason.capitalize()}: {ADVICE[face.reason]}", True
    if standing.let_go:
        return "Relax first, then again", True
    if standing.near is not None and standing.near >= 1:
        return "Hold it", False
    if standing.clock == 0:
        return "Take your time, or press → for the next one", False
    return TIPS[standing.task.emotion]["weak"], False


def level_words(level: int) -> str:
    """What a level asks for."""
    of = LEVELS[level - 1]
    words = f"It counts from {100 * of.strength:.0f} %. Hold each for {of.hold_s:g} s."
    if of.turns:
        words += f" {_NUMBERS[of.turns]} turn{'s' if of.turns > 1 else ''}, such as happy → scared in a second."
    return words


def profile_words(profile: str) -> str:
    """Whose strengths count."""
    if profile:
        return f"Measured on your own range: {profile}."
    return "Not calibrated: measured as on any face."


def last_words(result: RoundResult) -> str:
    """The last round in a line."""
    return f"Last round: {result.points:.0f} points at level {result.level}. {in_words(result.made)}."


def verdict(result: RoundResult) -> str:
    """How a round went, in a line."""
    held = sum(task.held for task in result.tasks)
    parts = [f"{_NUMBERS[held]} held" if len(result.tasks) == TASKS else f"{held} of {len(result.tasks)} held"]
    if result.streak > 1:
        parts.append(f"{result.streak} in a row")
    if next_level(result) > result.level:
        parts.append(f"level {next_level(result)} from now on")
    return f"{', '.join(parts)}."


def advice_on(result: RoundResult) -> str:
    """One thing to try, on the emotion that came least easily; "" where all came easily."""
    worst = min(result.tasks, key=lambda task: task.points)
    return "" if worst.points > 95 else f"{SHOWN_NAMES[worst.emotion]}: {TIPS[worst.emotion]['weak']}"
