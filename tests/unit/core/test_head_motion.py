import numpy as np
import pytest

from acting_mirror.core.head_motion import HeadMotion, head_motion

RATE = 30
TIMES = np.arange(4 * RATE) / RATE


def moved(**angles: np.ndarray) -> HeadMotion:
    head = np.random.default_rng(0).normal(0, 0.4, (len(TIMES), 3))
    for number, name in enumerate(("yaw", "pitch", "roll")):
        head[:, number] += angles.get(name, 0)
    return head_motion(TIMES, head)


def swinging(start_s: float, cycles: float, hertz: float, deg: float) -> np.ndarray:
    """To and fro between 0 and an angle."""
    since = np.clip(TIMES - start_s, 0, cycles / hertz)
    return deg * (1 - np.cos(2 * np.pi * hertz * since)) / 2


def test_a_head_that_only_trembles_is_still() -> None:
    motion = moved()
    assert motion.still == 1
    assert motion.speed_deg_s is not None and motion.speed_deg_s < 2
    assert motion.nods == motion.shakes == []


def test_a_slow_turn_is_neither_still_nor_a_shake() -> None:
    motion = moved(yaw=15 * TIMES)
    assert motion.speed_deg_s == pytest.approx(15, abs=0.5)
    assert motion.still == 0
    assert motion.nods == motion.shakes == []


@pytest.mark.parametrize(("cycles", "hertz", "deg"), [(1, 1.2, -8), (3, 2, -10), (2, 3, -6), (1, 1.5, 8)])
def test_nods_are_found_when_they_were(cycles: int, hertz: float, deg: float) -> None:
    motion = moved(pitch=swinging(1, cycles, hertz, deg), yaw=swinging(1, cycles, hertz, 3))
    [(start, end)] = motion.nods
    assert (start, end) == pytest.approx((1, 1 + cycles / hertz), abs=0.2)
    assert motion.shakes == []


@pytest.mark.parametrize("hertz", [1.2, 2.5])
def test_shakes_are_found_when_they_were(hertz: float) -> None:
    motion = moved(yaw=12 * np.sin(2 * np.pi * hertz * np.clip(TIMES - 1, 0, 2 / hertz)))
    [(start, end)] = motion.shakes
    assert (start, end) == pytest.approx((1, 1 + 2 / hertz), abs=0.2)
    assert motion.nods == []


def test_looks_down_or_aside_and_back_are_no_gestures() -> None:
    there_and_back = np.interp(TIMES, [1, 1.3, 2.3, 2.6], [0, 1, 1, 0])
    assert moved(pitch=-15 * there_and_back).nods == []
    assert moved(yaw=25 * there_and_back).shakes == []
    assert moved(yaw=swinging(1, 1, 1.2, 25)).shakes == []
    assert moved(pitch=swinging(0.5, 1, 0.4, -15)).nods == []


def test_two_nods_apart_are_two() -> None:
    assert len(moved(pitch=swinging(0.5, 1, 1.5, -8) + swinging(2.2, 1, 1.5, -8)).nods) == 2


def test_a_head_that_was_not_seen_says_nothing() -> None:
    for times, head in (([], []), (TIMES, np.full((len(TIMES), 3), np.nan)), ([0.0, 0.1], np.zeros((2, 3)))):
        assert head_motion(times, head) == HeadMotion(None, None, [], [])
