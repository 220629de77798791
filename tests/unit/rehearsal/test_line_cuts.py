"""A long recording, cut into the lines that were read in it."""

from acting_mirror.rehearsal.line_cuts import cut
from acting_mirror.rehearsal.pauses import Stretch


def at(*lengths_s: float, pause_s: float = 1.5) -> list[Stretch]:
    """Stretches with pauses between them."""
    found, now_s = list[Stretch](), 0.0
    for length_s in lengths_s:
        found.append(Stretch(now_s, now_s + length_s))
        now_s += length_s + pause_s
    return found


def test_each_stretch_is_a_line_where_there_are_as_many() -> None:
    speech = at(1, 3, 2)
    assert cut(speech, [10, 30, 20]) == speech


def test_a_line_goes_on_over_a_pause_within_it() -> None:
    speech = [Stretch(0, 1), Stretch(2.5, 4), Stretch(4.4, 6), Stretch(8, 9)]
    assert cut(speech, [10, 31, 10]) == [Stretch(0, 1), Stretch(2.5, 6), Stretch(8, 9)]


def test_a_line_that_nobody_read_is_missing() -> None:
    speech = at(1, 4, 1)
    assert cut(speech, [10, 40, 80, 10]) == [speech[0], speech[1], None, speech[2]]


def test_a_word_to_somebody_else_is_no_line() -> None:
    speech = at(3, 6, 3)
    assert cut(speech, [30, 30]) == [speech[0], speech[2]]


def test_silence_has_no_lines() -> None:
    assert cut([], [10, 20]) == [None, None]
