"""The states of a rehearsal, by a clock that the test moves."""

import pytest

from acting_mirror.rehearsal.run import NO_VOICE, UNHEARD, RehearsalRun, RunState
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings

SPOKEN = (("ANNA", "It is only me."), ("MARK", "Who is there?"), ("ANNA", "You are not glad."))
LINES = [ScriptLine(at, "", who, text, "", at + 1, None, {}, None) for at, (who, text) in enumerate(SPOKEN)]


def running(**settings: object) -> RehearsalRun:
    """By key, begun at 0 s with the first line."""
    run = RehearsalRun(RehearsalSettings(**{"advance": "key", **settings}))  # type: ignore[arg-type]
    run.load(LINES, "ANNA")
    run.count(record=False)
    run.begin()
    run.start(0.0)
    return run


def test_it_goes_from_the_count_to_the_last_score_and_rests() -> None:
    run = RehearsalRun(RehearsalSettings())
    run.load(LINES, "ANNA")
    assert run.state is RunState.READY
    run.count(record=True)
    assert run.state is RunState.COUNTING and run.records
    run.begin()
    assert run.state is RunState.STARTING
    run.start(5.0)
    assert run.state is RunState.RUNNING and run.line_s == 5.0
    spans = [run.go_on(t_s) for t_s in (6.0, 7.0, 8.0)]
    assert [(span.index, span.start_s, span.end_s, span.mine) for span in spans if span is not None] == [
        (0, 5.0, 6.0, True),
        (1, 6.0, 7.0, False),
        (2, 7.0, 8.0, True),
    ]
    assert run.state is RunState.SCORING and run.index == 2
    run.rest()
    assert run.state is RunState.READY and not run.records


def test_after_the_last_line_it_begins_at_the_first_again() -> None:
    run = running()
    for t_s in (1.0, 2.0, 3.0):
        run.go_on(t_s)
    run.rest()
    run.start(10.0)
    assert run.index == 0


def test_a_line_that_is_chosen_after_the_end_is_where_it_begins() -> None:
    run = running()
    for t_s in (1.0, 2.0, 3.0):
        run.go_on(t_s)
    run.rest()
    run.go_to(1, 4.0)
    run.start(10.0)
    assert run.index == 1


def test_a_take_begins_at_the_top_after_a_stop_and_at_a_line_only_where_that_was_chosen() -> None:
    run = running()
    run.go_on(1.0)
    run.stop(2.0)
    run.rest()
    run.count(record=False)
    assert run.index == 2  # to rehearse goes on
    run.rest()
    run.count(record=True)
    assert run.index == 0
    run.rest()
    run.go_to(1, 3.0)
    run.count(record=True)
    run.start(4.0)
    assert run.index == 1
    run.stop(4.1)
    run.rest()
    run.count(record=True)
    assert run.index == 0


def test_a_line_that_was_stopped_at_once_was_not_spoken() -> None:
    run = running()
    assert run.stop(0.5) is None
    assert run.state is RunState.SCORING and run.index == 0


def test_a_line_that_lasted_counts_when_it_is_stopped() -> None:
    run = running()
    span = run.stop(2.0)
    assert span is not None and (span.index, span.end_s) == (0, 2.0)
    assert run.state is RunState.SCORING


def test_again_means_this_line_when_it_has_lasted_and_else_the_one_before() -> None:
    run = running()
    run.go_on(2.0)
    run.again(4.0)
    assert (run.index, run.line_s) == (1, 4.0)
    run.again(4.5)
    assert (run.index, run.line_s) == (0, 4.5)


@pytest.mark.parametrize("state", [RunState.READY, RunState.SCORING])
def test_lines_are_gone_to_while_nothing_runs_and_never_past_the_ends(state: RunState) -> None:
    run = RehearsalRun(RehearsalSettings())
    run.load(LINES, "ANNA")
    run.state = state
    assert run.go_on(0.0) is None
    assert run.index == 1
    run.again(0.0)
    run.again(0.0)
    assert run.index == 0
    run.go_to(3, 0.0)
    assert run.index == 0


def test_another_script_begins_at_its_first_line() -> None:
    run = running()
    run.go_on(1.0)
    run.stop(3.0)
    run.rest()
    run.load(LINES[:1], "ANNA")
    assert run.index == 0


def test_without_a_microphone_lines_go_on_by_key_and_that_is_said_once() -> None:
    run = running(advance="voice", words_a_minute=400)
    assert run.tick(1.0, None) is None
    assert run.unheard(1.0, None) == ""  # a microphone takes a moment to wake
    run.tick(3.0, None)
    assert run.unheard(3.0, None) == NO_VOICE
    assert run.unheard(3.1, None) == ""
    assert run.go_on(4.0) is not None
    assert run.tick(60.0, None) is None  # by key, lines of others wait too


def test_silence_for_a_while_is_said_and_the_voice_still_counts() -> None:
    run = running(advance="voice")
    for t_s in range(12):
        run.tick(float(t_s), 0.0)
    assert run.unheard(12.0, 0.0) == UNHEARD
    assert run.unheard(13.0, 0.0) == ""


def test_what_is_said_by_the_pace_is_known_only_while_it_runs() -> None:
    run = running(advance="pace", words_a_minute=60)
    assert run.share(2.0) == pytest.approx(0.5)
    run.stop(2.0)
    assert run.share(2.0) == 0.0


def test_the_weakest_lines_go_before_the_whole_scene() -> None:
    run = RehearsalRun(RehearsalSettings())
    run.load(LINES, "ANNA")
    run.first = (1, 2)
    run.start(0.0)
    assert run.index == 1
    order = [run.index, *(run.index for t_s in range(1, 5) if run.go_on(t_s))]
    assert order == [1, 2, 0, 1, 2]
    run.go_to(1, 5.0)
    assert run.index == 1 and run.state is RunState.RUNNING


def test_a_take_and_a_line_that_was_chosen_begin_where_they_begin() -> None:
    run = RehearsalRun(RehearsalSettings())
    run.load(LINES, "ANNA")
    run.first = (1, 2)
    run.count(record=True)
    run.start(0.0)
    assert run.index == 0
    run.stop(1.0)
    run.rest()
    run.go_to(1, 2.0)
    run.start(3.0)
    assert run.index == 1 and run.go_on(4.0) and run.index == 2


def test_who_stalls_in_a_hidden_line_is_helped_before_it_ends_by_silence() -> None:
    run = running(advance="voice", hidden="stalled")
    said = [run.tick(t / 10, 0.9 if 10 <= t < 14 else 0.0) for t in range(75)]
    assert not any(said) and run.index == 0 and run.prompting.shown == 4
    assert run.prompting.needed == {0: True}
    run.go_on(7.5)
    assert run.prompting.shown == 0


def test_a_line_with_hidden_words_that_was_said_is_noted_and_one_that_was_read_is_not() -> None:
    for hidden, noted in (("all", {0: False}), ("none", {})):
        run = running(hidden=hidden)
        run.go_on(1.0)
        run.go_on(2.0)
        assert run.prompting.needed == noted
