import pytest

from acting_mirror.core.behaviour import Behaviour
from acting_mirror.core.eyeline import Eyeline, Look
from acting_mirror.core.timeline import Timeline
from tests.moving import acting, moving_timeline


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return moving_timeline(acting, 20)


def test_it_says_where_a_face_looked_how_often_it_blinked_and_how_its_head_moved(timeline: Timeline) -> None:
    did = Behaviour.of(timeline)
    assert did is not None and did.looks is not None and did.blinks is not None and did.blinks_per_minute is not None
    assert did.measured_s == pytest.approx(19, abs=0.1)
    assert [(start + end) / 2 for start, end in did.blinks] == pytest.approx([1, 11], abs=0.05)
    assert did.blinks_per_minute == pytest.approx(2 * 60 / 19, abs=0.1)
    assert did.looks[Look.DOWN] == pytest.approx(4 / 19, abs=0.01)
    assert did.looks[Look.LENS] == pytest.approx(15 / 19, abs=0.01)
    assert len(did.head.nods) == len(did.head.shakes) == 1
    assert did.head.still is not None and 0.8 < did.head.still < 0.95


def test_a_part_is_measured_by_itself(timeline: Timeline) -> None:
    did = Behaviour.of(timeline, start_s=4, end_s=8)
    assert did is not None and did.looks is not None
    assert did.looks[Look.DOWN] == 1
    assert (did.blinks, did.blinks_per_minute, did.head.still) == ([], None, 1)


def test_the_partners_mark_is_known_to_who_gives_an_eyeline(timeline: Timeline) -> None:
    did = Behaviour.of(timeline, Eyeline(partner=(0, -20)), 4, 8)
    assert did is not None and did.looks is not None
    assert did.looks[Look.PARTNER] == 1


def test_what_was_not_measured_did_nothing(timeline: Timeline) -> None:
    assert Behaviour.of(Timeline()) is None
    assert Behaviour.of(timeline, start_s=19.1) is None
    assert Behaviour.of(moving_timeline(lambda _: None, 1)) is None


def test_a_take_from_before_eyes_were_measured_says_nothing_of_them(timeline: Timeline) -> None:
    arrays = timeline.to_arrays()
    old = [not name.startswith(("gaze_", "eyes_closed")) for name in arrays["moved_columns"].tolist()]
    kept = {"moved": arrays["moved"][:, old], "moved_columns": arrays["moved_columns"][old]}
    did = Behaviour.of(Timeline.from_arrays(arrays | kept))
    assert did is not None
    assert did.blinks is did.blinks_per_minute is did.looks is None
    assert len(did.head.nods) == 1
