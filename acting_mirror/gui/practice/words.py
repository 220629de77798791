"""What the Practice page says."""

from typing import Final

from acting_mirror.core.faces import advice
from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.practice.run import PracticeRun
from acting_mirror.gui.sessions.session import Badge
from acting_mirror.rehearsal.practice_plan import LEVELS, TASKS, next_level
from acting_mirror.rehearsal.tips import TIPS, what_to_do
from acting_mirror.report.moments import in_words

FIRST_TIME: Final = marked(
    "The mirror asks for an emotion. Show it, hold it until the ring is full, and the next one comes. "
    "Take your time: being quick earns points, being slow costs nothing else."
)
BY_DEMO: Final = marked("The demo actor played this round, so it isn't counted among yours.")
_TURNS: Final = (
    "",
    marked("One turn, such as happy → scared in a second."),
    marked("Two turns, such as happy → scared in a second."),
    marked("Three turns, such as happy → scared in a second."),
    marked("Four turns, such as happy → scared in a second."),
)
"""By how many there are on a level."""
_HELD: Final = (
    marked("None held"),
    marked("One held"),
    marked("Two held"),
    marked("Three held"),
    marked("Four held"),
    marked("Five held"),
    marked("Six held"),
    marked("Seven held"),
    marked("All eight held"),
)
"""By how many of a whole round were."""


def doing(run: PracticeRun) -> Badge | None:
    """What the picture says of the round; None between rounds."""
    if not run.running:
        return None
    return Badge(tr("Paused"), "quiet") if run.paused else Badge(tr("Practising"))


def hint_of(run: PracticeRun) -> tuple[str, bool]:
    """What stands below the emotion, and whether it is about the round rather than about the face."""
    practice, reading = run.round, run.reading
    if practice is None:
        return "", False
    standing, face = practice.standing, reading.person_0 if reading is not None else None
    if run.paused:
        return tr("Paused: press P to resume"), True
    if face is None:
        return tr("Step into the picture"), True
    if face.reason is not None:
        return advice(face.reason), True
    if standing.let_go:
        return tr("Relax first, then again"), True
    if standing.near is not None and standing.near >= 1:
        return tr("Hold it"), False
    if standing.clock == 0:
        return tr("Take your time, or press → for the next one"), False
    return tr(TIPS[standing.task.emotion]["weak"]), False


def level_words(level: int) -> str:
    """What a level asks for."""
    of = LEVELS[level - 1]
    counts = tr("It counts from {percent:.0f} %.", percent=100 * of.strength)
    hold = tr("Hold each for {seconds:g} s.", seconds=of.hold_s)
    return f"{counts} {hold} {tr(_TURNS[of.turns])}".rstrip()


def profile_words(profile: str) -> str:
    """Whose strengths count."""
    if profile:
        return tr("Measured on your own range: {profile}.", profile=profile)
    return tr("Not calibrated: measured as on any face.")


def last_words(result: RoundResult) -> str:
    """The last round in a line."""
    return tr_count(
        "Last round: {count} point at level {level}. {when}.",
        "Last round: {count} points at level {level}. {when}.",
        round(result.points),
        level=result.level,
        when=in_words(result.made),
    )


def verdict(result: RoundResult) -> str:
    """How a round went, in a line."""
    count, total = sum(task.held for task in result.tasks), len(result.tasks)
    held = tr(_HELD[count]) if total == TASKS else tr("{count} of {total} held", count=count, total=total)
    streak, level = result.streak, next_level(result)
    if streak > 1 and level > result.level:
        return tr("{held}, {streak} in a row, level {level} from now on.", held=held, streak=streak, level=level)
    if level > result.level:
        return tr("{held}, level {level} from now on.", held=held, level=level)
    if streak > 1:
        return tr("{held}, {streak} in a row.", held=held, streak=streak)
    return tr("{held}.", held=held)


def advice_on(result: RoundResult) -> str:
    """One thing to try, on the emotion that came least easily; "" where all came easily."""
    worst = min(result.tasks, key=lambda task: task.points)
    if worst.points > 95:
        return ""
    return tr("{name}: {text}", name=shown_name(worst.emotion), text=what_to_do(worst.emotion, worst.moves))
