import pytest

from acting_mirror.rehearsal.prompting import BEGIN_S, READ_S, STALLED_S, Prompting
from acting_mirror.rehearsal.script import ScriptLine

LINE = ScriptLine(3, "", "ANNA", "One two three four five six seven eight.", "", 1, None, {}, None)


@pytest.fixture
def prompting() -> Prompting:
    made = Prompting()
    made.begin()
    made.listen(LINE)
    return made


def test_who_asks_is_shown_the_words_up_to_the_next_one_and_then_the_line(prompting: Prompting) -> None:
    prompting.follow(0.5, None)
    prompting.help()
    assert prompting.shown == 5
    prompting.help()
    assert prompting.shown == 8
    prompting.listen(LINE)
    assert prompting.shown == 0


def test_who_stalls_is_shown_the_next_word_and_after_a_while_the_line(prompting: Prompting) -> None:
    prompting.follow(0.25, STALLED_S - 0.1)
    assert prompting.shown == 0
    prompting.follow(0.25, STALLED_S)
    prompting.follow(0.25, STALLED_S + READ_S - 0.1)
    assert prompting.shown == 3
    prompting.follow(0.25, STALLED_S + READ_S)
    assert prompting.shown == 8


def test_who_goes_on_and_stalls_again_is_shown_the_next_word_again(prompting: Prompting) -> None:
    prompting.follow(0.25, STALLED_S)
    prompting.follow(0.6, 0.0)
    prompting.follow(0.6, STALLED_S)
    assert prompting.shown == 5


def test_nobody_is_helped_in_a_pause_or_before_they_had_time_to_begin(prompting: Prompting) -> None:
    prompting.follow(0.0, BEGIN_S - 0.1)
    prompting.follow(0.5, 1.5)
    assert prompting.shown == 0


def test_a_line_of_another_has_no_help(prompting: Prompting) -> None:
    prompting.listen(None)
    prompting.help()
    prompting.said()
    assert prompting.shown == 0 and not prompting.needed


def test_it_is_noted_where_help_was_needed_also_when_the_line_goes_well_again(prompting: Prompting) -> None:
    prompting.said()
    assert prompting.needed == {3: False}
    prompting.listen(LINE)
    prompting.help()
    prompting.listen(LINE)
    prompting.said()
    assert prompting.needed == {3: True}
    prompting.begin()
    assert not prompting.needed
