from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.placing import by_hand, by_times
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.tapping import Taps
from acting_mirror.rehearsal.times_table import times_csv
from tests.script_samples import opened

PLAY = "ANNA\nOne.\n\nMARK\nTwo.\n\nANNA\nThree.\n\nANNA\nFour.\n"


@pytest.fixture
def lines(tmp_path: Path) -> tuple[ScriptLine, ...]:
    return opened(tmp_path, PLAY, ".fountain").script.of("ANNA")


def tapped(taps: Taps, *times: float) -> Taps:
    for t_s in times:
        taps = taps.tap(t_s)
    return taps


def test_lines_lie_between_two_taps_each_in_their_order(lines: tuple[ScriptLine, ...]) -> None:
    taps = tapped(Taps(lines), 1, 2, 2, 3.5, 5)
    assert taps.spans == (Span(0, 1, 2, mine=True), Span(2, 2, 3.5, mine=True))
    assert (taps.at, taps.begun_s) == (2, 5)
    taps = taps.tap(6)
    assert (taps.at, taps.begun_s) == (None, None)
    with pytest.raises(UserError, match="All your lines"):
        taps.tap(7)


def test_a_line_that_was_not_spoken_is_passed_over(lines: tuple[ScriptLine, ...]) -> None:
    taps = tapped(tapped(Taps(lines), 1, 2).choose(2), 5, 6)
    assert [span.index for span in taps.spans] == [0, 3]
    assert taps.at == 1  # it may come yet
    assert taps.choose(0) is taps  # it has its place


def test_no_line_lies_over_another(lines: tuple[ScriptLine, ...]) -> None:
    taps = tapped(Taps(lines), 3, 5)
    with pytest.raises(UserError, match="Another line is here"):
        taps.tap(4)
    assert tapped(taps, 1, 4).spans[0] == Span(2, 1, 3, mine=True)


def test_a_line_does_not_end_before_it_starts(lines: tuple[ScriptLine, ...]) -> None:
    for end_s in (0.5, 3.0, 3.05):
        with pytest.raises(UserError, match="only just begun"):
            tapped(Taps(lines), 3, end_s)


def test_a_place_that_is_taken_away_is_tapped_next(lines: tuple[ScriptLine, ...]) -> None:
    taps = tapped(Taps(lines), 1, 2, 3, 4).without(0)
    assert ([span.index for span in taps.spans], taps.at) == ([2], 0)
    assert taps.without(0) is taps
    assert taps.tap(1.5).begun_s == 1.5


def test_a_line_that_is_dragged_over_a_start_takes_it_away(lines: tuple[ScriptLine, ...]) -> None:
    taps = tapped(Taps(lines), 1, 2, 5)
    assert taps.placed([Span(0, 1, 3, mine=True)]).begun_s == 5
    assert taps.placed([Span(0, 4, 6, mine=True)]).begun_s is None


def test_what_was_tapped_is_kept_as_a_table_that_is_read_again(lines: tuple[ScriptLine, ...], tmp_path: Path) -> None:
    taps = tapped(Taps(lines), 1.25, 2.5).choose(2)
    taps = tapped(taps, 3, 4.125)
    table = tmp_path / "times.csv"
    table.write_text(times_csv(taps.times))
    assert table.read_text().splitlines() == ["line,start_s,end_s", "1,1.250,2.500", "3,3.000,4.125"]
    assert by_times(table, lines, 10).spans == taps.spans


def test_what_was_placed_by_hand_names_the_lines_that_were_left_out(lines: tuple[ScriptLine, ...]) -> None:
    placing = by_hand(tapped(Taps(lines), 1, 2).spans, lines)
    assert (placing.by, placing.sure) == ("hand", (1.0,))
    assert placing.words == "Lines found by hand; without times, and left out: 2, 3."
