import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.feedback import AGAIN_S, ON, CueTimer, FitNow, fit_now
from tests.readings import Shown, probs_of, timeline_of

ON_TARGET, OFF = FitNow("sad", 0.9, 0.8, 0.5), FitNow("sad", 0.1, 0.1, 0.5)


def reading(shown: Shown) -> FrameAnalysis:
    found = timeline_of(lambda _: shown, 0.1).reading_at(0.0)
    assert found is not None
    return found


def fit(shown: Shown, target: Target, share: float | None = None) -> float:
    now = fit_now(reading(shown), target, share=share)
    assert now is not None
    return now.fit


def test_the_gauge_is_full_for_what_is_wanted_and_empty_for_what_is_not() -> None:
    assert fit({"sad": 0.8}, Target("sad")) == 1.0
    assert fit({"happy": 0.8}, Target("sad")) == 0.0
    assert fit({}, Target("neutral")) == 1.0
    assert fit({"sad": 0.45, "fear": 0.4}, Target("sad")) > ON > fit({"sad": 0.25, "fear": 0.6}, Target("sad"))


def test_the_gauge_falls_on_both_sides_of_the_strength_asked_for() -> None:
    fits = [fit({"sad": at}, Target("sad", 0.4)) for at in (0.1, 0.25, 0.4, 0.7, 1.0)]
    assert fits[0] < fits[1] < fits[2] == 1.0 and fits[2] > fits[3] > fits[4]
    now = fit_now(reading({"sad": 0.7}), Target("sad", 0.4))
    assert now is not None and (now.wanted, now.strength) == (0.4, pytest.approx(0.7))


def test_the_strength_is_of_the_actors_own_range() -> None:
    profile = Profile("", probs_of({"sad": 0.4}), probs_of({}) * 0 + 1)
    now = fit_now(reading({"sad": 0.7}), Target("sad"), profile)
    assert now is not None and now.strength == pytest.approx(0.5)


def test_a_turn_wants_one_at_the_start_the_other_at_the_end_and_either_between() -> None:
    target = Target("fear", then="angry")
    for shown, fits in (({"fear": 0.8}, (1.0, 1.0, 0.0, 1.0)), ({"angry": 0.8}, (0.0, 1.0, 1.0, 1.0))):
        assert tuple(fit(shown, target, share) for share in (0.1, 0.5, 0.9, None)) == fits


def test_there_is_no_fit_without_a_target_or_a_face_that_can_be_read() -> None:
    assert fit_now(reading({"sad": 0.8}), Target(None)) is None
    assert fit_now(reading(None), Target("sad")) is None
    assert fit_now(FrameAnalysis(0, 0.0, (), 0.0), Target("sad")) is None


def cues(timer: CueTimer, *stretches: tuple[FitNow | None, float]) -> list[float]:
    """When cues were due while fits lasted for some seconds each, ten a second."""
    due, tick = [], 0
    for now, seconds in stretches:
        for _ in range(round(seconds * 10)):
            if timer.update(tick / 10, now):
                due.append(tick / 10)
            tick += 1
    return due


def test_a_cue_comes_once_when_the_face_was_off_for_a_while() -> None:
    assert cues(CueTimer(2.0), (ON_TARGET, 3), (OFF, 6)) == [pytest.approx(4.9, abs=0.11)]
    assert cues(CueTimer(2.0), (OFF, 1.5), (ON_TARGET, 0.2), (OFF, 1.5)) == []


def test_a_cue_comes_again_only_after_the_face_was_on_target_or_a_long_time() -> None:
    assert len(cues(CueTimer(1.0), (OFF, 2), (ON_TARGET, 0.5), (OFF, 2))) == 2
    first, second = cues(CueTimer(1.0), (OFF, AGAIN_S + 2))
    assert second - first == pytest.approx(AGAIN_S, abs=0.11)


def test_time_that_cannot_be_read_neither_counts_nor_cues() -> None:
    assert cues(CueTimer(2.0), (None, 10)) == []
    due = cues(CueTimer(2.0), (OFF, 1.5), (None, 5), (OFF, 1))
    assert due == [pytest.approx(7.1, abs=0.15)]


def test_another_line_begins_anew() -> None:
    timer = CueTimer(2.0)
    assert cues(timer, (OFF, 1.5)) == []
    timer.restart()
    assert cues(timer, (OFF, 1.5)) == []
