"""A round of practice, fed with readings that are made up, then with those of the drawn actor."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.move import Move
from acting_mirror.core.movements import Movements
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.rehearsal.practice import PracticeRound
from acting_mirror.rehearsal.practice_plan import TURN_S, Task
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.synthetic import PLAYED, SyntheticActor
from tests.readings import Shown, doing, probs_of, timeline_of

RATE = 20.0
STEP_S = 1 / RATE


def task(emotion: str, hold_s: float = 1.0, par_s: float = 2.0, strength: float = 0.3) -> Task:
    return Task(emotion, strength, hold_s, par_s)


def played(tasks: list[Task], show: Callable[[float], Shown], seconds: float) -> tuple[PracticeRound, list[float]]:
    """A round fed with what a face shows, and when each of its tasks was done."""
    practice, done = PracticeRound(tasks), []
    timeline = timeline_of(show, seconds, RATE)
    for t_s in timeline.frame_times:
        reading = timeline.reading_at(t_s)
        assert reading is not None
        if practice.feed(reading):
            done.append(float(t_s))
    return practice, done


def from_to(emotion: str, start_s: float, end_s: float = 99.0) -> Callable[[float], Shown]:
    return lambda t_s: {emotion: 0.9} if start_s <= t_s < end_s else {}


def test_a_task_is_done_when_the_emotion_was_held_for_as_long_as_is_asked() -> None:
    practice, done = played([task("happy"), task("sad")], from_to("happy", 1.0), 3.0)
    assert done == [pytest.approx(2.0, abs=STEP_S)]
    (result,) = practice.results
    assert result.match_s == pytest.approx(1.0, abs=STEP_S)
    assert result.held and result.held_s == 1.0
    assert result.points == 100
    assert (practice.standing.task.emotion, practice.standing.number, practice.standing.near) == ("sad", 2, 0.0)


def test_a_result_says_what_the_face_did_from_the_tasks_beginning() -> None:
    def move(t_s: float) -> Movements:
        return doing(mouth_corners_up=0.8 * (0.5 < t_s < 1.6), mouth_corners_down=0.8 * (t_s > 2.2))

    results = []
    for with_moves in (True, False):
        practice = PracticeRound([task("happy"), task("sad"), task("angry")], with_moves)
        show = lambda t_s: {"happy": 0.9} if t_s < 1.6 else {"sad": 0.9}  # noqa: E731
        timeline = timeline_of(show, 3.0, RATE, move=move)
        for t_s in timeline.frame_times:
            practice.feed(timeline.reading_at(t_s))  # type: ignore[arg-type]
        results.append([result.moves for result in practice.results])
    (happy, sad), without = results
    assert happy == (Move("mouth_corners_up", "happy", pytest.approx(0.5, abs=0.11)),)
    assert sad[0].movement == "mouth_corners_down" and sad[0].came_s is not None
    assert without == [(), ()]


def test_what_shows_too_faintly_is_near_and_does_not_count() -> None:
    practice, done = played([task("sad", strength=0.6)], lambda _: {"sad": 0.48}, 3.0)
    assert not done
    assert practice.standing.near == pytest.approx(0.8, abs=0.01)


def test_a_hold_that_is_lost_sinks_and_goes_on_when_it_comes_back() -> None:
    shown = lambda t_s: {} if 0.6 <= t_s < 0.9 else {"angry": 0.9}  # noqa: E731
    practice, done = played([task("angry")], shown, 0.91)
    assert practice.standing.held == pytest.approx(0.25, abs=2 * STEP_S)
    practice, done = played([task("angry")], shown, 3.0)
    assert done == [pytest.approx(1.65, abs=2 * STEP_S)]
    assert practice.results[0].match_s == 0.0


def test_time_costs_points_gently_and_the_clock_stands_while_the_face_holds() -> None:
    points, clocks = [], []
    for late_s in (1.0, 4.0, 9.0):
        practice, _ = played([task("fear", hold_s=3.0)], from_to("fear", late_s), late_s + 2.0)
        clocks.append(practice.standing.clock)
        practice, _ = played([task("fear", hold_s=3.0)], from_to("fear", late_s), late_s + 4.0)
        points.append(practice.results[0].points)
    assert points == [100, pytest.approx(75, abs=1), 50]
    assert clocks == [1.0, pytest.approx(0.5, abs=0.02), 0.0]


def test_a_skipped_task_counts_for_the_share_that_was_held() -> None:
    practice, _ = played([task("happy", hold_s=2.0), task("sad"), task("fear")], from_to("happy", 0), 1.01)
    practice.skip()
    practice.skip()
    assert [result.points for result in practice.results] == [pytest.approx(25, abs=2), 0]
    assert [result.match_s for result in practice.results] == [0.0, None]
    assert not practice.over
    practice.skip()
    assert practice.over
    practice.skip()
    assert len(practice.results) == 3


def test_a_streak_grows_with_tasks_in_time_and_ends_with_one_that_is_skipped_or_late() -> None:
    turns = ("happy", "sad", "fear", "angry")
    show = lambda t_s: {turns[min(int(t_s / 1.2), 3)]: 0.9}  # noqa: E731
    practice, done = played([task(each) for each in turns], show, 6.0)
    assert (len(done), practice.streak, practice.best_streak, practice.over) == (4, 4, 4, True)
    practice, _ = played([task("happy"), task("sad")], from_to("happy", 7.0), 8.5)
    assert (len(practice.results), practice.streak) == (1, 0)
    practice, _ = played([task("happy"), task("sad")], from_to("happy", 0.0), 1.5)
    practice.skip()
    assert (practice.streak, practice.best_streak) == (0, 1)


def test_time_that_cannot_be_read_stops_the_clock_and_keeps_the_hold() -> None:
    def shown(t_s: float) -> Shown:
        return None if 1.5 <= t_s < 9.5 else {"happy": 0.9} if t_s >= 1.0 else {}

    practice, _ = played([task("happy")], shown, 5.0)
    assert practice.standing.near is None and practice.standing.clock == 1.0
    assert practice.standing.held == pytest.approx(0.5, abs=2 * STEP_S)
    practice, done = played([task("happy")], shown, 11.0)
    assert done == [pytest.approx(10.0, abs=2 * STEP_S)]
    assert practice.results[0].match_s == pytest.approx(1.0, abs=STEP_S) and practice.results[0].points == 100


def test_a_pause_does_not_count() -> None:
    practice = PracticeRound([task("happy")])
    timeline = timeline_of(from_to("happy", 0), 40.0, RATE)
    for t_s in (0.0, 0.1, 0.2, 30.0, 30.1):
        if t_s == 30.0:
            practice.interrupt()
            assert practice.standing.near is None
        reading = timeline.reading_at(t_s)
        assert reading is not None
        practice.feed(reading)
    assert practice.standing.held == pytest.approx(0.3)


def test_the_same_emotion_again_must_be_let_go_first() -> None:
    shown = lambda t_s: {} if 3.0 <= t_s < 3.2 else {"happy": 0.9}  # noqa: E731
    practice, done = played([task("happy"), task("happy")], shown, 2.5)
    assert len(done) == 1 and practice.standing.let_go and practice.standing.clock == 1.0
    practice, done = played([task("happy"), task("happy")], shown, 5.0)
    assert done == [pytest.approx(1.0, abs=STEP_S), pytest.approx(4.2, abs=2 * STEP_S)]
    assert practice.results[1].match_s == pytest.approx(0.2, abs=2 * STEP_S)


def test_a_turn_is_timed_from_the_end_of_the_hold_before_it() -> None:
    first = Task("happy", 0.3, TURN_S, 5.0, turns_into="fear")
    second = Task("fear", 0.3, TURN_S, TURN_S, turns_from="happy")
    points = {}
    for turn_s in (0.8, 2.0):
        show = lambda t_s, at=1.0 + turn_s: {"happy": 0.9} if t_s < at else {"fear": 0.9}  # noqa: E731
        practice, _ = played([first, second], show, 5.0)
        _, turned = practice.results
        assert turned.turned_from == "happy" and turned.match_s == pytest.approx(turn_s, abs=2 * STEP_S)
        points[turn_s] = turned.points
    assert points[0.8] == 100
    assert points[2.0] == pytest.approx(75, abs=3)


def test_strengths_are_of_the_actors_own_range_by_a_profile() -> None:
    sad_at_rest = Profile("", probs_of({"sad": 0.4}), probs_of({}) * 0 + 1)
    timeline = timeline_of(lambda _: {"sad": 0.55}, 0.1)
    reading = timeline.reading_at(0.0)
    assert reading is not None
    near = []
    for profile in (None, sad_at_rest):
        practice = PracticeRound([task("sad", strength=0.5)])
        practice.feed(reading, profile)
        near.append(practice.standing.near)
    assert near[0] == 1.0
    assert near[1] is not None and near[1] < 0.6


def test_the_drawn_actor_is_scored_as_its_schedule_says() -> None:
    """A round that asks for what the drawn actor plays, in its order, read as the program reads, ten times a second.

    Compared: to within four readings the match of every task with the time from which the schedule names its emotion,
    since where a strength of a half lies in the change of two expressions is for the model and its read-out to say; to
    within one, the time at which a task is done with that match and the hold, and how long the last one was held, which
    asks for more than is played, with what the schedule plays of it. Every task is held until shortly before the next
    emotion comes, so that each waits for its turn.
    """
    rate, hold_s, too_long_s = 10.0, 2.2, 5.0
    tasks = [task(emotion, hold_s, strength=0.5) for emotion in PLAYED]
    tasks[-1] = replace(tasks[-1], hold_s=too_long_s)
    analyser, practice, done = Analyser.open(AnalysisSettings()), PracticeRound(tasks), []
    with SyntheticActor((320, 240), rate) as actor:
        times = [ms / 1000 for ms in range(round(1000 * (actor.length_s or 0)))]
        named = {emotion: [t_s for t_s in times if actor.emotion_at(t_s) == emotion] for emotion in PLAYED}
        for frame in actor:
            if practice.feed(analyser.analyse(frame)):
                done.append(frame.t_s)
    practice.skip()
    one = 1 / rate + 0.002  # as exact as the times above
    assert len(done) == len(PLAYED) - 1
    for place, result in enumerate(practice.results[1:], 1):
        assert result.match_s is not None
        matched_s = done[place - 1] + result.match_s
        assert matched_s == pytest.approx(named[result.emotion][0], abs=one + 3 / rate), result
        if result.held:
            assert done[place] == pytest.approx(matched_s + hold_s, abs=one)
    last, played = practice.results[-1], named["happy"]
    assert not last.held and last.held_s == pytest.approx(played[-1] - played[0], abs=one)
    assert [result.points for result in practice.results] == pytest.approx([100] * 6 + [50 * last.held_s / too_long_s])
