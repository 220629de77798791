import numpy as np
import pytest

from acting_mirror.core.blinks import blinks

Curve = np.ndarray


def lids(seconds: float, rate: float, *dips: tuple[float, float, float], rest: float = 0.05) -> tuple[Curve, Curve]:
    """Lids that close to a depth around a moment and open again, in a triangle of a length."""
    times = np.arange(round(seconds * rate)) / rate
    closed = np.full(len(times), rest)
    for middle, length, depth in dips:
        closed = np.maximum(closed, depth * (1 - np.abs(times - middle) / (length / 2)))
    return times, closed


@pytest.mark.parametrize("rate", [15, 24, 30, 60])
def test_every_blink_is_found_when_it_was(rate: float) -> None:
    middles = [0.5, 1.03, 2.71, 3.2]
    found = blinks(*lids(4, rate, *((middle, 0.3, 1.0) for middle in middles)))
    assert [(start + end) / 2 for start, end in found] == pytest.approx(middles, abs=0.05)
    assert all(0.05 < end - start < 0.25 for start, end in found)


@pytest.mark.parametrize("dip", [(2, 0.3, 0.25), (2, 1.2, 1.0), (2, 3.0, 0.6)])
def test_lids_that_hardly_fall_or_stay_down_do_not_blink(dip: tuple[float, float, float]) -> None:
    assert blinks(*lids(4, 30, dip)) == []


def test_blinks_of_lowered_eyes_count(rate: float = 30) -> None:
    assert len(blinks(*lids(4, rate, (1, 0.3, 1.0), (3, 0.3, 0.8), rest=0.45))) == 2


def test_what_begins_or_ends_shut_is_no_blink() -> None:
    times, closed = lids(4, 30, (0, 0.3, 1.0), (4, 0.4, 1.0))
    assert blinks(times, closed) == []


def test_where_eyes_were_not_seen_nothing_is_invented() -> None:
    times, closed = lids(4, 30, (1, 0.3, 1.0))
    closed[60:90] = np.nan
    assert len(blinks(times, closed)) == 1
    assert blinks(times, np.full(len(times), np.nan)) == []
    assert blinks([], []) == []
