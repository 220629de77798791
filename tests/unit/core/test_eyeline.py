import math
from collections.abc import Sequence

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.eyeline import Eyeline, Look, shares
from acting_mirror.core.eyes import UNSEEN, Eyes

SHUT = Eyes(math.nan, -5, 1.0)
LOWERED = Eyes(math.nan, -16, 0.9)


def looking(yaw_deg: float, pitch_deg: float, scatter_deg: float = 0.5, count: int = 60) -> list[Eyes]:
    rng = np.random.default_rng(0)
    return [Eyes(*(np.array([yaw_deg, pitch_deg]) + rng.normal(0, scatter_deg, 2)).tolist(), 0.0) for _ in range(count)]


@pytest.mark.parametrize(
    ("gaze", "look"),
    [
        ((0, 0), "lens"),
        ((5, -5), "lens"),
        ((20, 0), "away"),
        ((-20, 5), "away"),
        ((0, 15), "away"),
        ((3, -18), "down"),
    ],
)
def test_without_calibration_lens_and_script_are_told_apart(gaze: tuple[float, float], look: str) -> None:
    assert Eyeline().at(Eyes(*gaze, 0.0)) == look


def test_lids_that_hide_the_irises_are_down_if_they_are_low() -> None:
    assert Eyeline().at(LOWERED) == "down"
    assert Eyeline().at(SHUT) is None
    assert Eyeline().at(UNSEEN) is None


def test_two_looks_make_an_eyeline() -> None:
    eyeline = Eyeline.of(looking(2, 4), [*looking(-16, 1), SHUT, SHUT, UNSEEN])
    assert eyeline.lens == pytest.approx((2, 4), abs=0.3)
    assert eyeline.partner == pytest.approx((-16, 1), abs=0.3)
    shown = [eyeline.at(Eyes(*gaze, 0.0)) for gaze in ((2, 5), (-12, 2), (-5, 3), (-40, 1), (0, -14))]
    assert shown == ["lens", "partner", "lens", "away", "down"]


def test_a_mark_below_the_lens_is_no_script() -> None:
    eyeline = Eyeline.of(looking(0, 0), looking(0, -16))
    assert eyeline.at(Eyes(1, -17, 0.2)) == "partner"


@pytest.mark.parametrize(
    ("lens", "partner", "words"),
    [
        (looking(0, 0), looking(3, 2), "too close to the lens"),
        (looking(0, 0), looking(15, 0, scatter_deg=8), "wandered"),
        (looking(0, 0, scatter_deg=8), looking(15, 0), "wandered"),
        (looking(0, 0), [SHUT] * 60, "hardly be seen"),
        ([], looking(15, 0), "hardly be seen"),
        ([*looking(0, 0, count=20), *[UNSEEN] * 40], looking(15, 0), "hardly be seen"),
        (looking(40, 0), looking(0, 0), "beside the lens"),
    ],
)
def test_looks_that_say_nothing_are_refused(lens: Sequence[Eyes], partner: Sequence[Eyes], words: str) -> None:
    with pytest.raises(UserError, match=words):
        Eyeline.of(lens, partner)


def columns(*parts: tuple[float, Eyes]) -> tuple[np.ndarray, list[tuple[float, float, float]]]:
    """Times and eyes at 30 pictures a second; each part lasts some seconds."""
    eyes = [eyes for seconds, eyes in parts for _ in range(round(30 * seconds))]
    return np.arange(len(eyes)) / 30, [(one.gaze_yaw_deg, one.gaze_pitch_deg, one.closed) for one in eyes]


def test_a_blink_leaves_the_look_and_lids_that_stay_down_do_not() -> None:
    ahead = Eyes(0, 0, 0.0)
    looks = Eyeline().looks(*columns((1, ahead), (0.2, SHUT), (1, ahead), (1, LOWERED), (1, ahead)))
    assert looks[:66] == [Look.LENS] * 66
    assert looks[-30 - 30 : -30] == [Look.DOWN] * 30


@pytest.mark.parametrize(
    ("parts", "partner"),
    [
        ([(1, Eyes(18, 2, 0.0)), (0.2, SHUT), (1, Eyes(19, 2, 0.0)), (2, Eyes(0, 0, 0.0))], (18.5, 2)),
        ([(0.5, Eyes(18, 2, 0.0)), (3, Eyes(0, 0, 0.0))], None),
        ([(1, Eyes(18, 2, 0.0)), (1, Eyes(-18, 2, 0.0))], None),
        ([(1, LOWERED), (1, Eyes(0, 0, 0.0))], None),
    ],
)
def test_a_partner_of_whom_nobody_has_said_where_they_are_is_where_eyes_rest_aside(
    parts: list[tuple[float, Eyes]], partner: tuple[float, float] | None
) -> None:
    eyeline = Eyeline().with_partner_in(*columns(*parts))
    found = eyeline.partner
    assert eyeline.at(Eyes(0, -6, 0.0)) == "lens", "where the lens is stays as unsure as it was"
    assert found == (None if partner is None else pytest.approx(partner, abs=0.6))


def test_a_look_at_the_edge_does_not_flicker() -> None:
    _, eyes = columns((0.1, Eyes(7.5, 0, 0.0)), (0.1, Eyes(8.5, 0, 0.0)))
    looks = Eyeline().looks(np.arange(60) / 30, eyes * 10)
    assert set(looks) == {Look.LENS}


def test_shares_count_what_is_known() -> None:
    looks = [Look.LENS] * 3 + [Look.DOWN] + [None] * 2
    assert shares(looks) == {Look.LENS: 0.75, Look.PARTNER: 0, Look.DOWN: 0.25, Look.AWAY: 0}
    assert shares([Look.LENS, None, None]) is None
    assert shares([]) is None
