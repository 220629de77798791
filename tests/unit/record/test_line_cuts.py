"""A long recording, cut into the lines that were read in it."""

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.record.line_cuts import Stretch, cut, speech_in, spoken_part
from acting_mirror.record.partner_lines import Words
from tests.media import RATE
from tests.speech import room


def spoken(*stretches: tuple[bool, float]) -> Words:
    return (room(stretches, 0.001) * 32767).astype(np.int16)


def test_speech_is_found_with_a_little_around_it() -> None:
    found = speech_in(spoken((False, 1.0), (True, 1.5), (False, 1.0), (True, 0.8), (False, 1.0)), RATE)
    assert [round(value, 1) for each in found for value in (each.start_s, each.end_s)] == pytest.approx(
        [0.9, 2.7, 3.4, 4.5], abs=0.15
    )


def test_a_line_is_kept_without_the_silence_around_it() -> None:
    part = spoken_part(spoken((False, 1.0), (True, 0.6), (False, 0.5), (True, 0.6), (False, 2.0)), RATE)
    assert len(part) / RATE == pytest.approx(2.0, abs=0.2)


def test_a_recording_without_a_voice_is_told() -> None:
    with pytest.raises(UserError, match="No voice was heard"):
        spoken_part(spoken((False, 1.0)), RATE)


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
