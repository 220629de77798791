import numpy as np

from acting_mirror.core.eyeline import Look
from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.looking import Looking

LENS, SHUT = Eyes(0.0, 0.0, 0.0), Eyes(np.nan, np.nan, 1.0)


def test_a_blink_leaves_the_look_as_it_was_and_closed_eyes_do_not() -> None:
    looking = Looking()
    looking.update(0.0, LENS)
    looking.update(0.3, SHUT)
    assert (looking.look, looking.shut) == (Look.LENS, False)
    looking.update(0.5, SHUT)
    assert (looking.look, looking.shut) == (None, True)


def test_eyes_that_are_not_seen_are_neither_shut_nor_anywhere() -> None:
    looking = Looking()
    looking.update(0.0, LENS)
    looking.update(5.0, UNSEEN)
    assert (looking.look, looking.shut) == (None, False)
