import math
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import msgspec
import pytest

from acting_mirror.core.direction import DIRECTIONS, DirectionScore
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import Movements
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.pipeline.take_mending import rescored
from acting_mirror.rehearsal.directing import score_directions
from acting_mirror.rehearsal.direction_tips import NO_MARK, NOT_MEASURED, UNSEEN, feedback_on, words_on_direction
from acting_mirror.rehearsal.scoring import total_of
from tests.readings import LENS, looking, timeline_of
from tests.takes import SCORE, a_line, some_facts

DOWN, SHUT = Eyes(0.0, -20.0, 0.2), Eyes(math.nan, math.nan, 1.0)


def score(
    name: str, does: Callable[[float], Movements | None], seconds: float = 4.0, eyeline: Eyeline | None = None
) -> DirectionScore:
    (found,) = score_directions(timeline_of(lambda _: None, seconds, move=does), [name], 0.0, seconds, eyeline)
    return found


def blinking(times: int, seconds: float) -> Callable[[float], Movements]:
    """Blinks of 0.15 s, evenly over a line."""
    return lambda t_s: looking(SHUT if 0 <= (t_s - 0.4) % (seconds / times) < 0.15 else LENS)


def nodding(t_s: float) -> Movements:
    return looking(head=HeadPose(0.0, 8 * math.sin(2 * math.pi * t_s * 1.5) if 1 <= t_s < 3 else 0.0, 0.0))


def test_a_look_is_worth_the_share_of_the_line_and_says_where_the_eyes_were_instead() -> None:
    kept = score("look: lens", lambda _: looking())
    assert (kept.total, kept.amount, kept.seen, kept.instead) == (100, 1, 1, "")
    left = score("look: lens", lambda t_s: looking(DOWN if t_s >= 2.4 else LENS))
    assert left.total is not None and 55 < left.total < 65
    assert (left.instead, left.amount) == ("down", pytest.approx(0.6, abs=0.01))
    assert words_on_direction(left) == (
        "You looked into the lens for 60% of the line.",
        "You looked down for 40% of the line: learn it, or lift the page to the lens.",
    )
    assert score("look: down", lambda _: looking(DOWN)).total == 100
    late = score("look: lens", lambda t_s: looking(DOWN if t_s < 0.3 else LENS))
    assert late.total is not None and late.total > 95, "the first moments count less"
    assert score("look: lens", blinking(4, 4.0)).total == 100, "a blink is no look"
    squeezed = score("look: lens", lambda t_s: looking(SHUT if t_s >= 0.5 else LENS))
    assert (squeezed.total, squeezed.seen) == (None, pytest.approx(0.125, abs=0.01))


def test_a_partner_is_told_only_where_their_mark_is_known() -> None:
    aside = lambda _: looking(Eyes(20.0, 0.0, 0.0))  # noqa: E731 - as short as the others
    assert words_on_direction(score("look: partner", aside)) == (NO_MARK, "")
    known = Eyeline(partner=(20.0, 0.0))
    assert score("look: partner", aside, eyeline=known).total == 100
    again = played(Target(None, directions=("look: partner",)), aside, known)
    assert again.total == 100, "a take knows its own eyeline"
    lens = score("look: lens", aside, eyeline=known)
    assert (lens.total, lens.instead, lens.instead_share) == (0, "partner", 1)


@pytest.mark.parametrize(
    ("name", "blinks", "seconds", "total"),
    [
        ("blink: few", 1, 2.0, 100),
        ("blink: few", 2, 10.0, 90),
        ("blink: few", 10, 10.0, 0),
        ("blink: none", 2, 10.0, 54),
        ("blink: none", 1, 2.0, 0),
    ],
)
def test_blinks_are_counted_by_the_minute_and_one_is_few(name: str, blinks: int, seconds: float, total: int) -> None:
    found = score(name, blinking(blinks, seconds), seconds)
    assert (found.amount, found.total) == (blinks, pytest.approx(total, abs=1))


def test_stillness_nods_and_shakes_are_those_of_the_head() -> None:
    assert score("still", lambda _: looking()).total == 100
    moved = score("still", nodding)
    assert moved.total is not None and moved.total < 60
    nod, shake = score("nod", nodding), score("shake", nodding)
    assert (nod.total, shake.total) == (100, 0)
    assert words_on_direction(shake)[0] == "You did not shake your head."


def test_a_movement_is_held_as_an_emotion_is_where_no_strength_is_asked_for() -> None:
    totals = [score("brows up", lambda _, at=at: looking(brows_up=at)).total for at in (0.0, 0.25, 0.5, 0.9)]  # type: ignore[misc]
    assert totals == pytest.approx([0, 50, 100, 100])
    half = score("mouth corners down", lambda t_s: looking(mouth_corners_down=0.8 if t_s < 2 else 0.0))
    assert half.total == pytest.approx(50, abs=4)


@pytest.mark.parametrize("name", [name for name in DIRECTIONS if name != "look: partner"])
def test_what_was_not_measured_or_hardly_seen_has_no_score_and_says_so(name: str) -> None:
    unmeasured = score(name, lambda _: None)
    assert (unmeasured.total, words_on_direction(unmeasured)) == (None, (NOT_MEASURED, ""))
    hidden = score(name, lambda t_s: looking() if t_s > 3.7 else None)
    assert (hidden.total, words_on_direction(hidden)) == (None, (UNSEEN, ""))


def test_every_outcome_is_said_in_whole_sentences() -> None:
    for name, total, instead in product(DIRECTIONS, (10.0, 90.0), ("", "lens", "partner", "down", "away")):
        for words in words_on_direction(DirectionScore(name, total, 0.4, 1.0, instead, 0.5)):
            assert words.endswith(".") and "{" not in words


def played(target: Target, does: Callable[[float], Movements | None], eyeline: Eyeline | None = None) -> TakeLine:
    """A line of four seconds, scored."""
    line = replace(a_line(), target=target, score=None, end_s=4.0)
    (scored,) = rescored([line], timeline_of(lambda _: None, 4.0, move=does), None, eyeline)
    return scored


def test_the_emotions_score_stays_that_of_the_reading_and_directions_alone_have_their_mean() -> None:
    def does(t_s: float) -> Movements:
        return looking(DOWN if t_s >= 2.4 else LENS)

    alone = played(Target(None, directions=("look: lens", "still")), does)
    look, still = (direction.total for direction in alone.directions)
    assert look is not None and still == 100 and alone.score is None
    assert alone.total == total_of([alone]) == pytest.approx((look + 100) / 2)
    assert feedback_on(alone) == (
        "You looked into the lens for 60% of the line. Your head was still for 100% of the line.",
        "You looked down for 40% of the line: learn it, or lift the page to the lens.",
    )
    both = replace(alone, target=Target("sad", 0.4, directions=("look: lens",)), score=SCORE)
    assert both.total == SCORE.total
    assert feedback_on(both)[1].startswith("You looked down for 40%")
    unread = played(Target("sad", directions=("still",)), does)
    assert unread.total is None and unread.directions[0].total == 100, "the emotion could not be read"
    assert "Your head was still" in feedback_on(unread)[0]


def test_lines_and_eyelines_are_stored_and_open_without_directions() -> None:
    facts = replace(some_facts(), eyeline=Eyeline(partner=(20.0, 0.0)))
    assert msgspec.json.decode(msgspec.json.encode(facts), type=TakeFacts) == facts
    kept = played(Target(None, directions=("still",)), lambda _: looking())
    stored = msgspec.json.encode(kept)
    assert msgspec.json.decode(stored, type=TakeLine) == kept
    before = msgspec.json.decode(stored)
    del before["directions"], before["target"]["directions"]
    old = msgspec.convert(before, TakeLine)
    assert (old.directions, old.total) == ((), None)
