from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.practice import PracticeRound
from acting_mirror.rehearsal.practice_plan import LEVELS, Task, plan
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.understudy import RoundUnderstudy, Understudy
from tests.readings import timeline_of


def line(index: int, scene: str, text: str, target: Target | None, character: str = "ANNA") -> ScriptLine:
    return ScriptLine(index, scene, character, text, "", index + 1, target, {}, None)


LINES = (
    line(0, "KITCHEN", "Who is there?", Target("fear", 0.4)),
    line(1, "KITCHEN", "It is only me, after all these years.", Target("happy"), "MARK"),
    line(2, "KITCHEN", "You are the last one I have been waiting for.", Target("angry")),
    line(3, "KITCHEN", "Come in, then.", Target("sad", then="happy")),
    line(4, "GARDEN", "How quiet it is out here.", Target("happy")),
)


def understudy(lines: tuple[ScriptLine, ...] = LINES) -> Understudy:
    return Understudy(lines, "ANNA")


def test_it_shows_what_each_line_wants_as_strong_as_it_wants_it() -> None:
    assert understudy().shows(0, 0.1) == ("fear", 0.4)
    assert understudy().shows(4, 0.1) == ("happy", None)
    assert [understudy().shows(3, share) for share in (0.4, 0.6)] == [("sad", None), ("happy", None)]


def test_it_rests_where_nothing_is_wanted() -> None:
    open_line = (line(0, "", "Hm.", Target(None)), line(1, "", "Yes.", None))
    assert understudy().shows(1, 0.5) == ("neutral", None)
    assert [understudy(open_line).shows(index, 0.5) for index in (0, 1)] == [("neutral", None)] * 2


def test_one_line_of_each_scene_with_several_comes_late() -> None:
    played = understudy()
    assert played.missed == {2}
    assert [played.shows(2, share) for share in (0.0, 0.4, 0.5, 1.0)] == [("neutral", None)] * 2 + [("angry", None)] * 2


def task(emotion: str) -> Task:
    return Task(emotion, 0.4, 1.0, 2.0)


def played(*emotions: str) -> tuple[list[tuple[str, float | None]], PracticeRound]:
    """What it shows of a round in turn, read as it is shown ten times a second, and that round."""
    tasks = [task(emotion) for emotion in emotions]
    practice, understudy = PracticeRound(tasks), RoundUnderstudy(tasks)
    parts: list[tuple[str, float | None]] = []
    while not practice.over:
        assert len(parts) < 600, f"the round never ends: {practice.standing}"
        emotion, strength = understudy.shows(practice.standing)
        parts.append((emotion, strength))
        t_s = len(parts) / 10
        shown = {emotion: strength or 0.9}
        reading = timeline_of(lambda _, shown=shown: shown, 0.0, times=[t_s]).reading_at(t_s)  # type: ignore[misc]
        assert reading is not None
        practice.feed(reading)
    return [part for part, before in zip(parts, [None, *parts], strict=False) if part != before], practice


def test_in_practice_it_shows_what_is_asked_for_and_one_of_a_round_too_faint_at_first() -> None:
    parts, practice = played("happy", "neutral", "sad", "fear")
    assert parts == [("happy", None), ("neutral", None), ("sad", 0.2), ("sad", None), ("fear", None)]
    assert practice.best_streak == 4
    assert [result.points > 95 for result in practice.results] == [True, True, False, True]


def test_it_lets_go_before_it_shows_the_same_again() -> None:
    assert played("sad", "sad")[0] == [("sad", None), ("neutral", None), ("sad", None)]
    assert played("neutral", "neutral")[0] == [("neutral", None), ("happy", None), ("neutral", None)]


def test_no_turn_is_missed_and_no_rest_and_nothing_of_a_round_with_little_else() -> None:
    assert RoundUnderstudy([task("happy"), task("neutral"), task("sad")]).missed == 0
    for level in range(1, len(LEVELS) + 1):
        tasks = plan(EMOTIONS, level, seed=level)
        missed = RoundUnderstudy(tasks).missed
        assert missed or level >= 4
        if missed:
            of = tasks[missed - 1]
            assert of.emotion != "neutral" and not of.turns_from and not of.turns_into
