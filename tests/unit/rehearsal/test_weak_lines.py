from collections.abc import Sequence
from datetime import UTC, datetime

from acting_mirror.core.line_help import LineHelp, RunHelp
from acting_mirror.core.text import key
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.rehearsal.weak_lines import Recall, recalls, weakest_first

SPOKEN = (("MARK", "Who is it?"), ("ANNA", "It is me."), ("MARK", "Why?"), ("ANNA", "Look."), ("ANNA", "A letter."))
LINES = tuple(ScriptLine(at, "", who, text, "", at + 1, None, {}, None) for at, (who, text) in enumerate(SPOKEN))
SCRIPT = Script("The Letter", LINES, ("MARK", "ANNA"))


def run(needed: dict[str, bool], character: str = "ANNA") -> RunHelp:
    lines = tuple(LineHelp(key(text), need) for text, need in needed.items())
    return RunHelp(datetime(2026, 11, 28, tzinfo=UTC), key("The Letter"), key(character), lines)


def order(*runs: RunHelp) -> Sequence[int]:
    return weakest_first(recalls(runs, SCRIPT, "ANNA"), SCRIPT)


def test_it_is_counted_how_often_help_was_needed_in_the_last_five_times() -> None:
    runs = [run({"It is me.": True}), *[run({"IT IS ME.": number == 0}) for number in range(5)], run({}, "MARK")]
    assert recalls(runs, SCRIPT, "ANNA") == {1: Recall(5, 1)}


def test_the_weakest_line_comes_first_each_with_its_cue_and_what_went_well_not_at_all() -> None:
    assert order(run({"It is me.": True, "Look.": True}), run({"It is me.": False, "Look.": True})) == [2, 3, 0, 1]
    assert order(run({"It is me.": False})) == []


def test_a_speech_of_several_lines_is_said_from_its_cue_once() -> None:
    assert order(run({"A letter.": True, "Look.": False})) == [2, 3, 4]
